"""Networks are limited by the estimated time of a batch on this machine."""

from __future__ import annotations

import math

import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor import nn
from zeichenlabor.errors import TooLarge
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.after_snapshot import adapt_to_machine
from zeichenlabor.lab.designing import effort, presets
from zeichenlabor.lab.designing.settings import Settings
from zeichenlabor.nn import kernels, training
from zeichenlabor.nn.layers.layer import TOUCH

SCHOOL = 10e9
"""Operations per second of a computer in a school."""


def layer(kind, **config):
    return {"class_name": kind, "config": config}


def convolutions(*between):
    """What the editor lets one build: 1.18 million parameters, 5.6 billion operations a picture."""
    wide = layer("Conv2D", filters=256, kernel_size=3, padding="same", activation="relu")
    layers = [wide, wide, *between, wide, layer("GlobalAveragePooling2D")]
    return SETTINGS | {"layers": layers, "batch_size": 16}


@pytest.fixture
def machine(monkeypatch):
    """Sets how fast this machine is."""

    def be(speed):
        monkeypatch.setattr(effort, "speed", lambda: speed)

    be(SCHOOL)
    return be


@pytest.fixture
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(100))
    return laboratory


def model_of(settings):
    return presets.build_for(Settings(**settings), classes=10, samples=100)


def test_operations_are_those_of_the_products():
    model = model_of(convolutions())
    products = 28 * 28 * 9 * (1 * 256 + 2 * 256 * 256) * 2 + 256 * 10 * 2
    assert products < model.count_operations() < 1.02 * products


@pytest.mark.parametrize("between", [[], [layer("BatchNormalization")]])
def test_a_costly_network_is_trained_picture_by_picture(machine, between):
    model = model_of(convolutions(*between))
    assert model.micro_batch_size(50) == 1
    assert effort.effort_of(model, 50).at_once == effort.effort_of(model, 1).seconds < 1
    assert len(list(model.slices(50))) == 50


@pytest.mark.parametrize("key", presets.PRESETS)
def test_every_preset_can_be_paused_within_a_second(machine, key):
    machine(5e9)
    model = presets.build(key)
    batch = presets.PRESETS[key].batch_size
    assert effort.check_effort(model, batch).at_once < 1
    assert len(next(model.slices(1000))) == training.INFERENCE_BATCH


def test_a_slow_batch_is_told_before(machine, laboratory):
    found = laboratory.plan.describe(convolutions(), 10)
    assert found.problem is None
    assert found.slow == pytest.approx(16 * 5.6e9 / SCHOOL, rel=0.05)
    machine(1000 * SCHOOL)
    assert laboratory.plan.describe(convolutions(), 10).slow is None


def test_how_long_a_training_takes_is_told_before_it(machine, laboratory):
    machine(SCHOOL)
    found = laboratory.plan.describe(convolutions(), 10)
    batch = 16 / found.pace
    assert batch == pytest.approx(16 * 5.6e9 / SCHOOL, rel=0.05)
    twice = laboratory.plan.describe(convolutions() | {"epochs": 2}, 10)
    once = laboratory.plan.describe(convolutions() | {"epochs": 1}, 10)
    assert twice.seconds == pytest.approx(2 * once.seconds)
    assert once.seconds / batch == pytest.approx(round(once.seconds / batch))  # whole batches
    machine(SCHOOL / 2)
    slower = laboratory.plan.describe(convolutions() | {"epochs": 1}, 10)
    assert slower.seconds == pytest.approx(2 * once.seconds)


@pytest.mark.parametrize(
    ("settings", "speed", "remedy", "index"),
    [
        (convolutions() | {"batch_size": 50}, SCHOOL / 2, "fewer-operations", 1),
        (convolutions() | {"batch_size": 8}, SCHOOL / 6, "shorter-steps", 1),
        (convolutions(), SCHOOL / 10, "fewer-operations", 1),
    ],
)
def test_what_nobody_could_wait_for_is_refused(machine, laboratory, settings, speed, remedy, index):
    machine(speed)
    problem = laboratory.plan.describe(settings, 10).problem
    assert (problem.code, problem.index) == ("model/too-large", index)
    assert problem.params["remedy"] == remedy
    assert problem.params["found"] > problem.params["most"]
    for begin in (laboratory.train.start_training, laboratory.train.reset_training):
        with pytest.raises(TooLarge):
            begin(settings)


def test_a_training_of_a_faster_machine_opens_and_answers_but_is_not_gone_on_with(
    machine, laboratory
):
    settings = SETTINGS | {"epochs": 1}
    drain(laboratory.train.start_training(settings))
    saved = laboratory.keep.save_run().weights
    machine(1000)
    laboratory.keep.restore_run(saved)
    assert laboratory.evaluate.evaluate().accuracy >= 0
    with pytest.raises(TooLarge):
        drain(laboratory.train.resume_training(1))
    with pytest.raises(TooLarge):
        drain(laboratory.train.step_training())
    machine(SCHOOL)
    drain(laboratory.train.resume_training(1))


def test_the_speed_is_measured_once_and_anew_where_python_wakes_up(monkeypatch):
    products = []
    monkeypatch.setattr(kernels, "matmul", lambda *_: products.append(1))
    monkeypatch.setattr(kernels, "use_fastest", lambda: None)
    effort.forget_speed()
    assert effort.speed() == effort.speed() > 0
    assert len(products) == effort.ROUNDS
    monkeypatch.setenv("LANG", "C")  # which it sets
    adapt_to_machine("", "")
    effort.speed()
    assert len(products) == 2 * effort.ROUNDS
    effort.forget_speed()


def test_a_clock_that_stands_still_makes_no_machine_slow():
    assert effort._speed.__wrapped__("numpy", clock=lambda: 0.0) > SCHOOL


@pytest.mark.parametrize(
    ("wanted", "places", "shape"),
    [
        (nn.Dense(30), 1, (784,)),
        (nn.Conv2D(4, 3, strides=2), 13 * 13, (28, 28, 2)),
        (nn.Conv2DTranspose(4, 3, strides=2), 14 * 14, (14, 14, 2)),
        (nn.SimpleRNN(20), 28, (28, 28)),
        (nn.LSTM(20), 28, (28, 28)),
    ],
)
def test_each_kind_of_layer_counts_how_often_it_uses_its_weights(wanted, places, shape):
    wanted.build(shape)
    matrices = [w.shape for w in wanted.wanted_weights().values() if len(w.shape) > 1]
    products = 2 * places * sum(math.prod(one) for one in matrices)
    assert products < wanted.count_operations() <= products + TOUCH * 2 * 196 * 36
