"""Darkness of each pixel relative to the paper around it."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor import pixels
from zeichenlabor.sheets.flat_page import running_max

REDUCED = 4
"""Factor by which the picture is reduced to estimate the paper."""

WIDEST = 9
"""Largest width of a stroke in reduced pixels; what is wider counts as paper."""

BESIDE = 3
"""The darkest paper within this many reduced pixels counts, so that the paper's edge is not ink."""

DARKEST = 0.35
"""Brightness in a shadow, as a share of the brightest paper's. What is darker is a table, whose
grain is not ink, so its darkness counts for less.
"""

AROUND, CHALK = 8, 0.5
"""Each pixel of a picture of half the size is compared with those in this radius. From this
skewness of the differences on, what is written are thin bright strokes; ink on paper has -1 and
less.
"""

SOFTNESS = 0.6
"""Radius of the filter against the camera's noise, in pixels."""


def dark_on_light(grey: np.ndarray) -> np.ndarray:
    """Return the picture, uint8 (height, width), or its negative if that has the dark strokes.

    So chalk on a board and a scanner's negative are read like ink on paper.
    """
    half = Image.fromarray(grey).reduce(2)
    around = half.filter(ImageFilter.BoxBlur(AROUND))
    off = np.asarray(half, np.float32) - np.asarray(around, np.float32)
    is_chalk = (off**3).mean() > CHALK * (off**2).mean() ** 1.5
    return 255 - grey if is_chalk else grey


def ink_on(grey: np.ndarray) -> np.ndarray:
    """Return the darkness relative to the paper, uint8 of the same shape, 0 for paper.

    The edge of a shadow or of a table is an edge of the paper, not ink.

    Parameters
    ----------
    grey : ndarray of shape (height, width), uint8
        Dark ink on lighter paper.
    """
    page = np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(SOFTNESS)))
    bright = np.asarray(Image.fromarray(page).reduce(REDUCED))
    closed = 255 - running_max(255 - running_max(bright, WIDEST), WIDEST)
    smooth = np.asarray(Image.fromarray(closed).filter(ImageFilter.BoxBlur(2)))
    paper = 255 - running_max(255 - np.minimum(closed, smooth), BESIDE)
    ink = np.empty_like(page)
    if not pixels.darkness(page, paper, ink):
        around = np.maximum(_widened(paper, page.shape), 1)
        ink = np.maximum(255 - page * (255 / around), 0).astype(np.uint8)
    lightest = DARKEST * np.percentile(closed, 95)
    if paper.min() < lightest:
        share = _widened(np.minimum(paper / lightest, 1), page.shape)
        ink = (ink * share).astype(np.uint8)
    return ink


def _widened(values: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    image = Image.fromarray(values.astype(np.float32))
    return np.asarray(image.resize(shape[::-1], Image.Resampling.BILINEAR))
