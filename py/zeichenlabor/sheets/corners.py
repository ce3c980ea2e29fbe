"""Finds a form by corners that a person has set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from zeichenlabor.errors import BadSymbols, NoGrid
from zeichenlabor.sheets.direction import require_digits, upright_score
from zeichenlabor.sheets.flat_page import ROUGH_CELL, Mesh, refine_nodes
from zeichenlabor.sheets.homography import homography
from zeichenlabor.sheets.lattice import Lattice
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.mark import read_mark
from zeichenlabor.sheets.plan import COLUMNS, plan_sheets

LEAST_SEEN = 0.5
"""Share of printed edges from which these are more accurate than corners set by hand."""

ROUNDS = 3
"""Corners set by hand are off by a fifth of a cell; each iteration moves the crossings closer to
the lines.
"""


def form_at(
    grey: Image.Image,
    corners: np.ndarray,
    layout: SheetLayout | None,
    classes: Sequence[str] | None = None,
) -> tuple[Lattice, Mesh, SheetLayout, float]:
    """Read the frame at the given corners.

    Parameters
    ----------
    corners : array of shape (4, 2)
        x, y of the frame's corners in pixels, clockwise, from any of them.
    layout : SheetLayout, optional
        Default: from the mark, or the digits' form if there is no mark.
    classes : sequence of str, optional
        The classes of a page without a mark, from top to bottom.

    Returns
    -------
    lattice, mesh, layout, upright
        ``upright``: certainty 0 … 1 about which way is up.

    Raises
    ------
    NoGrid
        With the ``reason`` ``corners`` if they do not enclose a page; see also `require_digits`.
    BadSymbols
        These classes do not fit on any page without a mark.
    """
    corners = np.asarray(corners, float)
    if corners.shape != (4, 2) or not np.isfinite(corners).all() or _least_area(corners) < 100:
        raise NoGrid("the corners do not enclose a page", reason="corners")
    mark = read_mark(np.asarray(grey), corners)
    if mark:
        corners = np.roll(corners, -mark.turns, axis=0)
    elif _is_wide(corners) != (layout is not None and layout.columns > layout.rows):
        corners = np.roll(corners, -1, axis=0)
    told = layout is not None or classes is not None
    if layout is None and mark is None and classes:
        layout, mesh = _likeliest(grey, corners, classes)
    else:
        layout = layout or (mark.layout if mark else SheetLayout.digits())
        mesh = _measure(grey, straight_nodes(corners, layout.columns, layout.rows))
    lattice = Lattice(mesh.nodes, coverage=1.0, frame=1.0, outside=0.0)
    if mark:
        return lattice, mesh, layout, 1.0
    if not told and mesh.seen >= LEAST_SEEN:
        require_digits(mesh.ink, ROUGH_CELL, strip_seen=False)
    upright = upright_score(mesh.ink, ROUGH_CELL, layout)
    return lattice, mesh if upright >= 0 else mesh.upside_down(), layout, abs(upright)


def straight_nodes(corners: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """Return the crossings of a flat page in perspective, float64 (rows + 1, columns + 1, 2)."""
    u, v = np.meshgrid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1))
    mapped = np.stack([u, v, np.ones_like(u)], axis=-1) @ homography(corners).T
    return mapped[..., :2] / mapped[..., 2:]


def _likeliest(
    grey: Image.Image, corners: np.ndarray, classes: Sequence[str]
) -> tuple[SheetLayout, Mesh]:
    """Choose the form with room for these classes whose lines match best."""
    found, failure = [], None
    try:
        for columns in COLUMNS:
            try:
                layout = plan_sheets(classes, columns, pages=1)[0]
            except BadSymbols as error:
                failure = error
                continue
            nodes = straight_nodes(corners, layout.columns, layout.rows)
            found.append((layout, _measure(grey, nodes)))
        if not found:
            raise failure
    finally:
        del failure  # it holds a reference to this frame: see NoGrid
    return max(found, key=lambda form: form[1].seen)


def _measure(grey: Image.Image, nodes: np.ndarray) -> Mesh:
    """Move the crossings onto the printed lines, unless hardly any lines are found."""
    first = mesh = refine_nodes(grey, nodes)
    for _ in range(ROUNDS - 1):
        mesh = refine_nodes(grey, mesh.nodes)
    return mesh if mesh.seen >= LEAST_SEEN else replace(first, nodes=nodes)


def _least_area(corners: np.ndarray) -> float:
    """Return the smallest area of the four corner triangles: negative if it is not convex."""
    before, after = np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0)
    a, b = corners - before, after - corners
    return float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).min() / 2)


def _is_wide(corners: np.ndarray) -> bool:
    top, right, bottom, left = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return bool(top + bottom > left + right)
