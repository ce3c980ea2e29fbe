"""The arrows between the parts hold: nobody imports what he must not know.

    errors ← glyphs ← lines ← sheets ← data      errors ← nn ← lab
    protocol ← client ← commands ← main      views → draw, i18n

The tables below are the rule; a part that they do not name is an error, too.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.native("reads the repository's sources")

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "zeichenlabor"

PARTS = {
    "": set(),
    "errors": set(),
    "zips": set(),
    "arrays": set(),
    "compiled": set(),
    "pixels": {"compiled"},
    "components": set(),
    "glyphs": {"errors", "pixels"},
    "style": {"glyphs"},
    "lines": {"errors", "glyphs", "components", "style"},
    "sheets": {"errors", "glyphs", "components", "lines", "pixels"},
    "photos": {"components", "lines", "pixels", "sheets"},
    "data": {"errors", "glyphs", "sheets", "zips"},  # the pen fills sheets as they are read
    "nn": {"errors", "compiled"},
    "lab": {
        *("errors", "glyphs", "lines", "photos", "sheets", "data", "nn", "pixels"),
        *("zips", "arrays", "style"),
    },
    "project": {"errors", "glyphs", "sheets", "data", "nn", "lab", "zips", "style"},
    "bridge": {"errors", "glyphs", "sheets", "data", "nn", "lab", "project"},
}
# The rooms of the laboratory; a module on its floor is a room of its own.
ROOMS = {
    "": {"laboratory", "pieces"},
    "stopping": set(),
    "designing": set(),
    "after_snapshot": {"designing"},
    "collecting": {"designing"},
    "training": {"designing", "collecting"},
    "evaluating": {"designing", "collecting", "training", "stopping"},
    "explaining": {"evaluating", "stopping"},
    "session": {"designing", "collecting", "training", "evaluating", "stopping"},
    "lessons": {"designing", "evaluating", "explaining", "session"},
    "code": {"designing", "collecting", "training"},
    "pieces": {"designing", "collecting", "training", "evaluating"},
    "services": {
        *("designing", "collecting", "training", "evaluating", "explaining"),
        *("code", "lessons", "pieces", "session", "stopping"),
    },
    "laboratory": {"services", "session", "pieces", "training"},
}
BROWSER_MODULES = {"js", "pyodide", "pyodide_js", "micropip", "_pyodide"}

# What takes time, a file for each kind of it; commands.js joins them. All may use TOOLS.
TOOLS = {
    f"commands/{name}.js"
    for name in ("errors", "fileBytes", "inbox", "latest", "packStrokes", "save")
}
TASKS = {
    "commands/lessons.js": set(),
    "commands/coding.js": {"worker/codes.js"},
    "commands/collecting.js": {
        "commands/collectionSync.js",
        "commands/datasets.js",
        "commands/drawings.js",
        "commands/templates.js",
        "unpack/unpack.js",
    },
    "commands/datasets.js": {"commands/collectionSync.js", "worker/files.js"},
    "commands/drawings.js": set(),
    "commands/templates.js": set(),
    "commands/comparing.js": set(),
    "commands/designing.js": set(),
    "commands/drawingReader.js": {"worker/codes.js"},
    "commands/evaluating.js": {"worker/codes.js"},
    "commands/quickStart.js": set(),
    "commands/inspecting.js": {"commands/comparing.js"},
    "commands/photographing.js": {"unpack/unpack.js"},
    "commands/playground.js": set(),
    "commands/pageQueue.js": {"worker/codes.js"},
    "commands/training.js": set(),
    "commands/exporting.js": {"i18n", "worker/codes.js"},
    "commands/collectionSync.js": set(),
    "commands/health.js": {"worker/codes.js"},
    "commands/lineReader.js": set(),
}
SCRIPTS = {
    "worker/records.js": set(),
    "worker/protocol.js": {"worker/records.js"},
    "worker/oldest.js": set(),
    "worker/codes.js": set(),
    "worker/data.js": set(),
    "worker/client.js": {
        "worker/data.js",
        "worker/protocol.js",
        "worker/codes.js",
        "worker/oldest.js",
        "worker/start.js",
    },
    "worker/helper.js": {"worker/client.js", "worker/codes.js", "worker/start.js"},
    "worker/pool.js": {"worker/codes.js"},
    "worker/start.js": {"worker/files.js", "worker/fileRequests.js"},
    "worker/fileRequests.js": set(),
    "worker/sandbox.js": set(),
    "worker/workerPort.js": {"worker/protocol.js"},
    "worker/boot.js": {"worker/files.js", "worker/restore.js", "vendor"},
    "worker/files.js": {"worker/oldest.js"},
    "worker/restore.js": set(),
    "worker/requests.js": set(),
    "worker/worker.js": {
        "worker/protocol.js",
        "worker/boot.js",
        "worker/codes.js",
        "worker/files.js",
        "worker/sandbox.js",
        "worker/workerPort.js",
    },
    "offline.js": set(),
    "storage": {"storage", "vendor", "state"},
    "old.js": set(),
    "sw.js": set(),
    "state": {"state"},
    "i18n": {"i18n"},
    "teachers": {"teachers"},
    "draw": {"draw", "vendor"},
    # And their own folder; the shell joins them all, and what several show is in components.
    "views": {"views/components", "draw", "i18n", "vendor"},
    "views/components": {"views/components", "draw", "i18n", "vendor"},
    "views/learn/components": {"views/learn/components", "draw", "i18n", "vendor"},
    "views/learn/byhand": {
        "views/learn/byhand",
        "views/learn/components",
        "draw",
        "i18n",
        "vendor",
    },
    "views/learn/cards": {"views/learn/cards", "views/learn/components", "draw", "i18n", "vendor"},
    "views/learn": {
        "views/learn",
        "views/components/examples.js",
        "views/components/deletions.js",
        "draw",
        "i18n",
        "vendor",
    },
    "views/shell": {"views", "draw", "i18n", "vendor"},
    "unpack": {"unpack", "worker/start.js", "worker/files.js", "vendor"},
    **{name: set() for name in TOOLS},
    **{name: {"state", *TOOLS, *others} for name, others in TASKS.items()},
    "commands/projects.js": {"commands/leaving.js", "storage", "state"},
    "commands/leaving.js": {"storage/stateParts.js", "state"},
    "commands/projectFiles.js": {"storage/pack.js", "state", *TOOLS},
    "commands/commands.js": {"worker/pool.js", "worker/codes.js", "state", *TOOLS, *TASKS},
    "main.js": {
        "unpack/bag.js",
        "storage/database.js",
        "worker/client.js",
        "worker/helper.js",
        "worker/requests.js",
        "offline.js",
        "commands",
        "views/shell",
        "draw",
        "i18n",
        "vendor",
        "state",
    },
}


def python_arrows(source: str, module: str, is_package: bool = False) -> set[str]:
    """Full names of what a module imports, relative imports resolved."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.split(".")[: None if is_package else -1]
                parents = parents[: len(parents) - node.level + 1]
                base = ".".join([*parents, *filter(None, [node.module])])
            # `from zeichenlabor import nn` names a part, `from .lab import pieces` a room;
            # `from x.nn import Dense` does not.
            whole = base in {PACKAGE, f"{PACKAGE}.lab"}
            found |= {f"{base}.{a.name}" for a in node.names} if whole else {base}
    return found


