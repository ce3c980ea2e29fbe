"""Pieces of work: the same result in every worker, and nothing else is answered by helpers."""

from __future__ import annotations

import io
from dataclasses import asdict, replace

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import LostSource, NoMaterial, NoModel, NotAnImage
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.pieces import Pieces
from zeichenlabor.sheets.plan import plan_sheets


@pytest.fixture(scope="module")
def page() -> memoryview:
    file = io.BytesIO()
    fill_sheet(plan_sheets(["a", "b"], sheet_id=5)[0], seed=3, dpi=110).save(file, "PNG")
    return memoryview(file.getvalue())


def test_a_helper_does_pieces_and_nothing_else():
    assert set(Pieces().methods) == {
        "material.get",
        "material.put",
        "material.forget",
        "page.read",
        "replica.open",
        "replica.alter",
        "replica.compute",
        "replica.hear",
        "writers.fold",
        "classics.row",
    }
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
    assert len(laboratory.session.collection) == 0
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


# --- comparisons


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    for seed, sheet in enumerate(("ann", "ben", "cem")):
        put(laboratory, sheet, *bars(120, seed))
    put(laboratory, "few", *bars(3, 9))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


def sent(value):
    """What arrives of a result on the other side of the page: plain lists, bytes and texts."""
    if isinstance(value, np.ndarray):
        return memoryview(value.tobytes()) if value.dtype == np.uint8 else value.tolist()
    if isinstance(value, dict):
        return {key: sent(entry) for key, entry in value.items()}
    return value


def helper_of(laboratory: Laboratory, key: str) -> Pieces:
    """Another worker that has been given the material."""
    packed = laboratory.methods["material.get"](key)
    helper = Pieces()
    helper.methods["material.put"](key=key, kind=packed.kind, content=sent(packed.content))
    return helper


@pytest.mark.parametrize("helpers", [0, 1, 2, 3])
@pytest.mark.parametrize("mode", ["others", "alone"])
def test_a_comparison_in_pieces_is_the_same_with_any_number_of_helpers(laboratory, mode, helpers):
    _, expected = drain(laboratory.methods["writers"](mode))
    plan = laboratory.methods["writers.plan"]("k", mode)
    assert plan.left_out == expected.left_out
    workers = [laboratory.pieces, *(helper_of(laboratory, "k") for _ in range(helpers))]
    folds = {}
    for place, hand in reversed(list(enumerate(plan.names))):  # in any order
        worker = workers[place % len(workers)]
        _, folds[hand] = drain(worker.methods["writers.fold"]("k", hand))
    told = [asdict(folds[hand]) for hand in plan.names]
    found = laboratory.methods["writers.conclude"](mode, "done", told, plan.left_out)
    assert found == expected


def test_classics_in_pieces_are_the_same(laboratory):
    pytest.importorskip("sklearn")
    _, expected = drain(laboratory.methods["classics"]())
    plan = laboratory.methods["classics.plan"]("c")
    helper = helper_of(laboratory, "c")
    rows = [drain(laboratory.methods["classics.net"]())[1]]
    rows += [drain(helper.methods["classics.row"]("c", key))[1] for key in plan.names]
    untimed = [replace(row, fit_seconds=0, milliseconds=0) for row in rows]
    assert untimed == [replace(row, fit_seconds=0, milliseconds=0) for row in expected.rows]


def test_a_piece_that_is_stopped_gives_nothing(laboratory):
    laboratory.methods["writers.plan"]("k", "others")
    _, fold = drain(laboratory.methods["writers.fold"]("k", "ann"), stop_after=1)
    assert fold is None


def test_a_piece_without_its_material_says_so(laboratory):
    laboratory.methods["writers.plan"]("k", "others")
    laboratory.methods["material.forget"]("k")
    with pytest.raises(NoMaterial):
        drain(laboratory.methods["writers.fold"]("k", "ann"))
    with pytest.raises(NoMaterial):
        laboratory.methods["material.get"]("k")
    with pytest.raises(NoModel):
        Laboratory().methods["writers.plan"]("k", "others")
    with pytest.raises(NoModel):
        Laboratory().methods["classics.plan"]("k")
