"""Extracts the ink of each cell from the flat page: without printed lines, with complete strokes.

Printed lines are removed as bands, and strokes that cross them are joined again. Then every
component of the ink is assigned to the cell that contains most of it, including what overhangs;
only components with substantial ink in two cells are cut at the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from zeichenlabor import pixels
from zeichenlabor.components import Runs, find_runs
from zeichenlabor.sheets.flat_page import CELL, MARGIN, FlatPage

HALO = 1.5
"""Margin beside a printed line that is removed with it, in flat pixels: blur of printer and
scanner.
"""

HOME_SHARE = 0.75
"""Share of a component's ink in one cell from which all of it belongs to that cell."""

MIN_PART = 10
"""Size in flat pixels below which a component is a speck."""

SPECK = 2
"""Size in flat pixels below which it is nothing at all."""

NOISE_FLOOR = 20
"""Lowest darkness, of 255, that counts as ink."""

NOISE_REACH = 4.5
"""How much darker than the paper's median ink must be, in median differences between pixels."""


@dataclass(frozen=True)
class InkLevels:
    """Darkness from which a pixel is ink (``faint``), if darker ink (``firm``) touches it.

    ``noise`` is the darkness that the paper's grain can reach.
    """

    faint: float
    firm: float
    noise: float


@dataclass(frozen=True)
class CellInk:
    """Ink of one cell.

    Attributes
    ----------
    ink : ndarray of shape (height, width), uint8
        Cropped to this cell's ink, without ink of other cells. Empty if there is none.
    top, left : int
        Position in flat pixels relative to the cell's top left corner.
    shared : bool
        Whether a component had to be cut at the cell's border.
    """

    ink: np.ndarray
    top: int
    left: int
    shared: bool

    def of(self, page: np.ndarray, row: int, column: int) -> np.ndarray:
        """Return the part of a flat page where this cell's ink is."""
        top, left = (row + MARGIN) * CELL + self.top, (column + MARGIN) * CELL + self.left
        return page[top : top + self.ink.shape[0], left : left + self.ink.shape[1]]


def ink_levels(page: FlatPage) -> InkLevels:
    """Measure the darkness of the writing and the noise of the paper."""
    tiles = _tiles(page.ink)[1:-1, 1:-1]
    inner = tiles[:, :, 10:-10:2, 10:-10:2].reshape(tiles.shape[0] * tiles.shape[1], -1)
    grain = np.abs(np.diff(tiles[:, :, 10:-10:6, 10:-10].astype(np.int16), axis=-1))
    noise = float(np.median(inner)) + NOISE_REACH * float(np.median(grain))
    floor = max(NOISE_FLOOR, noise)
    peaks = np.percentile(inner, 98, axis=1)
    written = peaks[peaks > 1.5 * floor]
    typical = float(np.median(written)) if len(written) else 0.0
    return InkLevels(max(floor, 0.18 * typical), max(1.5 * floor, 0.4 * typical), noise)


