"""Pale writing, or none: what the scanner has made white, or hardly shows, is never just empty."""

from __future__ import annotations

import io
from collections import Counter

import numpy as np
import pytest
from PIL import Image, ImageFilter

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import Sheet, read_sheet, read_sheets
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.raster import page_image
from zeichenlabor.sheets.template import template_page
from zeichenlabor.sheets.torn import torn_cells

DPI = 150
LAYOUT = plan_sheets(list("abcde"), sheet_id=4)[0]


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return fill_sheet(LAYOUT, seed=3, dpi=DPI)


def pencilled(page: Image.Image, seed: int = 0) -> Image.Image:
    """The same by a pencil, whose strokes are uneven; the print stays."""
    values = np.asarray(page, float)
    coarse = np.random.default_rng(seed).uniform(0.25, 0.75, (page.height // 5, page.width // 5))
    uneven = Image.fromarray((255 * coarse).astype(np.uint8)).resize(page.size)
    pencil = 247 - (247 - values) * np.asarray(uneven, float) / 255
    printed = np.asarray(page_image(template_page(LAYOUT, "a4"), DPI)) < 200
    return Image.fromarray(np.where(printed, values, pencil).astype(np.uint8))


def black_and_white(page: Image.Image, threshold: int) -> Image.Image:
    return page.point(lambda value: 255 if value > threshold else 0)


def as_pdf(page: Image.Image) -> Image.Image:
    """As a page of a PDF that is drawn in another size."""
    file = io.BytesIO()
    size = [side * 4 // 5 for side in page.size]
    page.resize(size, Image.Resampling.BILINEAR).save(file, "JPEG", quality=80)
    return Image.open(io.BytesIO(file.getvalue()))


def counts(sheet: Sheet) -> Counter:
    return Counter(cell.status for cell in sheet.cells)


@pytest.mark.parametrize("change", [lambda page: page, as_pdf], ids=["tiff", "pdf"])
@pytest.mark.parametrize("threshold", [110, 130])
def test_strokes_that_are_torn_are_told_and_no_cell_is_just_empty(page, threshold, change):
    sheet = read_sheet(change(black_and_white(pencilled(page), threshold)))
    assert "torn" in sheet.warnings
    found = counts(sheet)
    assert found["empty"] < 0.02 * len(sheet.cells)
    assert found["doubtful"] > 0.1 * len(sheet.cells)


@pytest.mark.native("many readings")
@pytest.mark.parametrize("threshold", [185, 220])
def test_black_and_white_that_shows_all_is_read_without_a_word(page, threshold):
    sheet = read_sheet(black_and_white(pencilled(page), threshold))
    assert not {"torn", "faint"} & set(sheet.warnings)
    assert len(sheet.images) > 0.97 * len(sheet.cells)


@pytest.mark.native("many readings")
def test_dithering_and_dust_tear_no_strokes(page):
    dithered = page.convert("1").convert("L")
    dusty = np.array(black_and_white(page, 180))
    chance = np.random.default_rng(2)
    dusty[chance.random(dusty.shape) < 0.002] = 0
    for image in (dithered, Image.fromarray(dusty)):
        assert "torn" not in read_sheet(image).warnings


@pytest.mark.native("many readings")
@pytest.mark.parametrize("symbols", ["=:÷%i", "äöüij", "EFHKA"])
def test_symbols_of_several_strokes_are_not_torn(symbols):
    (layout,) = plan_sheets(list(symbols), sheet_id=4)
    sheet = read_sheet(fill_sheet(layout, seed=1, dpi=DPI))
    assert not sheet.warnings


def test_a_few_specks_of_dust_make_no_cell_unsure():
    """Torn strokes are a matter of the whole page."""
    pieces = np.ones((32, 22), int)
    pieces[[0, -1]] = pieces[:, [0, -1]] = 0
    empty = np.zeros((30, 20), bool)
    empty[3, :6] = True
    labels = [row // 3 for row in range(30)]
    assert not torn_cells(pieces, empty, labels, noise=0).any()


def test_cells_whose_ink_is_all_but_lost_are_unsure():
    pieces = np.zeros((32, 22), int)
    pieces[1:20, 1:-1] = 1
    empty = np.ones((30, 20), bool)
    labels = [row // 3 for row in range(30)]
    torn = torn_cells(pieces, empty, labels, noise=0)
    np.testing.assert_array_equal(torn, pieces[1:-1, 1:-1] > 0)
    assert not torn_cells(pieces, empty, labels, noise=30).any()


def paler(page: Image.Image, share: float) -> Image.Image:
    return page.point(lambda value: round(255 - (255 - value) * share))


@pytest.mark.parametrize("share", [0.11, 0.14, 0.18])
def test_a_page_that_can_hardly_be_seen_has_no_empty_cell(drawn_sheet, share):
    pale = drawn_sheet.image.point(lambda value: round(255 - (255 - value) * share))
    sheet = read_sheet(pale)
    found = counts(sheet)
    assert found["empty"] == len(drawn_sheet.empty)
    assert ("faint" in sheet.warnings) == (found["doubtful"] > 0)


def with_pale_rows(page: Image.Image, share: float, rows: float) -> Image.Image:
    """The same with the lowest part of the writing by a paler pen; the print stays."""
    printed = np.asarray(page_image(template_page(LAYOUT, "a4"), DPI)) < 200
    values = np.array(page)
    low = int(page.height * (1 - rows))
    pale = np.asarray(paler(page, share))
    values[low:] = np.where(printed, values, pale)[low:]
    return Image.fromarray(values)


@pytest.mark.parametrize(
    ("share", "rows", "warning"),
    [
        (0.12, 0.4, "faint"),
        pytest.param(0.15, 0.2, "faint", marks=pytest.mark.native("many readings")),
        pytest.param(0.15, 0.6, "two-inks", marks=pytest.mark.native("many readings")),
        pytest.param(0.2, 0.2, "two-inks", marks=pytest.mark.native("many readings")),
        (0.25, 0.4, "two-inks"),
        pytest.param(0.3, 0.4, "two-inks", marks=pytest.mark.native("many readings")),
    ],
)
def test_rows_by_a_much_paler_pen_are_unsure_not_empty(page, share, rows, warning):
    clean = read_sheet(page)
    sheet = read_sheet(with_pale_rows(page, share, rows))
    assert warning in sheet.warnings
    found = counts(sheet)
    assert found["empty"] == counts(clean)["empty"]
    assert found["doubtful"] > 0.7 * rows * len(sheet.cells)


@pytest.mark.native("many readings")
@pytest.mark.parametrize("sigma", [2.5, 3])
def test_a_blurred_page_has_no_empty_cell(drawn_sheet, sigma):
    sheet = read_sheet(drawn_sheet.image.filter(ImageFilter.GaussianBlur(sigma)))
    assert "blurry" in sheet.warnings
    assert counts(sheet)["empty"] == len(drawn_sheet.empty)


@pytest.mark.native("many readings")
@pytest.mark.parametrize("grain", [0, 9])
@pytest.mark.parametrize("quality", [15, 80])
def test_empty_cells_stay_empty(page, grain, quality):
    """Half a page is written, in uneven light, with grain and a strong compression."""
    empty = page_image(template_page(LAYOUT, "a4"), DPI)
    half = page.copy()
    middle = half.height // 2
    half.paste(empty.crop((0, middle, *half.size)), (0, middle))
    light = np.linspace(1, 0.5, half.width)
    chance = np.random.default_rng(5)
    values = np.asarray(half, float) * light + chance.normal(0, grain, half.size[::-1])
    file = io.BytesIO()
    Image.fromarray(values.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
    sheet = read_sheet(Image.open(io.BytesIO(file.getvalue())))
    found = counts(sheet)
    assert not {"faint", "torn"} & set(sheet.warnings)
    assert found["empty"] == counts(read_sheet(half))["empty"] > 0.4 * len(sheet.cells)


def test_that_nothing_is_written_on_a_form_is_told(empty_form, drawn_sheet):
    assert "nothing-written" in read_sheet(empty_form.image).warnings
    assert "nothing-written" not in read_sheet(drawn_sheet.image).warnings


@pytest.mark.native("many readings")
def test_that_nothing_is_written_on_one_of_two_forms_is_told_of_that_one(empty_form, drawn_sheet):
    width, height = drawn_sheet.image.size
    picture = Image.new("L", (2 * width, height), 250)
    picture.paste(drawn_sheet.image, (0, 0))
    picture.paste(empty_form.image, (width, 0))
    found = {len(sheet.images) > 0: sheet.warnings for sheet in read_sheets(picture)}
    assert "nothing-written" in found[False]
    assert "nothing-written" not in found[True]