def forbidden_python(source: str, module: str, is_package: bool = False) -> list[str]:
    part = module.removeprefix(PACKAGE).lstrip(".").partition(".")[0]
    if part not in PARTS:
        return [f"{module}: a part that the table does not name"]
    wrong = []
    for name in python_arrows(source, module, is_package):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if top in BROWSER_MODULES and part != "bridge":
            wrong.append(f"{module} imports {name}: only bridge may know the browser")
        elif top == PACKAGE and target in PARTS and target not in {part, "", *PARTS[part]}:
            wrong.append(f"{module} imports {name}")
    return wrong


def forbidden_rooms(source: str, module: str, is_package: bool = False) -> list[str]:
    """Arrows of a module of the laboratory that the table of its rooms does not allow."""
    lab = f"{PACKAGE}.lab"
    room = module.removeprefix(lab).lstrip(".").partition(".")[0]
    if room not in ROOMS:
        return [f"{module}: a room that the table does not name"]
    wrong = []
    for name in python_arrows(source, module, is_package):
        target = name.removeprefix(f"{lab}.").partition(".")[0]
        inside = name.startswith(f"{lab}.") and target in ROOMS
        if inside and target not in {room, *ROOMS[room]}:
            wrong.append(f"{module} imports {name}")
    return wrong


def script_imports(source: str) -> list[str]:
    """What a JavaScript module imports; types in comments do not count."""
    code = re.sub(r"/\*.*?\*/|(?:^|\s)//[^\n]*", " ", source, flags=re.DOTALL)
    statement = r"""^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]"""
    bare_or_dynamic = r"""\bimport\s*\(?\s*['"]([^'"]+)['"]"""
    return re.findall(statement, code, re.MULTILINE) + re.findall(bare_or_dynamic, code)


def script_entry(path: str) -> str:
    """The table's entry for a module: the longest one that holds it."""
    holding = [entry for entry in SCRIPTS if path == entry or path.startswith(entry + "/")]
    return max(holding, key=len, default="")


def forbidden_scripts(source: str, path: str) -> list[str]:
    """Arrows of the module at `path` (below site/) that the table does not allow."""
    entry = script_entry(path)
    if not entry:
        return [f"{path}: not in the table"]
    wrong = []
    for name in script_imports(source):
        target = Path("/", path).parent.joinpath(name).resolve().relative_to("/").as_posix()
        same_folder = "/" in path and Path(target).parent == Path(path).parent
        if entry == "views" and same_folder and path.count("/") == 2:
            continue
        allowed = SCRIPTS[entry]
        if not any(target == one or target.startswith(one + "/") for one in allowed):
            wrong.append(f"{path} imports {target}")
    return wrong


