"""Unusual pictures of sheets: mirrored, negative, several sheets in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.blank import require_ink
from zeichenlabor.sheets.corners import form_at
from zeichenlabor.sheets.identify import IS_FORM, Found, identify
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.squares import Box, squared_areas

LEAST_ROOM = 0.4
"""Space beside a frame that another sheet needs, as a share of the frame's width or height."""

PART_ROOM = 0.25
"""The same for a part of a sheet that is worth a word."""

COLUMNS_ABOUT = 16
"""Between the 12 and the 20 columns of forms."""

CELLS_ALONG = 80
"""Cells along a picture of several sheets, about: two sheets of 30 rows, or three of 20 columns."""

ASKEW = 0.25
"""A frame that is askew fills its bounding box no farther than this share from the edges."""

MENDS = {"mirrored": ImageOps.mirror, "negative": ImageOps.invert}
"""How a picture is put right."""


def recognise(
    grey: Image.Image,
    layout: SheetLayout | None,
    corners: np.ndarray | None = None,
    classes: Sequence[str] | None = None,
    top: Sequence[float] | None = None,
    beside: Sequence[np.ndarray] = (),
) -> tuple[Image.Image, Found, tuple[str, ...]]:
    """Find the form; if that fails, try the mirrored and the negative picture, or both.

    Returns
    -------
    picture, found, mended
        The picture that ``found`` belongs to, and its corrections: ``mirrored``, ``negative``.

    Raises
    ------
    BlankPage
        If there is nothing in the picture; see `require_ink`.
    NoGrid
        The error for the original picture.
    """
    places = (corners, top, *beside)
    picture, mended, failure = grey, (), None
    try:
        while True:
            try:
                found = _find(picture, layout, places[0], classes, places[1], places[2:])
                return picture, found, mended
            except NoGrid as error:
                failure = failure or error
                mend = _mend_for(picture, str(error.params.get("reason")))
            if mend is None or mend in mended:
                if corners is None and len(beside) == 0:
                    require_ink(grey)
                raise failure
            picture, mended = MENDS[mend](picture), (*mended, mend)
            if mend == "mirrored":
                corners, *others = (mirror_points(points, grey.width) for points in places)
                places = (None if corners is None else corners[::-1], *others)  # clockwise again
    finally:
        del failure  # it holds a reference to this frame: see NoGrid


def mirror_points(points: np.ndarray | None, width: int) -> np.ndarray | None:
    """Return the positions of points (…, 2), x and y, in the mirrored picture."""
    if points is None:
        return None
    return np.asarray(points, float) * (-1, 1) + (width, 0)


def what_is_beside(grey: Image.Image, frames: Sequence[np.ndarray]) -> str | None:
    """Return what else is in the picture beside these frames, (4, 2) each.

    Returns
    -------
    str or None
        ``second-sheet`` for another form, even if it cannot be read; ``part-beside`` for squared
        paper that is no whole form.
    """
    rooms = _rooms(grey.size, frames)
    if not rooms and _room(grey.size, frames[0]) < PART_ROOM:
        return None
    rest = without(grey, frames)
    squares = _squares(rest, frames)
    try:
        _find_in(rest, [*squares, *rooms], None, None)
    except NoGrid as error:
        if error.params.get("reason") in IS_FORM:
            return "second-sheet"
        return "part-beside" if squares else None
    return "second-sheet"


def _squares(rest: Image.Image, frames: Sequence[np.ndarray]) -> list[Box]:
    """Return the regions with squared paper in a picture without these frames."""
    cell = min(np.linalg.norm(frame[1] - frame[0]) for frame in frames) / COLUMNS_ABOUT
    return squared_areas(rest, cell)


def _room(size: tuple[int, int], frame: np.ndarray) -> float:
    """Return the space beside a frame as a share of its width or height, at its best side."""
    low, high = frame.min(axis=0), frame.max(axis=0)
    return float((np.maximum(low, size - high) / (high - low)).max())


def _find_in(
    rest: Image.Image,
    boxes: Sequence[Sequence[int]],
    layout: SheetLayout | None,
    classes: Sequence[str] | None,
) -> Found:
    """Find a form in one of these regions of a picture.

    Raises
    ------
    NoGrid
        The most informative of all errors.
    """
    failure = NoGrid("no room for a sheet", reason="no-lines")
    try:
        for box in boxes:
            try:
                return identify(rest.crop(box), layout, classes).shifted(box[:2])
            except NoGrid as error:
                if failure.params.get("reason") not in IS_FORM:
                    failure = error
        raise failure
    finally:
        del failure  # it holds a reference to this frame: see NoGrid


