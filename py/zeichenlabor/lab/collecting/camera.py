"""Finds a sheet in a frame of a camera's live picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from ...arrays import Matrix
from ...errors import NoGrid
from ...sheets.frame import frame_corners
from ...sheets.lattice import Nets, find_lattice
from ...sheets.plan import COLUMNS, page_shape
from ...sheets.ridges import find_ridges

FOUND = 0.6
"""Share of printed edges from which a grid is reported."""


@dataclass(frozen=True)
class View:
    """The result for one frame.

    ``corners``: float64 (4, 2) in pixels of the small picture, None if there is no sheet. ``sure``:
    share 0 … 1 of the printed edges that were found, limited by the worst outer line.
    """

    corners: Matrix | None
    sure: float


def look(frame: np.ndarray) -> View:
    """Find a sheet in a small grey picture, uint8 (height, width)."""
    image = Image.fromarray(frame)
    nets = Nets(find_ridges(image), image.size)
    for columns in COLUMNS:  # the finer form first, since a part of it looks like the coarser one
        try:
            lattice = find_lattice(nets, *page_shape(columns))
        except NoGrid:
            continue
        if lattice.coverage >= FOUND:
            return View(frame_corners(lattice.nodes), min(lattice.coverage, lattice.frame))
    return View(None, 0.0)
