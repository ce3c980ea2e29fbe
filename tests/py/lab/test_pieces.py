"""Pieces of work: the same wherever they are done, and all that a helper can be asked for."""

from __future__ import annotations

import io
from dataclasses import asdict, replace

import numpy as np
import pytest

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import LostSource, NotAnImage
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.pieces import Pieces
from zeichenlabor.sheets.plan import plan_sheets


@pytest.fixture(scope="module")
def page() -> memoryview:
    file = io.BytesIO()
    fill_sheet(plan_sheets(["a", "b"], sheet_id=5)[0], seed=3, dpi=110).save(file, "PNG")
    return memoryview(file.getvalue())


def test_a_helper_does_pieces_and_nothing_else():
    assert set(Pieces().methods) == {"page.read"}
    assert set(Pieces().methods) < set(Laboratory().methods)


def test_a_page_is_read_alike_by_whoever_reads_it(page):
    laboratory = Laboratory()
    told = []
    mine = laboratory.collect.read_sheet("x", "x.png", page, told.append)
    helped = []
    theirs = Pieces().methods["page.read"](file=page, emit=helped.append)
    assert helped == told
    np.testing.assert_equal(asdict(theirs), asdict(mine))


def test_nothing_of_a_piece_is_kept(page):
    laboratory = Laboratory()
    laboratory.methods["page.read"](file=page, emit=lambda event: None)
    assert len(laboratory.bench.collection) == 0
    with pytest.raises(NotAnImage):
        laboratory.methods["page.read"](file=memoryview(b"no page"), emit=lambda event: None)


def test_the_first_of_the_others_that_shows_the_same_page_is_its_twin(page):
    laboratory = Laboratory()
    for sheet in "abc":
        laboratory.collect.read_sheet(sheet, "x.png", page, lambda event: None)
    find = laboratory.methods["sheets.twin"]
    assert find("b", ["c", "a"]).twin == "c"
    assert find("b", ["gone", "a", "c"]).twin == "a"
    assert find("b", []).twin is None
    with pytest.raises(LostSource):
        find("gone", ["a"])


def test_a_reading_names_the_first_in_the_order_of_the_page(page):
    laboratory = Laboratory()
    for sheet in "ab":
        laboratory.collect.read_sheet(sheet, "x.png", page, lambda event: None)
    found = laboratory.collect.read_sheet("c", "x.png", page, lambda event: None, others=["b", "a"])
    assert found.page.twin == "b"
    assert replace(found.page, twin=None).number == 1
