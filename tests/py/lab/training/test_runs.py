"""A training is resumed exactly: after a stop anywhere, and from its file in another laboratory."""

from __future__ import annotations

import contextlib
import io
import json

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import BadDataFile, NoModel, TooFewSamples
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.training import runs
from zeichenlabor.lab.training.ending import Ending
from zeichenlabor.lab.training.pace import EVERY, Stopwatch
from zeichenlabor.lab.training.runs import LONGEST, SHARE, Keeper

PICTURES, BATCHES = 200, 5
EASY = SETTINGS | {"epochs": 3, "learning_rate": 0.003}
# A schedule, averaged weights, altered pictures.
AVERAGED = EASY | {
    "preset": "record",
    "epochs": 2,
    "batch_size": 64,
}  # schedule, average, pictures altered
EARLY = EASY | {"preset": "blog", "epochs": 14, "learning_rate": 0.01, "batch_size": 80}


def new_laboratory(count: int = PICTURES) -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(count))
    return laboratory


def whole(settings) -> Laboratory:
    laboratory = new_laboratory()
    drain(laboratory.train.start_training(settings))
    return laboratory


@pytest.fixture(scope="module")
def easy() -> Laboratory:
    return whole(EASY)


def train(training, batches: int) -> None:
    """Train so many batches and stop."""
    answer = None
    with contextlib.suppress(StopIteration):
        while True:
            event = training.send(answer)
            batches -= event is not None and event.type == "batch"
            answer = batches <= 0 or None


