"""Cells as files: valid, and the same cells when they are opened again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import zeichenlabor
from zeichenlabor.errors import BadDataFile
from zeichenlabor.lab.code import notebook

from .test_standins import mnist  # noqa: F401
from .test_standins import pytestmark as absent

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


LESSON = """\
import keras
from keras import layers

keras.utils.set_random_seed(1)
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x / 255, y, epochs=1, verbose=0)
print(x.shape, x_test.shape, model.input_shape)
"""


@absent
@pytest.mark.native("starts a Python of its own")
def test_cells_in_keras_words_run_outside_of_the_page_and_come_back(mnist, tmp_path):  # noqa: F811
    code = mnist.laboratory.code
    text = code.save([{"source": LESSON, "note": ""}], "py")
    (tmp_path / "cells.py").write_text(text, encoding="utf-8")
    (tmp_path / notebook.DATA).write_bytes(code.data(mnist.project).tobytes())
    told = subprocess.run(
        [sys.executable, "cells.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(zeichenlabor.__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert told.stdout.endswith("(240, 28, 28) (60, 28, 28) (None, 28, 28)\n"), told.stderr
    assert code.open(text, "cells.py") == [LESSON.strip("\n")]


@pytest.mark.parametrize(
    "sources",
    [["1"] * (notebook.MOST_CELLS + 1), ["1" * (notebook.LONGEST_CELL + 1)]],
    ids=["many", "long"],
)
def test_a_file_with_more_than_a_project_holds_is_refused(sources):
    """The page would draw an editor for each, and the project's own file would lose them."""
    cells = [notebook.Cell(source) for source in sources]
    for text, name in (
        (notebook.notebook_json(cells), "a.ipynb"),
        (notebook.program(cells), "a.py"),
    ):
        with pytest.raises(BadDataFile) as caught:
            notebook.cells_of(text, name)
        assert caught.value.params["reason"] == "cells"


def test_as_many_cells_as_a_project_holds_are_taken():
    cells = [notebook.Cell("1")] * notebook.MOST_CELLS
    assert len(notebook.cells_of(notebook.notebook_json(cells), "a.ipynb")) == len(cells)
