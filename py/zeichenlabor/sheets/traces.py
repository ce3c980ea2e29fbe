"""Finds ink in cells that count as empty: paler than a page's ink must be, but darker than grain.

Whether it was written or shines through, its edges tell, as in `show_through`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeichenlabor.components import find_runs
from zeichenlabor.sheets.cells import InkLevels, line_reach
from zeichenlabor.sheets.flat_page import CELL, MARGIN, FlatPage
from zeichenlabor.sheets.show_through import SOFT_ALONE, SOFT_CELL, InkTiles, strength
from zeichenlabor.sheets.status import MIN_AREA, MIN_EXTENT

BESIDE = 4
"""Flat pixels beside the removed printed lines where remains of them may be."""

FAINTEST = 8
"""Lowest darkness, of 255, of a trace of ink."""

PALEST = 0.1
"""Lowest darkness of a trace, relative to the page's writing: compression hardly reaches it."""

PALE = 0.2
"""The same from which a trace counts even if it is small and alone."""

LARGE = 128
"""Size in flat pixels from which a paler one does: compression reaches 124."""

MOST = 0.8
"""Share of the traces that must be large or dark for the others to count, too."""

CROSSING = 0.25
"""Share of the traces that reach two sides of their cells, from which they are the back's: at most
0.12 in pale writing.
"""

SOFTEST = 0.7
"""Lowest sharpness of writing, relative to the page's, where most of what is pale is sharp."""

NOISE_REACH = 4.5
"""How much darker than a cell's median a trace must be, in median differences between pixels."""


def cell_part(page: np.ndarray, row: int, column: int, half: int) -> np.ndarray:
    """Return a cell of a flat page without its printed lines, ``half`` being their half-width."""
    top, left, inset = (row + MARGIN) * CELL, (column + MARGIN) * CELL, half + BESIDE
    return page[top + inset : top + CELL - inset, left + inset : left + CELL - inset]


@dataclass(frozen=True)
class Trace:
    """Ink of a cell that counts as empty.

    Attributes
    ----------
    ink : ndarray
        uint8, 0 where the paper is.
    area : int
        Size in flat pixels of its largest part.
    darkness, sharpness : float
        Of that part; sharpness is the steepness of its edges relative to the darkness.
    sides : int
        Number of the cell's sides that it reaches, 0 … 4.
    """

    ink: np.ndarray
    area: int
    darkness: float
    sharpness: float
    sides: int


def written_traces(
    ink: np.ndarray,
    steep: np.ndarray,
    tiles: InkTiles,
    levels: InkLevels,
    page: FlatPage,
    empty: np.ndarray,
    may_be_back: bool,
) -> dict[tuple[int, int], np.ndarray]:
    """Return the ink, uint8, of the cells (row, column) in which there is a trace of writing.

    Where most traces are as sharp as the writing, somewhat softer ones are written, too: thin
    strokes look softer than they are.

    Parameters
    ----------
    ink, steep : ndarray
        Flat page without its printed lines, and from `edges`.
    tiles : InkTiles
        Its writing.
    empty : ndarray of shape (rows, columns), bool
        Cells in which to search.
    may_be_back : bool
        Whether there is a second, lighter ink; then there are no traces if those found go on
        across the cells, as the printed lines of a back do.
    """
    half, level = line_reach(page.line_width), max(FAINTEST, levels.noise)
    writing, sharpness, least = 0.0, 0.0, SOFT_ALONE * page.sharpness
    if len(tiles.darkness):
        writing = float(np.median(tiles.darkness))
        sharpness = float(np.median(tiles.steepness / tiles.darkness))
    sharp = max(least, SOFT_CELL * sharpness)
    traces = {}
    for row, column in zip(*np.nonzero(empty), strict=True):
        cell, rise = (cell_part(part, row, column, half) for part in (ink, steep))
        trace = _trace(cell, rise, level)
        if trace and trace.darkness >= PALEST * writing:
            traces[int(row), int(column)] = trace
    if may_be_back and _cross([trace.sides for trace in traces.values()]):
        return {}
    clear = {p: t for p, t in traces.items() if t.darkness >= PALE * writing or t.area >= LARGE}
    if len(clear) < MOST * len(traces):
        traces = clear
    if traces and np.median([trace.sharpness for trace in traces.values()]) >= sharp:
        sharp = max(least, SOFTEST * sharpness)
    return {place: trace.ink for place, trace in traces.items() if trace.sharpness >= sharp}


def _cross(sides: list[int]) -> bool:
    return sum(side >= 2 for side in sides) >= CROSSING * len(sides)


def _trace(ink: np.ndarray, steep: np.ndarray, level: float) -> Trace | None:
    """Return what is darker than a cell's grain, None if that is no more than a speck."""
    if np.count_nonzero(ink > level) < MIN_AREA:
        return None
    grain = np.median(np.abs(np.diff(ink.astype(np.int16), axis=1)))
    level = max(level, float(np.median(ink) + NOISE_REACH * grain))
    drawn = _largest(ink > level)
    area = np.count_nonzero(drawn)
    if area < MIN_AREA or _extent(drawn) < MIN_EXTENT * CELL:
        return None
    darkness = float(strength(ink[drawn]))
    trace = np.where(ink > level, ink, 0).astype(np.uint8)
    sides = sum(bool(side.any()) for side in (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]))
    return Trace(trace, area, darkness, float(strength(steep[drawn])) / darkness, sides)


def _largest(mask: np.ndarray) -> np.ndarray:
    """Return the largest connected part of a mask."""
    runs, part = find_runs(mask), np.zeros(mask.shape, bool)
    if runs.count:
        lengths = runs.stop - runs.start
        largest = np.bincount(runs.component, lengths).argmax()
        part[mask] = np.repeat(runs.component == largest, lengths)
    return part


def _extent(drawn: np.ndarray) -> int:
    """Return the longest side of what is drawn."""
    sides = (np.flatnonzero(drawn.any(axis=axis)) for axis in (0, 1))
    return max((int(side[-1] - side[0]) + 1 for side in sides if len(side)), default=0)