def _tiles(ink: np.ndarray) -> np.ndarray:
    """View the page as (rows, columns, CELL, CELL)."""
    height, width = ink.shape
    return ink.reshape(height // CELL, CELL, width // CELL, CELL).swapaxes(1, 2)


def line_reach(width: float) -> int:
    """Return the half-width in flat pixels over which a printed line is removed."""
    return int(np.ceil(width / 2 + HALO))


def remove_lines(page: FlatPage, level: float) -> np.ndarray:
    """Return the page's ink without the printed lines, strokes across them joined."""
    ink = page.ink.copy()
    for view in (ink, ink.T):
        lines = CELL * np.arange(1, view.shape[1] // CELL)
        _clear_bands(view, lines[1:-1], line_reach(page.line_width), level)
        _clear_bands(view, lines[[0, -1]], line_reach(page.frame_width), level)
    return ink


def _clear_bands(ink: np.ndarray, centres: np.ndarray, half: int, level: float) -> None:
    """Remove vertical lines in place, keeping ink where a stroke continues on both sides."""
    left, right = ink[:, centres - half - 1], ink[:, centres + half]
    reach = half + 1
    crossing = (_spread(left, reach) > level) & (_spread(right, reach) > level)
    for offset in range(-half, half):
        near = left if offset < 0 else right
        ink[:, centres + offset] = np.where(crossing, near, 0)


def _spread(values: np.ndarray, reach: int) -> np.ndarray:
    """Return the running maximum along the first axis."""
    spread = values.copy()
    for shift in range(1, reach + 1):
        np.maximum(spread[shift:], values[:-shift], out=spread[shift:])
        np.maximum(spread[:-shift], values[shift:], out=spread[:-shift])
    return spread


def split_cells(
    ink: np.ndarray,
    levels: InkLevels,
    half: int,
    are_foreign: Callable[[Runs], np.ndarray] | None = None,
) -> tuple[list[list[CellInk]], np.ndarray]:
    """Assign every component to its cell.

    ``are_foreign``: bool (count,), the components that belong to no cell.

    Returns
    -------
    inks : list of list of CellInk
        The ink of the layout's cells, without specks.
    pieces : ndarray of shape (rows + 2, columns + 2), int64
        Number of components per cell, including specks, and the margin's cells.
    """
    height, width = ink.shape
    rows, columns = height // CELL, width // CELL
    parts = find_runs(ink > levels.faint)
    runs = _split_at_cells(parts, columns)
    home, cut, size = _homes(runs, rows * columns)
    foreign = _is_residue(runs, half) | (_peaks(ink, runs) < levels.firm)
    if are_foreign is not None:
        foreign |= are_foreign(parts)
    pieces = np.bincount(home[~foreign & (size >= SPECK)], minlength=rows * columns)
    drop = foreign | (size < MIN_PART)
    owner = np.where(cut[runs.component], runs.cell, home[runs.component])
    keep = ~drop[runs.component]
    runs, owner = runs.only(keep), owner[keep]
    places = _paint(runs, owner, ink.shape)
    boxes = _boxes(runs, owner, rows * columns)
    shared = np.zeros(rows * columns, bool)
    shared[owner[cut[runs.component]]] = True
    inks = [
        [
            _cell_ink(ink, places, boxes[:, r * columns + c], shared[r * columns + c], r, c)
            for c in range(1, columns - 1)
        ]
        for r in range(1, rows - 1)
    ]
    return inks, pieces.reshape(rows, columns)


def _paint(runs: Runs, owner: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return the cell index of each ink pixel, and -1 elsewhere."""
    page = np.full(shape, -1, np.int16)
    length = runs.stop - runs.start
    first = runs.row * shape[1] + runs.start
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    page.ravel()[np.repeat(first, length) + offset] = np.repeat(owner, length)
    return page


def _boxes(runs: Runs, owner: np.ndarray, cells: int) -> np.ndarray:
    """Return top, bottom, left, right of each cell's ink, soft edge included; shape (4, cells)."""
    top, bottom = _range(owner, runs.row, runs.row, cells)
    left, right = _range(owner, runs.start, runs.stop - 1, cells)
    return np.stack([np.maximum(top - 1, 0), bottom + 2, np.maximum(left - 1, 0), right + 2])


@dataclass(frozen=True)
class CellRuns(Runs):
    """Split runs at the cells' borders; returns them with the flat index of each one's cell."""

    cell: np.ndarray

    def only(self, keep: np.ndarray) -> CellRuns:
        """Return the chosen runs; components keep their numbers."""
        return CellRuns(
            self.row[keep],
            self.start[keep],
            self.stop[keep],
            self.component[keep],
            self.count,
            self.cell[keep],
        )


def _split_at_cells(runs: Runs, columns: int) -> CellRuns:
    first, last = runs.start // CELL, (runs.stop - 1) // CELL
    pieces = last - first + 1
    index = np.repeat(np.arange(len(runs.row)), pieces)
    number = np.arange(len(index)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    column = first[index] + number
    row = runs.row[index]
    start = np.maximum(runs.start[index], column * CELL)
    stop = np.minimum(runs.stop[index], (column + 1) * CELL)
    cell = (row // CELL) * columns + column
    return CellRuns(row, start, stop, runs.component[index], runs.count, cell)


def _homes(runs: CellRuns, cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for every component its cell, whether it must be cut, and its size."""
    length = runs.stop - runs.start
    key = runs.component * np.int64(cells) + runs.cell
    pairs, where = np.unique(key, return_inverse=True)
    area = np.bincount(where, weights=length)
    component, cell = pairs // cells, pairs % cells
    order = np.lexsort((-area, component))
    first = np.unique(component[order], return_index=True)[1]
    home = cell[order][first]
    total = np.bincount(component, weights=area, minlength=runs.count)
    cut = area[order][first] < HOME_SHARE * total
    return home, cut, total


def _peaks(ink: np.ndarray, runs: CellRuns) -> np.ndarray:
    """Return every component's darkest ink."""
    base = runs.row * ink.shape[1]
    bounds = np.stack([base + runs.start, base + runs.stop], 1).ravel()
    darkest = np.maximum.reduceat(np.append(ink.ravel(), np.uint8(0)), bounds)[::2]
    peaks = np.zeros(runs.count, np.uint8)
    np.maximum.at(peaks, runs.component, darkest)
    return peaks


def _is_residue(runs: CellRuns, half: int) -> np.ndarray:
    """Return which components are thin remains of a printed line."""
    top, bottom = _range(runs.component, runs.row, runs.row, runs.count)
    left, right = _range(runs.component, runs.start, runs.stop - 1, runs.count)
    return _hugs(top, bottom, half) | _hugs(left, right, half)


def _range(group, low, high, count) -> tuple[np.ndarray, np.ndarray]:
    """Return the minimum and maximum of every group; the maximum of an empty group is negative."""
    least, most = np.full(count, 1 << 30), np.full(count, -10)
    np.minimum.at(least, group, low)
    np.maximum.at(most, group, high)
    return least, most


def _hugs(low: np.ndarray, high: np.ndarray, half: int) -> np.ndarray:
    """Return whether the range is within a few pixels of one line."""
    line = np.rint((low + high + 1) / 2 / CELL) * CELL
    return (low >= line - half - 4) & (high < line + half + 4)


def _cell_ink(
    ink: np.ndarray, places: np.ndarray, box: np.ndarray, shared: bool, row: int, column: int
) -> CellInk:
    top, bottom, left, right = box
    if bottom <= top:
        return CellInk(np.zeros((0, 0), np.uint8), 0, 0, False)
    index = row * (ink.shape[1] // CELL) + column
    box = ink[top:bottom, left:right]
    part = np.empty(box.shape, np.uint8)
    if not pixels.cell_ink(ink, places, index, int(top), int(left), part):
        mask = places[top:bottom, left:right] == index
        mask[1:] |= mask[:-1]
        mask[:-1] |= mask[1:]
        mask[:, 1:] |= mask[:, :-1]
        mask[:, :-1] |= mask[:, 1:]
        np.multiply(box, mask, out=part)
    return CellInk(part, int(top - row * CELL), int(left - column * CELL), bool(shared))