def python_modules() -> list[tuple[str, Path]]:
    base = ROOT / "py"
    files = sorted((base / PACKAGE).rglob("*.py"))
    return [(".".join(p.relative_to(base).with_suffix("").parts), p) for p in files]


def test_python_arrows_hold():
    wrong = []
    for module, path in python_modules():
        is_package = path.name == "__init__.py"
        name = module.removesuffix(".__init__")
        source = path.read_text(encoding="utf-8")
        wrong += forbidden_python(source, name, is_package)
        if f"{name}.".startswith(f"{PACKAGE}.lab."):
            wrong += forbidden_rooms(source, name, is_package)
    assert wrong == []


def test_script_arrows_hold():
    wrong = []
    for path in sorted((ROOT / "site").rglob("*.js")):
        name = path.relative_to(ROOT / "site").as_posix()
        wrong += forbidden_scripts(path.read_text(encoding="utf-8"), name)
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("zeichenlabor.nn.layers.dense", "import js"),
        ("zeichenlabor.nn.layers.dense", "from pyodide.ffi import to_js"),
        ("zeichenlabor.nn.layers.dense", "from zeichenlabor.sheets import read_sheet"),
        ("zeichenlabor.nn.layers.dense", "from ...data import split"),
        ("zeichenlabor.glyphs", "from .sheets import read_sheet"),
        ("zeichenlabor.glyphs", "from zeichenlabor import sheets"),
        ("zeichenlabor.sheets.reader", "def f():\n    import zeichenlabor.lab"),
        ("zeichenlabor.lab.training.runs", "from ... import bridge"),
        ("zeichenlabor.errors", "from zeichenlabor.glyphs import SIZE"),
        ("zeichenlabor.surprise", "import math"),
    ],
)
def test_a_wrong_python_arrow_is_found(module, source):
    assert forbidden_python(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("zeichenlabor.lab.designing.presets", "from ..training import runs"),
        ("zeichenlabor.lab.lessons.units", "from ..services.learn import Learn"),
        ("zeichenlabor.lab.code.cell", "from .. import laboratory"),
        ("zeichenlabor.lab.surprise", "import math"),
    ],
)
def test_a_wrong_arrow_between_rooms_is_found(module, source):
    assert forbidden_rooms(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("zeichenlabor.bridge", "import js\nfrom zeichenlabor.lab import Laboratory"),
        ("zeichenlabor.sheets.reader", "from ..glyphs import SIZE\nfrom .page import Page"),
        ("zeichenlabor.nn.layers.dense", "import numpy as np\nfrom ...errors import BadShape"),
        ("zeichenlabor.lab.training.runs", "from zeichenlabor import __version__, data, nn"),
    ],
)
def test_a_right_python_arrow_passes(module, source):
    assert forbidden_python(source, module) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("views/train/train.js", "import { Check } from '../check/check.js';"),
        ("views/train/train.js", "import {\n  a,\n  b,\n} from '../../state/reducer.js';"),
        ("views/train/train.js", "const it = await import('../../commands/commands.js');"),
        ("draw/bars.js", "export { de } from '../i18n/de.js';"),
        ("worker/protocol.js", "import './client.js';"),
        ("worker/client.js", "import { commands } from '../commands/commands.js';"),
        ("commands/commands.js", "import { App } from '../views/shell/app.js';"),
        ("state/reducer.js", "import { createClient } from '../worker/client.js';"),
        ("surprise.js", ""),
    ],
)
def test_a_wrong_script_arrow_is_found(path, source):
    assert forbidden_scripts(source, path)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("views/train/train.js", "import { bars } from '../../draw/bars.js';"),
        ("views/train/train.js", "import { Curve } from './curve.js';"),
        ("views/shell/app.js", "import { Train } from '../train/train.js';"),
        ("views/train/train.js", "/** @type {import('../../state/reducer.js').State} */ let it;"),
        ("draw/bars.js", "// import { de } from '../i18n/de.js';\nexport const a = 1;"),
        ("main.js", "import { createCommands } from './commands/commands.js';"),
    ],
)
def test_a_right_script_arrow_passes(path, source):
    assert forbidden_scripts(source, path) == []


def test_what_the_tests_import_is_there_inside_pyodide():
    """The stage ``pyodide`` takes tests/py along, and of the other tests what it names."""
    named = (ROOT / "tests/pyodide/conftest.py").read_text(encoding="utf-8")
    for path in (ROOT / "tests/py").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "pytestmark = pytest.mark.native" in text:
            continue
        for module in re.findall(r"^\s*from (tests\.[\w.]+) import", text, re.MULTILINE):
            if not module.startswith("tests.py."):
                file = f"{module.replace('.', '/')}.py"
                assert f'"{file}"' in named, f"{path.relative_to(ROOT)} imports {file}"
