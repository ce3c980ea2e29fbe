"""Projects of several people as one dataset: every hand apart, no sheet twice."""

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
"""Mean correlation of two sheets' pictures, cell by cell, from which on they are one sheet:
the same paper scanned twice gives 0.97, two hands between 0.42 and 0.60."""
ENOUGH = 0.5
"""Share of the cells that both must have filled in."""


@dataclass(frozen=True)
class Pooled:
    """The common project.

    Attributes
    ----------
    twice : names of the sheets that were in more than one project, and are taken once
    """

    project: ProjectContents
    twice: list[str]


def pool(projects: Sequence[ProjectContents], name: str) -> Pooled:
    """Like `pooling`, at once."""
    return finished(pooling(projects, name))


def pooling(projects: Sequence[ProjectContents], name: str) -> Generator[None, None, Pooled]:
    """Join the sources of all projects, with what was changed by hand; a pause for each source.

    Each source is called by its project, which is also its writer where it has none, and
    keeps its own classes. Trainings are left behind: they have seen other data.
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
    return Pooled(ProjectContents(name, parts, lost), twice)


def is_same_sheet(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two sources are the same sheet of paper.

    Its mark tells one template from another, but a class writes on copies of one print:
    so the handwriting is compared, too, and alone where there is no mark.
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
    """Mean correlation of the pictures in the cells that both have."""
    both, here, there = np.intersect1d(a["cells"], b["cells"], return_indices=True)
    if len(both) < ENOUGH * max(len(a["cells"]), len(b["cells"]), 1):
        return 0.0
    left, right = _normed(a["images"])[here], _normed(b["images"])[there]
    return float(np.einsum("ij,ij->i", left, right).mean())


def _normed(images: np.ndarray) -> np.ndarray:
    """Each picture with mean 0 and norm 1, float32 (n, 196): at half the resolution."""
    small = images.reshape(-1, SIDE // 2, 2, SIDE // 2, 2).mean(axis=(2, 4), dtype=np.float32)
    flat = small.reshape(-1, SIDE**2 // 4)
    flat -= flat.mean(axis=1, keepdims=True)
    return flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
