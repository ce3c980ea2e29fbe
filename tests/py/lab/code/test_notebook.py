"""Cells as files: valid, and the same cells when they are opened again."""

from __future__ import annotations

import json

import pytest

from zeichenlabor.errors import BadDataFile

CELLS = [
    {"source": "print(1)\nprint('ä')", "note": "# Title\nA task"},
    {"source": "x = 2\n\nx + 1", "note": ""},
]


@pytest.mark.parametrize("form", ["ipynb", "py"])
def test_cells_come_back_from_a_file(page, form):
    code = page.laboratory.code
    sources = code.open(code.save(CELLS, form), f"cells.{form}")
    assert [source.removeprefix("# # Title\n# A task\n") for source in sources] == [
        cell["source"] for cell in CELLS
    ]


def test_the_notebook_has_what_nbformat_asks_for(page):
    notebook = json.loads(page.laboratory.code.save(CELLS, "ipynb"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids) == 4
    assert [cell["cell_type"] for cell in notebook["cells"]] == ["code", "markdown", "code", "code"]


def test_a_program_without_marks_is_one_cell(page):
    assert page.laboratory.code.open("a = 1\nb = 2\n", "mine.py") == ["a = 1\nb = 2"]


def test_cells_of_other_notebooks_are_taken_too(page):
    cells = [
        {"cell_type": "markdown", "source": "text"},
        {"cell_type": "code", "source": ["a = 1\n", "a"]},
    ]
    text = json.dumps({"cells": cells})
    assert page.laboratory.code.open(text, "other.ipynb") == ["a = 1\na"]


@pytest.mark.parametrize("text", ["", "[]", '{"cells": [1]}', '{"cells": 3}'])
def test_what_is_no_notebook_is_refused(page, text):
    with pytest.raises(BadDataFile):
        page.laboratory.code.open(text, "broken.ipynb")
