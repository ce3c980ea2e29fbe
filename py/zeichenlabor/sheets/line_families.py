"""Two families of parallel lines in perspective: directions, vanishing points, rectification.

The lines of a family meet in a vanishing point. It is the point for which the histogram of points
across the pencil of lines is sharpest; two vanishing points determine the rectification.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeichenlabor import pixels

FAMILY_WIDTH = np.radians(16)
"""Largest angle between a line and its family's main direction."""


def split_families(angle: np.ndarray) -> list[np.ndarray]:
    """Return the indices of the points of the two families, the more vertical one first."""
    bins = 180
    counts = np.bincount((angle * bins / np.pi).astype(int) % bins, minlength=bins)
    kernel = np.zeros(bins)
    kernel[np.arange(-6, 7)] = np.hanning(15)[1:-1]
    smooth = np.fft.irfft(np.fft.rfft(counts) * np.fft.rfft(kernel), bins)
    first, second = np.meshgrid(np.arange(bins), np.arange(50, 131), indexing="ij")
    strength = smooth[first] * smooth[(first + second) % bins]
    i, j = np.unravel_index(strength.argmax(), strength.shape)
    peaks = np.array([i, i + 50 + j]) % bins * np.pi / bins
    peaks = sorted(peaks, key=lambda peak: -np.sin(peak))
    return [np.flatnonzero(_turn(angle, peak) < FAMILY_WIDTH) for peak in peaks]


def _turn(angle: np.ndarray, other: np.ndarray | float) -> np.ndarray:
    """Return the angle between undirected directions, 0 … π/2."""
    return np.abs(np.mod(angle - other + np.pi / 2, np.pi) - np.pi / 2)


@dataclass(frozen=True)
class LineFamily:
    """Lines through one vanishing point.

    ``angle`` is the direction of the line through the picture's centre, ``rate`` the
    vanishing point's inverse distance along it, 0 for parallel lines.
    """

    angle: float
    rate: float

    def axes(self) -> tuple[np.ndarray, np.ndarray]:
        """Return unit vectors along and across."""
        x, y = np.cos(self.angle), np.sin(self.angle)
        return np.array([x, y]), np.array([y, -x])

    def turned(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the points' coordinates along the line through the centre, and across it."""
        x, y = np.float32(np.cos(self.angle)), np.float32(np.sin(self.angle))
        return points[:, 0] * x + points[:, 1] * y, points[:, 0] * y - points[:, 1] * x


def fit_family(points: np.ndarray, angle: np.ndarray) -> LineFamily:
    """Find the vanishing point whose lines fit the points best, coarse to fine."""
    peak = 0.5 * np.angle(np.exp(2j * angle).sum())
    reach = np.abs(points).max()
    best = LineFamily(peak, 0.0)
    span = np.radians(9), 0.45 / reach
    for width, count, sample in ((8.0, 17, 1500), (4.0, 7, 3000), (2.0, 7, 4000), (1.0, 7, 6000)):
        some = points[:: max(1, len(points) // sample)].astype(np.float32)
        turns = best.angle + np.linspace(-span[0], span[0], count)
        rates = best.rate + np.linspace(-span[1], span[1], count)
        best = _sharpest(some, turns, rates, width)
        span = span[0] * 2.5 / count, span[1] * 2.5 / count
    return best


def _sharpest(points: np.ndarray, turns: np.ndarray, rates: np.ndarray, width: float) -> LineFamily:
    """Return the family with the sharpest histogram; points are projected once per angle."""
    sharpness = np.empty((len(turns), len(rates)))
    for row, angle in zip(sharpness, turns, strict=True):
        row[:] = _sharpness(*LineFamily(angle, 0.0).turned(points), rates.astype(np.float32), width)
    turn, rate = np.unravel_index(sharpness.argmax(), sharpness.shape)
    return LineFamily(turns[turn], rates[rate])


def _sharpness(
    along: np.ndarray, across: np.ndarray, rates: np.ndarray, width: float
) -> np.ndarray:
    """Return for each rate the sharpness of the points' histogram, the sum of its squared counts.

    The axis goes across the picture's centre, in bins of this width.
    """
    uneven = np.empty(len(rates))
    if pixels.crowding(along, across, rates, width, uneven):
        return uneven
    seen = across / np.maximum(1 - rates[:, None] * along, np.float32(0.1))
    bins = ((seen - seen.min(axis=1, keepdims=True)) / width).astype(np.intp)
    count = int(bins.max()) + 1
    bins += count * np.arange(len(rates))[:, None]
    counts = np.bincount(bins.ravel(), minlength=count * len(rates)).reshape(-1, count)
    return np.einsum("ij,ij->i", counts, counts)


def rectification(fitted: list[LineFamily]) -> np.ndarray:
    """Return the homography that makes both families parallel to the axes."""
    (along0, across0), (along1, across1) = (family.axes() for family in fitted)
    if across0[0] < 0:
        across0 = -across0
    if across0[0] * across1[1] - across0[1] * across1[0] < 0:
        across1 = -across1
    horizon = np.cross([*along0, fitted[0].rate], [*along1, fitted[1].rate])
    return np.array([[*across0, 0.0], [*across1, 0.0], horizon / horizon[2]])
