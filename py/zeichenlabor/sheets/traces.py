"""Finds ink in cells that count as empty: paler than a page's ink must be, but darker than grain.

Whether it was written or shines through, its edges tell, as in `show_through`.
"""

from __future__ import annotations

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

PALEST = 0.2
"""Lowest darkness of a trace, relative to the page's writing."""

NOISE_REACH = 4.5
"""How much darker than a cell's median a trace must be, in median differences between pixels."""


def cell_part(page: np.ndarray, row: int, column: int, half: int) -> np.ndarray:
    """Return a cell of a flat page without its printed lines, ``half`` being their half-width."""
    top, left, inset = (row + MARGIN) * CELL, (column + MARGIN) * CELL, half + BESIDE
    return page[top + inset : top + CELL - inset, left + inset : left + CELL - inset]


class Traces:
    """What counts as a trace of ink on a page.

    Parameters
    ----------
    ink, steep : ndarray
        Flat page without its printed lines, and from `edges`.
    tiles : InkTiles
        Its writing.
    """

    def __init__(
        self, ink: np.ndarray, steep: np.ndarray, tiles: InkTiles, levels: InkLevels, page: FlatPage
    ) -> None:
        self._ink, self._steep, self._half = ink, steep, line_reach(page.line_width)
        self._level = max(FAINTEST, levels.noise)
        self._palest, self._sharp = 0.0, SOFT_ALONE * page.sharpness
        if len(tiles.darkness):
            self._palest = PALEST * float(np.median(tiles.darkness))
            sharpness = float(np.median(tiles.steepness / tiles.darkness))
            self._sharp = max(self._sharp, SOFT_CELL * sharpness)

    def of(self, row: int, column: int) -> np.ndarray | None:
        """Return the ink of a cell, uint8, None if there is not even a trace of writing."""
        ink = cell_part(self._ink, row, column, self._half)
        if np.count_nonzero(ink > self._level) < MIN_AREA:
            return None
        grain = np.median(np.abs(np.diff(ink.astype(np.int16), axis=1)))
        level = max(self._level, float(np.median(ink) + NOISE_REACH * grain))
        drawn = _largest(ink > level)
        if np.count_nonzero(drawn) < MIN_AREA or _extent(drawn) < MIN_EXTENT * CELL:
            return None
        darkness = strength(ink[drawn])
        sharpness = strength(cell_part(self._steep, row, column, self._half)[drawn]) / darkness
        is_written = darkness >= self._palest and sharpness >= self._sharp
        return np.where(ink > level, ink, 0).astype(np.uint8) if is_written else None


def _largest(mask: np.ndarray) -> np.ndarray:
    """Return the largest connected part of a mask."""
    runs = find_runs(mask)
    part = np.zeros(mask.shape, bool)
    if runs.count:
        size = np.bincount(runs.component, runs.stop - runs.start)
        for at in np.flatnonzero(runs.component == size.argmax()):
            part[runs.row[at], runs.start[at] : runs.stop[at]] = True
    return part


def _extent(drawn: np.ndarray) -> int:
    """Return the longest side of what is drawn."""
    sides = (np.flatnonzero(drawn.any(axis=axis)) for axis in (0, 1))
    return max((int(side[-1] - side[0]) + 1 for side in sides if len(side)), default=0)
