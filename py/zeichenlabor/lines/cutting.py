"""Segmentation of a line into symbols: the most likely way to group and cut its fragments.

As in classic cheque readers, ink that may hold two symbols is over-segmented at every place where
they might touch; dynamic programming then finds the cheapest way to combine adjacent pieces.
The cost combines geometry and, if there is a network, its probabilities. A join or a cut is unsure
if the best path without it costs little more.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.lines.by_hand import Costs, HandCut, cut_for_two, decided
from zeichenlabor.lines.fragments import Fragment, LineInk, find_fragments
from zeichenlabor.lines.joining import affinity, crossing
from zeichenlabor.lines.strokes import redraw, stroke_fragments
from zeichenlabor.lines.touching import held, over_segment
from zeichenlabor.style import STYLE, Style

Path = list[tuple[int, int]]

Reader = Callable[[np.ndarray], np.ndarray]
"""From glyphs, uint8 (n, 28, 28), to the probabilities of their classes, (n, classes)."""

MOST = 8
"""The most pieces that a symbol may consist of."""

SURE, SURE_APART = 3.8, 1.0
"""Nats by which a path must be cheaper than any other to count as sure: between pieces of connected
ink or strokes of a pen, and between fragments of a picture with paper between them.
"""

SPACE_LEAST, SPACE_ALWAYS = 0.55, 1.8
"""Gap between two symbols, in heights of the line: below the first value it is no space, above the
second always one, in between if it is twice as wide as the line's narrower gaps.
"""

HOPELESS = 8.0
"""Cost in nats from which the network is not asked about a span."""

LEAST_SHARE = 0.02
"""Lower bound of a probability, so that one picture cannot rule out a path."""

WIDE, SHORT, TALL = 9.7, 15.0, 6.0
"""Nats per height of the line by which a symbol is wider, shorter or taller than usual."""

ODD = 4.0
"""Cost of a symbol's size from which it may be two symbols that could not be cut."""

_SOFT = 2
"""Width of a fragment's soft edge, in pixels."""

_NOBODY = -1

_FAR = 3
"""Pieces that are further apart are not compared."""


@dataclass(frozen=True)
class Symbol:
    """One symbol of a line.

    Attributes
    ----------
    box : tuple of int
        Left, top, right and bottom in pixels of the picture; right and bottom are outside.
    glyph : ndarray of shape (28, 28), uint8
        Normalised like every drawing, ink 255 on 0.
    sure : bool
        Whether it looks complete, and no other segmentation here is nearly as good.
    space_before : bool
        Whether a space separates it from the previous symbol.
    """

    box: tuple[int, int, int, int]
    glyph: np.ndarray
    sure: bool
    space_before: bool


def cut_line(
    ink: np.ndarray, reader: Reader | None = None, by_hand: Sequence[HandCut] = ()
) -> list[Symbol]:
    """Find the symbols of one line, from left to right.

    Parameters
    ----------
    ink : ndarray of shape (height, width), uint8
        Ink 255 on 0.
    reader : called with all pictures that may be symbols; without one, geometry alone decides
    by_hand : what a person has put right, in pixels of the picture, the latest last
    """
    line = find_fragments(ink)
    return _symbols(line, _inked(ink, line), reader, by_hand) if line else []


def cut_strokes(
    strokes: Sequence[np.ndarray],
    pen: float,
    reader: Reader | None = None,
    by_hand: Sequence[HandCut] = (),
    style: Style = STYLE,
) -> list[Symbol]:
    """Find the symbols of a line of strokes, (points, 2) each, x and y; see `cut_line`.

    Parameters
    ----------
    pen : width of the strokes in the line, in their pixels
    style : in which each symbol is drawn anew, see `redraw`
    """
    ink, line = stroke_fragments(strokes, pen)
    if line is None:
        return []
    inked = _inked(ink, line)

    def glyph_of(fragments: list[Fragment]) -> np.ndarray:
        own = [stroke for one in fragments for stroke in one.strokes]
        # A cut may leave ink beside a stroke.
        return redraw(own, style) if own else inked(fragments)

    return _symbols(line, glyph_of, reader, by_hand)