def assert_same(one: Laboratory, other: Laboratory) -> None:
    assert one.session.epochs == other.session.epochs
    for a, b in zip(
        one.session.model.get_weights(), other.session.model.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(a, b)
    for a, b in zip(one.session.history, other.session.history, strict=True):
        assert (a.loss, a.val_loss, a.accuracy) == (b.loss, b.val_loss, b.accuracy)


def moved(laboratory: Laboratory, count: int = PICTURES):
    """The same training in a new laboratory, and what is told about it."""
    weights = laboratory.keep.save_run().weights
    other = new_laboratory(count)
    return other, other.keep.restore_run(memoryview(weights.tobytes()))


@pytest.mark.parametrize("batches", [3, BATCHES, BATCHES + 1])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_training_stopped_anywhere_ends_as_if_it_had_not_been(easy, batches, elsewhere):
    """Within an epoch, at its last batch, after it: in place or in a new laboratory."""
    laboratory = new_laboratory()
    train(laboratory.train.start_training(EASY), batches)
    assert laboratory.session.position.batch == batches % BATCHES
    if elsewhere:
        laboratory, _ = moved(laboratory)
    drain(laboratory.train.resume_training(EASY["epochs"] - laboratory.session.epochs))
    assert_same(laboratory, easy)


@pytest.mark.parametrize("settings", [AVERAGED, EARLY])
def test_schedules_averages_altered_pictures_and_callbacks_go_on_too(settings):
    laboratory = new_laboratory()
    train(laboratory.train.start_training(settings), 1)
    for _ in range(2):
        laboratory, _ = moved(laboratory)
        train(laboratory.train.resume_training(settings["epochs"]), 2)
    drain(laboratory.train.resume_training(settings["epochs"] - laboratory.session.epochs))
    assert_same(laboratory, whole(settings))


def test_steps_by_themselves_are_steps_of_the_training(easy):
    laboratory = new_laboratory()
    laboratory.train.reset_training(EASY)
    events = [event for _ in range(BATCHES) for event in drain(laboratory.train.step_training())[0]]
    assert [event.type for event in events].count("epoch") == 1
    drain(laboratory.train.resume_training(EASY["epochs"] - 1))
    assert_same(laboratory, easy)


def test_a_killed_training_goes_on_from_what_it_last_told(easy):
    laboratory = new_laboratory()
    told = []
    for event in laboratory.train.start_training(EASY):
        told.append(event)
        if event.type == "batch" and event.epoch == 2:
            break
    checkpoint = [event for event in told if event.type == "checkpoint"][-1]
    other = new_laboratory()
    restored = other.keep.restore_run(memoryview(checkpoint.weights.tobytes()))
    assert restored.epochs == checkpoint.epochs >= 1
    drain(other.train.resume_training(EASY["epochs"] - restored.epochs))
    assert_same(other, easy)


@pytest.mark.parametrize("restore", [True, False])
def test_early_stopping_is_told_and_what_is_kept_is_the_network_that_counts(restore):
    """The last file that is told holds the best epoch's weights, not the last one's."""
    stopping = {"monitor": "val_loss", "patience": 2, "restore_best_weights": restore}
    laboratory = new_laboratory()
    told, result = drain(
        laboratory.train.start_training(
            EASY
            | {
                "epochs": 40,
                "learning_rate": 0.02,
                "early_stopping": {"class_name": "EarlyStopping", "config": stopping},
            }
        )
    )
    *_, ending, checkpoint = told
    losses = [event.val_loss for event in told if event.type == "epoch"]
    best = int(np.argmin(losses)) + 1
    assert ending == Ending(best + 2, True, "val_loss", best, restore)
    assert (result.state, result.epochs) == ("done", best + 2)
    other = new_laboratory()
    other.keep.restore_run(memoryview(checkpoint.weights.tobytes()))
    images, _ = bars(30, seed=8)
    here = laboratory.session.model
    np.testing.assert_array_equal(other.session.model.predict(images), here.predict(images))
    validation = laboratory.session.subsets.validation
    loss = here.evaluate(validation.images, validation.labels).loss
    assert loss == losses[best - 1 if restore else -1]


def test_the_best_epoch_counts_also_where_the_goal_was_reached():
    stopping = {"monitor": "val_accuracy", "patience": 50, "restore_best_weights": True}
    settings = EASY | {
        "epochs": 12,
        "learning_rate": 0.01,
        "early_stopping": {"class_name": "EarlyStopping", "config": stopping},
    }
    told, _ = drain(new_laboratory().train.start_training(settings))
    accuracies = [event.val_accuracy for event in told if event.type == "epoch"]
    best = int(np.argmax(accuracies)) + 1
    assert told[-2] == Ending(12, False, "val_accuracy", best, True)


def test_a_training_that_simply_reaches_its_goal_has_nothing_to_tell(easy):
    told, _ = drain(new_laboratory().train.start_training(EASY))
    assert not any(event.type == "ending" for event in told)
    assert told[-1].type == "checkpoint"


def test_what_comes_back_can_be_tried_and_evaluated(easy):
    laboratory = easy
    other, restored = moved(laboratory)
    assert restored.same_data
    assert restored.parameters == laboratory.session.model.count_params()
    assert restored.samples.test == 20
    assert other.evaluate.evaluate().loss == laboratory.evaluate.evaluate().loss


def test_another_collection_is_noticed(easy):
    _, restored = moved(easy, count=210)
    assert not restored.same_data


def test_without_pictures_a_network_still_answers(easy):
    laboratory = easy
    other, restored = moved(laboratory, count=0)
    assert restored.samples is None
    assert not restored.same_data
    images, _ = bars(10)
    np.testing.assert_array_equal(
        other.session.model.predict(images), laboratory.session.model.predict(images)
    )
    with pytest.raises(TooFewSamples):
        other.evaluate.evaluate()


def test_there_must_be_something_to_save():
    with pytest.raises(NoModel):
        Laboratory().keep.save_run()
    with pytest.raises(NoModel):
        drain(Laboratory().train.step_training())


def npz(**arrays) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def other_arrays(content: bytes, **changes) -> bytes:
    with np.load(io.BytesIO(content)) as archive:
        return npz(**(dict(archive) | changes))


def about_of(content: bytes) -> dict:
    with np.load(io.BytesIO(content)) as archive:
        return json.loads(archive["about"].tobytes())


def other_about(content: bytes, about: dict) -> bytes:
    return other_arrays(content, about=np.frombuffer(json.dumps(about).encode(), np.uint8))


def other_origin(content: bytes, **changes: object) -> bytes:
    about = about_of(content)
    about["origin"] |= changes
    return other_about(content, about)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: npz(about=np.frombuffer(b"{}", np.uint8)),
        lambda content: npz(about=np.frombuffer(b"[1]", np.uint8)),
        lambda content: npz(about=np.array([{}], object)),
        lambda content: other_arrays(content, weights=np.zeros(3, np.float32)),
        lambda content: other_arrays(content, optimizer_0=np.zeros(3, np.float32)),
        lambda content: other_arrays(content, measured=np.zeros(3, np.float32)),
        lambda content: other_origin(content, pen=99.0),
        lambda content: other_origin(content, pen=float("nan")),
        lambda content: other_origin(content, pen="fine"),
        lambda content: other_origin(content, slants=[0.2, 0.1]),
        lambda content: other_origin(content, slants=[0.0, float("nan")]),
        lambda content: other_origin(content, slants=["a", "b"]),
        lambda content: other_origin(content, slants=0.1),
    ],
)
def test_a_broken_file_is_refused_and_harms_nothing(easy, damage):
    laboratory = easy
    content = laboratory.keep.save_run().weights.tobytes()
    before = laboratory.session.model.get_weights()
    with pytest.raises(BadDataFile):
        laboratory.keep.restore_run(memoryview(damage(content)))
    for a, b in zip(before, laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_file_of_an_earlier_version_tells_the_loss_of_the_first_batch():
    laboratory = new_laboratory()
    train(laboratory.train.start_training(EASY), batches=2)
    content = laboratory.keep.save_run().weights.tobytes()
    about = about_of(content)
    loss = about["position"]["begun"] = about["position"].pop("first_loss")
    laboratory.keep.restore_run(memoryview(other_about(content, about)))
    assert laboratory.session.position.first_loss == loss > 0


def test_every_preset_comes_back():
    for key in presets.PRESETS:
        settings = SETTINGS | {"preset": key, "epochs": 1, "batch_size": 64}
        laboratory = new_laboratory(100)
        laboratory.train.reset_training(settings)
        drain(laboratory.train.step_training())
        other, _ = moved(laboratory, 100)
        for a, b in zip(
            laboratory.session.model.get_weights(), other.session.model.get_weights(), strict=True
        ):
            np.testing.assert_array_equal(a, b)


# --- clocks


class Clock:
    """Says what the test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_tells_speed_and_time_left():
    clock = Clock()
    stopwatch = Stopwatch(steps=100, clock=clock)
    told = []
    for _ in range(20):
        clock.now += 0.1
        told.append(stopwatch.count(32))
    paces = [pace for pace in told if pace]
    assert 3 <= len(paces) <= 2 / EVERY
    assert paces[-1].samples_per_second == pytest.approx(320)
    assert told.index(paces[-1]) == 19 or paces[-1].seconds_left > 8
    assert paces[0].seconds_left == pytest.approx(0.1 * (100 - told.index(paces[0]) - 1))


def test_a_long_epoch_is_kept_within(monkeypatch):
    """Else whoever has to end the worker in it loses all that it has learned."""
    clock = Clock()
    monkeypatch.setattr(runs, "Keeper", lambda: Keeper(clock))
    monkeypatch.setattr(
        Keeper, "pack", lambda self, *about: self.note(0.01) or runs.checkpoint_of(*about)
    )
    settings = AVERAGED
    laboratory, calm = new_laboratory(), whole(settings)
    kept = []
    for event in laboratory.train.start_training(settings):
        clock.now += 0.8 * LONGEST if getattr(event, "type", "") == "batch" else 0
        if getattr(event, "type", "") == "checkpoint":
            kept.append(event)
    within = [event for event in kept if event.batch]
    assert [event.epochs for event in within] == [0, 1]
    assert_same(laboratory, calm)  # keeping has changed nothing
    other = new_laboratory()
    other.keep.restore_run(memoryview(within[0].weights.tobytes()))
    drain(other.train.resume_training(settings["epochs"] - within[0].epochs))
    assert_same(other, calm)


def test_keeping_takes_little_of_the_time():
    clock = Clock()
    keeper = Keeper(clock)
    assert keeper.due()
    spent = 0.0
    for _ in range(1000):
        clock.now += 0.05
        if keeper.due():
            keeper.note(0.01)
            clock.now += 0.01
            spent += 0.01
    assert 0.5 * SHARE < spent / clock.now <= SHARE
