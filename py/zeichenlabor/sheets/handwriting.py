"""A picture of one line of handwriting → its symbols, whatever it was written and taken with."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor.lines import Reader, Symbol, cut_line
from zeichenlabor.sheets.decode import Source, load_grey, open_image

MIN_SIDE = 8
"""Fewest pixels of a side in which there can be a symbol."""

GRAIN = 16
"""Darkness, of 255, below which nothing on paper is ink."""

TILES = 12
"""The paper's brightness is measured in so many places along the shorter side."""


def read_line(image: Source | np.ndarray, reader: Reader | None = None) -> list[Symbol]:
    """Find the symbols in a picture of one line of handwriting, from left to right.

    Parameters
    ----------
    image : a path, the bytes of an image file, a PIL image, or a canvas' pixels
        Pixels are uint8 (height, width), ink 255 on 0; any other picture is dark on light paper,
        or light on a dark board.
    reader : takes glyphs (n, 28, 28), uint8, gives the probabilities (n, classes) of a network,
        which then helps to decide where to cut; see `zeichenlabor.lines.cut_line`

    Raises
    ------
    NotAnImage, ImageTooLarge, ImageTooSmall
        as `read_sheet` does
    """
    is_ink = isinstance(image, np.ndarray)
    return cut_line(image if is_ink else _ink(load_grey(open_image(image), MIN_SIDE)), reader)


def _ink(grey: Image.Image) -> np.ndarray:
    """Return how far each pixel is from the paper around it, uint8."""
    is_board = float(np.median(np.asarray(grey))) < 128
    seen = Image.fromarray(255 - np.asarray(grey)) if is_board else grey
    side = max(min(seen.size) // TILES, 1)
    tiles = seen.reduce(side)
    paper = tiles.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    paper = paper.resize(seen.size, Image.Resampling.BILINEAR)
    ink = np.asarray(paper, np.int16) - np.asarray(seen, np.int16)
    return np.where(ink < GRAIN, 0, ink).astype(np.uint8)