def _symbols(
    line: LineInk,
    glyph_of: Callable[[list[Fragment]], np.ndarray],
    reader: Reader | None,
    by_hand: Sequence[HandCut],
) -> list[Symbol]:
    pieces = cut_for_two(over_segment(line), by_hand)
    costs = span_costs(pieces, line)
    worth = [span for span, cost in costs.items() if cost < HOPELESS] if reader else []
    if reader and worth:
        glyphs = np.stack([glyph_of(pieces[slice(*span)]) for span in worth])
        for span, shares in zip(worth, reader(glyphs), strict=True):
            costs[span] -= float(np.log(max(shares.max(), LEAST_SHARE)))
    costs, told = decided(costs, pieces, by_hand)
    limits = [_limit(*two, line) for two in itertools.pairwise(pieces)]
    path, doubtful = cheapest_path(limits, costs)
    symbols = [pieces[slice(*span)] for span in path]
    return [
        Symbol(
            _box(fragments),
            glyph_of(fragments),
            not doubtful & {*range(first, last + 1)}
            and ({first, last} <= told or _misshapen(fragments, line) < ODD),
            space,
        )
        for (first, last), fragments, space in zip(
            path, symbols, _spaces(symbols, line), strict=True
        )
    ]


def span_costs(pieces: list[Fragment], line: LineInk) -> Costs:
    """Return the geometric cost of each span of pieces as one symbol."""
    links = {}
    for at, fragment in enumerate(pieces):
        for before in range(max(at - _FAR, 0), at):
            other = pieces[before]
            if other.component != fragment.component:
                links[before, at] = affinity(other, fragment, line)
                if other.uncut or fragment.uncut:
                    whole = affinity(other.whole, fragment.whole, line)
                    links[before, at] = max(links[before, at], whole)
            elif other.uncut:
                links[before, at] = held(other, fragment, line)
            else:
                links[before, at] = crossing(other, fragment, line)
    costs = {}
    for first in range(len(pieces)):
        joined = 0.0
        for last in range(first + 1, min(first + MOST, len(pieces)) + 1):
            if last > first + 1:
                own = range(max(first, last - 1 - _FAR), last - 1)
                joined -= max(links[before, last - 1] for before in own)
            costs[first, last] = joined + _misshapen(pieces[first:last], line)
    return costs


def _misshapen(fragments: list[Fragment], line: LineInk) -> float:
    """Return the cost of the combined size of all fragments."""
    width = max(one.right for one in fragments) - min(one.left for one in fragments)
    top, bottom = min(one.top for one in fragments), max(one.bottom for one in fragments)
    cost = WIDE * max(width / line.height - 0.82, 0) + TALL * max(
        (bottom - top) / line.height - 1.5, 0
    )
    if fragments[0].uncut or fragments[-1].uncut:  # what touches another has its full height, too
        cost += SHORT * max(0.85 - (bottom - top) / line.height, 0)
    return cost


def _limit(left: Fragment, right: Fragment, line: LineInk) -> float:
    return SURE if line.is_strokes or left.component == right.component else SURE_APART


def cheapest_path(limits: Sequence[float], costs: Costs) -> tuple[Path, set[int]]:
    """Return the spans that cover the pieces at the least cost, and the joints that are unsure.

    Joint ``k`` lies before piece ``k``. It is unsure where the cheapest path that decides
    otherwise there costs less than ``limits[k - 1]`` more.
    """
    count = len(limits) + 1
    ahead, before = _least_costs(count, costs)
    mirrored = {(count - b, count - a): cost for (a, b), cost in costs.items()}
    behind, _ = _least_costs(count, mirrored)
    path, last = [], count
    while last:
        path.append((before[last], last))
        last = before[last]
    parted = {last for _, last in path}
    across = np.full(count + 1, np.inf)
    for (first, last), cost in costs.items():
        through = ahead[first] + cost + behind[count - last]
        for joint in range(first + 1, last):
            across[joint] = min(across[joint], through)
    doubtful = {
        joint
        for joint, limit in enumerate(limits, 1)
        if (across[joint] if joint in parted else ahead[joint] + behind[count - joint])
        < ahead[count] + limit
    }
    return path[::-1], doubtful


