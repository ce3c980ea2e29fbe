"""Digits that seeded hands draw on the pad: each three times, in styles that paper does not know.

A hand writes each digit plainly, thin and large, thick, small, off the centre, or with a shaking
hand; which three of these, and where, follows from its seed. `PEN_HANDS` are those of the practice
pen, with all forms of a digit that it knows. `PLAIN_HANDS` write the forms of `e2e.strokes`, each
hand with a slant, a width and a bend of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tests.e2e.strokes import DIGITS
from zeichenlabor.data import pen
from zeichenlabor.data.allographs import allographs

PAPER = 336
"""Pixels of the pad along a side."""

LINE, LINE_PEN = 180, 8
"""Height of the line in Try and width of its pen, in pixels."""

STEP = 12
"""Pixels between two places that the pointer tells."""

TALL = 0.65
"""The longer side of a plain drawing, as a share of the pad."""

STYLES = ("plain", "thin", "thick", "small", "aside", "wobbly")
PRESSURES = {"thin": 0.05, "thick": 1.0}
SIZES = {"thin": 1.2, "small": 0.45, "aside": 0.6}

RARE = {"1": 6, "7": 4}
"""Forms of the practice pen that no scanned sheet has: a 1 with a foot, a 7 without a bar."""


@dataclass(frozen=True)
class Drawing:
    """One drawing: ``strokes`` of shape (points, 2), in pixels of the pad."""

    digit: int
    style: str
    strokes: list[np.ndarray]
    is_rare: bool
    pressure: float


def pen_hand(seed: int) -> list[Drawing]:
    """Let a hand of the practice pen draw, 30 times."""
    writer = pen.new_writer(seed)

    def write(digit: int, chance: np.random.Generator) -> tuple[list[np.ndarray], bool]:
        label = str(digit)
        form = pen._choose(label, writer, copy.deepcopy(chance))  # what `write` is about to choose
        rare = RARE.get(label)
        is_rare = rare is not None and form is allographs(label)[rare]
        return pen.write(label, writer, chance), is_rare

    return _drawings(np.random.default_rng([seed, 77]), write)


def plain_hand(seed: int) -> list[Drawing]:
    """Let a hand draw the tests' own digits, 30 times. Its 7 has no bar."""
    chance = np.random.default_rng([seed, 78])
    slant, width = chance.normal(0.08, 0.2), np.exp(chance.normal(0, 0.2))
    bend = pen._bend(chance, 0.03)

    def write(digit: int, chance: np.random.Generator) -> tuple[list[np.ndarray], bool]:
        turn = chance.normal(0, 0.04)
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        strokes = []
        for stroke in DIGITS[digit]:
            points = np.array(stroke) - 0.5 + chance.normal(0, 0.008, 2)
            points = points @ np.array([[width, 0], [-slant, 1]])
            strokes.append((points + pen._warp(points, bend)) @ spin)
        return strokes, digit == 7

    return _drawings(chance, write)


KINDS: dict[str, Callable[[int], list[Drawing]]] = {"practice pen": pen_hand, "plain": plain_hand}


def in_line(drawings: list[Drawing], seed: list[int]) -> tuple[list[np.ndarray], list[int]]:
    """Write 3 to 8 of a hand's digits into the line that Try has.

    Returns their strokes, in its pixels, and the digits. Neighbours do not touch.
    """
    chance = np.random.default_rng(seed)
    chosen = [drawings[one] for one in chance.integers(0, len(drawings), chance.integers(3, 9))]
    size, left, strokes = chance.uniform(45, 110), 20.0, []
    for drawing in chosen:
        points = np.concatenate(drawing.strokes)
        scale = size * chance.uniform(0.85, 1.15) / np.ptp(points, axis=0).max()
        corner = np.array([left, LINE / 2 - 0.55 * size + 0.04 * size * chance.normal()])
        strokes += [(one - points.min(axis=0)) * scale + corner for one in drawing.strokes]
        left += scale * np.ptp(points[:, 0]) + LINE_PEN + 4 + size * chance.uniform(0.08, 0.4)
    return strokes, [one.digit for one in chosen]


def _drawings(chance: np.random.Generator, write: Callable) -> list[Drawing]:
    found = []
    for digit in range(10):
        for style in chance.choice(STYLES, 3, replace=False).tolist():
            strokes, is_rare = write(digit, chance)
            placed = _placed(strokes, style, chance)
            found.append(Drawing(digit, style, placed, is_rare, PRESSURES.get(style, 0.5)))
    return found


def _placed(strokes: list[np.ndarray], style: str, chance: np.random.Generator) -> list[np.ndarray]:
    """Put a drawing on the pad in its style, with points as a pointer tells them."""
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    size = TALL * PAPER * SIZES.get(style, 1.0) / np.ptp(points, axis=0).max()
    larger = [_resampled((stroke - middle) * size, STEP) for stroke in strokes]
    if style == "wobbly":
        larger = [stroke + _shake(len(stroke), chance) for stroke in larger]
    off = np.zeros(2)
    if style == "aside":
        off = chance.uniform(50, 80, 2) * chance.choice([-1, 1], 2)
    return [np.clip(stroke + off + PAPER / 2, 4, PAPER - 4) for stroke in larger]


def _resampled(stroke: np.ndarray, step: float) -> np.ndarray:
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    places = np.linspace(0, along[-1], max(2, int(np.ceil(along[-1] / step)) + 1))
    return np.stack([np.interp(places, along, stroke[:, axis]) for axis in (0, 1)], axis=1)


def _shake(count: int, chance: np.random.Generator) -> np.ndarray:
    """Return a wobble of three pixels that goes on from point to point."""
    noise = chance.normal(0, 1, (count + 2, 2))
    return 3.2 * sum(noise[at : at + count] for at in range(3)) / np.sqrt(3)
