"""Finds the lines of handwriting on paper in a grey picture, and their symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from zeichenlabor.lines import HandCut, Reader, Symbol, cut_line
from zeichenlabor.photos.darkness import dark_on_light, ink_on
from zeichenlabor.photos.marks import Marks, find_marks
from zeichenlabor.photos.rows import group, tilt_of, usual_height
from zeichenlabor.photos.ruling import find_tilt, turned, without_lines

MOST_SIDE = 1600
"""Longest side in pixels; larger pictures are reduced."""

LEVEL = 0.4
"""Smallest rotation in degrees that is corrected."""

CLIMB = 3.5
"""Largest angle in degrees between handwriting and the paper's lines."""

HEIGHT = 48
"""Height in pixels above which symbols are reduced before segmentation."""

LEAST_HEIGHT = 12
"""Height in pixels below which symbols cannot be distinguished from dirt."""


@dataclass(frozen=True)
class Placed:
    """A symbol and its position.

    Attributes
    ----------
    symbol : Symbol
        Its box is in pixels of its own line.
    corners : ndarray of shape (4, 2), float64
        x, y of its box's corners in the picture: TL, TR, BR, BL as the line is read.
    """

    symbol: Symbol
    corners: np.ndarray


def find_lines(
    grey: np.ndarray, reader: Reader | None = None, by_hand: Sequence[HandCut] = ()
) -> list[list[Placed]]:
    """Find the lines of a photo or scan from top to bottom, their symbols from left to right.

    Parameters
    ----------
    grey : ndarray of shape (height, width), uint8
        Strokes on paper, which may be ruled, tilted by 10°, and in shadow; or chalk on a board.
    reader : as for `lines.cut_line`
    by_hand : what a person has put right, in pixels of the picture, the latest last
    """
    small, factor = _reduced(grey)
    small = dark_on_light(small)
    ink, place, bearable = ink_on(small), np.eye(2, 3), LEVEL
    tilt = find_tilt(ink)
    if tilt is not None:
        ink, place = turned(ink, tilt)
        ink, bearable = without_lines(ink), CLIMB
    marks = find_marks(ink, _frame(small.shape, ink.shape, place))
    if len(marks) and abs(tilt := tilt_of(marks)) > bearable:
        ink, more = turned(ink, tilt)
        place = np.column_stack(
            [place[:, :2] @ more[:, :2], place[:, :2] @ more[:, 2] + place[:, 2]]
        )
        marks = find_marks(ink, _frame(small.shape, ink.shape, place))
    if not len(marks):
        return []
    turn, shift = np.linalg.inv(place[:, :2]).T, place[:, 2]
    by_hand = [replace(cut, points=(cut.points / factor - shift) @ turn) for cut in by_hand]
    lines = (_cut(ink, marks.only(members), reader, by_hand) for members in group(marks))
    return [
        [replace(one, corners=factor * (one.corners @ place[:, :2].T + shift)) for one in line]
        for line in lines
        if line
    ]


def _reduced(grey: np.ndarray) -> tuple[np.ndarray, int]:
    factor = -(-max(grey.shape) // MOST_SIDE)
    return (grey if factor == 1 else np.asarray(Image.fromarray(grey).reduce(factor))), factor


def _frame(shape, turned_shape, place: np.ndarray) -> np.ndarray:
    """Return the area of the rotated picture that shows the given one."""
    y, x = np.ogrid[: turned_shape[0], : turned_shape[1]]
    column = place[0, 0] * x + place[0, 1] * y + place[0, 2]
    row = place[1, 0] * x + place[1, 1] * y + place[1, 2]
    return (column >= 0) & (column < shape[1]) & (row >= 0) & (row < shape[0])


def _cut(
    ink: np.ndarray, marks: Marks, reader: Reader | None, by_hand: Sequence[HandCut]
) -> list[Placed]:
    """Segment one line; its symbols' corners and what was put right are in pixels of the ink."""
    height = usual_height(marks)
    if height < LEAST_HEIGHT:
        return []
    left, top = max(int(marks.left.min()) - 2, 0), max(int(marks.top.min()) - 2, 0)
    right, bottom = int(marks.right.max()) + 2, int(marks.bottom.max()) + 2
    own = np.where(_mask(marks, ink.shape), ink, 0)[top:bottom, left:right]
    scale = max(-(-int(height) // HEIGHT), 1)
    if scale > 1:
        own = np.asarray(Image.fromarray(own).reduce(scale))
    origin = np.array([left, top])
    own_cuts = [replace(cut, points=(cut.points - origin) / scale) for cut in by_hand]
    placed = []
    for symbol in cut_line(own.astype(np.uint8), reader, own_cuts):
        x0, y0, x1, y1 = symbol.box
        corners = scale * np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) + origin
        placed.append(Placed(symbol, corners))
    return placed


def _mask(marks: Marks, shape) -> np.ndarray:
    """Return the mask of these marks' ink with its soft edge."""
    runs = marks.runs
    own = np.isin(runs.component, marks.component)
    steps = np.zeros((shape[0], shape[1] + 1), np.int8)
    np.add.at(steps, (runs.row[own], runs.start[own]), 1)
    np.add.at(steps, (runs.row[own], runs.stop[own]), -1)
    mask = np.cumsum(steps[:, :-1], axis=1, dtype=np.int8) > 0
    mask[1:] |= mask[:-1].copy()
    mask[:-1] |= mask[1:].copy()
    mask[:, 1:] |= mask[:, :-1].copy()
    mask[:, :-1] |= mask[:, 1:].copy()
    return mask
