"""Classifies the ink of a cell: a symbol, empty, struck out, or doubtful."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeichenlabor.sheets.cells import CellInk
from zeichenlabor.sheets.flat_page import CELL, MARGIN, FlatPage

MIN_AREA = 24
"""Amount of ink in flat pixels below which a cell is empty: a dot of half a millimetre."""

MIN_EXTENT = 0.14
"""Longest side of the ink, in cells, below which a cell is empty."""

STRIKE_COVERAGE = 0.95
"""Share of a diagonal that must be inked in a struck-out cell."""

STRIKE_INSET = 0.08
"""Largest distance, in cells, of a diagonal's ends from the cell's border."""

TOO_LARGE = 1.3
"""Size relative to the class from which a straight line across the ink is doubtful."""

MORE_INK = 1.4
"""Amount of ink relative to the class from which there may be an additional line: struck-out cells
of real sheets have at least 1.7. An X has a diagonal without additional ink.
"""

LINE_ACROSS = 0.8
"""Minimum length of such a line, in cells."""

TOO_DARK = 3.0
"""Amount of ink relative to the class from which a cell may be scribbled over."""

TOO_SMALL = 0.45
"""Size relative to the class below which the ink may be a speck."""

FEW = 6
"""The fewest cells of a class for a comparison with the class."""


def cell_status(
    inks: list[list[CellInk]], page: FlatPage, level: float, labels: Sequence[int]
) -> list[list[str]]:
    """Return the status of every cell, shape (rows, columns).

    A diagonal strikes a cell out. A cell that differs from the others of its class, by a line
    across it or by much more or less ink, is doubtful.
    """
    raw = page.ink > level
    status = [
        [_own_status(cell, raw, r, c) for c, cell in enumerate(row)] for r, row in enumerate(inks)
    ]
    for label in set(labels):
        cells = [
            (r, c)
            for r, row in enumerate(status)
            for c, name in enumerate(row)
            if labels[r] == label and name != "empty"
        ]
        if len(cells) < FEW:
            continue
        sizes = np.array([inks[r][c].ink.shape for r, c in cells])
        amounts = np.array([np.count_nonzero(inks[r][c].ink) for r, c in cells])
        size = sizes / np.median(sizes, axis=0)
        amount = amounts / np.median(amounts)
        small = np.hypot(*sizes.T) < TOO_SMALL * np.hypot(*np.median(sizes, axis=0))
        for k, (r, c) in enumerate(cells):
            more, large = amount[k] > MORE_INK, (size[k] > TOO_LARGE).any()
            if status[r][c] == "struck":
                status[r][c] = "struck" if more else "doubtful" if large else "kept"
                continue
            crossed = more and large and _has_line_across(inks[r][c].ink > 0)
            if crossed or small[k] or amount[k] > TOO_DARK:
                status[r][c] = "doubtful"
    return status


def is_empty(cell: CellInk) -> bool:
    """Return whether there is no more ink than a speck."""
    small = max(cell.ink.shape) < MIN_EXTENT * CELL
    return small or np.count_nonzero(cell.ink) < MIN_AREA


def _own_status(cell: CellInk, raw: np.ndarray, row: int, column: int) -> str:
    height, width = cell.ink.shape
    if is_empty(cell):
        return "empty"
    if min(height, width) > (1 - 3 * STRIKE_INSET) * CELL and _is_struck(raw, row, column):
        return "struck"
    return "kept"


def _has_line_across(ink: np.ndarray) -> bool:
    """Return whether a long straight stroke runs from the left to the right of the drawing."""
    height, width = ink.shape
    y = np.linspace(0.03, 0.97, 24) * height
    share = np.linspace(0.03, 0.97, 48)
    rows = y[:, None, None] + (y[None, :, None] - y[:, None, None]) * share
    inked = ink[rows.astype(int), (share * width).astype(int)].mean(axis=-1)
    long = np.hypot(width, y[:, None] - y) > LINE_ACROSS * CELL
    return bool((inked[long] > STRIKE_COVERAGE).any())


def _is_struck(raw: np.ndarray, row: int, column: int) -> bool:
    """Return whether a straight inked line joins two opposite corners of the cell."""
    y, x = (row + MARGIN) * CELL, (column + MARGIN) * CELL
    tile = raw[y : y + CELL, x : x + CELL]
    return max(_diagonal_coverage(tile), _diagonal_coverage(tile[:, ::-1])) > STRIKE_COVERAGE


def _diagonal_coverage(tile: np.ndarray) -> float:
    """Return the highest inked share of lines from near the bottom left to near the top right."""
    low, high = STRIKE_INSET * CELL, (1 - STRIKE_INSET) * CELL
    side = np.linspace(low, 0.35 * CELL, 8)
    starts = [(low, CELL - v) for v in side] + [(v, high) for v in side]
    ends = [(high, v) for v in side] + [(CELL - v, low) for v in side]
    start = np.array(starts)[:, None, None]
    end = np.array(ends)[None, :, None]
    share = np.linspace(0, 1, 48)[:, None]
    points = (start + (end - start) * share).astype(int)
    inked = tile[points[..., 1], points[..., 0]]
    return float(inked.mean(axis=-1).max())
