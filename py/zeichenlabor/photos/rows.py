"""Groups marks into lines, and determines the lines' tilt."""

from __future__ import annotations

import numpy as np

from zeichenlabor.components import union
from zeichenlabor.photos.marks import Marks

TALL = 0.55
"""Share of the usual height from which a mark is used to locate lines."""

ABREAST = 0.55
"""Largest vertical distance between neighbours in a line, in symbol heights."""

APART = 2.6
"""Gap between two neighbours, in symbol heights, beyond which another line begins."""

SPREAD = 1.2
"""Width in degrees of the window in which directions between marks are counted."""

STEEPEST = 15.0
"""Largest tilt of lines in degrees."""


def usual_height(marks: Marks) -> float:
    """Return the height of a symbol: the median of the tall marks."""
    high = marks.height[marks.height >= TALL * np.percentile(marks.height, 90)]
    return float(np.median(high))


def tilt_of(marks: Marks) -> float:
    """Return by how many degrees the lines slope down to the right, 0 if unknown."""
    tall = _tall(marks)
    x, y = _middles(marks.only(tall))
    across, down = x[None] - x[:, None], y[None] - y[:, None]
    reach = 9 * usual_height(marks)
    pairs = (across > 0) & (across < reach)
    across, down = across[pairs], down[pairs]
    slope = np.degrees(np.arctan2(down, across))
    near = np.abs(slope) < STEEPEST + SPREAD
    slope, weight = slope[near], across[near]
    if not len(slope):
        return 0.0
    grid = np.arange(-STEEPEST, STEEPEST + 0.25, 0.25)
    votes = np.exp(-(((grid[:, None] - slope) / SPREAD) ** 2)) @ weight
    return float(grid[votes.argmax()])


def group(marks: Marks) -> list[np.ndarray]:
    """Return the indices of each line's marks, lines from top to bottom."""
    tall = np.flatnonzero(_tall(marks))
    height = usual_height(marks)
    x, y = _middles(marks)
    across = x[tall][None] - x[tall][:, None]
    down = np.abs(y[tall][None] - y[tall][:, None])
    gap = marks.left[tall][None] - marks.right[tall][:, None]
    beside = (
        (across > 0) & (gap < APART * height) & (down < (ABREAST + 0.04 * gap / height) * height)
    )
    owner, count = union(len(tall), *np.nonzero(beside))
    lines = [tall[owner == number] for number in range(count)]
    small = np.setdiff1d(np.arange(len(marks)), tall)
    extra: list[list[int]] = [[] for _ in lines]
    for one in small:
        line = _nearest_line(one, lines, marks, height)
        if line is not None:
            extra[line].append(int(one))
    grouped = [
        np.concatenate([line, more]).astype(int) for line, more in zip(lines, extra, strict=True)
    ]
    return sorted(grouped, key=lambda line: (float(np.median(y[line])), float(x[line].min())))


def _nearest_line(one, lines, marks: Marks, height: float) -> int | None:
    """Return the line at whose height a small mark is, near one of its marks."""
    best, found = np.inf, None
    for number, line in enumerate(lines):
        gap = np.maximum(marks.left[one] - marks.right[line], marks.left[line] - marks.right[one])
        near = line[np.argsort(gap)[:3]]
        top, bottom = marks.top[near].min(), marks.bottom[near].max()
        middle = (marks.top[one] + marks.bottom[one]) / 2
        off = max(top - middle, middle - bottom, 0)
        if gap.min() > 1.3 * height or off > 0.35 * height:
            continue
        far = max(gap.min(), 0) + 2 * off
        if far < best:
            best, found = far, number
    return found


def _tall(marks: Marks) -> np.ndarray:
    return marks.height >= TALL * usual_height(marks)


def _middles(marks: Marks) -> tuple[np.ndarray, np.ndarray]:
    return (marks.left + marks.right) / 2, (marks.top + marks.bottom) / 2
