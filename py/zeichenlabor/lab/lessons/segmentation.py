"""Segmentation of a line into symbols."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...data import pen
from ...lines import cut_strokes
from ...lines.strokes import draw_strokes
from ..session import Session

DIGITS = [str(digit) for digit in range(10)]
NUMBER = "2718"
HEIGHT, MARGIN, INK = 100, 20, 64


def cut(session: Session, gap: float, hand: int, epochs: int = 0) -> dict[str, Any]:
    """Segment a synthetic number in two ways.

    ``gap`` is the distance between two digits in heights of a digit, below 0 if they overlap.
    ``columns`` counts the pieces between empty columns. ``boxes`` (left, top, right, bottom) and
    ``sure`` describe the symbols that `lines.cut_strokes` finds, with the session's network if it
    was trained on digits (``asked``). ``points`` float32 (n, 2) and ``counts`` are the strokes,
    ``pen`` their width, all in pixels. ``epochs`` is not used; it makes the page repeat the
    request.
    """
    strokes, width = _written(gap, hand)
    inked = (draw_strokes(strokes, width) > INK).any(axis=0)
    asked = session.origin is not None and list(session.origin.classes) == DIGITS
    symbols = cut_strokes(
        strokes, width, session.model.predict if asked else None, style=session.style
    )
    points = np.concatenate(strokes)
    return {
        "points": points,
        "counts": [len(stroke) for stroke in strokes],
        "pen": width,
        "size": [float(points[:, 0].max()) + MARGIN, HEIGHT + 2 * MARGIN],
        "columns": int(inked[0]) + int(np.count_nonzero(inked[1:] & ~inked[:-1])),
        "boxes": [list(symbol.box) for symbol in symbols],
        "sure": [symbol.sure for symbol in symbols],
        "asked": asked,
    }


def _written(gap: float, hand: int) -> tuple[list[np.ndarray], float]:
    writer = pen.new_writer(hand)
    rng = np.random.default_rng([hand, 2])
    scale = HEIGHT / writer.size
    width, right, out = writer.pen * scale, float(MARGIN), []
    for digit in NUMBER:
        strokes = [stroke * scale for stroke in pen.write(digit, writer, rng)]
        corner = np.concatenate(strokes).min(axis=0)
        out += [stroke - corner + (right, MARGIN) for stroke in strokes]
        right = max(float(stroke[:, 0].max()) for stroke in out) + width + gap * HEIGHT
    return [stroke.astype(np.float32) for stroke in out], width
