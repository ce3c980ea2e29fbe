"""A cut put right by hand: what a person says of some ink, one symbol or two, is how it is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from zeichenlabor.lines.fragments import Fragment

Costs = dict[tuple[int, int], float]
"""Cost of each span of pieces as one symbol, in nats."""

SIDE = 0.2
"""Share of a piece's width at each side in which it is not cut."""

WIDE = 0.5
"""Pieces of this share of the ink's width may have to be cut."""


@dataclass(frozen=True)
class HandCut:
    """The ink in a box is one symbol, or two beside each other.

    Attributes
    ----------
    points : ndarray of shape (n, 2), float64
        x and y of points around the ink, such as its symbols' corners.
    symbols : {1, 2}
    """

    points: np.ndarray
    symbols: Literal[1, 2]

    def span(self, pieces: Sequence[Fragment]) -> range:
        """Return which pieces are meant: first and behind the last; none where the ink is gone."""
        (left, top), (right, bottom) = self.points.min(axis=0), self.points.max(axis=0)
        inside = [
            index
            for index, piece in enumerate(pieces)
            if left <= sum(piece.columns) / 2 <= right
            and top <= (piece.top + piece.bottom) / 2 <= bottom
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


def cut_for_two(pieces: list[Fragment], by_hand: Sequence[HandCut]) -> list[Fragment]:
    """Cut wide pieces once more where a person sees two symbols, at their thinnest place."""
    for cut in by_hand:
        meant = [pieces[index] for index in cut.span(pieces)]
        if cut.symbols == 2 and meant:
            width = max(one.right for one in meant) - min(one.left for one in meant)
            wide = {id(one) for one in meant if one.width >= WIDE * width}
            halves = [_halves(one) if id(one) in wide else [one] for one in pieces]
            pieces = sorted((half for two in halves for half in two), key=lambda one: one.middle)
    return pieces


def _halves(piece: Fragment) -> list[Fragment]:
    profile, origin = piece.profile()
    side = int(SIDE * len(profile))
    inner = profile[side : len(profile) - side]
    thin = np.flatnonzero(inner == inner.min()) if len(inner) else np.zeros(1, int)
    nearest = thin[np.abs(thin - len(inner) / 2).argmin()]
    return list(piece.cut(origin + side + int(nearest) + 0.5) or [piece])


def decided(
    costs: Costs, pieces: Sequence[Fragment], by_hand: Sequence[HandCut]
) -> tuple[Costs, set[int]]:
    """Return the costs of the spans that nobody has excluded, and the joints that were told.

    The latest word counts. What is one symbol costs nothing, of two the cheapest pair is taken.
    """
    costs, parted = dict(costs), {}
    for cut in by_hand:
        span = cut.span(pieces)
        inner = range(span.start + 1, span.stop)
        if not span or (cut.symbols == 2 and not inner):
            continue
        joints = [span.start, span.stop]
        if cut.symbols == 2:
            pairs = {
                joint: costs.get((span.start, joint), np.inf)
                + costs.get((joint, span.stop), np.inf)
                for joint in inner
            }
            joints.insert(1, min(pairs, key=pairs.__getitem__))
        parted |= dict.fromkeys(inner, False) | dict.fromkeys(joints, True)
        costs |= dict.fromkeys(pairwise(joints), 0.0)
    left = {
        (first, last): cost
        for (first, last), cost in costs.items()
        if parted.get(first, True)
        and parted.get(last, True)
        and not any(parted.get(joint, False) for joint in range(first + 1, last))
    }
    return left, set(parted)
