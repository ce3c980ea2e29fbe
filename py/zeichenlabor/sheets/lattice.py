"""Finds the lattice of printed lines in a picture, with its deformation and a certainty.

Ridge points are grouped into two families of lines and rectified by their vanishing points. Then
the lines are equally spaced: a Fourier transform gives the spacing, a smooth warp models the paper,
and the layout's window is placed where its lines are inked and the outside is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zeichenlabor.components import find_runs
from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.line_families import fit_family, rectification, split_families
from zeichenlabor.sheets.ridges import Ridges
from zeichenlabor.sheets.warp import Warp
from zeichenlabor.sheets.window import best_window

MIN_PERIOD = 6.0
"""Smallest spacing of lines, in pixels of the reduced picture."""

FLAT = 0.99
"""Coverage from which no further deformation is fitted: the lines are measured later anyway."""

HOPELESS = 0.15
"""Coverage from which a deformation may explain why so few lines match."""

MIN_POINTS = 300
"""The fewest ridge points for which a lattice is searched."""

CLEAR = 0.9
"""Coverage from which a lattice is accepted without searching for a better one."""

CROWDED = 0.7
"""Coverage of a line just outside from which a better one is searched nevertheless."""

FIRM = 0.5
"""Minimum strength of a printed line relative to the picture's strong lines; lines on the back that
show through are weaker.
"""


@dataclass(frozen=True)
class Lattice:
    """A window of a bent projective lattice.

    Attributes
    ----------
    nodes : ndarray of shape (rows + 1, columns + 1, 2), float64
        x, y of the crossings in pixels of the ridges' picture, first axis along the layout's
        rows. The window may still be upside down.
    coverage : float
        Share of the window's printed edges that were found, 0 … 1, corrected for chance.
    frame : float
        The same for the worst of the four outer lines.
    outside : float
        The same for the best line just outside the window: high if the window may be shifted by a
        cell.
    """

    nodes: np.ndarray
    coverage: float
    frame: float
    outside: float


def find_lattice(nets: Nets, columns: int, rows: int) -> Lattice:
    """Find the window of ``columns`` × ``rows`` cells.

    Raises
    ------
    NoGrid
        With the ``reason`` ``no-lines`` or ``not-regular``.
    """
    best, failure = None, NoGrid("hardly any line", reason="no-lines")
    try:
        for number in range(nets.count):
            try:
                lattice = _lay(nets.rectified(number), columns, rows)
            except NoGrid as error:
                failure = error
                continue
            if best is None or _rank(lattice) > _rank(best):
                best = lattice
            if _is_clear(best):
                break
        if best is None:
            raise failure
    finally:
        del failure  # it holds a reference to this frame: see NoGrid
    return best


def _is_clear(lattice: Lattice) -> bool:
    return lattice.coverage > CLEAR and lattice.outside <= CROWDED


def _rank(lattice: Lattice) -> tuple[bool, float]:
    return _is_clear(lattice), lattice.coverage


class Nets:
    """The sets of points in which a lattice is searched for, rectified on demand.

    The first contains all points, the second those of strong lines. The others, for pictures with
    other objects around the page, are the largest connected nets of lines.
    """

    count = 5

    def __init__(self, ridges: Ridges, size: tuple[int, int]) -> None:
        self.ridges = ridges
        self.size = size
        self._rectified: dict[int, Rectified] = {}

    def rectified(self, number: int) -> Rectified:
        """Return a net's points in units of cells; raises ``NoGrid`` if it is not regular."""
        if number not in self._rectified:
            self._rectified[number] = rectify(self._net(number), self.size)
        return self._rectified[number]

    def _net(self, number: int) -> Ridges:
        if number == 0 or len(self.ridges) == 0:
            return self.ridges
        if number == 1:
            strength = self.ridges.strength
            return self.ridges.only(strength > FIRM * np.percentile(strength, 75))
        return self.connected(number - 2)

    def connected(self, rank: int) -> Ridges:
        """Return the points of the connected net with this rank, the largest being 0."""
        return self.ridges.only(self._members == rank)

    @cached_property
    def _members(self) -> np.ndarray:
        """Rank by size of the connected net that each point belongs to."""
        x, y = (self.ridges.xy // 2).astype(int).T
        mask = np.zeros((self.size[1] // 2 + 1, self.size[0] // 2 + 1), bool)
        mask[y, x] = True
        runs = find_runs(mask)
        net = np.zeros(mask.shape, np.int32)
        net[mask] = np.repeat(runs.component, runs.stop - runs.start)
        counts = np.bincount(net[y, x], minlength=max(runs.count, 1))
        rank = np.empty(len(counts), int)
        rank[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
        return rank[net[y, x]]


@dataclass(frozen=True)
class Rectified:
    """Points in units of cells, and the map back to the picture.

    ``index`` has shape (n, 2); its two ``families`` of points are close to integers in the first
    and in the second coordinate.
    """

    index: np.ndarray
    families: list[np.ndarray]
    to_picture: np.ndarray

    def in_picture(self, index: np.ndarray) -> np.ndarray:
        """Return pixels of the picture, shape (..., 2)."""
        return _project(self.to_picture, index)


def rectify(ridges: Ridges, size: tuple[int, int]) -> Rectified:
    """Find the spacing of two families of lines; raises ``NoGrid`` if they are not regular."""
    if len(ridges) < MIN_POINTS:
        raise NoGrid("hardly any line", reason="no-lines")
    centre = np.array(size) / 2
    points = ridges.xy - centre
    families = split_families(ridges.angle)
    if min(map(len, families)) < MIN_POINTS / 3:
        raise NoGrid("the lines do not cross", reason="not-regular")
    fitted = [fit_family(points[family], ridges.angle[family]) for family in families]
    to_plane = rectification(fitted)
    plane = _project(to_plane, points)
    combs = [_fit_comb(plane[family, axis]) for axis, family in enumerate(families)]
    offset, period = np.array(combs).T
    from_cells = np.array([[period[0], 0, offset[0]], [0, period[1], offset[1]], [0, 0, 1]])
    from_centre = np.array([[1, 0, centre[0]], [0, 1, centre[1]], [0, 0, 1]])
    to_picture = from_centre @ np.linalg.inv(to_plane) @ from_cells
    return Rectified((plane - offset) / period, families, to_picture)


def _lay(net: Rectified, columns: int, rows: int) -> Lattice:
    """Place the window, with a deformation of the paper only as complex as necessary."""
    window, warp = None, None
    for degree in (1, 2, 4):
        warp = Warp.fit(net.index, net.families, degree, window, warp)
        window = best_window(net.index - warp(net.index), net.families, columns, rows)
        if not HOPELESS < window.coverage <= FLAT:
            break
    nodes = net.in_picture(warp.inverse(window.nodes()))
    if window.turned:
        nodes = np.rot90(nodes)
    return Lattice(nodes, window.coverage, window.frame, window.outside)


def _project(homography: np.ndarray, points: np.ndarray) -> np.ndarray:
    mapped = points @ homography[:, :2].T + homography[:, 2]
    return mapped[..., :2] / mapped[..., 2:]


def _fit_comb(values: np.ndarray) -> tuple[float, float]:
    """Return offset and period of the equally spaced lines near which the values cluster."""
    low, length = values.min(), 1 << 15
    if not values.max() - low < length:
        raise NoGrid("the lines run to the horizon", reason="not-regular")
    counts = np.bincount((values - low).astype(int)).astype(float)
    counts -= counts.mean()
    spectrum = np.fft.rfft(counts, length)
    power = np.abs(spectrum)
    first = int(length / (len(counts) / 8))
    last = int(length / MIN_PERIOD)
    if last <= first:
        raise NoGrid("the lines are too close together", reason="not-regular")
    power = power[: last + 1]
    power[:first] = 0
    peak = int(np.flatnonzero(power >= 0.6 * power.max())[0])
    peak += int(power[peak : peak + length // len(counts)].argmax())
    period = length / peak
    offset = low + 0.5 - np.angle(spectrum[peak]) / (2 * np.pi) * period
    return _undivided(values, offset, period)


def _undivided(values: np.ndarray, offset: float, period: float) -> tuple[float, float]:
    """Correct a period that counts the writing in the middle of cells as additional lines."""
    for parts in (2, 3):
        place = np.mod((values - offset) / period, parts)
        nearest = np.rint(place)
        on_line = np.abs(place - nearest) < 0.1
        mass = np.bincount(nearest[on_line].astype(int) % parts, minlength=parts)
        mass = mass - 0.25 * np.count_nonzero(~on_line) / parts
        strongest = int(mass.argmax())
        if np.delete(mass, strongest).max() < 0.5 * mass[strongest]:
            return offset + strongest * period, parts * period
    return offset, period
