"""The service for project files.

The page and this service exchange projects as lists of parts: JSON text in which ``{"$file": 3}``
stands for the fourth of the accompanying arrays.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..lab.services import Service, Session
from ..lab.stopping import stoppable
from ..nn.training import finished
from .file import ProjectContents, reading_project, writing_project
from .merging import merging


@dataclass(frozen=True)
class PackedPart:
    """One part of a project; ``files`` are arrays of uint8."""

    name: str
    text: str
    files: list[NDArray[np.uint8]]


@dataclass(frozen=True)
class OpenedProject:
    """A project for the page.

    Attributes
    ----------
    lost : names of what was damaged
    twice : sheets that were in several of the joined projects
    """

    name: str
    parts: list[PackedPart]
    lost: list[str]
    twice: list[str] = field(default_factory=list)


class Files(Service):
    """Writes and reads project files, which can be stopped; does not change the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "project.write": self.writing,
            "project.read": self.reading,
            "project.merge": self.merging,
        }

    def write(self, *given: Any, **named: Any) -> np.ndarray:
        """Like `writing`, without pauses."""
        return finished(self.writing(*given, **named))

    def writing(
        self, name: str, parts: Sequence[dict[str, Any]]
    ) -> Generator[None, bool, np.ndarray]:
        """Write a project; returns the file's bytes, uint8."""
        known = {part["name"]: _unpacked(part) for part in parts}
        content = yield from stoppable(writing_project(ProjectContents(name, known)))
        return np.frombuffer(content, np.uint8)

    def read(self, *given: Any, **named: Any) -> OpenedProject:
        """Like `reading`, without pauses."""
        return finished(self.reading(*given, **named))

    def reading(self, file: memoryview) -> Generator[None, bool, OpenedProject]:
        """Read a project file, or the intact parts of a damaged one.

        Raises
        ------
        ProjectError
            if nothing in it can be used
        """
        project = yield from stoppable(reading_project(bytes(file)))
        return OpenedProject(project.name, _packed(project), list(project.lost))

    def merge(self, *given: Any, **named: Any) -> OpenedProject:
        """Like `merging`, without pauses."""
        return finished(self.merging(*given, **named))

    def merging(
        self, name: str, files: Sequence[dict[str, Any]]
    ) -> Generator[None, bool, OpenedProject]:
        """Merge several project files into one dataset; see `merging.merging`.

        ``files``: ``name``, which names the writer if the project has no name, and ``file``, the
        bytes.

        Raises
        ------
        ProjectError
            if one of them cannot be used
        """
        projects = []
        for one in files:
            project = yield from stoppable(reading_project(bytes(one["file"])))
            called = project.name or one["name"].removesuffix(".zip")
            projects.append(ProjectContents(called, project.parts, project.lost))
        merged = yield from stoppable(merging(projects, name))
        project = merged.project
        return OpenedProject(project.name, _packed(project), list(project.lost), merged.twice)


def _unpacked(part: dict[str, Any]) -> Any:
    arrays = [np.asarray(file) for file in part["files"]]

    def put_in(tree: Any) -> Any:
        if isinstance(tree, list):
            return [put_in(entry) for entry in tree]
        if not isinstance(tree, dict):
            return tree
        if isinstance(tree.get("$file"), int):
            return arrays[tree["$file"]]
        return {key: put_in(entry) for key, entry in tree.items()}

    return put_in(json.loads(part["text"]))


def _packed(project: ProjectContents) -> list[PackedPart]:
    return [_pack(name, value) for name, value in project.parts.items()]


def _pack(name: str, value: Any) -> PackedPart:
    files: list[np.ndarray] = []

    def take_out(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: take_out(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [take_out(entry) for entry in value]
        if not isinstance(value, np.ndarray):
            return value
        files.append(value)
        return {"$file": len(files) - 1}

    text = json.dumps(take_out(value))  # in ASCII: a lone surrogate cannot be passed to JavaScript
    return PackedPart(name, text, files)
