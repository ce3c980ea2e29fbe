"""Pictures that are not a sheet seen from the front: mirrored, negative, two sheets in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.corners import form_at
from zeichenlabor.sheets.frame import frame_corners
from zeichenlabor.sheets.identify import Found, identify
from zeichenlabor.sheets.layout import SheetLayout

ONE_SHEET = 0.5
"""Share of the picture from which a frame leaves no room for a second one."""

MIRRORS = ("mirrored", "no-strip", "no-mark")
"""Reasons for which a picture may be mirrored: its lines are there, what is read is not."""

Mend = tuple[str, Callable[[Image.Image], Image.Image]]


def recognise(
    grey: Image.Image,
    layout: SheetLayout | None,
    corners: np.ndarray | None = None,
    classes: Sequence[str] | None = None,
) -> tuple[Image.Image, Found, str | None]:
    """Find the form; where that fails, in the picture as it should have been made.

    Returns
    -------
    picture, found, mended
        The picture that ``found`` belongs to, and what was done to it: ``mirrored`` or
        ``negative``, None where nothing was.

    Raises
    ------
    NoGrid
        What the picture as it is raises.
    """
    try:
        return grey, _find(grey, layout, corners, classes), None
    except NoGrid as error:
        for name, mend in _mends(grey, str(error.params.get("reason"))):
            picture = mend(grey)
            told = corners if name == "negative" else mirror_points(corners, grey.width)
            try:
                return picture, _find(picture, layout, told, classes), name
            except NoGrid:
                continue
        raise


def mirror_points(points: np.ndarray | None, width: int) -> np.ndarray | None:
    """Return where x, y points (…, 2) lie in the mirrored picture."""
    if points is None:
        return None
    return np.asarray(points, float) * (-1, 1) + (width, 0)


def has_second_sheet(grey: Image.Image, nodes: np.ndarray) -> bool:
    """Tell whether another form is beside the one with these crossings."""
    frame = frame_corners(nodes)
    x, y = frame.T
    area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    if area > ONE_SHEET * grey.width * grey.height:
        return False
    rest = grey.copy()
    wide = frame.mean(axis=0) + 1.05 * (frame - frame.mean(axis=0))
    paper = int(np.percentile(np.asarray(grey.reduce(8)), 75))
    ImageDraw.Draw(rest).polygon([tuple(point) for point in wide], fill=paper)
    try:
        identify(rest, None)
    except NoGrid as error:
        return error.params.get("reason") in MIRRORS  # a form, though not one that can be read
    return True


def _find(
    grey: Image.Image,
    layout: SheetLayout | None,
    corners: np.ndarray | None,
    classes: Sequence[str] | None,
) -> Found:
    if corners is None:
        return identify(grey, layout, classes)
    return Found(*form_at(grey, corners, layout, classes))


def _mends(grey: Image.Image, reason: str) -> list[Mend]:
    if reason in MIRRORS:
        return [("mirrored", ImageOps.mirror)]
    is_dark = np.median(np.asarray(grey.reduce(8))) < 128
    return [("negative", ImageOps.invert)] if is_dark else []
