"""The programs that the page shows: they run, and do what the buttons do."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.data import Augmentation
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code.alterations import alterations, missing
from zeichenlabor.lab.code.keras_listing import expression, in_keras
from zeichenlabor.lab.code.notebook import DATA
from zeichenlabor.lab.designing import presets
from zeichenlabor.nn import Adam, AveragePooling2D, CosineDecay, Dense, MaxPooling2D

from .conftest import CLASSES, SETTINGS

STEPS = ["collect", "check", "train", "evaluate", "try"]


def whole(sections) -> str:
    return "\n".join(one.code for one in sections)


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_preset_is_written_step_by_step(page, key):
    both = page.laboratory.code.programs(SETTINGS | {"preset": key}, page.project, ["a.png"])
    for sections in (both.zeichenlabor, both.keras):
        assert [one.step for one in sections] == STEPS
        assert "read_sheet" in compile(whole(sections), "program.py", "exec").co_names
    assert "keras.Sequential" in whole(both.keras)
    assert "zeichenlabor.nn" not in whole(both.keras)


@pytest.mark.parametrize("shuffle", [True, False])
def test_both_programs_say_whether_they_shuffle(page, shuffle):
    both = page.laboratory.code.programs(SETTINGS | {"shuffle": shuffle}, page.project, ["a.png"])
    for sections in (both.zeichenlabor, both.keras):
        assert f"    shuffle={shuffle},\n" in whole(sections)
        assert ("train = np.sort(train)" in whole(sections)) is not shuffle


def test_the_program_reads_and_trains_the_same_network(data_dir, capsys):
    file = data_dir / "sheets" / "sheet-01.png"
    laboratory = Laboratory()
    laboratory.collect.read_sheet("a", file.name, memoryview(file.read_bytes()), lambda event: None)
    for _ in laboratory.train.start_training(SETTINGS):
        pass
    project = {"classes": CLASSES, "edits": []}
    scope: dict = {}
    exec(whole(laboratory.code.programs(SETTINGS, project, [str(file)]).zeichenlabor), scope)
    for a, b in zip(
        laboratory.session.model.get_weights(), scope["model"].get_weights(), strict=True
    ):
        np.testing.assert_array_equal(a, b)
    tested = laboratory.evaluate.evaluate()
    assert f"test accuracy: {tested.accuracy:.1%}" in capsys.readouterr().out
    assert scope["confusion"].tolist() == tested.confusion.tolist()


def test_edits_and_the_drawing_are_in_the_program(page, tmp_path, monkeypatch, capsys):
    page.project["edits"] = [{"sheet": "a", "cell": 3, "label": "8"}]
    page.project["drawing"] = memoryview(page.laboratory.session.collection.samples().images[7])
    monkeypatch.chdir(tmp_path)
    (tmp_path / DATA).write_bytes(page.laboratory.code.data(page.project).tobytes())
    for _ in page.laboratory.train.start_training(SETTINGS, CLASSES, page.project["edits"]):
        pass
    scope: dict = {}
    exec(whole(page.laboratory.code.programs(SETTINGS, page.project).zeichenlabor), scope)
    assert int((scope["labels"] == 8).sum()) == 31
    glyph = scope["glyph"]
    expected = page.laboratory.session.model.predict(glyph[None])[0]
    np.testing.assert_array_equal(scope["probabilities"], expected)
    np.testing.assert_array_equal(
        glyph, np.frombuffer(page.project["drawing"], np.uint8).reshape(28, 28)
    )


def test_the_program_runs_in_a_cell_with_the_numbers_of_the_buttons(page):
    page.train()
    programs = page.laboratory.code.programs(SETTINGS, page.project)
    text = page.text("\n".join([programs.cell, whole(programs.zeichenlabor[1:4])]))
    assert f"test accuracy: {page.laboratory.evaluate.evaluate().accuracy:.1%}" in text


def test_a_file_name_cannot_become_code(page):
    hostile = "x'\"\\); import os; os.abort() #.png"
    text = page.laboratory.code.programs(SETTINGS, page.project, [hostile]).zeichenlabor[0].code
    read = next(line for line in text.splitlines() if "abort" in line)
    assert eval(read.strip().removesuffix(",")) == hostile


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        (Dense(5, "relu"), "keras.layers.Dense(units=5, activation='relu')"),
        (Adam(), "keras.optimizers.Adam()"),
        (
            Adam(CosineDecay(0.1, 50)),
            "keras.optimizers.Adam(learning_rate=keras.optimizers.schedules."
            "CosineDecay(initial_learning_rate=0.1, decay_steps=50))",
        ),
    ],
)
def test_keras_words(piece, text):
    assert in_keras(piece) == text


STRONG = Augmentation(
    shift=1.4, rotation=18, scale=0.1, stretch=0.2, shear=1.5, elastic=0.8, thickness=0
)


@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1)])
def test_what_keras_can_alter_is_written_and_the_rest_is_told(shape):
    told = [
        "keras.layers.RandomRotation(0.05, fill_mode='constant')",
        "keras.layers.RandomTranslation(0.05, 0.05, fill_mode='constant')",
        "keras.layers.RandomZoom(0.1, fill_mode='constant')",
        "keras.layers.RandomZoom(0.2, 0.2, fill_mode='constant')",
        "keras.layers.RandomShear(1.0, fill_mode='constant')",
    ]
    layers = alterations(STRONG, shape)
    assert [layer for layer in layers if "Reshape" not in layer] == told
    assert len(layers) - len(told) == (2 if len(shape) == 2 else 0)
    assert missing(STRONG) == "# Keras has no layer for elastic=0.8.\n"
    assert (alterations(None, shape), missing(None)) == ([], "")


def test_the_comment_stands_in_the_program(page):
    settings = SETTINGS | {"augmentation": {"elastic": 0.5, "thickness": 0.25}}
    text = whole(page.laboratory.code.programs(settings, page.project).keras)
    assert "# Keras has no layer for elastic=0.5 and thickness=0.25.\nmodel = keras" in text


def test_every_layer_is_written_as_keras_takes_it():
    """What has a default only here is told, in the listing as in the notebook."""
    wanted = {
        AveragePooling2D(): "AveragePooling2D(pool_size=(2, 2))",
        AveragePooling2D(strides=1): "AveragePooling2D(pool_size=(2, 2), strides=(1, 1))",
        AveragePooling2D(3): "AveragePooling2D(pool_size=(3, 3))",
        MaxPooling2D(): "MaxPooling2D()",
    }
    for layer, told in wanted.items():
        assert in_keras(layer) == f"keras.layers.{told}"
        assert expression(layer) == told
