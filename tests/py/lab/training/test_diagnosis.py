"""Diagnoses of trainings, on curves made for each case."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import Diverged, Exploded
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.training.diagnosis import diagnose, training_loss

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
    good, loss = laboratory.session.model.get_weights(), laboratory.session.history[-1].loss
    laboratory.session.model.optimizer.learning_rate = 10.0
    with pytest.raises(Exploded) as caught:
        drain(laboratory.train.resume_training(2))
    assert caught.value.params["epoch"] == 4
    assert laboratory.session.epochs == len(laboratory.session.history) == 3
    assert laboratory.session.history[-1].loss == loss
    for a, b in zip(good, laboratory.session.model.get_weights(), strict=True):
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
    before = laboratory.session.model.get_weights()
    with pytest.raises(Diverged):
        drain(laboratory.train.step_training())
    assert laboratory.session.position.batch == 0
    for a, b in zip(before, laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(
    "regularizer",
    [{"class_name": "L1", "config": {"l1": 0.003}}, {"class_name": "L2", "config": {"l2": 0.1}}],
)
def test_the_price_of_large_weights_is_no_sign_of_a_bad_training(laboratory, regularizer):
    events, _ = drain(
        laboratory.train.start_training(SETTINGS | {"regularizer": regularizer, "epochs": 6})
    )
    last = laboratory.session.history[-1]
    assert last.accuracy > 0.9
    assert max(epoch.loss for epoch in laboratory.session.history) > 2 * np.log(10)
    kinds = {event.kind for event in events if event.type == "diagnosis"}
    assert kinds <= {None, "overfitting"}


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
@pytest.mark.parametrize("batch_size", [1024, 128])
@pytest.mark.parametrize("epochs", [0, 2])
def test_a_bad_step_at_the_end_of_an_epoch_is_taken_back(laboratory, batch_size, epochs):
    """The epoch's only step, or its last one; with nothing learned yet, or with something."""
    settings = SETTINGS | {"batch_size": batch_size, "epochs": max(epochs, 1)}
    if epochs:
        drain(laboratory.train.start_training(settings))
    else:
        laboratory.train.reset_training(settings)
    session = laboratory.session
    good, batches = session.model.get_weights(), -(-240 // batch_size)

    def go_on():
        for event in laboratory.train.resume_training(1):
            if getattr(event, "type", "") in ("start", "batch"):
                last = batches == 1 or getattr(event, "batch", -1) == batches - 2
                session.model.optimizer.learning_rate = 30.0 if last else 0.001

    with pytest.raises(Exploded) as caught:
        go_on()
    assert caught.value.params["epoch"] == epochs + 1
    assert (session.epochs, session.position.batch, len(session.history)) == (epochs, 0, epochs)
    for a, b in zip(good, session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
@pytest.mark.parametrize("events", [2, 4])
@pytest.mark.parametrize("reload", [False, True])
def test_a_pause_hides_no_bad_step(laboratory, events, reload):
    """What the steps before a pause have ruined is judged by the epoch's beginning all the same."""
    settings = SETTINGS | {"learning_rate": 10.0, "epochs": 1}
    training = laboratory.train.start_training(settings)
    good = laboratory.session.model.get_weights()
    _, result = drain(training, events)
    assert result.state == "stopped"
    assert laboratory.session.position.batch > 0
    if reload:
        weights = laboratory.keep.save_run().weights
        laboratory.keep.restore_run(memoryview(weights.tobytes()))
    with pytest.raises(Exploded):
        drain(laboratory.train.resume_training(1))
    if reload:
        return  # its file holds the network as it was when it paused
    assert laboratory.session.position.batch == 0
    for a, b in zip(good, laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_validation_that_is_bad_for_another_reason_ends_no_training(laboratory):
    """Averages that batch normalization has hardly begun say nothing about the weights."""
    laboratory.train.reset_training(SETTINGS | {"preset": "codelab-cnn-batch-norm"})
    session = laboratory.session
    for layer in session.model.layers:
        if hasattr(layer, "moving_variance"):
            layer.moving_variance[:] = 1e-6
    before = session.model.parameters.copy()
    assert training_loss(session.model, session.subsets.train) < 2 * np.log(10)
    assert session.model.evaluate(
        session.subsets.train.images, session.subsets.train.labels
    ).loss > 2 * np.log(10)
    for a, b in zip(before, session.model.parameters.copy(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("stopped_at", ["batch", "epoch"])
def test_a_pause_changes_nothing_about_early_stopping(stopped_at):
    """Stopped in the very epoch in which it fires: going on ends at once, with the best weights."""
    stopping = {
        "class_name": "EarlyStopping",
        "config": {"monitor": "val_loss", "patience": 1, "restore_best_weights": True},
    }
    settings = SETTINGS | {"epochs": 40, "early_stopping": stopping, "learning_rate": 0.005}

    def begun():
        laboratory = Laboratory()
        images, labels = bars(90)
        labels[::4] = (labels[::4] + 1) % 10  # so much is wrong that it cannot be learned
        put(laboratory, "a", images, labels)
        return laboratory

    whole = begun()
    events, result = drain(whole.train.start_training(settings))
    assert result.epochs < 40
    ending = next(event for event in events if event.type == "ending")

    paused = begun()
    training, wish = paused.train.start_training(settings), None
    while True:
        try:
            event = training.send(wish)
        except StopIteration:
            break
        last = getattr(event, "epoch", -1) == result.epochs - 1
        last &= getattr(event, "batch", 0) == getattr(event, "batches", 1) - 1
        wish = True if event.type == stopped_at and last else wish
    assert paused.session.position.stopped
    revived = begun()
    revived.keep.restore_run(paused.keep.save_run().weights.data)
    for laboratory in (paused, revived):
        events, again = drain(laboratory.train.resume_training(40 - result.epochs))
        assert (again.state, again.epochs) == ("done", result.epochs)
        assert [event for event in events if event.type == "ending"] == [ending]
        for a, b in zip(
            whole.session.model.get_weights(), laboratory.session.model.get_weights(), strict=True
        ):
            np.testing.assert_array_equal(a, b)
