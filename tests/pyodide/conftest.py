"""Puts the package's tests, with their data, into a Pyodide in Chromium."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pytest_pyodide.config import get_global_config

from tests.conftest import DATA, ROOT, launch_chromium

HOME = "/repository"
NEEDED = (
    "pyproject.toml",
    "py/sitebuild/__init__.py",
    "py/sitebuild/snippets.py",
    "tests/bench/ghosts.py",
    "tests/conftest.py",
    "tests/containers.py",
    "tests/snippets.py",
    "tests/written_lines.py",
    "tests/written_photos.py",
    "tests/exports/answers.json",
    "tests/exports/snippets.txt",
)
"""Beside tests/py, what its modules import or read."""


@pytest.fixture(scope="module")
def playwright_browsers(playwright_api):
    """The browsers of pytest-pyodide, which would only look for Playwright's own."""
    browser = launch_chromium(playwright_api, get_global_config().get_flags("chrome"))
    yield {"chrome": browser}
    browser.close()


@pytest.fixture(scope="module")
def python(selenium_module_scope, request):
    """A Pyodide from the snapshot that has pytest, our wheel, our tests and their data."""
    write_archive(Path(request.config.option.dist_dir) / "tests.zip")
    page = selenium_module_scope
    page.load_package(["pytest", "hypothesis"])
    assert page.run("import sys; 'zeichenlabor.bridge' in sys.modules"), "it has not been restored"
    page.run_js(
        f"""
        const archive = await (await fetch('tests.zip')).arrayBuffer();
        pyodide.unpackArchive(archive, 'zip', {{ extractDir: '{HOME}' }});
        """
    )
    page.run(
        f"""
        import os
        os.chdir('{HOME}')
        os.environ['ZEICHENLABOR_DATA'] = '{HOME}/data'
        """
    )
    return page


def write_archive(target: Path) -> None:
    """The repository as far as tests/py goes; the package itself comes as the wheel."""
    files = {name: ROOT / name for name in NEEDED}
    files |= below(ROOT / "tests/py", "tests/py")
    files |= below(DATA, "data")
    with zipfile.ZipFile(target, "w") as archive:
        for name, source in files.items():
            archive.write(source, name)


def below(folder: Path, name: str) -> dict[str, Path]:
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
