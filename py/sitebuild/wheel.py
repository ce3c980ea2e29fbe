"""Packs py/zeichenlabor as a reproducible wheel."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import tomllib
from pathlib import Path

from sitebuild.third_party import ROOT
from zeichenlabor.zips import zip_bytes


def package_version() -> str:
    text = (ROOT / "py/zeichenlabor/__init__.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)[1]


def wheel_name() -> str:
    return f"zeichenlabor-{package_version()}-py3-none-any.whl"


def wheel_bytes() -> bytes:
    """Pack py/zeichenlabor as a pure wheel: the same sources give the same bytes."""
    info = f"zeichenlabor-{package_version()}.dist-info"
    files = {
        path.relative_to(ROOT / "py").as_posix(): path.read_bytes()
        for path in source_files(ROOT / "py/zeichenlabor")
    }
    files[f"{info}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{info}/METADATA"] = wheel_metadata().encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: build.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/RECORD"] = wheel_record(files, f"{info}/RECORD").encode()
    return zip_bytes(files, level=9)


def wheel_metadata() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {package_version()}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {requirement}" for requirement in project["dependencies"]),
        *(line for name, group in extras for line in extra_lines(name, group)),
        "Description-Content-Type: text/markdown",
        "",
        (ROOT / project["readme"]).read_text(encoding="utf-8"),
    ]
    return "\n".join(lines)


def extra_lines(name: str, requirements: list[str]) -> list[str]:
    return [
        f"Provides-Extra: {name}",
        *(f'Requires-Dist: {requirement}; extra == "{name}"' for requirement in requirements),
    ]


def wheel_record(files: dict[str, bytes], own_name: str) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        rows.writerow([name, f"sha256={digest}", len(content)])
    rows.writerow([own_name, "", ""])
    return text.getvalue()


def source_files(folder: Path) -> list[Path]:
    """The folder's files in a fixed order, without hidden files and Python's caches."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
