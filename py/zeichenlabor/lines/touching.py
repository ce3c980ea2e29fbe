"""Candidate cuts between touching symbols: thin places of connected ink."""

from __future__ import annotations

from collections import Counter

import numpy as np

from zeichenlabor.lines.fragments import Fragment, LineInk

NARROW, NARROW_STROKE = 0.5, 1.1
"""Widths, in heights of the line, below which a component, or one stroke of it, is not cut."""

THIN = 3.4
"""The most ink in a column where a cut is possible, in widths of the pen."""

BASE, THICK, TWICE = 2.6, 0.55, 1.3
"""Evidence in nats that two pieces belong together: a constant, a term per pen width of ink between
them, and one if the cut crosses more than one stroke.
"""


def over_segment(line: LineInk) -> list[Fragment]:
    """Cut all fragments wherever two symbols might touch; returns the pieces from left to right."""
    # Strokes that touch are separate already.
    alone = Counter(one.component for one in line.fragments)
    cut = [
        piece
        for fragment in line.fragments
        for piece in (_cut(fragment, line) if alone[fragment.component] == 1 else [fragment])
    ]
    return sorted(cut, key=lambda one: one.middle)


def held(left: Fragment, right: Fragment, line: LineInk) -> float:
    """Return the log odds of two pieces of one component being one symbol."""
    place = (left.right + right.left) / 2
    rows = np.sort(right.row[(right.start + right.slant * right.row) <= place + 1])
    strokes = 1 + int((np.diff(rows) > 1).sum()) if len(rows) else 0
    return BASE + THICK * len(rows) / line.pen + TWICE * (strokes > 1)


def _cut(fragment: Fragment, line: LineInk) -> list[Fragment]:
    least = NARROW_STROKE if line.is_strokes else NARROW
    if fragment.width < least * line.height or fragment.height < 0.6 * line.height:
        return [fragment]
    pieces, rest = [], fragment
    for place in _thin_places(fragment, line):
        halves = rest.cut(place)
        if halves and all(_is_symbol(half, line) for half in halves):
            pieces.append(halves[0])
            rest = halves[1]
    return [*pieces, rest]


def _is_symbol(fragment: Fragment, line: LineInk) -> bool:
    return fragment.height >= 0.45 * line.height and fragment.width >= 0.7 * line.pen


def _thin_places(fragment: Fragment, line: LineInk) -> list[float]:
    """Return the slanted columns with less ink than their neighbours, from left to right."""
    profile, origin = fragment.profile()
    reach = max(round(0.11 * line.height), 1)
    places: list[int] = []
    for column in range(1, len(profile) - 1):
        around = profile[max(column - reach, 0) : column + reach + 1]
        is_thin = profile[column] <= THIN * line.pen and profile[column] == around.min()
        if is_thin and not (places and column - places[-1] < reach):
            places.append(column)
    return [origin + place + 0.5 for place in places]
