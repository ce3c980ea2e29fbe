"""The bundle behaves like its modules, and rejects what it cannot handle."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from sitebuild.bundle import as_function, bundle_scripts, bundle_styles, types_only
from sitebuild.machine import BuildError
from sitebuild.third_party import ROOT

MODULES = {
    "main.js": """
        import { tell } from './parts/tell.js';
        import { count as counted, Counter } from './parts/count.js';

        export const told = [tell('a'), counted(), new Counter().count()];
        export const home = new URL('.', import.meta.url).href;
        export const later = async () => (await import('./late.js')).late;
        """,
    "parts/tell.js": """
        import { count } from './count.js';
        import {
          brackets,
          mark,
        } from '../vendor/marks.js';

        const own = 'tell';
        /** import { nothing } from here, says this comment. */
        export function tell(text) {
          return brackets(`${own} ${text} ${mark} ${count()}`);
        }
        """,
    "parts/count.js": """
        let own = 0;
        export const count = () => ++own;
        export class Counter {
          count() { return -own; }
        }
        export async function never() {}
        export const here = import.meta.url;
        """,
    "vendor/marks.js": "const b=(t)=>`<${t}>`,m='!';export{b as brackets,m as mark};",
    "late.js": "export const late = 'late';",
}


def write(folder: Path, modules: dict[str, str]) -> Path:
    for name, text in modules.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(re.sub(r"^ {8}", "", text, flags=re.MULTILINE).lstrip("\n"))
    return folder


def run(folder: Path) -> dict:
    """What Node hears from the folder's main module."""
    (folder / "package.json").write_text('{"type": "module"}')
    program = "const { later, ...all } = await import('./main.js'); all.late = await later();"
    program += "console.log(JSON.stringify(all))"
    command = ["node", "--input-type=module", "--eval", program]
    return json.loads(subprocess.check_output(command, cwd=folder, text=True))


def test_the_bundle_does_what_the_modules_do(tmp_path):
    folder = write(tmp_path, MODULES)
    expected = run(folder)
    assert expected["told"] == ["<tell a ! 1>", 2, -2]
    inside = bundle_scripts(folder, "main.js")
    assert inside == {"parts/tell.js", "parts/count.js", "vendor/marks.js"}
    for name in inside:
        (folder / name).unlink()
    exports = "const { told, home, later } = modules['main.js'];\nexport { told, home, later };\n"
    with (folder / "main.js").open("a") as file:
        file.write(exports)
    assert run(folder) == expected


def test_a_module_still_knows_its_own_address():
    function = as_function("worker/client.js", "const a = new URL('./b.js', import.meta.url);", "")
    assert "new URL('./b.js', new URL('worker/client.js', import.meta.url).href)" in function
    function = as_function("worker/boot.js", "const here = import.meta.url;", "worker")
    assert "new URL('boot.js', import.meta.url).href" in function


@pytest.mark.parametrize(
    "statement",
    [
        "import * as all from './b.js';",
        "import b from './b.js';",
        "import './b.js';",
        "export default 3;",
        "export let changing = 3;",
        "export * from './b.js';",
        "export { a } from './b.js';",
    ],
)
def test_what_it_would_do_wrongly_is_refused(statement):
    with pytest.raises(BuildError, match=r"a\.js is written as no other"):
        as_function("a.js", f"{statement}\nconst c = 1;", "")


def test_a_circle_is_refused(tmp_path):
    modules = {
        "a.js": "import { b } from './b.js';\nexport const a = () => b;",
        "b.js": "import { a } from './a.js';\nexport const b = () => a;",
    }
    with pytest.raises(BuildError, match="import each other"):
        bundle_scripts(write(tmp_path, modules), "a.js")


def test_styles_keep_their_order(tmp_path):
    links = [f'    <link rel="stylesheet" href="{name}.css">\n' for name in "abc"]
    (tmp_path / "index.html").write_text(f"<head>\n{''.join(links)}</head>")
    for name in "abc":
        (tmp_path / f"{name}.css").write_text(f".{name} {{}}\n")
    assert bundle_styles(tmp_path, "index.html") == {"b.css", "c.css"}
    assert (tmp_path / "index.html").read_text() == f"<head>\n{links[0]}</head>"
    assert (tmp_path / "a.css").read_text().split() == [".a", "{}", ".b", "{}", ".c", "{}"]


def test_modules_of_types_are_left_out(tmp_path):
    modules = {
        "types.js": "/** @typedef {number} A */\n\nexport {};\n",
        "more.js": "/** @typedef {number} B */\n\nexport * from './types.js';\n",
        "a.js": "export {a};\n",
    }
    assert types_only(write(tmp_path, modules)) == {"types.js", "more.js"}


def test_no_style_sheet_of_ours_names_a_file():
    """They are served from another folder than the one they were written in."""
    names = r"@import|url\((?!#)"
    styles = list((ROOT / "site").rglob("*.css"))
    assert len(styles) > 10
    assert not [path for path in styles if re.search(names, path.read_text(encoding="utf-8"))]
