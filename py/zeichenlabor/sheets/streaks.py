"""Recognises straight bars across many cells: dirt on a scanner's glass, the edge of a ruler.

A sheet feeder moves the page over a speck, which leaves a line along the whole page. Nobody writes
a line that goes on at the same place in one cell after another.
"""

from __future__ import annotations

import numpy as np

from zeichenlabor.sheets.flat_page import CELL, MARGIN, running_max

CONTINUED = 0.95
"""Share of a cell's height that a bar covers, the printed line below it included: what is written
in one cell after another leaves gaps there.
"""

LEAST_CELLS = 5
"""Successive cells in a line from which a bar is a streak: each digit has three rows of a form."""

ASIDE = 3
"""Pixels of the flat page by which a bar may move from one cell to the next: a page that was
scanned askew has a slanting streak.
"""


def streaked_cells(ink: np.ndarray, faint: float, half: int) -> np.ndarray:
    """Return the cells that a streak crosses, bool (rows, columns).

    Parameters
    ----------
    ink : ndarray
        Flat page without its printed lines.
    faint : float
        Darkness from which something is ink.
    half : int
        Half-width of the printed lines.
    """
    dark = ink > faint
    return _crossed(dark, half) | _crossed(dark.T, half).T


def _crossed(dark: np.ndarray, half: int) -> np.ndarray:
    """The cells that a streak from top to bottom crosses."""
    rows, columns = (side // CELL - 2 * MARGIN for side in dark.shape)
    cells = dark.reshape(-1, CELL, dark.shape[1])[MARGIN : MARGIN + rows]
    bars = _bars(cells)
    lengths = bars.astype(int)
    for row in range(1, rows):
        before = running_max(lengths[row - 1 : row], 2 * ASIDE + 1)[0]
        lengths[row] += np.where(bars[row], before, 0)
    for row in range(rows - 2, -1, -1):
        behind = running_max(lengths[row + 1 : row + 2], 2 * ASIDE + 1)[0]
        lengths[row] = np.maximum(lengths[row], np.where(bars[row], behind, 0))
    streaks = (lengths >= LEAST_CELLS)[:, MARGIN * CELL : (MARGIN + columns) * CELL]
    return streaks.reshape(rows, columns, CELL)[:, :, half + 1 : -half - 1].any(axis=2)


def _bars(cells: np.ndarray) -> np.ndarray:
    """Where a bar goes through a row of cells, bool (rows, x); ``cells`` is (rows, y, x).

    A bar may lean by a pixel to either side within a cell.
    """
    least = CONTINUED * cells.shape[1]
    counts = cells.view(np.uint8).sum(axis=1, dtype=np.uint8).astype(int)
    counts = np.pad(counts, ((0, 0), (1, 1)))
    bars = counts[:, :-2] + counts[:, 1:-1] + counts[:, 2:] >= least
    rows, places = np.nonzero(bars)
    if len(rows):
        last = cells.shape[2] - 1
        near = [cells[rows, :, np.clip(places + shift, 0, last)] for shift in (-1, 0, 1)]
        bars[rows, places] = np.logical_or.reduce(near).sum(axis=1) >= least
    return bars
