"""Ghosts of the back are not kept; pencils are, and what may be either is unsure."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.raster import page_image
from zeichenlabor.sheets.template import template_page

DPI = 150


def shone_through(front: Image.Image, back: Image.Image, share: float, blur: float) -> Image.Image:
    """As tests/bench/ghosts.py, which has real scans: here sheets of the synthetic pen."""
    from PIL import ImageFilter

    behind = back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(blur))
    dark = 1 - np.roll(np.asarray(behind, float), (11, -23), (0, 1)) / 255
    seen = np.asarray(front, float) * (1 - share * dark)
    return Image.fromarray(seen.clip(0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def pages() -> tuple[Image.Image, Image.Image, Image.Image]:
    """A front with its lower half empty, all of it, and a back: the digits in larger cells."""
    (layout,) = plan_sheets(list("abcde"), sheet_id=4)
    full = fill_sheet(layout, seed=3, dpi=DPI)
    empty = Image.fromarray(
        (0.97 * np.asarray(page_image(template_page(layout, "a4"), DPI), float)).astype(np.uint8)
    )
    half = full.copy()
    middle = full.height // 2
    half.paste(empty.crop((0, middle, full.width, full.height)), (0, middle))
    return half, full, fill_sheet(layout, seed=8, dpi=DPI)


def statuses(sheet) -> list[Counter]:
    """Count what the cells of the upper and of the lower third are."""
    third = len(sheet.cells) // 3
    return [
        Counter(cell.status for cell in part)
        for part in (sheet.cells[:third], sheet.cells[-third:])
    ]


@pytest.mark.parametrize(("share", "blur"), [(0.15, 1.5), (0.25, 1.0), (0.4, 2.0)])
def test_a_back_that_shines_through_is_not_kept(pages, share, blur):
    half, _, back = pages
    sheet = read_sheet(shone_through(half, back, share, blur))
    upper, lower = statuses(sheet)
    assert lower["kept"] == 0
    assert upper["kept"] > 0.97 * upper.total()
    if lower["doubtful"]:
        assert "two-inks" in sheet.warnings


def test_a_page_of_one_ink_says_nothing_of_two(pages):
    _, full, _ = pages
    sheet = read_sheet(full)
    assert "two-inks" not in sheet.warnings
    paper = np.asarray(full, float)
    # The same by a pencil: the print stays, the writing is a third as dark.
    pencil = np.where(paper < 60, paper, 247 - (247 - paper) * 0.45)
    faint = read_sheet(Image.fromarray(pencil.astype(np.uint8)))
    assert "two-inks" not in faint.warnings
    assert len(faint.images) > 0.97 * len(sheet.images)


def test_half_a_page_in_pencil_is_never_taken_for_empty(pages):
    _, full, _ = pages
    paper = np.asarray(full, float).copy()
    lower = paper[full.height // 2 :]
    lower[:] = np.where(lower < 60, lower, 247 - (247 - lower) * 0.35)
    _, statuses_below = statuses(read_sheet(Image.fromarray(paper.astype(np.uint8))))
    assert statuses_below["kept"] + statuses_below["doubtful"] > 0.95 * statuses_below.total()
