"""Sheets as the page prints and reads them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import BadSymbols
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.collecting import sheet_reading

TEMPLATE = {
    "symbols": ["a", "b", "sch"],
    "columns": 20,
    "paper": "a4",
    "sheet_id": 7,
    "texts": {"alias": "Name:", "hint": "ein Zeichen je Kästchen"},
    "pictures": [],
}


def square() -> bytes:
    """A small black PNG."""
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), "black").save(file, "PNG")
    return file.getvalue()


def test_a_template_is_drawn_for_the_screen_and_for_the_printer():
    (svg,) = sheet_reading.template_svgs(**TEMPLATE)
    assert "Name:" in svg
    assert "ein Zeichen je Kästchen" in svg
    assert ">sch<" in svg
    pdf = sheet_reading.template_pdf(**TEMPLATE).tobytes()
    assert pdf.startswith(b"%PDF-")


def test_symbols_beyond_the_printers_font_come_as_pictures():
    smile = TEMPLATE | {"symbols": ["🙂", "b"]}
    with pytest.raises(BadSymbols):
        sheet_reading.template_pdf(**smile)
    pictures = [{"name": "🙂", "png": memoryview(square())}]
    assert (
        sheet_reading.template_pdf(**smile | {"pictures": pictures}).tobytes().startswith(b"%PDF-")
    )


def test_one_symbol_is_no_choice():
    with pytest.raises(BadSymbols):
        Laboratory().collect.template_svgs(TEMPLATE | {"symbols": ["a"]})


def test_cells_in_doubt_are_shown_and_do_not_count(data_dir):
    file = (data_dir / "sheets" / "sheet-02.png").read_bytes()
    laboratory = Laboratory()
    source = laboratory.collect.read_sheet("x", "x.png", memoryview(file), lambda event: None)
    statuses = [source.status[cell] for cell in source.cells]
    labels = laboratory.session.collection.sources["x"].labels
    np.testing.assert_array_equal(labels >= 0, np.array(statuses) == "kept")
    assert len(statuses) == len(source.status) - source.status.count("empty")
