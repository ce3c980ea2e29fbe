"""Templates: planned for any symbols, inside every printer's margins, drawn alike three ways."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zlib

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import BadSetting, BadSymbols
from zeichenlabor.sheets import SheetLayout
from zeichenlabor.sheets.helvetica import text_width
from zeichenlabor.sheets.pdf_writer import pages_pdf
from zeichenlabor.sheets.plan import FREE, plan_sheets
from zeichenlabor.sheets.raster import page_image
from zeichenlabor.sheets.svg import page_svg
from zeichenlabor.sheets.template import Box, Picture, Text, template_page

HINT = "Schreibe in jedes Kästchen einer Zeile ihr Zeichen. Verschrieben? Durchstreichen!"


@pytest.fixture
def emoji() -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 128)).save(file, "PNG")
    return file.getvalue()


def test_ten_digits_are_the_old_form():
    assert plan_sheets("0123456789") == [SheetLayout.digits()]


@pytest.mark.parametrize("columns", [20, 12])
@pytest.mark.parametrize("count", range(2, 31))
def test_any_number_of_symbols_finds_its_place(count, columns):
    names = [f"z{i}" for i in range(count)]
    sheets = plan_sheets(names, columns, sheet_id=9)
    assert [sheet.page for sheet in sheets] == list(range(len(sheets)))
    seen = []
    for sheet in sheets:
        assert (sheet.columns, sheet.rows) == (columns, columns * 3 // 2)
        assert (sheet.names, sheet.pages, sheet.sheet_id) == (tuple(names), len(sheets), 9)
        used = [label for label in sheet.labels if label != FREE]
        assert used == sorted(used)
        assert list(sheet.labels) == used + [FREE] * (sheet.rows - len(used))
        rows = np.bincount(used)[min(used) :]
        assert rows.min() == rows.max()  # all symbols of a page are as many
        assert len(used) >= sheet.rows / 2
        seen += sorted(set(used))
    assert seen == list(range(count))


def test_more_pages_give_more_rows():
    one, many = (
        plan_sheets("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        plan_sheets("ABCDEFGHIJKLMNOPQRSTUVWXYZ", pages=3),
    )
    assert len(one) == 1
    assert one[0].labels.count(0) == 1
    assert many[0].labels.count(0) == 3


@pytest.mark.parametrize(
    ("names", "pages", "reason"),
    [
        (["a"], None, "count"),
        ([f"{i}" for i in range(31)], None, "count"),
        (["a", "b", " a "], None, "double"),
        (["ä", "a\u0308"], None, "double"),  # composed and decomposed are one symbol
        (["a", " "], None, "empty"),
        (["a", "b\0c"], None, "empty"),
        (["a", "b"], 3, "pages"),
        (["a", "b"], 0, "pages"),
    ],
)
def test_symbols_that_no_sheet_can_collect(names, pages, reason):
    with pytest.raises(BadSymbols) as caught:
        plan_sheets(names, pages=pages)
    assert caught.value.params["reason"] == reason


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("columns", [20, 12])
def test_nothing_stands_in_a_printers_margin(paper, columns):
    for layout in plan_sheets(["WWW", "Sonnenblume", *"abcdefgh"], columns, sheet_id=1):
        page = template_page(layout, paper, alias="Kürzel:", hint=HINT)
        for item in page.items:
            if isinstance(item, Text):
                width = text_width(item.text, item.size)
                left = item.x - width / 2 * item.centred
                box = left, item.y - item.size, left + width, item.y + 0.3 * item.size
            else:
                box = item.x, item.y, item.x + item.width, item.y + item.height
            assert min(box[0], box[1], page.width - box[2], page.height - box[3]) >= 10


def test_cells_are_square():
    for paper in ("a4", "letter"):
        page = template_page(plan_sheets("0123456789")[0], paper)
        _, _, width, height = page.frame
        assert width / 20 == pytest.approx(height / 30)


def test_unknown_paper():
    with pytest.raises(BadSetting):
        template_page(SheetLayout.digits(), "a5")


def test_labels_are_pictures_where_given(emoji):
    layout = plan_sheets(["😀", "x"])[0]
    page = template_page(layout, pictures={"😀": emoji})
    assert sum(isinstance(item, Picture) for item in page.items) == 15
    assert [item.text for item in page.items if isinstance(item, Text)].count("x") == 15


def test_svg_holds_every_item_and_escapes_text(emoji):
    layout = plan_sheets(["<&>", "😀"], sheet_id=3)[0]
    page = template_page(layout, alias='"Kürzel" & Co', hint="<b>", pictures={"😀": emoji})
    root = ET.fromstring(page_svg(page))
    assert root.get("viewBox") == "0 0 210 297"
    drawn = [child.tag.partition("}")[2] for child in root]
    kinds = {Box: "rect", Text: "text", Picture: "image"}
    assert drawn[1:] == [kinds[type(item)] for item in page.items]
    assert {child.text for child in root if child.tag.endswith("text")} >= {"<&>", "<b>"}


def test_pdf_is_well_formed_and_always_the_same(emoji):
    pages = [
        template_page(layout, "letter", "Kürzel:", HINT, {"😀": emoji})
        for layout in plan_sheets(["😀", *"abcdefghijklmnop"], sheet_id=3)
    ]
    data = pages_pdf(pages)
    assert data == pages_pdf(pages)
    table = int(re.search(rb"startxref\n(\d+)\n%%EOF", data)[1])
    assert data[table:].startswith(b"xref")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", data[table:])]
    for number, place in enumerate(places, 1):
        assert data[place:].startswith(b"%d 0 obj" % number)
    assert data.count(b"/Type /Page /Parent") == len(pages) == 2
    assert data.count(b"/Subtype /Image") == 2  # the picture once, its alpha once
    boxes = 0
    for length, start in (
        (int(m[1]), m.end()) for m in re.finditer(rb"/Length (\d+) >>\nstream\n", data)
    ):
        assert data[start + length :].startswith(b"\nendstream")
        boxes += zlib.decompress(data[start : start + length]).count(b" re f")
    assert boxes == sum(isinstance(item, Box) for page in pages for item in page.items)


def test_pdf_needs_pictures_for_what_helvetica_lacks():
    page = template_page(plan_sheets(["😀", "x"])[0])
    with pytest.raises(BadSymbols) as caught:
        pages_pdf([page])
    assert caught.value.params == {"reason": "picture", "name": "😀"}


def test_the_picture_shows_the_list(emoji):
    page = template_page(plan_sheets(["😀", "x"], sheet_id=1)[0], pictures={"😀": emoji})
    dpi = 100
    pixels = np.asarray(page_image(page, dpi))
    assert pixels.shape == (1169, 827)
    truth = sum(i.width * i.height * i.darkness for i in page.items if isinstance(i, Box))
    drawn = (255 - pixels.astype(float)).sum() / 255 * (25.4 / dpi) ** 2
    labels = sum(i.width * i.height * 0.35 for i in page.items if isinstance(i, Picture))
    assert drawn == pytest.approx(truth + labels, rel=0.06)
    x, y = (page.corners()[0] * dpi / 25.4).astype(int)
    assert pixels[y + 100, x] < 60  # the frame's left line
