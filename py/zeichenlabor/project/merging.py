"""Merges projects of several people into one dataset, without duplicate sheets."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np

from ..nn.training import finished
from .file import ProjectContents
from .parts import SIDE
from .schema import LONGEST_NAME

ALIKE = 0.8
"""Mean correlation of two sheets' pictures, cell by cell, from which they are the same sheet: scans
of the same paper give 0.97, two writers between 0.42 and 0.60.
"""
ENOUGH = 0.5
"""Share of the cells that must be filled on both."""


@dataclass(frozen=True)
class Merged:
    """The merged project.

    Attributes
    ----------
    twice : names of the sheets that were in several projects, which are included once
    """

    project: ProjectContents
    twice: list[str]


def merge(projects: Sequence[ProjectContents], name: str) -> Merged:
    """Like `merging`, without pauses."""
    return finished(merging(projects, name))


def merging(projects: Sequence[ProjectContents], name: str) -> Generator[None, None, Merged]:
    """Merge the sources of all projects, with their edits; yields after each source.

    The project's name is added to each source's name, and becomes its writer if it has none;
    sources keep their classes. Trainings are not included, since they used other data.
    """
    parts: dict[str, Any] = {"sheets": [], "underway": []}
    edits: dict[str, Any] = {}
    taken: list[dict[str, Any]] = []
    twice: list[str] = []
    fresh = count(1)
    for project in projects:
        for old in project.parts.get("sheets", []):
            sheet = project.parts.get(f"sheets/{old}")
            if not sheet or not sheet["result"]:
                continue
            yield
            called = " · ".join(filter(None, [project.name, sheet["name"]]))[:LONGEST_NAME]
            if any(is_same_sheet(sheet["result"], other) for other in taken):
                twice.append(called)
                continue
            taken.append(sheet["result"])
            new = f"pooled-{next(fresh)}"
            parts["sheets"].append(new)
            writer = sheet.get("writer") or project.name
            result = sheet["result"]
            if result["page"]:
                result = {**result, "page": {**result["page"], "twin": None}}
            entry = {**sheet, "id": new, "name": called, "writer": writer, "result": result}
            parts[f"sheets/{new}"] = entry
            if given := project.parts.get(f"given/{old}"):
                parts[f"given/{new}"] = given
            changed = project.parts.get("editing", {}).get("now", {}).get(old)
            if changed:
                edits[new] = changed
        for old in project.parts.get("underway", []):
            new = f"pooled-drawing-{len(parts['underway']) + 1}"
            parts["underway"].append(new)
            parts[f"underway/{new}"] = {**project.parts[f"underway/{old}"], "id": new}
    parts["editing"] = {"past": [], "now": edits, "future": []}
    lost = tuple(one for project in projects for one in project.lost)
    return Merged(ProjectContents(name, parts, lost), twice)


def is_same_sheet(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two sources are the same sheet of paper.

    The mark identifies only the template, and a class uses copies of one print. So the handwriting
    is compared, too, or alone if there is no mark.
    """
    if _mark(a) != _mark(b):
        return False
    if a["images"].size == b["images"].size and np.array_equal(a["images"], b["images"]):
        return True
    return _likeness(a, b) >= ALIKE


def _mark(source: dict[str, Any]) -> tuple[Any, ...]:
    page = source["page"] or {}
    return page.get("sheetId"), page.get("number"), len(source["status"])


def _likeness(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Mean correlation of the pictures in common cells."""
    both, here, there = np.intersect1d(a["cells"], b["cells"], return_indices=True)
    if len(both) < ENOUGH * max(len(a["cells"]), len(b["cells"]), 1):
        return 0.0
    left, right = _normed(a["images"])[here], _normed(b["images"])[there]
    return float(np.einsum("ij,ij->i", left, right).mean())


def _normed(images: np.ndarray) -> np.ndarray:
    """The pictures at half the resolution, with mean 0 and norm 1, float32 (n, 196)."""
    small = images.reshape(-1, SIDE // 2, 2, SIDE // 2, 2).mean(axis=(2, 4), dtype=np.float32)
    flat = small.reshape(-1, SIDE**2 // 4)
    flat -= flat.mean(axis=1, keepdims=True)
    return flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
