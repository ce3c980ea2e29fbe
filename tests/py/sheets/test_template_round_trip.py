"""Printed, filled in, photographed, read: every cell lands in its class, no question asked."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageFilter

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import SheetLayout, read_sheet
from zeichenlabor.sheets.plan import plan_sheets

SETS = {
    "digits": (plan_sheets("0123456789", sheet_id=0x5EED)[0], "a4"),
    "letters": (plan_sheets("ABCDEFGHIJKLMNOPQRSTUVWXYZ", sheet_id=2)[0], "letter"),
    "signs": (plan_sheets(["+", "÷", "=", "😀", "abc", "ß"], sheet_id=3)[0], "a4"),
    "calculator": (plan_sheets("0123456789+−×÷=()", sheet_id=5)[0], "a4"),
    "small children": (plan_sheets("0123456789", 12, sheet_id=4)[1], "a4"),
}


def scan(layout: SheetLayout, paper: str, seed: int) -> Image.Image:
    return fill_sheet(layout, seed, paper, dpi=120)


def photograph(page: Image.Image, seed: int) -> Image.Image:
    """Turn, tilt, shade, blur and compress a page that lies on a dark table."""
    rng = np.random.default_rng(seed)
    width, height = page.size
    table = Image.new("L", (round(width * 1.25), round(height * 1.2)), 70)
    table.paste(page, (round(width * 0.12), round(height * 0.1)))
    table = table.rotate(rng.uniform(-4, 4), Image.Resampling.BICUBIC, fillcolor=70)
    width, height = table.size
    bend = rng.uniform(-0.04, 0.04, 8).reshape(4, 2) * [width, height]
    quad = np.array([[0, 0], [0, height], [width, height], [width, 0]]) + bend
    photo = table.transform(
        table.size, Image.Transform.QUAD, quad.ravel().tolist(), Image.Resampling.BICUBIC
    )
    y, x = np.indices((height, width))
    light = 0.55 + 0.45 * (x * rng.random() / width + y * rng.random() / height) / 2
    shaded = np.asarray(photo.filter(ImageFilter.GaussianBlur(0.6))) * light
    file = io.BytesIO()
    Image.fromarray(shaded.astype(np.uint8)).save(file, "JPEG", quality=70)
    return Image.open(file)


def assert_every_cell_in_its_class(
    picture: Image.Image, layout: SheetLayout, least: float = 0.99
) -> None:
    """All labels are right; hardly any cell waits for a person to look at it."""
    sheet = read_sheet(picture)
    assert sheet.layout == layout
    grid = layout.label_grid().ravel()
    assert [cell.label for cell in sheet.cells] == grid.tolist()
    status = np.array([cell.status for cell in sheet.cells])
    assert (status[grid < 0] == "empty").all()
    assert "empty" not in status[grid >= 0]
    assert (status[grid >= 0] == "kept").mean() > least


@pytest.mark.parametrize("name", SETS)
def test_a_scan(name):
    layout, paper = SETS[name]
    assert_every_cell_in_its_class(scan(layout, paper, seed=3), layout)


@pytest.mark.parametrize("name", SETS)
def test_a_photo(name):
    layout, paper = SETS[name]
    assert_every_cell_in_its_class(photograph(scan(layout, paper, seed=5), seed=1), layout)


@pytest.mark.parametrize("name", ["digits", "small children"])
def test_a_broad_pen_in_an_unsteady_hand(name):
    """Bold strokes beside and on thin lines, which once drew the lines to them."""
    layout, paper = SETS[name]
    assert_every_cell_in_its_class(fill_sheet(layout, 8, paper, dpi=150), layout, least=0.94)


@pytest.mark.parametrize("turn", ["ROTATE_90", "ROTATE_180"])
def test_a_page_laid_any_way(turn):
    layout, paper = SETS["digits"]
    picture = scan(layout, paper, seed=3).transpose(Image.Transpose[turn])
    assert_every_cell_in_its_class(picture, layout)


def test_pages_of_one_template_are_told_apart():
    first = plan_sheets("0123456789", 12, sheet_id=4)[0]
    assert read_sheet(scan(first, "a4", seed=6)).layout == first != SETS["small children"][0]


def test_fit_to_page_changes_nothing():
    layout, paper = SETS["letters"]
    page = scan(layout, paper, seed=3)
    shrunk = page.resize((round(page.width * 0.9), round(page.height * 0.93)), Image.Resampling.BOX)
    assert_every_cell_in_its_class(shrunk, layout)
