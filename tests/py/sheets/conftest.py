"""Small drawn sheets whose truth is known: frame, rows of seven-segment digits, distortions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.sheets import SheetLayout

CELL = 44
"""Pixels per cell of the drawn page, about 125 dpi."""

MARGIN = 60

SEGMENTS = {
    0: "abcdef", 1: "bc", 2: "abged", 3: "abgcd", 4: "fgbc",
    5: "afgcd", 6: "afgedc", 7: "abc", 8: "abcdefg", 9: "abcdfg",
}  # fmt: skip
ENDS = {
    "a": (0, 0, 1, 0), "b": (1, 0, 1, 1), "c": (1, 1, 1, 2), "d": (0, 2, 1, 2),
    "e": (0, 1, 0, 2), "f": (0, 0, 0, 1), "g": (0, 1, 1, 1),
}  # fmt: skip


@dataclass(frozen=True)
class DrawnSheet:
    """A picture of a form and the truth about it."""

    image: Image.Image
    corners: np.ndarray
    empty: frozenset[tuple[int, int]]
    struck: frozenset[tuple[int, int]]

    def warped(self, homography: np.ndarray, size: tuple[int, int], fill: int = 255) -> DrawnSheet:
        """Return the sheet as seen through a homography from its pixels to new ones."""
        back = np.linalg.inv(homography)
        image = self.image.transform(
            size,
            Image.Transform.PERSPECTIVE,
            tuple((back / back[2, 2]).ravel()[:8]),
            Image.Resampling.BICUBIC,
            fillcolor=fill,
        )
        mapped = np.column_stack([self.corners, np.ones(4)]) @ homography.T
        return DrawnSheet(image, mapped[:, :2] / mapped[:, 2:], self.empty, self.struck)

    def rotated(self, degrees: float, fill: int = 255) -> DrawnSheet:
        """Return the sheet turned clockwise about the middle of a larger square."""
        side = int(np.hypot(*self.image.size)) + 20
        angle = np.radians(degrees)
        cos, sin = np.cos(angle), np.sin(angle)
        width, height = self.image.size
        to_middle = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]])
        turn = np.array([[cos, -sin, side / 2], [sin, cos, side / 2], [0, 0, 1]])
        return self.warped(turn @ to_middle, (side, side), fill)

    def tilted(self, strength: float) -> DrawnSheet:
        """Return the sheet as a camera sees it from below its lower edge."""
        width, height = self.image.size
        tilt = np.array([[1, 0.04, 20], [0.02, 1, 10], [0, strength / height, 1.0]])
        scale = np.diag([1 - abs(strength), 1 - abs(strength), 1.0])
        return self.warped(scale @ tilt, (int(width * 1.1), int(height * 1.1)))


def draw_sheet(
    empty: frozenset[tuple[int, int]] = frozenset(),
    struck: frozenset[tuple[int, int]] = frozenset(),
    layout: SheetLayout | None = None,
    written: bool = True,
) -> DrawnSheet:
    """Draw a form with seven-segment digits as handwriting, each a little different."""
    layout = layout or SheetLayout.digits()
    chance = np.random.default_rng(5)
    width, height = layout.columns * CELL, layout.rows * CELL
    image = Image.new("L", (width + 2 * MARGIN, height + 2 * MARGIN), 250)
    draw = ImageDraw.Draw(image)
    for row, label in enumerate(layout.labels):
        top = MARGIN + row * CELL
        draw_digit(draw, label % 10, MARGIN - 33, top + 14, 8, 2, 20)
        for column in range(layout.columns):
            left, size = MARGIN + column * CELL, int(chance.integers(8, 12))
            x, y = left + chance.integers(8, 22), top + chance.integers(7, 12)
            if written and (row, column) not in empty:
                draw_digit(draw, label % 10, int(x), int(y), size, 3, 60)
            if (row, column) in struck:
                draw.line((left + 1, top + CELL - 1, left + CELL - 1, top + 1), fill=60, width=3)
    for i in range(layout.columns + 1):
        x = MARGIN + i * CELL
        draw.line((x, MARGIN, x, MARGIN + height), fill=10, width=2)
    for j in range(layout.rows + 1):
        y = MARGIN + j * CELL
        draw.line((MARGIN, y, MARGIN + width, y), fill=10, width=2)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float) + MARGIN
    return DrawnSheet(image, corners, frozenset(empty), frozenset(struck))


def draw_digit(draw, digit: int, x: int, y: int, size: int, pen: int, grey: int) -> None:
    for segment in SEGMENTS[digit]:
        x0, y0, x1, y1 = ENDS[segment]
        ends = x + x0 * size, y + y0 * size, x + x1 * size, y + y1 * size
        draw.line(ends, fill=grey, width=pen)


@pytest.fixture(scope="session")
def drawn_sheet() -> DrawnSheet:
    """A written form with some cells left empty and some struck out."""
    empty = frozenset({(0, 0), (5, 19), (12, 7), (29, 19), (29, 0)})
    struck = frozenset({(3, 4), (17, 0), (26, 19)})
    return draw_sheet(empty, struck)


@pytest.fixture(scope="session")
def empty_form() -> DrawnSheet:
    """The form before anybody wrote on it."""
    return draw_sheet(written=False)


@pytest.fixture(scope="session")
def own_form() -> tuple[DrawnSheet, SheetLayout]:
    """A form of another shape: 12 × 8 cells, four classes."""
    layout = SheetLayout(12, 8, (1, 1, 2, 2, 3, 3, 7, 7), tuple("abcdefgh"))
    return draw_sheet(layout=layout), layout
