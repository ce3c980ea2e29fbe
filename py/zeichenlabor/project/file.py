"""The project file: all data of a project, in one zip of ordinary files.

::

    zeichenlabor.json         {"format": "zeichenlabor-project", "version": 2, "name": …,
                               "files": {NAME: {"bytes": …, "sha256": …}}}
    sheets.json               the ids of the sources, in their order
    sheets/ID.json            one source: classes, cells, labels, facts about the page
    sheets/ID.result.images.png          its pictures, 28 × 28 each, 20 in a row
    sheets/ID.result.page.preview.bytes.jpg
    underway/ID.json          a drawing that has not been processed yet
    editing.json              edits by hand, and their undo history
    choice.json, step.json …  settings, and other slices of the page's state
    runs/ID.json              a training: its settings and curves
    weights/ID.npz            its weights and the optimizer's state (see `lab.training.runs`)

A *part* is a JSON file with the files that it names (see `parts`). The manifest has the sha256 of
each file: a mismatch loses the part, but only that part. Reading a project never changes one that
is open.

Versions
--------
1
    The manifest listed its files without sha256; edits were a list, in ``edits.json``,
    of ``{"sheet", "cell", "label"}``; there were no trainings.
2
    As above.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from ..errors import NotAProject, ProjectTooNew
from ..nn.training import finished
from .archive import Archive, Damaged, zipping
from .parts import from_text, json_bytes, to_files, with_files
from .schema import check_of
from .shapes import Unfit

FORMAT = "zeichenlabor-project"
VERSION = 2
MANIFEST = "zeichenlabor.json"
_RECORDS = ("sheets", "underway", "runs")
"""Lists of ids, each with a part for every record."""
README = "README.txt"

_README = """Zeichenlabor

Dies ist ein Projekt von Zeichenlabor. Öffne die ganze Datei dort, ohne sie zu entpacken.
This is a project of Zeichenlabor. Open the whole file there, without unpacking it.

*.png    Schriftproben, 28 × 28 Pixel je Bild / handwriting, 28 × 28 pixels each
*.jpg    die Bögen / the sheets
*.json   Einstellungen, Klassen, Änderungen / settings, classes, edits
*.npz    Gewichte der Netze (NumPy) / weights of the networks
"""


@dataclass(frozen=True)
class ProjectContents:
    """The contents of a project file.

    Attributes
    ----------
    parts : by name: JSON types, and arrays of uint8
    lost : what could not be read: names of sources, or else of parts
    """

    name: str
    parts: dict[str, Any]
    lost: tuple[str, ...] = ()


def write_project(project: ProjectContents) -> bytes:
    """Like `writing_project`, without pauses."""
    return finished(writing_project(project))


def writing_project(project: ProjectContents) -> Generator[None, None, bytes]:
    """Write a project, always with the same bytes; yields after each part."""
    files: dict[str, bytes] = {README: _README.encode()}
    for name in sorted(project.parts):
        files |= to_files(name, project.parts[name])
        yield
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "name": project.name,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        },
    }
    return (yield from zipping({MANIFEST: json_bytes(manifest), **files}))


def read_project(content: bytes) -> ProjectContents:
    """Like `reading_project`, without pauses."""
    return finished(reading_project(content))


def reading_project(content: bytes) -> Generator[None, None, ProjectContents]:
    """Read a project, or the intact parts of a damaged one; yields after each part.

    Raises
    ------
    NotAProject
        if these bytes contain no project
    ProjectTooNew
        if it was written by a newer version
    ProjectTooLarge
        if it would decompress to more than any project needs
    """
    reader = _Reader(Archive(content))
    parts = {}
    for name in reader.part_names():
        try:
            parts[name] = reader.part(name)
        except (Damaged, Unfit, RecursionError):
            reader.lose(name)
        yield
    if not parts:
        raise NotAProject("nothing is left of it")
    if reader.version == 1:
        _from_version_1(parts)
    _join(parts)
    return ProjectContents(reader.name, parts, tuple(reader.lost.values()))


class _Reader:
    """An archive with its manifest."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.called: dict[str, str] = {}
        self.lost: dict[str, str] = {}
        manifests = [name for name in archive.places if name.endswith(MANIFEST)]
        # Zips that were repacked by hand often have a top-level folder.
        self.folder = min(manifests, key=len, default=MANIFEST)[: -len(MANIFEST)]
        try:
            manifest = from_text(archive.read(self.folder + MANIFEST))
        except Damaged as error:
            if not manifests:
                raise NotAProject("no manifest") from error
            manifest = {"format": FORMAT, "version": VERSION, "name": "", "files": None}
            self.lose(MANIFEST)
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise NotAProject("another format")
        self.version = manifest.get("version")
        if not isinstance(self.version, int) or self.version < 1:
            raise NotAProject("no version")
        if self.version > VERSION:
            raise ProjectTooNew(f"version {self.version}", version=self.version)
        name = manifest.get("name")
        self.name = name[:60] if isinstance(name, str) else ""
        files = manifest.get("files")
        self.files = files if isinstance(files, dict) else None

    def part_names(self) -> list[str]:
        """The parts that the manifest names; without a manifest, those that exist."""
        if self.files is not None:
            names = list(self.files)
        else:
            names = [name[len(self.folder) :] for name in self.archive.places]
        found = [name[:-5] for name in names if name.endswith(".json") and name != MANIFEST]
        return [name for name in found if check_of(name)]

    def part(self, name: str) -> Any:
        tree = from_text(self.file(f"{name}.json"))
        if isinstance(tree, dict) and isinstance(tree.get("name"), str) and tree["name"]:
            self.called[name] = tree["name"][:200]
        value = with_files(tree, self.file, lambda _: self.lose(name))
        return check_of(name)(value)

    def lose(self, part: str) -> None:
        """Note that a part, or a piece of it, is lost; equal names are counted separately."""
        self.lost[part] = self.called.get(part, part)

    def file(self, name: str) -> bytes:
        content = self.archive.read(self.folder + name)
        if self.version > 1 and self.files is not None:
            known = self.files.get(name)
            digest = known.get("sha256") if isinstance(known, dict) else None
            if hashlib.sha256(content).hexdigest() != digest:
                raise Damaged(f"{name}: wrong sha256")
        return content


def _from_version_1(parts: dict[str, Any]) -> None:
    """Convert version 1, in which edits were a list."""
    now: dict[str, dict[str, str | None]] = {}
    for edit in parts.pop("edits", []):
        if isinstance(edit, dict) and isinstance(edit.get("sheet"), str):
            now.setdefault(edit["sheet"], {})[str(edit.get("cell"))] = edit.get("label")
    check: Callable = check_of("editing")
    try:
        parts["editing"] = check({"past": [], "now": now, "future": []})
    except Unfit:
        parts.pop("editing", None)


def _join(parts: dict[str, Any]) -> None:
    """Records in the order of their list; those missing from it come last."""
    kinds = {name.partition("/")[0] for name in parts} & set(_RECORDS)
    for kind in kinds:
        there = [name.partition("/")[2] for name in parts if name.startswith(f"{kind}/")]
        listed = parts.get(kind)
        order = [one for one in listed if one in there] if isinstance(listed, list) else []
        parts[kind] = [*dict.fromkeys(order), *(one for one in there if one not in order)]
    for name in [name for name in parts if name.partition("/")[0] in _RECORDS and "/" in name]:
        parts[name]["id"] = name.partition("/")[2]
