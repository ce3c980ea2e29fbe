"""What code knows of the project, and the little that it can change."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.errors import BadDataFile
from zeichenlabor.lab.code import load_project

SAME = """
import numpy as np
train, validation, test = project.split()
model = project.model
print(len(project), project.classes, len(train))
print(model.evaluate(project.images[test], project.labels[test]))
print(project.history, sorted(set(project.writers)), project.images.sum())
"""


def test_the_split_is_that_of_the_buttons(page):
    page.train()
    page.run("train, validation, test = project.split()")
    test = page.laboratory.code.namespace["test"]
    samples = page.laboratory.bench.collection.samples()
    np.testing.assert_array_equal(samples.images[test], page.laboratory.bench.parts.test.images)


def test_a_cell_cannot_harm_the_networks_weights(page):
    page.train()
    before = page.laboratory.bench.model.get_weights()
    page.text(
        "m = project.model\nm.fit(project.images, project.labels, epochs=1)\nm.layers.clear()"
    )
    for a, b in zip(before, page.laboratory.bench.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_edits_are_told_and_count_at_once_and_later(page):
    text = page.text(
        "project.relabel([0, 1], '7')\nproject.leave_out(2)\nprint(project.labels[:3])"
    )
    assert text == "[7 7 3]\n"
    edits = [edit for output in page.outputs if output.type == "edited" for edit in output.edits]
    assert edits == [
        {"sheet": "a", "cell": 0, "label": "7"},
        {"sheet": "a", "cell": 1, "label": "7"},
        {"sheet": "a", "cell": 2, "label": None},
    ]
    assert page.text("print(project.labels[:3], len(project))") == "[7 7 3] 299\n"
    page.project["edits"] = []  # taken back in the page
    assert page.text("print(project.labels[:3], len(project))") == "[0 1 2] 300\n"


def test_a_class_that_is_not_there_is_refused(page):
    assert page.run("project.relabel(0, 'x')")[-1].params["error"] == "model/bad-setting"


def test_the_drawing_is_the_canvas(page):
    assert page.text("project.drawing is None") == "True\n"
    page.project["drawing"] = memoryview(bytes(783) + b"\x07")
    assert page.text("project.drawing[27, 27]") == "7\n"


def test_a_saved_project_runs_the_same_cells_with_the_same_numbers(page, tmp_path, capsys):
    page.train()
    page.project["edits"] = [{"sheet": "a", "cell": 3, "label": "8"}]
    here = page.text(SAME)
    path = tmp_path / "project.npz"
    path.write_bytes(page.laboratory.code.data(page.project).tobytes())
    exec(SAME, {"project": load_project(path)})
    assert capsys.readouterr().out == here


def test_a_file_that_is_no_project_is_refused(tmp_path):
    with pytest.raises(BadDataFile):
        load_project(b"nothing of the kind")
    with pytest.raises(BadDataFile):
        load_project(tmp_path / "none.npz")
