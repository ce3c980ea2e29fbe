"""A PDF is read as a viewer shows it, however the page lies in the file."""

from __future__ import annotations

import io
import sys

import numpy as np
import pytest
from PIL import Image

from tests import containers
from zeichenlabor.errors import DamagedImage, LockedFile, MissingReader, SheetError
from zeichenlabor.sheets import open_pages, read_sheet
from zeichenlabor.sheets.pdf_pages import LEAST_SIDE, MOST_PIXELS
from zeichenlabor.sheets.pdf_writer import pages_pdf
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.template import template_page

pytestmark = pytest.mark.native("in the page, pdf.js draws PDFs: tests/e2e/test_containers.py")


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """Unlike in all four corners, so that nothing can be mirrored or turned unseen."""
    page = Image.new("L", (840, 1188), 255)
    page.paste(0, (0, 0, 300, 150))
    page.paste(0, (740, 1000, 840, 1188))
    page.paste(0, (60, 900, 120, 960))
    return page


@pytest.mark.parametrize("way", containers.WAYS)
def test_every_way_gives_the_same_page(page, way):
    (drawn,) = open_pages(containers.pdf_of(page, way).written())
    assert (drawn.mode, drawn.height) == ("L", LEAST_SIDE)
    assert abs(drawn.width - LEAST_SIDE * 420 / 594) <= 1
    small = np.asarray(drawn.resize(page.size, Image.Resampling.BOX)).astype(int)
    assert np.abs(small - np.asarray(page)).mean() < 12, way  # compact paper is a little grey


def test_pages_come_one_by_one_and_a_deleted_one_does_not(page):
    pdf = containers.pdf_of(page, "plain", "rotated", "strips")
    assert len(list(open_pages(pdf.written()))) == 3
    assert len(list(open_pages(pdf.without_page(1)))) == 2


def test_a_sheet_is_read_from_a_path_and_from_bytes(drawn_sheet, tmp_path):
    content = containers.pdf_of(drawn_sheet.image, "strips").written()
    path = tmp_path / "sheet.pdf"
    path.write_bytes(content)
    expected = read_sheet(drawn_sheet.image).labels.tolist()
    for source in (path, str(path), content):
        assert read_sheet(source).labels.tolist() == expected


def test_a_drawing_of_lines_is_a_page_too():
    (layout,) = plan_sheets(["a", "b", "c"], sheet_id=4)
    pages = [template_page(layout, "a4", alias="Name:", hint="One in each.")]
    sheet = read_sheet(pages_pdf(pages))
    assert {cell.status for cell in sheet.cells} == {"empty"}
    assert sheet.layout.names == ("a", "b", "c")


def test_what_everybody_may_open_is_read_and_what_asks_for_a_password_is_told(page):
    pdf = containers.pdf_of(page, "plain")
    assert len(list(open_pages(pdf.written(password="")))) == 1
    with pytest.raises(LockedFile):
        read_sheet(pdf.written(password="secret"))


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7 words and no more"])
def test_a_damaged_pdf_is_told(content):
    with pytest.raises(DamagedImage):
        read_sheet(content)


def test_without_the_reader_the_error_says_what_is_missing(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingReader, match=r"pip install 'zeichenlabor\[pdf\]'"):
        read_sheet(containers.pdf_of(page, "plain").written())


@pytest.mark.parametrize(("paper", "sides"), [((30, 42), (0, LEAST_SIDE)), ((4000, 6000), None)])
def test_a_page_that_lies_about_its_size_gets_fitting_pixels(page, monkeypatch, paper, sides):
    monkeypatch.setattr(containers, "PAPER", paper)
    (drawn,) = open_pages(containers.pdf_of(page, "plain").written())
    if sides:
        assert drawn.height == sides[1]
    assert 0.9 * MOST_PIXELS < drawn.width * drawn.height <= 1.01 * MOST_PIXELS or sides


def test_mutated_pdfs_end_in_pages_or_a_typed_error(page):
    original = containers.pdf_of(page, "strips", "layered", "jbig2").written()
    chance = np.random.default_rng(5)
    for _ in range(10):
        broken = bytearray(original)
        for _ in range(int(chance.integers(1, 8))):
            broken[int(chance.integers(9, len(broken)))] = int(chance.integers(256))
        try:
            for drawn in open_pages(io.BytesIO(broken).getvalue()):
                assert min(drawn.size) > 0
        except SheetError:
            continue
