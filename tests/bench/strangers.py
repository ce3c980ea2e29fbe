"""Pictures of other things with lines, letters or squares, all of which must be rejected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw

from tests.bench.distortions import clutter

SIZE = 1240, 1754
"""An A4 page at 150 dpi."""

OTHER_FORMS = (
    (19, 30), (20, 29), (21, 30), (20, 31), (21, 31), (18, 28), (25, 35),
    (10, 15), (40, 60), (20, 20), (30, 30), (15, 30), (8, 8),
)  # fmt: skip


class Strangers:
    """Iterating gives the pictures, always the same."""

    count = 60 + len(OTHER_FORMS)

    def __call__(self) -> Iterator[Image.Image]:
        chance = np.random.default_rng(1)
        yield Image.new("L", SIZE, 255)
        yield Image.new("L", SIZE, 0)
        yield lattice(60, 90, 30, -10, -10)
        yield Image.fromarray(pattern(lambda y, x: (y // 40 + x // 40) % 2 == 0))
        yield Image.fromarray(pattern(lambda y, x: (y % 40 < 4) & (x % 40 < 4)))
        yield Image.fromarray(
            pattern(lambda y, x: (y % 50 < 4) | ((x + y // 50 % 2 * 50) % 100 < 4))
        )
        for columns, rows in OTHER_FORMS:
            pitch = min(1100 // columns, 1600 // rows)
            yield lattice(columns, rows, pitch, 60, 60)
        for side in range(4):
            yield cut_off(side)
        for _ in range(10):
            yield text(chance)
            yield clutter(*SIZE, chance)
            yield spreadsheet(chance)
            yield noise(chance)
            yield clouds(chance)


STRANGERS = Strangers()


def lattice(columns: int, rows: int, pitch: int, left: int, top: int) -> Image.Image:
    page = Image.new("L", SIZE, 245)
    draw = ImageDraw.Draw(page)
    right, bottom = left + columns * pitch, top + rows * pitch
    for x in range(left, right + 1, pitch):
        draw.line((x, top, x, bottom), fill=20, width=2)
    for y in range(top, bottom + 1, pitch):
        draw.line((left, y, right, y), fill=20, width=2)
    return page


def cut_off(side: int) -> Image.Image:
    """The right form, but some lines lie beyond a side of the picture."""
    page = lattice(20, 30, 52, 100, 90)
    width, height = SIZE
    boxes = ((130, 0, width, height), (0, 120, width, height), (0, 0, 1050, height))
    return page.crop((*boxes, (0, 0, width, 1600))[side])


def pattern(dark) -> np.ndarray:
    y, x = np.indices((SIZE[1], SIZE[0]))
    return np.where(dark(y, x), 40, 230).astype(np.uint8)


def text(chance: np.random.Generator) -> Image.Image:
    page = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(page)
    for y in range(100, 1650, int(chance.integers(24, 40))):
        x = 100
        while x < 1100:
            for shape in chance.integers(4, size=chance.integers(2, 9)):
                if shape == 0:
                    draw.line((x, y, x, y + 14), fill=20, width=2)
                elif shape == 1:
                    draw.ellipse((x, y + 4, x + 9, y + 14), outline=20, width=2)
                elif shape == 2:
                    draw.line((x, y + 14, x + 5, y, x + 10, y + 14), fill=20, width=2)
                else:
                    draw.line((x, y, x + 8, y), fill=20, width=2)
                    draw.line((x + 4, y, x + 4, y + 14), fill=20, width=2)
                x += 12
            x += 14
    return page


def spreadsheet(chance: np.random.Generator) -> Image.Image:
    page = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(page)
    for y in np.cumsum(chance.integers(24, 40, 50)) + 40:
        draw.line((60, int(y), 1180, int(y)), fill=80)
    for x in np.cumsum(chance.integers(50, 200, 9)) + 60:
        draw.line((int(x), 60, int(x), 1700), fill=80)
    return page


def noise(chance: np.random.Generator) -> Image.Image:
    return Image.fromarray(chance.integers(0, 256, (1000, 800)).astype(np.uint8))


def clouds(chance: np.random.Generator) -> Image.Image:
    coarse = (127 + 60 * chance.standard_normal((40, 30))).clip(0, 255).astype(np.uint8)
    return Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC)
