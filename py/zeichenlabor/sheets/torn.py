"""Recognises strokes in pieces: where a scanner makes black and white of pencil, much is lost.

Writers lift the pen at about the same places of a symbol, so its cells have about as many pieces;
what the scanner loses is different in each. Grain tears strokes, too, but can be seen on the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeichenlabor.sheets.plan import FREE

CLEAN = 10
"""Darkness of the paper's grain, of 255, from which that explains strokes in pieces."""

TORN = 0.6
"""Mean number of additional pieces per written cell from which strokes are torn: at most 0.2 on
grey scans, 0.5 in letters of several strokes and where black and white looks as well as grey.
"""

APART = 0.5
"""Number of additional pieces from which a symbol of such a page is torn: one, less the dust."""

SPECKLED = 1 / 3
"""Share of the empty cells with a speck of ink from which there was writing."""

VANISHED = 0.05
"""The smallest share of all cells that these must be."""


def torn_cells(
    pieces: np.ndarray, empty: np.ndarray, labels: Sequence[int], noise: float
) -> np.ndarray:
    """Return the cells, bool (rows, columns), whose symbols may have lost parts; none as a rule.

    Parameters
    ----------
    pieces : ndarray of shape (rows + 2, columns + 2)
        Number of separate pieces of ink, specks included, per cell and in the margin.
    empty : ndarray of shape (rows, columns), bool
        Cells with no more ink than specks.
    labels : sequence of int
        Class of each row.
    noise : float
        Darkness of the paper's grain.
    """
    cells = pieces[1:-1, 1:-1]
    used = np.array([label != FREE for label in labels])[:, None]
    inked = (cells > 0) & used
    if noise >= CLEAN or not inked.any():
        return np.zeros(empty.shape, bool)
    dust = min(float(side.mean()) for side in (pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]))
    more = cells - _usual(cells, inked, labels) - dust
    tear = float(more[inked].mean())
    left = empty & used
    speckled = np.count_nonzero(inked & empty) - min(dust, 1) * np.count_nonzero(left)
    vanished = speckled >= max(SPECKLED * np.count_nonzero(left), VANISHED * inked.size)
    if tear >= TORN:  # all pictures of a class may have lost the same
        return inked
    if vanished:
        return inked & (empty | (more >= APART))
    return np.zeros(empty.shape, bool)


def _usual(cells: np.ndarray, inked: np.ndarray, labels: Sequence[int]) -> np.ndarray:
    """Return the number of pieces, (rows, 1), in which the class of a row is written."""
    usual = np.zeros((len(labels), 1))
    for label in set(labels):
        rows = np.array(labels) == label
        counts = cells[rows][inked[rows]]
        usual[rows] = np.percentile(counts, 10) if len(counts) else 0
    return usual
