"""Schedules against their closed forms."""

import math

import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.nn import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
    PolynomialDecay,
)

STEPS = (0, 1, 7, 10, 25, 60, 1000)


def rates(schedule):
    return [schedule(step) for step in STEPS]


def test_exponential():
    expected = [0.01 * 0.6 ** (step / 10) for step in STEPS]
    assert rates(ExponentialDecay(0.01, 10, 0.6)) == pytest.approx(expected)


def test_exponential_staircase():
    expected = [0.01 * 0.6 ** (step // 10) for step in STEPS]
    assert rates(ExponentialDecay(0.01, 10, 0.6, staircase=True)) == pytest.approx(expected)


def test_piecewise():
    schedule = PiecewiseConstantDecay([7, 25], [1.0, 0.5, 0.1])
    assert rates(schedule) == [1.0, 1.0, 1.0, 0.5, 0.5, 0.1, 0.1]


def test_cosine():
    expected = [
        0.1 * (0.75 * 0.5 * (1 + math.cos(math.pi * min(step, 50) / 50)) + 0.25) for step in STEPS
    ]
    assert rates(CosineDecay(0.1, 50, alpha=0.25)) == pytest.approx(expected)


def test_warm_up_then_cosine():
    schedule = CosineDecay(0.01, 50, warmup_target=0.1, warmup_steps=10)
    assert schedule(0) == pytest.approx(0.01)
    assert schedule(5) == pytest.approx(0.055)
    assert schedule(10) == pytest.approx(0.1)
    assert schedule(35) == pytest.approx(0.05)
    assert schedule(60) == pytest.approx(0)
    assert schedule(100) == pytest.approx(0)


def test_polynomial():
    expected = [0.9 * (1 - min(step, 50) / 50) ** 2 + 0.1 for step in STEPS]
    assert rates(PolynomialDecay(1.0, 50, 0.1, power=2)) == pytest.approx(expected)


def test_inverse_time():
    expected = [1 / (1 + 0.5 * (step // 10)) for step in STEPS]
    assert rates(InverseTimeDecay(1.0, 10, 0.5, staircase=True)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "make",
    [
        lambda: ExponentialDecay(0.1, 0, 0.5),
        lambda: ExponentialDecay(-0.1, 1, 0.5),
        lambda: ExponentialDecay(0.1, 1, 0),
        lambda: PiecewiseConstantDecay([5], [1.0]),
        lambda: PiecewiseConstantDecay([5, 3], [1.0, 0.5, 0.1]),
        lambda: PiecewiseConstantDecay("5", [1.0, 0.5]),
        lambda: CosineDecay(0.1, 10, warmup_steps=-1),
    ],
)
def test_impossible_settings_are_refused(make):
    with pytest.raises(BadSetting):
        make()


@pytest.mark.parametrize("name", sorted(LearningRateSchedule.known()))
def test_plain_form(name):
    settings = {
        "initial_learning_rate": 0.1,
        "decay_steps": 10,
        "decay_rate": 0.5,
        "boundaries": [1],
        "values": [1, 2],
    }
    cls = LearningRateSchedule.known()[name]
    table = [row["name"] for row in cls.describe()]
    schedule = cls(**{key: value for key, value in settings.items() if key in table})
    assert rates(LearningRateSchedule.get(schedule.serialize())) == rates(schedule)
