"""Finds which form a picture shows, where, and which way up: by its lines and its mark.

The mark is at a fixed place beside the frame. So if it can be read, the frame is not shifted by a
cell, and the page's orientation is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.direction import require_digits, upright_score
from zeichenlabor.sheets.flat_page import ROUGH_CELL, Mesh, refine_nodes
from zeichenlabor.sheets.frame import frame_corners
from zeichenlabor.sheets.lattice import Lattice, Nets, find_lattice
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.mark import read_mark
from zeichenlabor.sheets.plan import COLUMNS, page_shape, plan_sheets
from zeichenlabor.sheets.quality import require_grid
from zeichenlabor.sheets.ridges import find_ridges

SEARCH_SIDE = 1400
"""Longest side in pixels of the picture in which the lattice is searched for."""

IS_FORM = ("mirrored", "no-strip", "no-mark")
"""Reasons to reject a form although its lines were found: its symbols are unknown."""

STRIP_REACH = 0.3
"""Outer part of the outermost row of cells that the strip of every mark covers."""

PRINTED = 0.15
"""Mean darkness from which a piece of that may be a strip, half of which is black."""

SURELY_PRINTED = 0.3
"""The same from which it is certainly one, and not a row of handwriting."""


@dataclass(frozen=True)
class Found:
    """A form in a picture.

    ``mesh`` is in reading orientation; ``upright`` is the certainty of that, 0 … 1.
    """

    lattice: Lattice
    mesh: Mesh
    layout: SheetLayout
    upright: float

    def shifted(self, place: Sequence[float]) -> Found:
        """Return it in the coordinates of a picture of which this one is the part that begins at x,
        y.
        """
        nodes = self.mesh.nodes + place
        lattice = replace(self.lattice, nodes=self.lattice.nodes + place)
        return replace(self, lattice=lattice, mesh=replace(self.mesh, nodes=nodes))

    def facing(self, top: Sequence[float]) -> Found:
        """Return it with the end nearer to this place at the top, with certainty."""
        ends = [np.linalg.norm(self.mesh.nodes[end].mean(axis=0) - top) for end in (0, -1)]
        mesh = self.mesh if ends[0] <= ends[1] else self.mesh.upside_down()
        return replace(self, mesh=mesh, upright=1.0)


def identify(
    grey: Image.Image, layout: SheetLayout | None, classes: Sequence[str] | None = None
) -> Found:
    """Find the form with this layout, or the one that its mark names, or else the digits' form.

    Without a mark, ``classes`` are the symbols on the page, from top to bottom.

    Raises
    ------
    NoGrid
        If no form's lines are found, the form with larger cells has no mark, or a page without a
        mark does not look like the digits' form; see `require_digits`.
    BadSymbols
        If the page has no mark, and these classes do not fit.
    """
    factor = max(1, round(max(grey.size) / SEARCH_SIDE))
    small = grey.reduce(factor) if factor > 1 else grey
    nets = Nets(find_ridges(small), small.size)
    shapes = [(layout.columns, layout.rows)] if layout else [page_shape(c) for c in COLUMNS]
    failure = None
    try:
        for shape in shapes:
            try:
                return _identify(grey, nets, factor, shape, layout, classes)
            except NoGrid as error:
                if failure is None or failure.params.get("reason") not in (*IS_FORM, "cut-off"):
                    failure = error
        raise failure
    finally:
        del failure  # it holds a reference to this frame: see NoGrid


def _identify(
    grey: Image.Image,
    nets: Nets,
    factor: int,
    shape: tuple[int, int],
    layout: SheetLayout | None,
    classes: Sequence[str] | None,
) -> Found:
    lattice = find_lattice(nets, *shape)
    mesh = refine_nodes(grey, lattice.nodes * factor)
    strips = _turns_with_strip(mesh.ink, PRINTED)
    mark = read_mark(np.asarray(grey), frame_corners(mesh.nodes), strips)
    read = mark is not None and (mark.layout.columns, mark.layout.rows) == shape
    strip_seen = bool(_turns_with_strip(mesh.ink, SURELY_PRINTED))
    if read or strip_seen:
        lattice = replace(lattice, outside=0.0)  # what is outside the frame is the mark
    if read:
        require_grid(lattice, mesh, grey.size)
        mesh = mesh.upside_down() if mark.turns else mesh
        return Found(lattice, mesh, layout or mark.layout, 1.0)
    require_grid(lattice, mesh, grey.size)
    if classes and layout is None:
        layout = plan_sheets(classes, shape[0], pages=1)[0]
    told, layout = layout, layout or SheetLayout.digits()
    if (layout.columns, layout.rows) != shape:
        raise NoGrid("a form of this shape has a mark", reason="no-mark")
    if told is None:
        require_digits(mesh.ink, ROUGH_CELL, strip_seen)
    upright = upright_score(mesh.ink, ROUGH_CELL, layout)
    return Found(lattice, mesh if upright >= 0 else mesh.upside_down(), layout, abs(upright))


def _turns_with_strip(ink: np.ndarray, darkness: float) -> list[int]:
    """Return at which ends of the small flat page, top or bottom, there may be a mark."""
    ends = {0: ink, 2: ink[::-1]}
    return [turns for turns, end in ends.items() if _is_printed(end, darkness)]


def _is_printed(page: np.ndarray, darkness: float) -> bool:
    strip = page[: int(STRIP_REACH * ROUGH_CELL), ROUGH_CELL:-ROUGH_CELL]
    pieces = np.array([piece.mean() for piece in np.array_split(strip, 8, axis=1)])
    return np.count_nonzero(pieces > 255 * darkness) >= len(pieces) / 2
