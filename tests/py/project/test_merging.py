"""A class puts its projects together: hands apart, no sheet twice."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.project.file import ProjectContents, read_project, write_project
from zeichenlabor.project.merging import is_same_sheet, merge
from zeichenlabor.sheets import read_sheet

from .making import glyphs, project, sheet


def names(merged) -> list[str]:
    parts = merged.project.parts
    return [parts[f"sheets/{id_}"]["name"] for id_ in parts["sheets"]]


def test_every_source_is_there_under_its_hand():
    merged = merge([project("Mia", 1, 2), project("Ben", 3)], "7b")
    assert names(merged) == ["Mia · scan 1.png", "Mia · scan 2.png", "Ben · scan 3.png"]
    assert merged.twice == []
    parts = merged.project.parts
    assert [parts[f"sheets/{id_}"]["writer"] for id_ in parts["sheets"]] == ["Mia", "Mia", "Ben"]
    assert read_project(write_project(merged.project)).lost == ()


def test_edits_go_with_their_sheet():
    merged = merge([project("Mia", 1), project("Ben", 3)], "7b")
    assert merged.project.parts["editing"]["now"] == {
        "pooled-1": {"3": "1", "4": None},
        "pooled-2": {"3": "1", "4": None},
    }


def test_drawings_that_were_not_read_yet_come_along():
    merged = merge([project("A", 1), project("B", 2)], "class")
    parts = merged.project.parts
    drawings = [parts[f"underway/{id_}"] for id_ in parts["underway"]]
    assert [(one["id"], one["name"]) for one in drawings] == [
        (id_, "7") for id_ in parts["underway"]
    ]
    assert len(set(parts["underway"])) == 2


def test_a_sheet_in_two_projects_is_taken_once():
    merged = merge([project("Mia", 1, 2), project("Ben", 2, 3)], "7b")
    assert names(merged) == ["Mia · scan 1.png", "Mia · scan 2.png", "Ben · scan 3.png"]
    assert merged.twice == ["Ben · scan 2.png"]


def test_copies_of_one_print_are_different_sheets():
    """The whole class has the same mark."""
    merged = merge([project("Mia", 1, sheet_id=9), project("Ben", 2, sheet_id=9)], "7b")
    assert len(names(merged)) == 2


def test_the_same_hand_on_different_prints_is_not_the_same_sheet():
    one, other = sheet("a", "", glyphs(1), sheet_id=1), sheet("b", "", glyphs(1), sheet_id=2)
    assert not is_same_sheet(one["result"], other["result"])


def test_what_is_lost_is_told_of_all():
    merged = merge([project("Mia"), ProjectContents("Ben", {}, ("scan 7.png",))], "7b")
    assert merged.project.lost == ("scan 7.png",)


def test_sources_that_were_not_read_are_left_behind():
    waiting = project("Mia", 1)
    waiting.parts["sheets/sheet-1"] |= {"state": "waiting", "result": None}
    assert merge([waiting], "7b").project.parts["sheets"] == []


@pytest.mark.native("reads four scans")
def test_one_paper_scanned_twice_is_known_again_and_another_hand_is_not(data_dir):
    """The second scan is turned by two degrees and smaller."""
    from PIL import Image

    def source(image) -> dict:
        read = read_sheet(image)
        cells = [at for at, cell in enumerate(read.cells) if cell.glyph is not None]
        images = np.array([read.cells[at].glyph for at in cells], np.uint8)
        status = [cell.status for cell in read.cells]
        return {"images": images, "cells": cells, "status": status, "page": None}

    with Image.open(data_dir / "sheets/sheet-03.png") as scan:
        first = source(scan.convert("L"))
        size = (scan.width * 7 // 10, scan.height * 7 // 10)
        turned = scan.convert("L").rotate(2, Image.BICUBIC, fillcolor=255).resize(size)
        second = source(turned)
    other = source(data_dir / "sheets/sheet-07.png")
    assert is_same_sheet(first, second)
    assert not is_same_sheet(first, other)
