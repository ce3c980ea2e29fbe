"""Optimizers beyond their formulas (those are in test_goldens.py): state, rates, averages."""

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.nn import SGD, Adam, AdamW, ExponentialDecay, Optimizer, RMSprop

ALL = [
    lambda: SGD(0.05),
    lambda: SGD(0.05, momentum=0.9),
    lambda: RMSprop(0.05),
    lambda: Adam(0.05),
    lambda: AdamW(0.05),
]


@pytest.mark.parametrize("make", ALL)
def test_a_valley_is_descended(make):
    optimizer = make()
    w = np.array([3.0, -2.0, 0.5], np.float32)
    optimizer.build(w)
    for _ in range(400):
        optimizer.step(w, 2 * w * np.array([1, 2, 0.5], np.float32))
    assert np.abs(w).max() < 0.05
    assert optimizer.iterations == 400


@pytest.mark.parametrize("make", ALL)
def test_a_state_can_be_taken_up_again(make):
    rng = np.random.default_rng(0)
    gradients = rng.standard_normal((10, 4))
    start = rng.standard_normal(4)

    def run(optimizer, w, rows):
        for g in rows:
            optimizer.step(w, g.copy())

    whole, w = make(), start.copy()
    whole.build(w)
    run(whole, w, gradients)

    first, second, v = make(), make(), start.copy()
    first.build(v)
    run(first, v, gradients[:5])
    second.build(v)
    second.set_state(first.get_state())
    run(second, v, gradients[5:])
    np.testing.assert_array_equal(w, v)


def test_a_schedule_gives_the_rate_of_each_step():
    optimizer = SGD(ExponentialDecay(1.0, 1, 0.5))
    w = np.zeros(1)
    optimizer.build(w)
    for expected in (1.0, 1.5, 1.75):
        optimizer.step(w, np.array([-1.0]))
        assert w[0] == pytest.approx(expected)
    assert optimizer.current_learning_rate == pytest.approx(0.125)


def test_building_forgets():
    optimizer = Adam()
    w = np.ones(3)
    optimizer.build(w)
    optimizer.step(w, np.ones(3))
    optimizer.build(w)
    assert optimizer.iterations == 0
    assert all((array == 0).all() for array in optimizer.get_state()["arrays"])


def test_names_stand_for_keras_defaults():
    assert repr(Optimizer.get("sgd")) == "SGD()"
    assert Optimizer.get("rmsprop").rho == 0.9
    assert (Optimizer.get("Adam").learning_rate, Optimizer.get("adam").epsilon) == (0.001, 1e-7)
    assert Optimizer.get("adamw").weight_decay == 0.004
    assert Optimizer.get({"class_name": "SGD", "config": {"momentum": 0.5}}).momentum == 0.5


@pytest.mark.parametrize(
    "make",
    [
        lambda: SGD(-0.1),
        lambda: SGD("fast"),
        lambda: SGD(float("nan")),
        lambda: SGD(momentum=1.0),
        lambda: Adam(beta_1=1.0),
        lambda: Adam(epsilon=0),
        lambda: AdamW(weight_decay=-1),
    ],
)
def test_impossible_settings_are_refused(make):
    with pytest.raises(BadSetting):
        make()
