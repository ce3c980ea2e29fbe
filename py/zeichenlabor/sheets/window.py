"""Finds the layout's window in a lattice: where its lines are inked and the outside is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

EDGE_BINS = 8
"""Number of parts into which a cell's edge is divided."""

NEAR = 0.11
"""Largest distance of a point from its line, in cells."""

CLOSED = 0.5
"""Inked share of each edge from which a cell is closed."""

SPARE = 8
"""Cells by which a window may extend beyond all points, to detect at which side a grid is cut off.
"""

MAX_INDEX = 400
"""Largest number of lattice lines that are considered."""


@dataclass(frozen=True)
class Window:
    """A window of the lattice and how well its lines match.

    ``coverage``, ``frame`` and ``outside`` are shares of inked edges, corrected for chance so that
    noise gives 0: of all edges, of the worst outer line, and of the best line just outside.
    """

    column: int
    row: int
    columns: int
    rows: int
    turned: bool
    coverage: float
    frame: float
    outside: float

    def reach(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the lattice indices of the first and the last corner."""
        low = np.array([self.column, self.row], float)
        return low, low + np.array([self.columns, self.rows])

    def nodes(self) -> np.ndarray:
        """Return the integer coordinates of the lattice, shape (rows + 1, columns + 1, 2)."""
        x = self.column + np.arange(self.columns + 1.0)
        y = self.row + np.arange(self.rows + 1.0)
        return np.stack(np.meshgrid(x, y), -1)


def best_window(flat: np.ndarray, families: list[np.ndarray], columns: int, rows: int) -> Window:
    """Place the window, in portrait or landscape, where most of its edges are inked.

    Parameters
    ----------
    flat : ndarray of shape (n, 2)
        The points in units of cells, with lines at integers.
    families : list of two ndarrays
        Indices of the points on vertical and on horizontal lines.
    """
    table = _EdgeTable.of(flat, families, columns, rows)
    candidates = [
        table.place(columns, rows, turned=False),
        table.place(rows, columns, turned=True),
    ]
    return max(candidates, key=lambda window: window.coverage)


def closed_cells(flat: np.ndarray, families: list[np.ndarray]) -> int:
    """Return how many cells of the lattice have four inked edges; parameters as `best_window`."""
    table = _EdgeTable.of(flat, families, 1, 1)
    columns, rows = table.upright.shape[0] - 1, table.level.shape[0] - 1
    upright, level = table.upright[:, :rows], table.level[:, :columns]
    sides = np.minimum(upright[:-1], upright[1:])
    ends = np.minimum(level[:-1], level[1:])
    return int(np.count_nonzero(np.minimum(sides, ends.T) >= CLOSED))


@dataclass(frozen=True)
class _EdgeTable:
    """Inked share of every lattice edge.

    ``upright[i, j]`` is the edge on the vertical line i between the horizontal lines j and j + 1,
    ``level[j, i]`` the edge on the horizontal line j; both start at the index ``origin``.
    ``upright_chance`` and ``level_chance`` are the same a quarter of a cell beside the lines.
    """

    origin: np.ndarray
    upright: np.ndarray
    level: np.ndarray
    upright_chance: np.ndarray
    level_chance: np.ndarray

    @classmethod
    def of(cls, flat, families, columns: int, rows: int) -> _EdgeTable:
        points = [flat[family] for family in families]
        points = [part[np.abs(part).max(axis=1) < MAX_INDEX] for part in points]
        both = np.concatenate(points)
        low = np.floor(both.min(axis=0, initial=0)).astype(int) - SPARE
        high = np.ceil(both.max(axis=0, initial=0)).astype(int) + SPARE
        high = np.maximum(high, low + max(columns, rows) + 2)
        on = [_inked(part, axis, low, high, 0.0) for axis, part in enumerate(points)]
        beside = [
            (_inked(part, axis, low, high, -0.27) + _inked(part, axis, low, high, 0.27)) / 2
            for axis, part in enumerate(points)
        ]
        return cls(low, *on, *beside)

    def place(self, columns: int, rows: int, *, turned: bool) -> Window:
        """Place a window of this shape; its outer lines count twice."""
        width, height = self.upright.shape[0] - columns, self.level.shape[0] - rows
        upright = _box_sums(self.upright, columns + 1, rows)[:width, :height]
        level = _box_sums(self.level, rows + 1, columns)[:height, :width]
        total = upright + level.T
        sides = _box_sums(self.upright, 1, rows)[:, :height]
        ends = _box_sums(self.level, 1, columns)[:, :width].T
        frame = sides[:width] + sides[columns:] + ends[:, :height] + ends[:, rows:]
        best = (total + frame).argmax()
        i, j = (int(k) for k in np.unravel_index(best, total.shape))
        edges = (columns + 1) * rows + (rows + 1) * columns
        chance = self.upright_chance[i : i + columns + 1, j : j + rows].sum()
        chance += self.level_chance[j : j + rows + 1, i : i + columns].sum()
        chance = min(float(chance) / edges, 0.95)
        across = (self.upright[:, j : j + rows].mean(axis=1) - chance) / (1 - chance)
        down = (self.level[:, i : i + columns].mean(axis=1) - chance) / (1 - chance)
        beyond = [
            line[k]
            for line, first, last in ((across, i, i + columns), (down, j, j + rows))
            for k in (first - 1, last + 1)
            if 0 <= k < len(line)
        ]
        return Window(
            i + int(self.origin[0]),
            j + int(self.origin[1]),
            columns,
            rows,
            turned,
            coverage=(float(total[i, j]) / edges - chance) / (1 - chance),
            frame=float(min(across[i], across[i + columns], down[j], down[j + rows])),
            outside=float(max(beyond, default=0.0)),
        )


def _inked(points: np.ndarray, axis: int, low, high, aside: float) -> np.ndarray:
    """Return the share of parts of each edge that have a point near the line."""
    place = points[:, axis] - aside
    line = np.rint(place)
    near = np.abs(place - line) < NEAR
    span = high - low + 1
    row = line[near].astype(int) - low[axis]
    part = np.floor(points[near, 1 - axis] * EDGE_BINS).astype(int) - low[1 - axis] * EDGE_BINS
    seen = np.zeros((span[axis], span[1 - axis] * EDGE_BINS), np.float32)
    seen[row, part] = 1
    return seen.reshape(span[axis], span[1 - axis], EDGE_BINS).mean(axis=2)


def _box_sums(table: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return the sums over all boxes of this size."""
    padded = np.zeros((table.shape[0] + 1, table.shape[1] + 1))
    padded[1:, 1:] = table.cumsum(axis=0).cumsum(axis=1)
    return (
        padded[height:, width:]
        - padded[:-height, width:]
        - padded[height:, :-width]
        + padded[:-height, :-width]
    )
