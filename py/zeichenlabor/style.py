"""How the strokes of pictures look: as fine and as upright.

A drawing on the pad is redrawn in the style of the pictures that the network has learned from
(`lines.redraw`): its form is what is to be read, whatever the pen and the slant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zeichenlabor.glyphs import BOX, SIZE

PEN = 1.7
"""Width of the strokes in a glyph where no pictures tell another: that of five scanned hands."""

FINE = 0.25
"""The share of pictures with finer strokes than the pen's: a fine pen leaves small loops open."""

MOST_PEN = BOX / 2
"""What is wider is no stroke."""

SLANTS = (-0.1, 0.17)
"""The usual slants where no pictures tell others: those of five scanned hands."""

USUAL = 0.25
"""The share of pictures with slants on either side of the usual ones."""

SLASH = 0.5
"""A class whose pictures lean so far is meant to lean."""

MOST_SLANT = 1.5
"""Beyond it nobody writes."""

FLAT = 0.25
"""Ink with less variance down than this share of that across, such as a minus, has no slant."""


class Style(NamedTuple):
    """The style of some pictures.

    Attributes
    ----------
    pen : float
        Width of their strokes in pixels.
    slants : tuple of float
        The least and the most that they usually lean, in pixels to the right per pixel up.
    """

    pen: float = PEN
    slants: tuple[float, float] = SLANTS


STYLE = Style()
"""The style where no pictures tell another."""


def measure_style(glyphs: np.ndarray, labels: np.ndarray) -> Style:
    """Measure the style of glyphs, uint8 (n, 28, 28), with labels, int (n,)."""
    return Style(pen_width(glyphs), usual_slants(glyphs, labels))


def pen_width(glyphs: np.ndarray) -> float:
    """Measure the finer pens of these pictures.

    A stroke is as wide as its area over half of its outline, and the outline is as long as the
    sum of the picture's gradient, its total variation.

    Parameters
    ----------
    glyphs : ndarray of shape (n, 28, 28), uint8

    Returns
    -------
    float
        In pixels, the lower quartile of all glyphs with ink, ``MOST_PEN`` at most; ``PEN`` where
        there are none.
    """
    ink = glyphs[glyphs.any(axis=(1, 2))].astype(np.float32)
    if not len(ink):
        return PEN
    paper = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    corner = paper[:, :-1, :-1]
    outline = np.hypot(paper[:, 1:, :-1] - corner, paper[:, :-1, 1:] - corner).sum(axis=(1, 2))
    return min(float(np.quantile(2 * ink.sum(axis=(1, 2)) / outline, FINE)), MOST_PEN)


def usual_slants(glyphs: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Measure how far pictures usually lean: the middle half of them.

    Where a class is meant to lean, such as a slash, its median is usual, too.

    Parameters
    ----------
    glyphs : ndarray of shape (n, 28, 28), uint8
    labels : ndarray of shape (n,), int

    Returns
    -------
    tuple of float
        The least and the most, see `Style`; ``SLANTS`` where no picture has a slant.
    """
    slants = glyph_slants(glyphs)
    has = ~np.isnan(slants)
    if not has.any():
        return SLANTS
    usual = [float(one) for one in np.quantile(slants[has], [USUAL, 1 - USUAL])]
    classes = [slants[has & (labels == label)] for label in np.unique(labels[has])]
    medians = [float(np.median(one)) for one in classes]
    usual += [median for median in medians if abs(median) > SLASH]
    least, most = np.clip([min(usual), max(usual)], -MOST_SLANT, MOST_SLANT).tolist()
    return least, most


def glyph_slants(glyphs: np.ndarray) -> np.ndarray:
    """Return how far each of the pictures (n, 28, 28) leans; NaN for flat and for empty ones."""
    ink = glyphs.astype(np.float32)
    total = np.maximum(ink.sum(axis=(1, 2)), 1)
    place = np.arange(SIZE, dtype=np.float32)
    by_row, by_column = ink.sum(axis=2) / total[:, None], ink.sum(axis=1) / total[:, None]
    y, x = by_row @ place, by_column @ place
    down, across = by_row @ place**2 - y**2, by_column @ place**2 - x**2
    both = np.einsum("nij,i,j->n", ink, place, place) / total - x * y
    return _slant(across, down, both)


def stroke_slant(strokes: Sequence[np.ndarray], pen: float) -> float:
    """Return how far strokes, (points, 2) each, lean; NaN for a flat symbol.

    ``pen`` is their width on the same scale, and the length of the ink of a mere touch.
    """
    start = np.concatenate([np.concatenate([one[:1], one[:-1]]) for one in strokes])
    step = np.concatenate(strokes) - start
    middle = start + step / 2
    weights = np.concatenate([[pen, *np.hypot(*np.diff(one, axis=0).T)] for one in strokes])
    offset = middle - np.average(middle, axis=0, weights=weights)
    across, down = np.average(offset**2 + step**2 / 12, axis=0, weights=weights)
    both = np.average(offset.prod(axis=1) + step.prod(axis=1) / 12, weights=weights)
    return float(_slant(across, down, both))


def _slant(across: np.ndarray, down: np.ndarray, both: np.ndarray) -> np.ndarray:
    """Return the shear that undoes the covariance of ink's variances across and down."""
    has = down > FLAT * across
    return np.where(has, -both / np.where(has, down, 1), np.nan)
