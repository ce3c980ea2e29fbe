"""Whether two fragments belong to one symbol: geometric evidence in nats.

A positive number is the log odds of two fragments being one symbol rather than two, so it can be
added to a network's log probabilities.
"""

from __future__ import annotations

import numpy as np

from zeichenlabor.lines.fragments import Fragment, LineInk

TALL = 0.65
"""Share of the line's height from which a fragment is a symbol of its own height."""

LOW = 0.3
"""Share below which a wide fragment is a bar."""

DOT = 0.26
"""Share below which a fragment is a dot, in both directions."""

STACKED = 6.5
"""Log odds of a dot or a bar belonging to what is above or below it: two symbols of a line stand
beside each other.
"""


def crossing(a: Fragment, b: Fragment, line: LineInk) -> float:
    """Return the log odds of two touching strokes being one symbol.

    Strokes of one symbol overlap, or meet like those of a 5; those of two touching symbols are side
    by side.
    """
    over = _overlap((a.left, a.right), (b.left, b.right))
    return 4.0 if over > 0.5 else max(affinity(a, b, line), -1.5)


def affinity(a: Fragment, b: Fragment, line: LineInk) -> float:
    """Return the log odds of two separate fragments being one symbol."""
    small, other = sorted((a, b), key=lambda one: max(one.height, one.width))
    kind, beside = _kind(small, line), _kind(other, line)
    gap = distance(a, b, line.height) / line.height
    over = _overlap((a.left, a.right), (b.left, b.right))
    above = a.bottom <= b.top or b.bottom <= a.top
    stacked = above and max(over, _overlap(a.columns, b.columns)) > 0.4
    foot = (other.bottom - small.bottom) / line.height  # how far the small one is above it
    head = (small.top - other.top) / line.height
    if kind == "dot":
        if stacked:  # of i, ä, ÷, a colon
            return STACKED - 4 * gap
        inside = foot > 0.25 and beside != "bar"  # not a point or a comma
        return (2.5 + max(over, 0) - 25 * gap) if inside else -4.0
    if kind == beside == "bar":
        return STACKED - 4 * gap if stacked else -4.0
    if kind == "bar":  # of a 5 or a 7; or a minus
        return (1.5 if foot > 0.6 else -2.5) + 4 * max(over, 0) - 16 * gap
    if stacked:
        return 4.0 - 14 * gap
    angle, upright = sorted((a, b), key=lambda one: one.middle)
    narrow = upright.width < 0.4 * line.height <= upright.height
    hangs = 0.12 * line.height < upright.bottom - angle.bottom > angle.top - upright.top
    if hangs and narrow and angle.height < 0.8 * line.height:  # a 4 in two
        return 4.0 - 16 * gap
    if kind == "other" and foot < 0.12 and head > 0.2:
        return -1.5 + 3 * over - 10 * gap
    return -5.0 + 3 * (kind == "other") * max(over, 0)


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the overlap as a share of the narrower one, negative for a gap; -1 … 1."""
    narrower = max(min(a[1] - a[0], b[1] - b[0]), 1)
    return float(np.clip((min(a[1], b[1]) - max(a[0], b[0])) / narrower, -1, 1))


def _kind(fragment: Fragment, line: LineInk) -> str:
    height, width = fragment.height / line.height, fragment.width / line.height
    if max(height, width) < max(DOT, 1.8 * line.pen / line.height):
        return "dot"
    if height < LOW and width > 1.3 * height:
        return "bar"
    return "tall" if height >= TALL else "other"


def distance(a: Fragment, b: Fragment, near: float) -> float:
    """Return the gap between two fragments, in pixels; beyond ``near`` only that of their boxes."""
    across = max(a.columns[0] - b.columns[1], b.columns[0] - a.columns[1], 0)
    down = max(a.top - b.bottom, b.top - a.bottom, 0)
    if (box := float(np.hypot(across, down))) > near:
        return box
    p, q = a.points, b.points
    squared = (p * p).sum(axis=1)[:, None] + (q * q).sum(axis=1) - 2 * p @ q.T
    return max(float(np.sqrt(squared.min())) - 1, 0.0)
