"""Ruled lines of the paper: their tilt, and the ink without them.

Printed lines are straight and thin, and continue where strokes end. In a strip of the picture that
is narrower than a symbol, the median along a row shows lines but hardly ever strokes; what appears
in several adjacent strips is a line (a path opening, Talbot and Appleton 2007, on strips instead of
pixels).
"""

from __future__ import annotations

import numpy as np
from PIL import Image

STRIP = 20
"""Width of a strip in pixels."""

RUN = 5
"""Number of adjacent strips in which a line appears."""

DRIFT = 2
"""Pixels by which it may rise or fall between adjacent strips."""

THICK = 7
"""A line is thinner than this many pixels."""

FAINT = 9
"""Darkness, of 255, below which a line is ignored."""

DARKER = 1.45
"""Darkness of a stroke on a line relative to the line."""

STEEPEST = 14.0
"""Largest tilt of lines in degrees."""

CAP = 70
"""Darkness at which values are clipped to find the tilt: lines are fainter than strokes, but
longer.
"""

GRAIN = 12
"""Darkness of bare paper and table."""

SIDE = 8
"""Number of columns that are summed before tilts are tried."""

CLEAR = 0.012
"""Share of the profile's energy that must depend on the tilt if there are lines."""


def find_tilt(ink: np.ndarray) -> float | None:
    """Return by how many degrees the paper's lines slope down to the right; None without lines."""
    tilts = [_tilt(ink), _tilt(ink.T)]
    found = [(clear, sign * tilt) for (clear, tilt), sign in zip(tilts, (1, -1), strict=True)]
    clear, tilt = max(found)
    return tilt if clear > CLEAR else None


def _tilt(ink: np.ndarray) -> tuple[float, float]:
    """Return how clearly the picture is ruled, and the slope of the lines in degrees.

    All slopes are tried on a picture of half the size, those near the best one on the whole.
    """
    thin = np.clip(ink, GRAIN, CAP) - GRAIN
    whole, half = _Rows(thin, SIDE), _Rows(_halved(thin), SIDE)
    best = max(np.arange(-STEEPEST, STEEPEST + 1, 1.0).tolist(), key=half.energy)
    for step in (0.5, 0.25, 0.12, 0.06):
        best = max((best - step, best, best + step), key=whole.energy)
    usual = float(np.median([whole.energy(one) for one in np.linspace(-STEEPEST, STEEPEST, 9)]))
    return whole.energy(best) - usual, best


class _Rows:
    """Sums of a picture's rows along any slope, in strips of several columns.

    Parameters
    ----------
    thin : ndarray of shape (height, width), uint8
    side : columns of a strip
    """

    def __init__(self, thin: np.ndarray, side: int) -> None:
        height, width = thin.shape
        count = width // side
        columns = [thin[:, first : count * side : side] for first in range(side)]
        strips = np.add.reduce(columns, dtype=np.float32).T / side
        strips = strips - _smoothed(strips, THICK)
        self._place = (np.arange(count) + 0.5 - count / 2) * side
        self._height, self._strips = height, strips.ravel()
        self._begin = height * np.arange(count)
        self._all = float((strips**2).sum()) * count + 1e-6
        self._known: dict[float, float] = {}

    def energy(self, degrees: float) -> float:
        """Return the share of the strips' energy that adds up coherently along this slope."""
        if degrees not in self._known:
            shift = np.rint(np.tan(np.radians(degrees)) * self._place).astype(int)
            reach = int(np.abs(shift).max(initial=0))
            inner = np.arange(reach, max(self._height - reach, reach + 1))
            total = self._strips.take((self._begin + shift)[:, None] + inner, mode="clip").sum(
                axis=0
            )
            share = float((total**2).sum()) / self._all
            self._known[degrees] = share * self._height / len(inner)
        return self._known[degrees]


def _halved(picture: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(picture).reduce(2))


def _smoothed(strips: np.ndarray, width: int) -> np.ndarray:
    """Return the mean over ``width`` pixels along each strip."""
    half = width // 2
    total = np.cumsum(np.pad(strips, ((0, 0), (half + 1, half)), "edge"), axis=1)
    return (total[:, width:] - total[:, :-width]) / width


