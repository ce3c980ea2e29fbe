"""Lines of symbols whose cuts are known: seeded, put together from normalised pictures.

Spacing, size, slant and the way the line climbs are drawn anew for each line, as hands and
tempers differ. Each symbol keeps a number in ``owner``, so that a cut can be judged by its ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

SOLID = 40
"""Ink, of 255, that belongs to a symbol beyond doubt."""


@dataclass(frozen=True)
class WrittenLine:
    """A line and the truth about it.

    Attributes
    ----------
    ink : ndarray of shape (height, width), uint8
    owner : ndarray of the same shape, int
        Which symbol a pixel belongs to, from 0; -1 on paper and where two lie on each other.
    labels : list of int
        Their classes, from left to right.
    touches : tuple of bool
        Whether each symbol touches the one behind it; one shorter than ``labels``.
    """

    ink: np.ndarray
    owner: np.ndarray
    labels: list[int]
    touches: tuple[bool, ...]


def write_line(
    images: np.ndarray,
    labels: np.ndarray,
    seed: int | list[int],
    touching: float = 0.0,
    size: float | None = None,
    most: int = 12,
) -> WrittenLine:
    """Put 3 to ``most`` pictures (n, 28, 28) of one hand into a line.

    ``touching`` is the share of gaps in which the neighbours touch; elsewhere two pixels of
    paper lie between them at least.
    """
    chance = np.random.default_rng(seed)
    count = int(chance.integers(3, most + 1))
    rows = chance.integers(0, len(images), count)
    drawn_size = chance.uniform(26, 64)
    size = size or drawn_size
    slant, climb = chance.uniform(-0.25, 0.35), chance.uniform(-0.05, 0.05)
    spread = chance.uniform(0.08, 0.5)
    drawn = [_resized(images[row], size * chance.uniform(0.85, 1.15), slant) for row in rows]
    touches = tuple(bool(one) for one in chance.random(count - 1) < touching)
    height = int(2.4 * size)
    ink = np.zeros((height, int(count * 2.6 * size)), np.uint8)
    owner = np.full(ink.shape, -1)
    left = edge = int(0.3 * size)
    for number, picture in enumerate(drawn):
        top = int(0.5 * (height - picture.shape[0]) + size * chance.normal(0, 0.04) - climb * left)
        top = min(max(top, 1), height - picture.shape[0] - 1)
        if number:
            gap = (
                -_depth(chance, size)
                if touches[number - 1]
                else 2 + size * chance.uniform(0.02, spread)
            )
            left = _beside(ink, picture, top, round(gap))
        place = slice(top, top + picture.shape[0]), slice(left, left + picture.shape[1])
        solid = picture >= SOLID
        owner[place] = np.where(solid, np.where(ink[place] >= SOLID, -1, number), owner[place])
        ink[place] = np.maximum(ink[place], picture)
        edge = max(edge, left + picture.shape[1])
    width = edge + int(0.3 * size)
    return WrittenLine(ink[:, :width], owner[:, :width], labels[rows].tolist(), touches)


def _depth(chance: np.random.Generator, size: float) -> float:
    return 1 + size * chance.uniform(0.0, 0.06)


def _resized(glyph: np.ndarray, size: float, slant: float) -> np.ndarray:
    """Scale a glyph's ink so that its longest side has ``size`` pixels, and slant it."""
    scale = size / 20
    side = int(28 * scale)
    lean = slant * side / 2
    matrix = (1 / scale, slant / scale, -lean / scale, 0, 1 / scale, 0)
    image = Image.fromarray(glyph).transform(
        (side, side), Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC
    )
    picture = np.asarray(image).copy()
    picture[picture < 8] = 0
    rows, columns = picture.any(axis=1).nonzero()[0], picture.any(axis=0).nonzero()[0]
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _beside(ink: np.ndarray, picture: np.ndarray, top: int, gap: int) -> int:
    """Return the column at which the picture has just this gap to the ink, by its rows.

    A gap counts between pixels of rows that are no farther apart than the gap itself.
    """
    reach = max(gap, 1)
    least = SOLID if gap < 0 else 1
    wall = np.full(picture.shape[0] + 2 * reach, -1)
    for row in range(len(wall)):
        place = top - reach + row
        inked = (ink[place] >= least).nonzero()[0] if 0 <= place < len(ink) else []
        if len(inked):
            wall[row] = inked[-1]
    first = (picture >= least).argmax(axis=1)
    has = (picture >= least).any(axis=1)
    lefts = [
        wall[row : row + 2 * reach + 1].max() + 1 + gap - first[row]
        for row in range(len(picture))
        if has[row] and wall[row : row + 2 * reach + 1].max() >= 0
    ]
    return max(max(lefts, default=0), 1)


def cut_right(line: WrittenLine, symbols: list) -> bool:
    """Tell whether found symbols are those of the line: one each, in order, with its ink.

    A symbol's box must hold nearly all ink of the one that it stands for, and its picture must
    have little more: so its box is compared with that ink's own.
    """
    if len(symbols) != len(line.labels):
        return False
    for number, symbol in enumerate(symbols):
        rows, columns = np.nonzero(line.owner == number)
        true = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
        side = max(true[2] - true[0], true[3] - true[1])
        allowed = 2 + (0.25 if True in _neighbours(line, number) else 0.12) * side
        if max(abs(a - b) for a, b in zip(symbol.box, true, strict=True)) > allowed:
            return False
    return True


def _neighbours(line: WrittenLine, number: int) -> tuple[bool, ...]:
    return line.touches[max(number - 1, 0) : number + 1]
