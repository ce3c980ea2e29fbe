"""Bars across many cells: dirt on a scanner's glass, a ruler that lies on the page."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.plan import plan_sheets

PAGE = fill_sheet(plan_sheets(list("01abc"), sheet_id=4)[0], seed=3, dpi=150)
WIDTH, HEIGHT = PAGE.size


def across(line: list[tuple[float, float]], grey: int, width: int) -> Image.Image:
    page = PAGE.copy()
    ImageDraw.Draw(page).line(line, fill=grey, width=width)
    return page


@pytest.mark.parametrize(
    ("line", "grey", "width"),
    [
        ([(0.46, 0), (0.46, 1)], 150, 1),
        ([(0.45, 0), (0.46, 1)], 90, 2),
        ([(0, 0.52), (1, 0.52)], 120, 3),
    ],
    ids=["down", "askew", "across"],
)
def test_pictures_that_a_streak_crosses_are_doubtful_and_it_is_told(line, grey, width):
    clean = read_sheet(PAGE)
    sheet = read_sheet(across([(x * WIDTH, y * HEIGHT) for x, y in line], grey, width))
    assert "streak" in sheet.warnings
    doubtful = [cell.status == "doubtful" for cell in sheet.cells]
    assert sum(doubtful) >= 10
    for old, new in zip(clean.cells, sheet.cells, strict=True):
        if new.status == "kept":
            assert np.corrcoef(old.glyph.ravel(), new.glyph.ravel())[0, 1] > 0.6


def test_a_sheet_without_streaks_has_none():
    assert "streak" not in read_sheet(PAGE).warnings
