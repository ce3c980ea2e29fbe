"""Finds the symbols in a picture of one line of handwriting, from any source."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor.lines import Reader, Symbol, cut_line
from zeichenlabor.sheets.decode import Source, load_grey, open_image

MIN_SIDE = 8
"""Shortest side in pixels in which there can be a symbol."""

GRAIN = 16
"""Lowest darkness, of 255, that is ink on paper."""

TILES = 12
"""Number of places along the shorter side where the paper's brightness is measured."""


def read_line(image: Source | np.ndarray, reader: Reader | None = None) -> list[Symbol]:
    """Find the symbols in a picture of one line of handwriting, from left to right.

    Parameters
    ----------
    image : a path, the bytes of an image file, a PIL image, or a canvas' pixels
        Pixels are uint8 (height, width), ink 255 on 0; any other picture is dark on light paper,
        or light on a dark board.
    reader : from glyphs (n, 28, 28), uint8, to a network's probabilities (n, classes), which are
        then used to decide where to cut; see `zeichenlabor.lines.cut_line`

    Raises
    ------
    NotAnImage, ImageTooLarge, ImageTooSmall
        as `read_sheet` does
    """
    is_ink = isinstance(image, np.ndarray)
    return cut_line(image if is_ink else _ink(load_grey(open_image(image), MIN_SIDE)), reader)


def _ink(grey: Image.Image) -> np.ndarray:
    """Return the difference of each pixel from the paper around it, uint8."""
    is_board = float(np.median(np.asarray(grey))) < 128
    seen = Image.fromarray(255 - np.asarray(grey)) if is_board else grey
    side = max(min(seen.size) // TILES, 1)
    tiles = seen.reduce(side)
    paper = tiles.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    paper = paper.resize(seen.size, Image.Resampling.BILINEAR)
    ink = np.asarray(paper, np.int16) - np.asarray(seen, np.int16)
    return np.where(ink < GRAIN, 0, ink).astype(np.uint8)
