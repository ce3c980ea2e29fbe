"""Normalises drawings to 28×28: cells of sheets, the canvas and imported pictures alike.

The procedure is that of MNIST (LeCun, Cortes, Burges, "The MNIST database"): the ink's longest
side is scaled to 20 pixels with the aspect ratio kept, anti-aliased, and its centre of mass is
moved to the middle of 28×28. So all inputs of a network are made in the same way.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from zeichenlabor import pixels

SIZE = 28
"""Side of a glyph in pixels."""

BOX = 20
"""Longest side of the ink in a glyph, in pixels."""

INK_FLOOR = 0.15
"""Pixels above this share of the darkest ink count for the ink's extent."""

DIGITS = 3
"""Decimals of the centre of mass: an offset of half a pixel must not depend on rounding errors."""


def normalize_glyph(ink: np.ndarray) -> np.ndarray | None:
    """Scale and centre a drawing as MNIST's digits are.

    Parameters
    ----------
    ink : ndarray of shape (height, width)
        Background 0 and ink above it, uint8 or float, on any scale: the darkest ink becomes 255.

    Returns
    -------
    ndarray of shape (28, 28), uint8, or None
        None if there is no ink.
    """
    glyph = np.zeros((SIZE, SIZE), np.uint8)
    if pixels.glyph(ink, glyph):
        return glyph
    peak = _core(ink)
    if peak <= 0:
        return None
    rows, columns = _extent(ink > INK_FLOOR * peak)
    drawing = np.minimum(ink[rows, columns], peak).astype(np.float32)
    height, width = drawing.shape
    factor = BOX / max(height, width)
    down = area_weights(height, max(1, round(height * factor)))
    across = area_weights(width, max(1, round(width * factor)))
    small = down @ drawing @ across.T
    return _centre(np.minimum(small * (255.0 / _core(small)), 255.0))


def _core(ink: np.ndarray) -> float:
    """Return the darkness of the strokes' core: the median of pixels darker than half the peak."""
    top = float(ink.max(initial=0))
    if not top > 0:
        return 0.0
    drawn = ink[ink > 0.5 * top]
    middle = drawn.size // 2
    return float(np.partition(drawn, middle)[middle])


def _extent(drawn: np.ndarray) -> tuple[slice, slice]:
    rows = drawn.any(axis=1).nonzero()[0]
    columns = drawn.any(axis=0).nonzero()[0]
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


@lru_cache(maxsize=1024)
def area_weights(source: int, target: int) -> np.ndarray:
    """Return the matrix (target, source) for area averaging, with exact shares at the edges."""
    edges = np.arange(target + 1) * (source / target)
    pixel = np.arange(source)
    start = np.maximum(edges[:-1, None], pixel)
    stop = np.minimum(edges[1:, None], pixel + 1)
    return (np.maximum(stop - start, 0) * (target / source)).astype(np.float32)


def _centre(small: np.ndarray) -> np.ndarray:
    """Move the centre of mass to (14, 14), to the nearest pixel, as in MNIST."""
    height, width = small.shape
    by_row, by_column = small.sum(axis=1), small.sum(axis=0)
    total = float(by_row.sum())
    top = SIZE / 2 - float(by_row @ np.arange(height)) / total
    left = SIZE / 2 - float(by_column @ np.arange(width)) / total
    y = min(max(round(round(top, DIGITS)), 0), SIZE - height)
    x = min(max(round(round(left, DIGITS)), 0), SIZE - width)
    glyph = np.zeros((SIZE, SIZE), np.uint8)
    glyph[y : y + height, x : x + width] = small + 0.5
    return glyph
