"""Ghosts of the back are not kept; pencils are, and what may be either is unsure."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from PIL import Image

from tests.bench.ghosts import emptied
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import NoGrid
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
def pages() -> tuple[Image.Image, Image.Image, Image.Image, Image.Image]:
    """A front with its lower half empty, all of it, an empty one, and a back."""
    (layout,) = plan_sheets(list("abcde"), sheet_id=4)
    full = fill_sheet(layout, seed=3, dpi=DPI)
    empty = Image.fromarray(
        (0.97 * np.asarray(page_image(template_page(layout, "a4"), DPI), float)).astype(np.uint8)
    )
    half = full.copy()
    middle = full.height // 2
    half.paste(empty.crop((0, middle, full.width, full.height)), (0, middle))
    return half, full, empty, fill_sheet(layout, seed=8, dpi=DPI)


def statuses(sheet) -> list[Counter]:
    """Count what the cells of the upper and of the lower third are."""
    third = len(sheet.cells) // 3
    return [
        Counter(cell.status for cell in part)
        for part in (sheet.cells[:third], sheet.cells[-third:])
    ]


@pytest.mark.parametrize(("share", "blur"), [(0.15, 1.5), (0.25, 1.0), (0.4, 2.0)])
def test_a_back_that_shines_through_is_not_kept(pages, share, blur):
    half, _, _, back = pages
    sheet = read_sheet(shone_through(half, back, share, blur))
    upper, lower = statuses(sheet)
    assert lower["kept"] == 0
    assert upper["kept"] > 0.97 * upper.total()
    if lower["doubtful"]:
        assert "two-inks" in sheet.warnings


def test_a_page_of_one_ink_says_nothing_of_two(pages):
    _, full, _, _ = pages
    sheet = read_sheet(full)
    assert "two-inks" not in sheet.warnings
    paper = np.asarray(full, float)
    # The same by a pencil: the print stays, the writing is a third as dark.
    pencil = np.where(paper < 60, paper, 247 - (247 - paper) * 0.45)
    faint = read_sheet(Image.fromarray(pencil.astype(np.uint8)))
    assert "two-inks" not in faint.warnings
    assert len(faint.images) > 0.97 * len(sheet.images)


@pytest.mark.parametrize("darkness", [0.25, 0.4])
def test_pencil_on_all_of_a_page_is_read(pages, darkness):
    _, full, empty, _ = pages
    paper, print_ = np.asarray(full, float), np.asarray(empty)
    pencil = np.where(print_ < 220, paper, 247 - (247 - paper) * darkness)
    sheet = read_sheet(Image.fromarray(pencil.astype(np.uint8)))
    assert "show-through" not in sheet.warnings
    assert len(sheet.images) > 0.95 * len(sheet.cells)


@pytest.mark.parametrize(("share", "blur"), [(0.2, 2.0), (0.3, 0.7), (0.4, 1.0), (0.45, 2.0)])
def test_a_back_that_shines_through_an_empty_form_is_unsure_at_most(pages, share, blur):
    _, _, empty, back = pages
    sheet = read_sheet(shone_through(empty, back, share, blur))
    assert len(sheet.images) == 0
    assert "show-through" in sheet.warnings


@pytest.mark.native("reads large scans")
def test_a_back_that_shines_through_an_empty_form_in_register(data_dir):
    front, back = scan(data_dir, "03", 2), scan(data_dir, "09", 2)
    back = back.resize(front.size)
    empty = emptied(front, read_sheet(front).corners, 0)
    sheet = read_sheet(shone_through(empty, back, 0.45, 0.5))
    assert len(sheet.images) == 0
    assert "show-through" in sheet.warnings
    assert "mirrored" not in sheet.warnings


@pytest.mark.native("reads large scans")
def test_a_mirrored_page_in_a_pale_pen_is_read(data_dir):
    page = scan(data_dir, "02", 2)
    sheet = read_sheet(page.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert "mirrored" in sheet.warnings
    assert "show-through" not in sheet.warnings
    assert len(sheet.images) == len(read_sheet(page).images)


@pytest.mark.native("reads large scans")
@pytest.mark.parametrize(("name", "share"), [("03", 0.2), ("09", 0.3), ("03", 0.45)])
def test_an_empty_back_is_no_sheet(data_dir, name, share):
    front = scan(data_dir, name, 2)
    page = shone_through(Image.new("L", front.size, 250), front, share, 1.5)
    with pytest.raises(NoGrid) as caught:
        read_sheet(page)
    assert caught.value.params["reason"] == "back"


@pytest.mark.native("reads large scans")
def test_what_a_person_points_at_on_a_back_is_unsure(data_dir):
    front = scan(data_dir, "09", 2)
    page = shone_through(Image.new("L", front.size, 250), front, 0.4, 1.5)
    mirrored = read_sheet(front).corners * (-1, 1) + (front.width, 0)
    sheet = read_sheet(page, corners=mirrored[::-1] + np.array((-23, 11)))
    assert len(sheet.images) == 0
    assert "show-through" in sheet.warnings


def scan(folder, name: str, reduced: int) -> Image.Image:
    return Image.open(folder / "sheets" / f"sheet-{name}.png").convert("L").reduce(reduced)


def test_half_a_page_in_pencil_is_never_taken_for_empty(pages):
    _, full, _, _ = pages
    paper = np.asarray(full, float).copy()
    lower = paper[full.height // 2 :]
    lower[:] = np.where(lower < 60, lower, 247 - (247 - lower) * 0.35)
    _, statuses_below = statuses(read_sheet(Image.fromarray(paper.astype(np.uint8))))
    assert statuses_below["kept"] + statuses_below["doubtful"] > 0.95 * statuses_below.total()
