"""Candidate cuts between touching symbols: thin places of connected ink."""

from __future__ import annotations

from collections import Counter

import numpy as np

from zeichenlabor.lines.parts import LineInk, Part

NARROW, NARROW_STROKE = 0.5, 1.1
"""Widths, in heights of the line, below which a component, or one stroke of it, is not cut."""

THIN = 3.4
"""The most ink in a column where a cut is possible, in widths of the pen."""

BASE, THICK, TWICE = 2.6, 0.55, 1.3
"""Evidence in nats that two pieces belong together: a constant, a term per pen width of ink between
them, and one if the cut crosses more than one stroke.
"""


def cut_parts(line: LineInk) -> list[Part]:
    """Cut all parts wherever two symbols might touch; from left to right."""
    alone = Counter(part.piece for part in line.parts)  # touching strokes are separate already
    cut = [
        piece
        for part in line.parts
        for piece in (_cut(part, line) if alone[part.piece] == 1 else [part])
    ]
    return sorted(cut, key=lambda part: part.middle)


def held(left: Part, right: Part, line: LineInk) -> float:
    """Return the log odds of two pieces of one component being one symbol."""
    place = (left.right + right.left) / 2
    rows = np.sort(right.row[(right.start + right.slant * right.row) <= place + 1])
    strokes = 1 + int((np.diff(rows) > 1).sum()) if len(rows) else 0
    return BASE + THICK * len(rows) / line.pen + TWICE * (strokes > 1)


def _cut(part: Part, line: LineInk) -> list[Part]:
    least = NARROW_STROKE if line.is_strokes else NARROW
    if part.width < least * line.height or part.height < 0.6 * line.height:
        return [part]
    pieces, rest = [], part
    for place in _thin_places(part, line):
        halves = rest.cut(place)
        if halves and all(_is_symbol(half, line) for half in halves):
            pieces.append(halves[0])
            rest = halves[1]
    return [*pieces, rest]


def _is_symbol(part: Part, line: LineInk) -> bool:
    return part.height >= 0.45 * line.height and part.width >= 0.7 * line.pen


def _thin_places(part: Part, line: LineInk) -> list[float]:
    """Return the slanted columns with less ink than their neighbours, from left to right."""
    profile, origin = part.profile()
    reach = max(round(0.11 * line.height), 1)
    places: list[int] = []
    for column in range(1, len(profile) - 1):
        around = profile[max(column - reach, 0) : column + reach + 1]
        is_thin = profile[column] <= THIN * line.pen and profile[column] == around.min()
        if is_thin and not (places and column - places[-1] < reach):
            places.append(column)
    return [origin + place + 0.5 for place in places]
