"""Sheets with show-through: real scans with known empty rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

INSET = 0.05
"""Of a cell, that an emptied one keeps: its printed lines."""


@dataclass(frozen=True)
class Ghost:
    """How a back shines through: share of its darkness, blur and shift in pixels at 300 dpi."""

    share: float
    blur: float
    shift: tuple[int, int]


def emptied(
    front: Image.Image, corners: np.ndarray, first_row: int, shape: tuple[int, int] = (30, 20)
) -> Image.Image:
    """Return the sheet as if nobody had written in the rows from this one on."""
    image = front.convert("L")
    paper = int(np.percentile(np.asarray(image), 90))
    draw = ImageDraw.Draw(image)
    rows, columns = shape

    def place(x: float, y: float) -> tuple[float, float]:
        u, v = x / columns, y / rows
        weights = np.array([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v])
        return tuple(weights @ corners)

    for row in range(first_row, rows):
        for column in range(columns):
            left, top = column + INSET, row + INSET
            right, bottom = column + 1 - INSET, row + 1 - INSET
            ring = [(left, top), (right, top), (right, bottom), (left, bottom)]
            draw.polygon([place(*point) for point in ring], fill=paper)
    return image


def shone_through(front: Image.Image, back: Image.Image, ghost: Ghost) -> Image.Image:
    """Return the front with its mirrored back behind it, its printed lines, too."""
    behind = back.convert("L").resize(front.size).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    behind = np.asarray(behind.filter(ImageFilter.GaussianBlur(ghost.blur)), float)
    behind = np.roll(behind, ghost.shift, (0, 1))
    dark = 1 - np.clip(behind / np.percentile(behind, 90), 0, 1)
    seen = np.asarray(front.convert("L"), float) * (1 - ghost.share * dark)
    return Image.fromarray(seen.clip(0, 255).astype(np.uint8))


def ghosts(seed: int, shares: Sequence[float]) -> Iterator[Ghost]:
    """Yield seeded ghosts, one for each share."""
    chance = np.random.default_rng(seed)
    for share in shares:
        shift = int(chance.integers(-60, 61)), int(chance.integers(-60, 61))
        yield Ghost(share, float(chance.uniform(1.2, 4.0)), shift)
