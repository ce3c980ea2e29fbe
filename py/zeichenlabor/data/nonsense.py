"""Pictures that show none of a network's symbols: scribbles, parts of symbols, other symbols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from zeichenlabor.data.pen import ink, new_writer, write
from zeichenlabor.glyphs import SIZE, normalize_glyph

KINDS = ("scribble", "part", "sign")

SIGNS = "ACEFHKMNPRTUVWXY♥★"
"""Symbols that may be none of the classes; without letters that look like digits."""

CUTS = (0.4, 0.6)
"""Shares of a symbol's ink between which it is cut in two. By its rows alone a 3 would lose hardly
more than its edge, and be a 3 still."""

PEN = 0.06
"""Width of a scribble's pen, in sides of its square."""


@dataclass(frozen=True)
class Nonsense:
    """Pictures, uint8 (n, 28, 28), ink 255 on 0, and the kind of each."""

    images: np.ndarray
    kinds: list[str]


def make_nonsense(
    symbols: np.ndarray, classes: Sequence[str], each: int, seed: int = 0
) -> Nonsense:
    """Create the same number of pictures of each kind.

    Parameters
    ----------
    symbols : uint8 (n, 28, 28), at least one
        Parts are cut from these.
    classes : their names, which are left out of the other symbols
    """
    makers = (
        _scribbles(np.random.default_rng([seed, 1])),
        _parts(symbols, np.random.default_rng([seed, 2])),
        _signs(classes, np.random.default_rng([seed, 3])),
    )
    images, kinds = [], []
    for kind, pictures in zip(KINDS, makers, strict=True):
        drawn = list(islice(pictures, each))
        images += drawn
        kinds += [kind] * len(drawn)
    return Nonsense(np.array(images, np.uint8).reshape(-1, SIZE, SIZE), kinds)


def _scribbles(rng: np.random.Generator) -> Iterator[np.ndarray]:
    """A few random strokes each."""
    while True:
        strokes = [_wander(rng) for _ in range(rng.integers(1, 4))]
        glyph = normalize_glyph(ink(strokes, PEN))
        if glyph is not None:
            yield glyph


def _wander(rng: np.random.Generator) -> np.ndarray:
    turns = int(rng.integers(3, 14))
    path = np.cumsum(rng.normal(0, 0.18, (turns, 2)), axis=0)
    at = np.linspace(0, turns - 1, 8 * turns)
    curve = np.stack([np.interp(at, np.arange(turns), axis) for axis in path.T], axis=1)
    return np.clip(curve, -0.45, 0.45)


def _parts(symbols: np.ndarray, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Halves of symbols, by their ink: above, below, left or right of a cut."""
    while True:
        half = symbols[rng.integers(len(symbols))].copy()
        side = rng.integers(4)
        lines = half if side < 2 else half.T
        ink_until = np.cumsum(lines.sum(axis=1, dtype=float))
        cut = int(np.searchsorted(ink_until, rng.uniform(*CUTS) * ink_until[-1])) + 1
        (lines[cut:] if side % 2 else lines[:cut])[...] = 0
        glyph = normalize_glyph(half)
        if glyph is not None:
            yield glyph


def _signs(classes: Sequence[str], rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Symbols that are not among the classes, each by a different writer."""
    known = {name.upper() for name in classes}
    others = [sign for sign in SIGNS if sign not in known]
    while others:
        writer = new_writer(int(rng.integers(1 << 31)))
        sign = others[rng.integers(len(others))]
        yield normalize_glyph(ink(write(sign, writer, rng), writer.pen))
