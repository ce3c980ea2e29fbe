"""Connected components of ink in a picture that may be a symbol or a part of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeichenlabor.components import Runs, find_runs

LEAST_INK = 30
"""Darkness, of 255, of the faintest strokes."""

EDGE = 0.35
"""Share of the strokes' darkness from which a pixel is ink."""

FAINT = 0.6
"""Peak darkness relative to the usual one below which ink is dirt or show-through."""

LOWEST = 9
"""Minimum height of a symbol in pixels."""

FILLED = 2.2
"""Thickness relative to the usual one from which ink is a smudge."""

TALLEST = 2.2
"""Height, in symbols, above which ink is neither a symbol nor touching symbols."""

LONGEST = 1.7
"""Length, in symbol heights, from which thin horizontal ink is a ruled line."""


@dataclass(frozen=True)
class Marks:
    """Connected ink; arrays of shape (n,), in pixels.

    Attributes
    ----------
    left, top, right, bottom : int64
        Right and bottom are outside.
    peak : uint8
        The darkest ink.
    thickness : float64
        Twice the ink's area divided by the length of its edge.
    component : int64
        Its index in ``runs``.
    runs : Runs
    """

    left: np.ndarray
    top: np.ndarray
    right: np.ndarray
    bottom: np.ndarray
    peak: np.ndarray
    thickness: np.ndarray
    component: np.ndarray
    runs: Runs

    def __len__(self) -> int:
        return len(self.left)

    @property
    def height(self) -> np.ndarray:
        return self.bottom - self.top

    @property
    def width(self) -> np.ndarray:
        return self.right - self.left

    def only(self, keep: np.ndarray) -> Marks:
        """Return the marks selected by an index or a mask."""
        columns = (self.left, self.top, self.right, self.bottom, self.peak, self.thickness)
        return Marks(*(one[keep] for one in columns), self.component[keep], self.runs)


def find_marks(ink: np.ndarray, frame: np.ndarray) -> Marks:
    """Find everything in a picture that may be writing.

    Parameters
    ----------
    ink : ndarray of shape (height, width), uint8
    frame : ndarray of the same shape, bool
        Where there is a picture; what touches its edge is incomplete.
    """
    marks = _marks(ink, ink > _threshold(ink))
    inside = ~_touches(marks, _edge(frame))
    marks = marks.only(inside & (marks.peak > LEAST_INK))
    marks = marks.only(np.maximum(marks.height, marks.width) >= 3)
    return _written(marks)


def _threshold(ink: np.ndarray) -> float:
    """Return the threshold between paper and strokes."""
    count = np.bincount(ink.ravel(), minlength=256)
    dark = np.arange(256.0)
    weight = count * dark**2 * (dark > LEAST_INK)
    if not weight.any():
        return LEAST_INK
    core = float(weight @ dark / weight.sum())
    return max(EDGE * core, 0.75 * LEAST_INK)


def _marks(ink: np.ndarray, mask: np.ndarray) -> Marks:
    runs = find_runs(mask)
    if not runs.count:
        none = np.zeros(0, np.int64)
        return Marks(none, none, none, none, none.astype(np.uint8), none.astype(float), none, runs)
    order = np.argsort(runs.component, kind="stable")
    begins = np.searchsorted(runs.component[order], np.arange(runs.count))
    row, start, stop = runs.row[order], runs.start[order], runs.stop[order]
    bounds = np.stack([row * ink.shape[1] + start, row * ink.shape[1] + stop], axis=1).ravel()
    peaks = np.maximum.reduceat(np.append(ink.ravel(), np.uint8(0)), bounds)[::2]
    area = np.add.reduceat(stop - start, begins)
    upright = find_edges(mask)
    total = np.concatenate([[0], np.cumsum(upright.ravel())])
    level = total[bounds[1::2]] - total[bounds[::2]]
    edge = np.add.reduceat(level + 2, begins)
    return Marks(
        np.minimum.reduceat(start, begins),
        np.minimum.reduceat(row, begins),
        np.maximum.reduceat(stop, begins),
        np.maximum.reduceat(row, begins) + 1,
        np.maximum.reduceat(peaks, begins),
        2.0 * area / edge,
        np.arange(runs.count),
        runs,
    )


def find_edges(mask: np.ndarray) -> np.ndarray:
    """Count the edges of each pixel of the mask to the rows above and below."""
    count = np.zeros(mask.shape, np.int8)
    count[1:] += mask[1:] & ~mask[:-1]
    count[:-1] += mask[:-1] & ~mask[1:]
    return count


def _edge(frame: np.ndarray) -> np.ndarray:
    """Return the outermost two pixels of the picture's area."""
    inner = np.zeros_like(frame)
    inner[2:-2, 2:-2] = frame[:-4, 2:-2] & frame[4:, 2:-2] & frame[2:-2, :-4] & frame[2:-2, 4:]
    return ~inner


def _touches(marks: Marks, place: np.ndarray) -> np.ndarray:
    runs = marks.runs
    total = np.concatenate([[0], np.cumsum(place.ravel())])
    begin = runs.row * place.shape[1]
    inside = total[begin + runs.stop] - total[begin + runs.start]
    return np.bincount(runs.component, inside, runs.count)[marks.component] > 0


def _written(marks: Marks) -> Marks:
    """Discard what is too large, too thick or too faint compared with the rest."""
    tall = marks.height >= LOWEST
    if not tall.any():
        return marks.only(tall)
    # The grain of a table may give more marks than the writing, but they are faint.
    weight = np.minimum(marks.height, 4 * marks.width)[tall] * marks.peak[tall].astype(float) ** 2
    usual = _weighted_median(marks.height[tall].astype(float), weight)
    pen = _weighted_median(marks.thickness[tall], weight)
    peak = _weighted_median(marks.peak[tall].astype(float), weight)
    thin = (marks.height < 0.45 * usual) & (marks.width > LONGEST * usual)
    keep = (
        (marks.height <= TALLEST * usual)
        & (marks.thickness <= FILLED * pen)
        & (marks.peak >= FAINT * peak)
        & ~thin
    )
    return marks.only(keep)


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
