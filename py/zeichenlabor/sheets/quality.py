"""Quality of a sheet's picture, and warnings about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.cells import InkLevels
from zeichenlabor.sheets.flat_page import FlatPage, Mesh, is_glare
from zeichenlabor.sheets.lattice import Lattice

REFUSED = 0.7
"""Share of printed edges that must be found, and half of that in each outer line."""

COVERED = 0.6
"""Minimum coverage of the lattice; from it on, a grid that extends beyond the picture is reported
as cut off. Dense text reaches 0.4, the worst readable photos 0.8.
"""

EDGE = 0.1
"""Distance in cells between the frame and the picture's edge, on either side of it, up to which
the frame counts as cut off there.
"""

DOUBTFUL = 0.9
"""Share of printed edges below which the frame is doubtful."""

BLURRY = 0.27
"""Sharpness of a printed line below which a picture is blurry, as after a Gaussian blur with a
sigma of three pixels at 300 dpi.
"""

FEW_PIXELS = 28
"""Pixels per cell below which thin strokes are lost: 80 dpi for the digits' form."""

UNEVEN = 0.45
"""Brightness of the paper's darkest part relative to the brightest below which more light would
help.
"""

GRAINY = 55
"""Ink threshold above which the paper is reported as grainy."""

GLARING = 0.3
"""Share of the hidden cells that are too bright, from which light hides them, and nothing else."""

INKS = ("streak", "torn", "faint", "two-inks", "show-through")
"""The warnings about ink, in their order."""

UNSURE = 0.5
"""Certainty of the orientation below which a person should check it."""


@dataclass(frozen=True)
class Quality:
    """The quality of a sheet's picture.

    Attributes
    ----------
    frame : float
        Certainty 0 … 1 that the grid is where it was found.
    upright : float
        Certainty 0 … 1 of the orientation.
    sharpness : float
        0 … 1, about 0.65 for a scan, below 0.27 blurry.
    light : float
        Brightness of the darkest part of the paper relative to the brightest.
    warnings : tuple of str
        What a person should check or do better: ``frame-doubtful``, ``direction-doubtful``,
        ``blurry``, ``few-pixels``, ``grainy``, ``glare`` or ``covered`` if there are cells that the
        picture does not show, ``streak`` if a bar crosses many cells, ``torn`` if strokes have lost
        parts, ``faint`` if ink is too pale, ``two-inks``, ``show-through``, ``dark-left``,
        ``dark-right``, ``dark-top``, ``dark-bottom``; and by the reader ``mirrored`` or
        ``negative`` for what it corrected, ``second-sheet`` if there is another one beside it,
        ``part-beside`` if that is squared paper but no whole sheet, ``nothing-written`` if all
        cells are empty.
    """

    frame: float
    upright: float
    sharpness: float
    light: float
    warnings: tuple[str, ...]


def require_grid(lattice: Lattice, mesh: Mesh, size: tuple[int, int]) -> None:
    """Raise ``NoGrid`` unless enough printed lines were found.

    The ``reason`` is ``cut-off``, with the ``side`` of the picture unless two opposite ones are
    possible, or ``wrong-count``.
    """
    frame = min(lattice.frame, mesh.frame)
    clear = mesh.seen >= REFUSED and lattice.coverage >= COVERED
    side, beyond = _farthest(mesh.nodes, size)
    if clear and frame >= REFUSED / 2 and lattice.outside <= REFUSED and beyond <= EDGE:
        return
    if beyond > -EDGE and min(mesh.seen, lattice.coverage) > COVERED:
        raise NoGrid(f"the grid goes on beyond the {side} edge", reason="cut-off", side=side)
    raise NoGrid("the lines do not form the layout's grid", reason="wrong-count")


_OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def _farthest(nodes: np.ndarray, size: tuple[int, int]) -> tuple[str, float]:
    """Return at which side the grid reaches farthest beyond the picture, and how many cells.

    The side is empty if the grid also reaches the opposite edge: it may be cut off there instead.
    """
    low, high = nodes.min(axis=(0, 1)), nodes.max(axis=(0, 1))
    beyond = {
        "left": -low[0],
        "top": -low[1],
        "right": high[0] - size[0],
        "bottom": high[1] - size[1],
    }
    cell = float(np.linalg.norm(np.diff(nodes, axis=1), axis=2).mean())
    side = max(beyond, key=beyond.get)
    is_known = beyond[_OPPOSITE[side]] < -EDGE * cell
    return side if is_known else "", float(beyond[side]) / cell


def judge(
    lattice: Lattice,
    mesh: Mesh,
    upright: float,
    page: FlatPage,
    levels: InkLevels,
    inks: Collection[str],
) -> Quality:
    """Summarise the measurements made while reading, ``inks`` being the warnings about the ink."""
    frame = min(lattice.coverage, mesh.seen, lattice.frame, mesh.frame, 1 - lattice.outside)
    light, side = _light(page.paper)
    hidden = mesh.hidden
    glare = hidden.any() and is_glare(page.paper, *hidden.shape)[hidden].mean() > GLARING
    sides = np.linalg.norm(np.diff(mesh.nodes, axis=1), axis=2)
    found = {
        "frame-doubtful": frame < DOUBTFUL,
        "direction-doubtful": abs(upright) < UNSURE,
        "blurry": page.sharpness < BLURRY,
        "few-pixels": sides.mean() < FEW_PIXELS,
        "grainy": levels.noise > GRAINY,
        "glare": glare,
        "covered": hidden.any() and not glare,
        **{name: name in inks for name in INKS},
        f"dark-{side}": light < UNEVEN,
    }
    warnings = tuple(name for name, there in found.items() if there)
    return Quality(max(frame, 0.0), abs(upright), page.sharpness, light, warnings)


def _light(paper: np.ndarray) -> tuple[float, str]:
    """Return the brightness of the paper's darkest part relative to the brightest, and the darkest
    side.
    """
    body = paper[16:-16, 16:-16].astype(float)
    thirds = {
        "left": body[:, : body.shape[1] // 3],
        "right": body[:, -body.shape[1] // 3 :],
        "top": body[: body.shape[0] // 3],
        "bottom": body[-body.shape[0] // 3 :],
    }
    dark, bright = np.percentile(body, [2, 98])
    return float(dark / max(bright, 1)), min(thirds, key=lambda side: thirds[side].mean())
