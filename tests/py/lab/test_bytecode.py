"""Python runs what was compiled for it, and its source is not looked at any more."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from zeichenlabor.lab import bytecode


def result_of(steps):
    """What a generator returns, and how often it let others have their turn."""
    turns = 0
    while True:
        try:
            next(steps)
            turns += 1
        except StopIteration as end:
            return end.value, turns


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """A library of two modules, one of which is imported."""
    path = tmp_path / "library.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bc_used.py", "def where():\n    raise ValueError('here')\n")
        archive.writestr("bc_idle.py", "1 +\n")  # could not even be compiled
    monkeypatch.syspath_prepend(str(path))
    import bc_used  # noqa: F401

    yield path
    del sys.modules["bc_used"]


def test_what_is_imported_is_compiled_and_the_rest_stays(library):
    kept, turns = result_of(bytecode.compiled_modules(library))
    before, after = zipfile.ZipFile(library), zipfile.ZipFile(io.BytesIO(kept.library))
    assert {*after.namelist()} == {*before.namelist(), "bc_used.pyc"}
    assert all(after.read(name) == before.read(name) for name in before.namelist())
    inside = zipfile.ZipFile(io.BytesIO(kept.packages)).namelist()
    assert turns == len(inside) + 1
    assert not any("bc_" in name for name in inside)
    own = [name for name in inside if "zeichenlabor" in name]
    assert len(own) == len([*bytecode.PACKAGE.rglob("*.py")])


def test_the_bytecode_runs_without_its_source_and_names_it(tmp_path):
    source = tmp_path / "bc_spell.py"
    text = b"def spell():\n    raise ValueError('spelt')\n"
    source.write_bytes(b"raise SystemExit('the source was compiled again')\n")
    pyc = Path(bytecode.cache_from_source(source))
    pyc.parent.mkdir()
    pyc.write_bytes(bytecode.compiled(str(source), text))
    sys.path.insert(0, str(tmp_path))
    try:
        import bc_spell

        with pytest.raises(ValueError, match="spelt") as caught:
            bc_spell.spell()
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("bc_spell", None)
    assert caught.traceback[-1].path == source
    assert caught.traceback[-1].lineno == 1


@pytest.mark.native("starts another Python")
def test_packages_lie_where_python_looks_for_them(library, tmp_path):
    """Unpacked at the root, they are found: the paths in the archive are whole."""
    kept, _ = result_of(bytecode.compiled_modules(library))
    archive = zipfile.ZipFile(io.BytesIO(kept.packages))
    name = next(name for name in archive.namelist() if "errors" in name and "zeichenlabor" in name)
    assert not name.startswith("/")
    assert Path("/", name) == Path(bytecode.cache_from_source(bytecode.PACKAGE / "errors.py"))
    copy = tmp_path / "copied" / "zeichenlabor"
    copy.mkdir(parents=True)
    (copy / "__init__.py").write_text("")
    (copy / "errors.py").write_text("raise SystemExit('the source was compiled again')")
    pyc = Path(bytecode.cache_from_source(copy / "errors.py"))
    pyc.parent.mkdir()
    pyc.write_bytes(archive.read(name))
    code = "import zeichenlabor.errors as e; print(e.ZeichenlaborError.__name__)"
    command = [sys.executable, "-c", code]
    told = subprocess.check_output(command, cwd=copy.parent, text=True)
    assert told.strip() == "ZeichenlaborError"
