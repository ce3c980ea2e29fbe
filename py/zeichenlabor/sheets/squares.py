"""Finds squared paper anywhere in a picture: forms, whole or in part, beside those that are known.

Lines that touch each other are one net. Where a net's lines enclose many cells of about the known
size, there is a form, or a part of one, or other squared paper.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.lattice import MIN_POINTS, Nets, Rectified, rectify
from zeichenlabor.sheets.ridges import Ridges, find_ridges
from zeichenlabor.sheets.warp import Warp
from zeichenlabor.sheets.window import closed_cells

CELL_SIDE = 28
"""Side of a cell, in pixels of the reduced picture in which nets are searched for."""

NETS = 4
"""The number of nets that are looked at, the largest first."""

LEAST_CELLS = 20
"""The fewest closed cells of squared paper: clutter on a desk has none."""

SQUARE = 1.4
"""Largest ratio of a cell's sides, as in a picture that is taken from the side: those of tables are
less square.
"""

ALIKE = 2.5
"""Largest ratio of its cells' side to that of the known ones: forms have 12 or 20 columns."""

MARGIN = 3
"""Cells around it that may belong to it: a form's strip is not connected with its frame."""

Box = tuple[int, int, int, int]


def squared_areas(grey: Image.Image, cell: float) -> list[Box]:
    """Return the regions with squared paper: left, top, right, bottom, with room for a strip.

    Parameters
    ----------
    grey : PIL image
        Without the forms that are known.
    cell : float
        Side of their cells, in pixels.
    """
    factor = max(1, int(cell / CELL_SIDE))
    small = grey.reduce(factor) if factor > 1 else grey
    ridges = find_ridges(small)
    return [
        _box(net, MARGIN * side, factor, grey.size)
        for net in _nets(ridges, small.size)
        if (side := _cell_side(net, small.size)) and _alike(side * factor, cell)
    ]


def _nets(ridges: Ridges, size: tuple[int, int]) -> Iterator[Ridges]:
    """Yield the points where the largest nets are, each with what lies within it: a form's inner
    lines may be too faint to touch its frame.
    """
    if len(ridges) < MIN_POINTS:
        return
    nets, free = Nets(ridges, size), np.ones(len(ridges), bool)
    for number in range(NETS):
        net = nets.connected(number)
        if len(net) == 0:
            return
        low, high = net.xy.min(axis=0), net.xy.max(axis=0)
        within = free & (ridges.xy >= low).all(axis=1) & (ridges.xy <= high).all(axis=1)
        if np.count_nonzero(within) >= MIN_POINTS:
            yield ridges.only(within)
        free &= ~within


def _cell_side(net: Ridges, size: tuple[int, int]) -> float:
    """Return the side of the net's cells in pixels, 0 if it encloses too few."""
    try:
        lines = rectify(net, size)
    except NoGrid:
        return 0.0
    warp = Warp.fit(lines.index, lines.families, 1)
    if closed_cells(lines.index - warp(lines.index), lines.families) < LEAST_CELLS:
        return 0.0
    return _side(lines)


def _side(lines: Rectified) -> float:
    """Return the side of a cell in the middle of the net, 0 if it is no square."""
    middle = np.median(lines.index, axis=0)
    here, right, below = lines.in_picture(middle + np.array([(0, 0), (1, 0), (0, 1)]))
    sides = np.linalg.norm([right - here, below - here], axis=1)
    return float(sides.mean()) if sides.max() <= SQUARE * sides.min() else 0.0


def _alike(side: float, cell: float) -> bool:
    return 1 / ALIKE < side / cell < ALIKE


def _box(net: Ridges, margin: float, factor: int, size: tuple[int, int]) -> Box:
    low = np.maximum((net.xy.min(axis=0) - margin) * factor, 0)
    high = np.minimum((net.xy.max(axis=0) + margin) * factor, size)
    return tuple(round(float(value)) for value in (*low, *high))
