"""What a training's losses are called, on curves made for each case."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import Diverged, Exploded
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.diagnosis import diagnose

FALLING = [2.0, 1.0, 0.5, 0.3, 0.2, 0.1, 0.05]


@pytest.mark.parametrize(
    ("losses", "val_losses", "kind", "epoch"),
    [
        (FALLING, FALLING, None, 7),
        (FALLING, [1.5, 0.9, 0.6, 0.7, 0.8, 0.9, 1.0], "overfitting", 3),
        (FALLING, [1.5, 0.9, 0.6, 0.61, 0.6, 0.62, 0.61], None, 7),
        (FALLING[:4], [0.9, 0.6, 0.9, 1.0], None, 4),  # too early to say
        ([0.5, 1.0, 1.2, 1.4, 1.6], [0.5, 1.0, 1.2, 1.4, 1.6], None, 5),  # both rise
        ([2.0, 9.0], [2.0, 9.0], "exploding", 2),
        ([900.0, 2.4, 2.31, 2.3], [80.0, 90.0, 95.0, 99.0], "stuck", 4),
        ([2.3, 2.29], [2.3, 2.3], None, 2),  # too early to say
        ([], [], None, 0),
    ],
)
def test_curves_are_named(losses, val_losses, kind, epoch):
    found = diagnose(losses, val_losses, 10)
    assert (found.kind, found.epoch) == (kind, epoch)


@pytest.fixture
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(300))
    return laboratory


def test_every_epoch_is_diagnosed(laboratory):
    events, _ = drain(laboratory.train.start_training(SETTINGS))
    kinds = [event.type for event in events if event.type in ("start", "diagnosis", "epoch")]
    assert kinds == ["start", *["diagnosis", "epoch"] * 3]
    assert [event.kind for event in events if event.type == "diagnosis"] == [None] * 3


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_a_huge_rate_diverges(laboratory):
    with pytest.raises(Diverged):
        drain(laboratory.train.start_training(SETTINGS | {"learning_rate": 1e30}))


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_a_net_that_runs_away_goes_back_to_its_last_good_epoch(laboratory):
    drain(laboratory.train.start_training(SETTINGS))
    good, loss = laboratory.bench.model.get_weights(), laboratory.bench.history[-1].loss
    laboratory.bench.model.optimizer.learning_rate = 10.0
    with pytest.raises(Exploded) as caught:
        drain(laboratory.train.resume_training(2))
    assert caught.value.params["epoch"] == 4
    assert laboratory.bench.epochs == len(laboratory.bench.history) == 3
    assert laboratory.bench.history[-1].loss == loss
    for a, b in zip(good, laboratory.bench.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_one_step_lowers_the_loss_of_its_batch(laboratory):
    laboratory.train.reset_training(SETTINGS)
    events, first = drain(laboratory.train.step_training())
    assert [event.type for event in events] == ["start", "batch", "checkpoint"]
    assert (first.size, first.step) == (32, 1)
    assert first.loss_after < first.loss == pytest.approx(events[1].loss, rel=1e-5)
    _, second = drain(laboratory.train.step_training())
    assert second.step == 2
    assert second.loss != first.loss


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_a_step_into_nowhere_is_taken_back(laboratory):
    laboratory.train.reset_training(SETTINGS | {"learning_rate": 1e30})
    before = laboratory.bench.model.get_weights()
    with pytest.raises(Diverged):
        drain(laboratory.train.step_training())
    assert laboratory.bench.position.batch == 0
    for a, b in zip(before, laboratory.bench.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
