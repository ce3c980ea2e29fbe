"""Exported cells: the same results in Jupyter, and valid Keras code."""

from __future__ import annotations

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

import build
from tests.py.lab.code.conftest import CLASSES, SETTINGS, Page
from tests.py.project.exports.examples import everything
from zeichenlabor.data.pen import glyphs
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code.gallery import KEYS, example
from zeichenlabor.lab.code.keras_listing import in_keras
from zeichenlabor.lab.code.notebook import DATA

MILD = {"shift": 0.5, "rotation": 3.0, "shear": 0.05}  # and all else as it stands

TAKEN = [key for key in KEYS if key != "classics"]  # scikit-learn is not in this environment


@pytest.fixture(scope="module")
def page() -> Page:
    """A trained network on 300 pictures of the synthetic pen."""
    labels = np.arange(300) % 10
    images = glyphs([str(label) for label in labels], seed=1)
    laboratory = Laboratory()
    laboratory.collect.restore_sheet(
        "a", CLASSES, memoryview(images.tobytes()), labels.tolist(), range(300)
    )
    page = Page(laboratory)
    page.train()
    return page


def printed(cell) -> str:
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def test_a_notebook_gives_the_same_numbers_in_jupyter(page, tmp_path, monkeypatch):
    sources = [example(key, "en") for key in TAKEN]
    here = []
    for source in sources:
        page.text(source)
        texts = [o.text for o in page.outputs if o.type == "text" and o.stream == "out"]
        here.append("".join(texts))
    cells = [
        {"source": source, "note": f"## {key}"} for key, source in zip(TAKEN, sources, strict=True)
    ]
    (tmp_path / DATA).write_bytes(page.laboratory.code.data(page.project).tobytes())
    notebook = nbformat.reads(page.laboratory.code.save(cells, "ipynb"), as_version=4)
    nbformat.validate(notebook)
    monkeypatch.setenv("PYTHONPATH", str(build.ROOT / "py"))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": tmp_path}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [printed(cell) for cell in code[1:]] == here
    pictures = [o for cell in code for o in cell.outputs if o.output_type == "display_data"]
    assert len(pictures) >= 15


@pytest.mark.parametrize(
    ("preset", "augmentation"),
    [("school-1", None), ("school-1", MILD), ("codelab-cnn", None), ("codelab-cnn", MILD)],
)
def test_the_program_in_keras_words_learns_as_well(page, preset, augmentation, capsys):
    settings = SETTINGS | {"preset": preset, "epochs": 6, "augmentation": augmentation}
    programs = page.laboratory.code.programs(settings, page.project)
    scope = {"project": page.laboratory.code._project(page.project)}
    for code in [programs.cell, *(section.code for section in programs.keras[1:])]:
        exec(code, scope)
    accuracy = float(capsys.readouterr().out.split("test accuracy: ")[1].split("%")[0])
    assert accuracy > 50


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_the_listing_is_valid_keras_for_every_layer(activation):
    import keras

    model = everything(activation)
    nameless = [type(one).from_config(one.get_config() | {"name": None}) for one in model.layers]
    layers = [eval(in_keras(layer), {"keras": keras}) for layer in nameless]
    built = keras.Sequential([keras.Input(model.input_shape), *layers])
    shapes = [array.shape for array in built.get_weights()]
    assert shapes == [array.shape for array in model.get_weights()]