def without_lines(ink: np.ndarray) -> np.ndarray:
    """Remove the lines along rows or columns, tilted by at most three degrees.

    Strokes on them are kept where they are darker, and repaired where they are not.
    """
    level = np.maximum(line_levels(ink), line_levels(ink.T).T)
    if not level.any():
        return ink
    on_line = level > FAINT
    clean = np.where(on_line & (ink < DARKER * level + FAINT), 0, ink).astype(np.uint8)
    mended = np.minimum(np.maximum(_across(clean), _across(clean.T).T), ink)
    return np.where(on_line, np.maximum(clean, mended), clean)


def _across(clean: np.ndarray) -> np.ndarray:
    """Return for each pixel the ink on both sides of it, above and below."""
    wide = np.maximum(clean, 0)
    for shift in (1, -1):
        wide = np.maximum(wide, np.roll(clean, shift, axis=1))
    above, below = np.zeros_like(clean), np.zeros_like(clean)
    for step in (1, 2, 3):
        above[step:] = np.maximum(above[step:], wide[:-step])
        below[:-step] = np.maximum(below[:-step], wide[step:])
    return np.minimum(above, below)


def line_levels(ink: np.ndarray) -> np.ndarray:
    """Return the darkness of the lines along rows at each pixel, uint8 of the picture's shape."""
    height, width = ink.shape
    count = width // STRIP
    if count < RUN or height < THICK:
        return np.zeros_like(ink)
    cut = ink[:, : count * STRIP].reshape(height, count, STRIP)
    strips = np.partition(cut, STRIP // 2, axis=2)[:, :, STRIP // 2].T
    levels = _path_opened(strips)
    levels -= _opened(levels, THICK)
    levels[levels <= FAINT] = 0
    around = _shifted_max(levels, 1)
    beside = around.copy()  # a line may end or rise within a strip
    beside[1:] = np.maximum(beside[1:], around[:-1])
    beside[:-1] = np.maximum(beside[:-1], around[1:])
    last = np.append(np.full(count - 1, STRIP), width - (count - 1) * STRIP)
    return np.repeat(beside, last, axis=0).T


def _opened(strips: np.ndarray, width: int) -> np.ndarray:
    """Return the ink that is at least ``width`` pixels thick in each strip."""
    half = width // 2
    windows = np.lib.stride_tricks.sliding_window_view
    low = windows(np.pad(strips, ((0, 0), (half, half)), "edge"), width, axis=1).min(axis=-1)
    return windows(np.pad(low, ((0, 0), (half, half)), "edge"), width, axis=1).max(axis=-1)


def _path_opened(strips: np.ndarray) -> np.ndarray:
    """Return the minimum darkness along the best path of ``RUN`` strips through each place."""
    to, on = [strips], [strips]
    for _ in range(RUN - 1):
        before = np.zeros_like(strips)
        before[1:] = _shifted_max(to[-1], DRIFT)[:-1]
        to.append(np.minimum(strips, before))
        behind = np.zeros_like(strips)
        behind[:-1] = _shifted_max(on[-1], DRIFT)[1:]
        on.append(np.minimum(strips, behind))
    return np.maximum.reduce([np.minimum(a, b) for a, b in zip(to, on[::-1], strict=True)])


def _shifted_max(strips: np.ndarray, reach: int) -> np.ndarray:
    """Return the running maximum over this many pixels to both sides, along each strip."""
    most = strips.copy()
    for step in range(1, reach + 1):
        most[:, step:] = np.maximum(most[:, step:], strips[:, :-step])
        most[:, :-step] = np.maximum(most[:, :-step], strips[:, step:])
    return most


def turned(ink: np.ndarray, degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """Rotate a picture so that what slopes down to the right by ``degrees`` is horizontal.

    Returns
    -------
    ndarray of shape (height, width), uint8
        The whole picture, surrounded by 0.
    ndarray of shape (2, 3), float64
        Maps x, y, 1 of the rotated picture to x, y of the given one.
    """
    height, width = ink.shape
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    size = np.ceil([width * cos + height * abs(sin), width * abs(sin) + height * cos]).astype(int)
    turn = np.array([[cos, -sin], [sin, cos]])
    back = np.column_stack([turn, np.array([width, height]) / 2 - turn @ (size / 2)])
    image = Image.fromarray(ink).transform(
        tuple(size.tolist()),
        Image.Transform.AFFINE,
        back.ravel().tolist(),
        Image.Resampling.BILINEAR,
    )
    return np.asarray(image), back
