"""Descriptions of designed networks, including impossible ones with a correction."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import BadSetting, BadShape, TooLarge
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.designing.settings import Settings
from zeichenlabor.lab.designing.size import MOST_PARAMETERS


def layer(kind, **config):
    return {"class_name": kind, "config": config}


DENSE = layer("Dense", units=20, activation="relu")
CONVOLUTION = layer("Conv2D", filters=4, kernel_size=5)
FLATTEN = layer("Flatten")


@pytest.fixture
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(100))
    return laboratory


def described(laboratory, *layers, classes=10, **settings):
    return laboratory.plan.describe(SETTINGS | {"layers": list(layers)} | settings, classes)


@pytest.mark.parametrize("key", presets.PRESETS)
def test_a_preset_is_told_as_it_will_be_built(laboratory, key, capsys):
    found = laboratory.plan.describe(SETTINGS | {"preset": key}, 7)
    model = presets.build(key, classes=7)
    assert found.problem is None
    assert found.parameters == model.count_params()
    assert [info.shape for info in found.layers] == [list(x.output_shape) for x in model.layers]
    model.summary()
    assert found.summary + "\n" == capsys.readouterr().out
    json.dumps(asdict(found))


def test_its_code_runs_and_makes_this_network(laboratory, capsys):
    found = described(laboratory, CONVOLUTION, FLATTEN, DENSE, learning_rate=0.02)
    scope: dict = {}
    exec(found.code, scope)
    assert scope["model"].count_params() == found.parameters
    assert scope["model"].optimizer.learning_rate == 0.02
    assert found.summary.splitlines()[3:] == capsys.readouterr().out.rstrip().splitlines()[3:]


@pytest.mark.parametrize(
    ("layers", "index", "remedy", "mended"),
    [
        ([DENSE], 0, "flatten", ["Flatten", "Dense"]),
        ([], 0, "flatten", ["Flatten"]),
        ([CONVOLUTION], 1, "flatten", ["Conv2D", "Flatten"]),
        ([FLATTEN, DENSE, CONVOLUTION], 2, "reshape", ["Conv2D", "Flatten", "Dense"]),
        (
            [layer("Dropout", rate=0.1), CONVOLUTION, FLATTEN],
            1,
            "add-channels",
            ["Dropout", "Reshape", "Conv2D", "Flatten"],
        ),
        (
            [layer("MaxPooling2D", pool_size=8), CONVOLUTION, FLATTEN],
            1,
            "window-too-large",
            ["MaxPooling2D", "Conv2D", "Flatten"],
        ),
        (
            [CONVOLUTION, layer("Reshape", target_shape=[28, 28, 1]), FLATTEN],
            1,
            "same-size",
            ["Conv2D", "Flatten"],
        ),
        (
            [CONVOLUTION, *[layer("GlobalAveragePooling2D")] * 2],
            2,
            "reshape",
            ["Conv2D", "GlobalAveragePooling2D"],
        ),
    ],
)
def test_an_impossible_stack_says_why_and_how_to_mend_it(laboratory, layers, index, remedy, mended):
    found = described(laboratory, *layers)
    problem = found.problem
    assert (problem.code, problem.index) == ("model/bad-shape", index)
    assert problem.params["remedy"] == remedy
    assert [kind["class_name"] for kind in problem.mended] == mended
    assert described(laboratory, *problem.mended).problem is None
    assert found.layers[index].shape is None
    assert all(info.shape for info in found.layers[:index])
    with pytest.raises(BadShape):
        drain(laboratory.train.start_training(SETTINGS | {"layers": layers}))


@pytest.mark.parametrize(
    ("layers", "batch", "index", "remedy"),
    [
        (
            [FLATTEN, layer("Dense", units=2000), layer("Dense", units=2000)],
            32,
            2,
            "fewer-parameters",
        ),
        ([layer("Conv2D", filters=100, kernel_size=3), FLATTEN], 1000, 0, "fewer-values"),
    ],
)
def test_what_no_browser_could_train_is_refused(laboratory, layers, batch, index, remedy):
    problem = described(laboratory, *layers, batch_size=batch).problem
    assert (problem.code, problem.index, problem.mended) == ("model/too-large", index, None)
    assert problem.params["remedy"] == remedy
    assert problem.params["found"] > problem.params["most"]
    with pytest.raises(TooLarge):
        presets.build_for(
            Settings(**SETTINGS | {"layers": layers, "batch_size": batch}), classes=10, samples=100
        )


def test_looking_at_a_huge_network_takes_no_memory(laboratory):
    """Shapes alone are computed: these weights would be 6 GB."""
    wide = [layer("Conv2D", filters=256, kernel_size=28, padding="same")] * 30
    found = described(laboratory, *wide, FLATTEN)
    assert found.problem.code == "model/too-large"
    assert found.parameters > 100 * MOST_PARAMETERS


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (layer("Constant"), [1, 1, 1]),
        (layer("Exponential", share=0.5), [1, 0.25, 0.0625]),
        (layer("Steps", share=0.5, every=2), [1, 0.5, 0.5]),
        (layer("Cosine"), [1, 0.5, 0]),
        (layer("Cosine", end=0.2), [1, 0.6, 0.2]),
        (layer("WarmUp", warmup=0.5), [0.05, 1, 0]),
    ],
)
def test_the_learning_rates_curve(laboratory, schedule, expected):
    """At the beginning, half-way and at the end of four epochs."""
    rates = described(
        laboratory, FLATTEN, schedule=schedule, epochs=4, learning_rate=0.1, batch_size=1
    ).rates
    epochs, values = np.array(rates).T
    at = np.interp([0, 2.001, 4], epochs, values) / 0.1
    np.testing.assert_allclose(at, expected, atol=0.02)
    assert 1 < len(rates) <= 122


def test_the_preview_shows_pictures_of_several_classes(laboratory):
    names = list("0123456789")
    shown = laboratory.plan.preview({"rotation": 20}, names, pictures=4, count=5)
    assert shown.originals.shape == (4, 28, 28)
    assert shown.copies.shape == (20, 28, 28)
    images, labels = bars(100)
    chosen = [
        int(np.abs(images.astype(int) - one).sum(axis=(1, 2)).argmin()) for one in shown.originals
    ]
    assert len({labels[index] for index in chosen}) == 4
    still = laboratory.plan.preview(
        dict.fromkeys(
            ["shift", "rotation", "scale", "stretch", "shear", "elastic", "thickness"], 0
        ),
        names,
    )
    np.testing.assert_array_equal(still.copies[0], still.originals[0])


def test_without_pictures_there_is_nothing_to_preview():
    shown = Laboratory().plan.preview({}, ["0"])
    assert (len(shown.originals), len(shown.copies)) == (0, 0)


def test_an_unknown_preset_is_refused(laboratory):
    with pytest.raises(BadSetting):
        described(laboratory, FLATTEN, preset="transformer")


def test_the_page_is_told_every_presets_own_settings(laboratory):
    for info in laboratory.train.presets(classes=4):
        assert info.settings.preset == info.key
        assert None not in asdict(info.settings) or info.settings.initializer is None
        assert [x.kind for x in info.layers][:-1] == [x["class_name"] for x in info.settings.layers]