def _least_costs(count: int, costs: Costs) -> tuple[list[float], list[int]]:
    """Return the least cost of covering the first pieces, and where its last span begins."""
    least, before = [0.0] + [np.inf] * count, [0] * (count + 1)
    for last in range(1, count + 1):
        for first in range(last):
            total = least[first] + costs.get((first, last), np.inf)
            if total < least[last]:
                least[last], before[last] = total, first
    return least, before


def _box(fragments: list[Fragment]) -> tuple[int, int, int, int]:
    return (
        min(one.columns[0] for one in fragments),
        min(one.top for one in fragments),
        max(one.columns[1] for one in fragments),
        max(one.bottom for one in fragments),
    )


def _inked(ink: np.ndarray, line: LineInk) -> Callable[[list[Fragment]], np.ndarray]:
    """Return what makes the glyph of some fragments of a line from the line's own ink."""
    owner = _owners(line, ink.shape)
    return lambda fragments: _glyph(ink, fragments, owner)


def _glyph(ink: np.ndarray, fragments: list[Fragment], owner: np.ndarray) -> np.ndarray:
    """Normalise the ink of some fragments, with their soft edges and without other ink.

    ``owner`` is as `_owners` makes it.
    """
    left, top, right, bottom = _box(fragments)
    left, top = max(left - _SOFT, 0), max(top - _SOFT, 0)
    place = slice(top, bottom + _SOFT), slice(left, right + _SOFT)
    crop = ink[place]
    row, start, stop = (
        np.concatenate([getattr(one, name) for one in fragments])
        for name in ("row", "start", "stop")
    )
    own = _covered(crop.shape, row - top, start - left - _SOFT, stop - left + _SOFT)
    mask = own.copy()
    for step in range(1, _SOFT + 1):
        mask[step:] |= own[:-step]
        mask[:-step] |= own[step:]
    others = owner[place]
    free = others == _NOBODY
    for component in {one.component for one in fragments}:
        free |= others == component
    return normalize_glyph(np.where(mask & free, crop, 0))


def _owners(line: LineInk, shape: tuple[int, ...]) -> np.ndarray:
    """Return the number of the component at each pixel, `_NOBODY` on paper."""
    owner = np.full(shape, _NOBODY)
    for fragment in line.fragments:
        owner[_covered(shape, fragment.row, fragment.start, fragment.stop)] = fragment.component
    return owner


def _covered(shape: tuple[int, ...], row, start, stop) -> np.ndarray:
    """Return which pixels horizontal runs cover; runs may extend beyond the picture's sides."""
    height, width = shape
    line, size = row * (width + 1), height * (width + 1)
    steps = np.bincount(line + np.maximum(start, 0), minlength=size)
    steps -= np.bincount(line + np.minimum(stop, width), minlength=size)
    return np.cumsum(steps.reshape(height, width + 1), axis=1)[:, :-1] > 0


def _spaces(symbols: list[list[Fragment]], line: LineInk) -> list[bool]:
    """Return before which symbols there is a space: a gap much wider than usual in this line."""
    gaps = [
        min(one.left for one in right) - max(one.right for one in left)
        for left, right in itertools.pairwise(symbols)
    ]
    usual = float(np.percentile(gaps, 25, method="lower")) if gaps else 0.0
    low, high = SPACE_LEAST * line.height, SPACE_ALWAYS * line.height
    least = min(max(low, 2 * usual), high)
    return [False, *(gap > least for gap in gaps)] if symbols else []