def _rooms(size: tuple[int, int], frames: Sequence[np.ndarray]) -> list[tuple[int, ...]]:
    """Return the regions where another sheet may be: left, top, right, bottom, the largest first.

    Beside one sheet each side is searched separately, since a small sheet is large in such a
    region: beyond the whole sheet, and from its middle on, since it may be askew. Between several,
    the gaps are searched after the whole picture.
    """
    whole = (0, 0, *size)
    if len(frames) > 1:
        return [whole, *_gaps(size, frames, 0), *_gaps(size, frames, ASKEW)]
    low, middle, high = (at(frames[0], axis=0) for at in (np.min, np.mean, np.max))
    rooms = []
    for axis in (0, 1):
        for near in (True, False):
            room = (low[axis] if near else size[axis] - high[axis]) / (high - low)[axis]
            for rank, edge in enumerate((low if near else high, middle)):
                box = [*whole]
                box[axis + 2 * near] = round(float(edge[axis]))
                if room >= LEAST_ROOM:
                    rooms.append((rank, -room, tuple(box)))
    return [box for *_, box in sorted(rooms)]


def _gaps(
    size: tuple[int, int], frames: Sequence[np.ndarray], less: float
) -> list[tuple[int, ...]]:
    """Return the largest rectangles that no frame reaches into, as `_rooms` does.

    Of each frame a margin of ``less``, a share of its width and height, does not count.
    """
    corners = np.asarray(frames, float)
    low, high = corners.min(axis=1), corners.max(axis=1)
    least = LEAST_ROOM * (high - low).min(axis=0)
    low, high = low + less * (high - low), high - less * (high - low)
    edges = [sorted({0, size[axis], *low[:, axis], *high[:, axis]}) for axis in (0, 1)]
    gaps = []
    for (left, right), (top, bottom) in product(*(combinations(one, 2) for one in edges)):
        begin, end = np.array((left, top)), np.array((right, bottom))
        reached = ((low < end) & (high > begin)).all(axis=1).any()
        if not reached and (end - begin >= least).all():
            gaps.append((left, top, right, bottom))
    gaps.sort(key=lambda gap: -(gap[2] - gap[0]) * (gap[3] - gap[1]))
    largest: list[tuple[float, ...]] = []
    for gap in gaps:
        if not any(_is_within(gap, other) for other in largest):
            largest.append(gap)
    return [tuple(map(round, gap)) for gap in largest]


def _is_within(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(np.less_equal(other[:2], box[:2])) and all(np.less_equal(box[2:], other[2:]))


def without(grey: Image.Image, frames: Sequence[np.ndarray]) -> Image.Image:
    """Return the picture with these frames, (4, 2) each, filled with paper."""
    rest = grey.copy()
    paper = int(np.percentile(np.asarray(grey.reduce(8)), 75))
    for frame in np.asarray(frames, float):
        wide = frame.mean(axis=0) + 1.05 * (frame - frame.mean(axis=0))
        ImageDraw.Draw(rest).polygon([tuple(point) for point in wide], fill=paper)
    return rest


def _find(
    grey: Image.Image,
    layout: SheetLayout | None,
    corners: np.ndarray | None,
    classes: Sequence[str] | None,
    top: Sequence[float] | None,
    beside: Sequence[np.ndarray],
) -> Found:
    if corners is not None:
        found = Found(*form_at(grey, corners, layout, classes))
    elif len(beside) > 0:
        frames = np.asarray(beside, float)
        rest = without(grey, frames)
        boxes = [*_squares(rest, frames), *_rooms(grey.size, frames)]
        found = _find_in(rest, boxes, layout, classes)
    else:
        found = _find_anywhere(grey, layout, classes)
    return found if top is None else found.facing(top)


def _find_anywhere(
    grey: Image.Image, layout: SheetLayout | None, classes: Sequence[str] | None
) -> Found:
    """Find the form in a picture, or else one of the forms in it.

    Raises
    ------
    NoGrid
        The error for the whole picture, unless a region of it has a form that cannot be read.
    """
    failure = None
    try:
        try:
            return identify(grey, layout, classes)
        except NoGrid as error:
            failure = error
        if failure.params.get("reason") in ("mirrored", "no-lines"):
            raise failure
        squares = squared_areas(grey, max(grey.size) / CELLS_ALONG)
        if len(squares) < 2:
            raise failure
        try:
            return _find_in(grey, squares, layout, classes)
        except NoGrid as error:
            is_form = [one.params.get("reason") in IS_FORM for one in (failure, error)]
            failure = error if is_form == [False, True] else failure
        raise failure
    finally:
        del failure  # it holds a reference to this frame: see NoGrid


def _mend_for(grey: Image.Image, reason: str) -> str | None:
    """Return what may be wrong with a picture in which no form was found."""
    if reason in IS_FORM:
        return "mirrored"
    return "negative" if np.median(np.asarray(grey.reduce(8))) < 128 else None
