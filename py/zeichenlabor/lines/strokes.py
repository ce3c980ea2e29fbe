"""A line or a symbol as pen strokes, which hold more information than their ink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import (
    Image,
    ImageDraw,
    ImageFile,  # noqa: F401  Pillow imports it with the first array; the snapshot must have it
)

from zeichenlabor.components import find_runs
from zeichenlabor.glyphs import BOX, normalize_glyph
from zeichenlabor.lines.fragments import Fragment, LineInk, find_fragments
from zeichenlabor.style import Style, stroke_slant

FINER = 4
"""Oversampling of the drawn strokes, which gives soft edges as on the page."""

MARGIN = 4

MOST_SHEAR = 0.6
"""Pixels across per pixel down by which a symbol is set upright at most: as far as hands slant."""


def draw_strokes(strokes: Sequence[np.ndarray], pen: float) -> np.ndarray:
    """Draw strokes with a round pen.

    Parameters
    ----------
    strokes : of shape (points, 2) each, x and y in pixels, not negative
    pen : width in pixels

    Returns
    -------
    ndarray of shape (height, width), uint8
        Ink 255 on 0; pixel (0, 0) is the strokes' origin.
    """
    reach = np.concatenate([np.reshape(stroke, (-1, 2)) for stroke in strokes]).max(axis=0)
    width, height = (np.ceil(reach + pen / 2).astype(int) + MARGIN).tolist()
    return np.maximum.reduce([_drawn(stroke, pen, (width, height)) for stroke in strokes])


def redraw(strokes: Sequence[np.ndarray], style: Style) -> np.ndarray | None:
    """Draw one symbol anew: at the size that the normaliser gives it, and in another style.

    So the width of its lines does not depend on how large it was written. Where it leans more than
    is usual, it is sheared so far that it leans as much as is usual.

    Parameters
    ----------
    strokes : of shape (points, 2) each, x and y on any scale
    style : such as `style.measure_style` finds

    Returns
    -------
    ndarray of shape (28, 28), uint8, or None
        None if there are no strokes.
    """
    if not len(strokes):
        return None
    sheared = _sheared(strokes, style)
    points = np.concatenate(sheared)
    corner, reach = points.min(axis=0), float(np.ptp(points, axis=0).max())
    scale = FINER * max(BOX - style.pen, 0.0) / max(reach, 1e-6)
    # Pillow's shapes hold the pixels at both their ends: half of one too many on each side.
    larger = [(stroke - corner) * scale + FINER * style.pen - 0.5 / FINER for stroke in sheared]
    return normalize_glyph(draw_strokes(larger, FINER * style.pen - 1 / FINER))


def _sheared(strokes: Sequence[np.ndarray], style: Style) -> list[np.ndarray]:
    """Return the strokes with a usual slant; those of a flat symbol stay."""
    reach = float(np.ptp(np.concatenate(strokes), axis=0).max())
    slant = stroke_slant(strokes, style.pen * reach / BOX) if reach else np.nan
    if np.isnan(slant):
        return list(strokes)
    shear = np.clip(slant - np.clip(slant, *style.slants), -MOST_SHEAR, MOST_SHEAR)
    return [one + [shear, 0] * one[:, 1:] for one in strokes]


def unpack_strokes(points: memoryview, counts: Sequence[int]) -> list[np.ndarray]:
    """Return strokes, float32 (points, 2) each, from x and y of all points one behind the other."""
    every = np.frombuffer(points, np.float32).reshape(-1, 2)
    return np.split(every, np.cumsum(counts)[:-1]) if counts else []


def stroke_fragments(
    strokes: Sequence[np.ndarray], pen: float
) -> tuple[np.ndarray, LineInk | None]:
    """Return the drawn line and its fragments: one per stroke; those that touch have one
    component.
    """
    if not len(strokes):
        return np.zeros((1, 1), np.uint8), None
    ink = draw_strokes(strokes, pen)
    whole = find_fragments(ink)
    if whole is None:
        return ink, None
    slant = whole.fragments[0].slant
    owner = np.full(ink.shape, -1)
    for number, fragment in enumerate(whole.fragments):
        for row, start, stop in zip(fragment.row, fragment.start, fragment.stop, strict=True):
            owner[row, start:stop] = number
    fragments = []
    for stroke in strokes:
        runs = find_runs(_drawn(stroke, pen, ink.shape[::-1]) > 0.5 * 255)
        if runs.count:
            component = int(owner[runs.row[0], runs.start[0]])
            own = (np.asarray(stroke, float).reshape(-1, 2),)
            fragments.append(
                Fragment(runs.row, runs.start, runs.stop, slant, component, strokes=own)
            )
    fragments.sort(key=lambda one: one.middle)
    return ink, LineInk(fragments, whole.height, pen, is_strokes=True) if fragments else None


def _drawn(stroke: np.ndarray, pen: float, size: tuple[int, int]) -> np.ndarray:
    image = Image.new("L", (size[0] * FINER, size[1] * FINER))
    draw = ImageDraw.Draw(image)
    points = [tuple(point) for point in (np.reshape(stroke, (-1, 2)) * FINER).tolist()]
    radius = pen * FINER / 2
    if len(points) > 1:
        draw.line(points, fill=255, width=max(round(2 * radius), 1))
    for x, y in points:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image.reduce(FINER))
