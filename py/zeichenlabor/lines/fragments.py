"""The ink of a line as connected fragments, without specks, and the line's dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zeichenlabor.components import find_runs

FAINT, FIRM = 0.2, 0.5
"""Hysteresis thresholds, as shares of the strokes' darkness: a pixel above the first is ink if its
fragment reaches the second.
"""

SPECK = 0.4
"""Area below which ink is a speck, as a share of a pen's dot."""

PEN = 40
"""Percentile of the runs' lengths that is taken as the pen's width: most runs cross a stroke, some
lie along it.
"""

TALL = 0.55
"""Height, as a share of the largest fragment's, from which one counts for the line's height."""

MOST_ROWS = 200
"""The most runs from which a fragment's points are taken, since fragments are compared by all
pairs.
"""

FLAT = 0.3
"""Height of a line that has only bars, in widths of the widest."""

MAX_SLANT = 0.6
"""Largest slant that is considered, in pixels across per pixel up."""


@dataclass(frozen=True)
class Fragment:
    """Connected ink as horizontal runs; cutting it gives two.

    Attributes
    ----------
    row, start, stop : ndarray of shape (n,)
        The run covers ``[row, start:stop]``.
    slant : float
        Slant of the line; ``left`` and ``right`` are measured in columns of this slant.
    component : int
        Number of the component that it is, or was cut from.
    uncut : Fragment or None
        The fragment that it was cut from.
    strokes : tuple of ndarray of shape (points, 2)
        What the pen drew of it, x and y; none where only the ink is known.
    """

    row: np.ndarray
    start: np.ndarray
    stop: np.ndarray
    slant: float
    component: int
    uncut: Fragment | None = None
    strokes: tuple[np.ndarray, ...] = ()

    @property
    def whole(self) -> Fragment:
        """The fragment before any cut."""
        return self.uncut or self

    @cached_property
    def top(self) -> int:
        return int(self.row.min())

    @cached_property
    def bottom(self) -> int:
        return int(self.row.max()) + 1

    @cached_property
    def left(self) -> float:
        return float((self.start + self.slant * self.row).min())

    @cached_property
    def right(self) -> float:
        return float((self.stop + self.slant * self.row).max())

    @cached_property
    def columns(self) -> tuple[int, int]:
        """The first column and the one after the last, upright."""
        return int(self.start.min()), int(self.stop.max())

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @cached_property
    def points(self) -> np.ndarray:
        """Points (n, 2) of the ink, y and x: both ends and the middle of its runs."""
        some = slice(None, None, len(self.row) // MOST_ROWS + 1)
        row, start, stop = self.row[some], self.start[some], self.stop[some]
        x = start + np.array([[0.0], [0.5], [1.0]]) * (stop - 1 - start)
        return np.stack([np.broadcast_to(row, x.shape).ravel(), x.ravel()], axis=1)

    def profile(self) -> tuple[np.ndarray, int]:
        """Return the ink in each slanted column, and the index of the first column."""
        lean = np.round(self.slant * self.row).astype(int)
        start, stop = self.start + lean, self.stop + lean
        origin = int(start.min())
        width = int(stop.max()) - origin + 1
        steps = np.bincount(start - origin, minlength=width)
        steps -= np.bincount(stop - origin, minlength=width)
        return np.cumsum(steps)[:-1], origin

    def cut(self, place: float) -> tuple[Fragment, Fragment] | None:
        """Cut along a slanted column; None if all ink is on one side."""
        edge = np.round(place - self.slant * self.row).astype(int)
        stop, start = np.minimum(self.stop, edge), np.maximum(self.start, edge)
        before, behind = stop > self.start, start < self.stop
        if not before.any() or not behind.any():
            return None
        before_it = self.row[before], self.start[before], stop[before]
        behind_it = self.row[behind], start[behind], self.stop[behind]
        sides = [_beside(stroke, self.slant, place) for stroke in self.strokes]
        left, right = (tuple(run for side in sides for run in side[which]) for which in (0, 1))
        return (
            Fragment(*before_it, self.slant, self.component, self.whole, left),
            Fragment(*behind_it, self.slant, self.component, self.whole, right),
        )


def _beside(
    stroke: np.ndarray, slant: float, place: float
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the pieces of a stroke to the left of a slanted column, and those to its right."""
    off = stroke[:, 0] + slant * stroke[:, 1] - place
    crossed = np.flatnonzero((off[1:] < 0) != (off[:-1] < 0))
    share = (off[crossed] / (off[crossed] - off[crossed + 1]))[:, None]
    crossing = stroke[crossed] + share * (stroke[crossed + 1] - stroke[crossed])
    runs = np.split(stroke, crossed + 1)
    for at, point in enumerate(crossing):
        runs[at] = np.concatenate([runs[at], point[None]])
        runs[at + 1] = np.concatenate([point[None], runs[at + 1]])
    first = int(off[0] >= 0)
    return runs[first::2], runs[1 - first :: 2]


@dataclass(frozen=True)
class LineInk:
    """The fragments of a line, from left to right, and its dimensions in pixels.

    Attributes
    ----------
    fragments : list of Fragment
    height : float
        Height of a tall symbol.
    pen : float
        Width of the strokes.
    is_strokes : bool
        Whether each fragment is one pen stroke.
    """

    fragments: list[Fragment]
    height: float
    pen: float
    is_strokes: bool = False


def find_fragments(ink: np.ndarray) -> LineInk | None:
    """Find the connected fragments of a picture, uint8 or float (height, width), ink high on 0.

    None if there is no ink.
    """
    top = float(ink.max(initial=0))
    if not top > 0:
        return None
    core = float(np.median(ink[ink > FIRM * top]))
    runs, upright = find_runs(ink > FAINT * core), find_runs(FAINT * core < ink.T)
    length = runs.stop - runs.start
    pen = float(min(np.percentile(one.stop - one.start, PEN) for one in (runs, upright)))
    area = np.bincount(runs.component, length, runs.count)
    firm = _holds(ink > FIRM * core, runs)
    keep = np.flatnonzero(firm & (area > SPECK * pen * pen))
    slant = _slant(runs, pen)
    order = np.argsort(runs.component, kind="stable")
    ends = np.searchsorted(runs.component[order], np.arange(runs.count + 1))
    fragments = []
    for number in keep:
        own = order[ends[number] : ends[number + 1]]
        fragments.append(
            Fragment(runs.row[own], runs.start[own], runs.stop[own], slant, int(number))
        )
    if not fragments:
        return None
    heights = np.array([one.height for one in fragments])
    tall = heights[heights >= TALL * heights.max()]
    widths = [one.columns[1] - one.columns[0] for one in fragments]
    fragments.sort(key=lambda one: one.middle)
    return LineInk(fragments, max(float(np.median(tall)), FLAT * max(widths)), pen)


def _holds(mask: np.ndarray, runs) -> np.ndarray:
    """Return the components that contain a pixel of the mask."""
    total = np.concatenate([[0], np.cumsum(mask.ravel())])
    place = runs.row * mask.shape[1]
    inside = total[place + runs.stop] - total[place + runs.start]
    return np.bincount(runs.component, inside, runs.count) > 0


def _slant(runs, pen: float) -> float:
    """Return the shear at which the ink is concentrated in the fewest columns."""
    weight = (runs.stop - runs.start).astype(float)
    middle = (runs.start + runs.stop) / 2
    best, slant = 0.0, 0.0
    for shear in np.linspace(-MAX_SLANT, MAX_SLANT, 25):
        column = (middle + shear * runs.row) / max(pen / 2, 1.0)
        column = np.round(column - column.min()).astype(int)
        profile = np.bincount(column, weight)
        sharp = float(profile @ profile) * (1 - 0.2 * abs(shear))
        if sharp > best:
            best, slant = sharp, float(shear)
    return slant
