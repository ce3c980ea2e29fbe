"""A training whose micro-batches helpers compute: the same network with any helpers."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, put
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.training.helpers import Helper
from zeichenlabor.nn import Replicas
from zeichenlabor.nn.ahead import Ahead
from zeichenlabor.nn.training import MICRO_BATCH

CONVOLUTIONS = [
    {"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": 3, "strides": 2}},
    {"class_name": "BatchNormalization", "config": {}},
    {"class_name": "Flatten", "config": {}},
    {"class_name": "Dropout", "config": {"rate": 0.2}},
]
KINDS = {
    "batch norm": {"layers": CONVOLUTIONS},
    "no batch norm": {"layers": CONVOLUTIONS[:1] + CONVOLUTIONS[2:]},
    "augmentation": {"layers": CONVOLUTIONS, "augmentation": {"rotation": 10.0}},
    "mean squared error": {"layers": CONVOLUTIONS, "preset": "winter-1990"},
}


@pytest.fixture(autouse=True)
def always(monkeypatch):
    """Whatever pays."""
    monkeypatch.setattr(Replicas, "_pays", lambda _: True)


def as_message(value):
    """What of a record comes to another worker: arrays are flat, without a shape."""
    if isinstance(value, dict):
        return {key: as_message(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_message(entry) for entry in value]
    if isinstance(value, np.ndarray) and value.dtype in (np.uint8, np.float32):
        return memoryview(value.flatten())
    return value.tolist() if isinstance(value, np.ndarray) else value


class Workers:
    """A main worker and helpers, in one process: while one waits, another one works."""

    def __init__(self, helpers, ends_after=None):
        self.laboratory = Laboratory(wait=self.work)
        self.under_way, self.done, self.ends_after = [], 0, ends_after
        for number in range(helpers):
            helper = Helper(lambda: None)
            self.laboratory.helpers.join(number, self.teller(number, helper))

    def teller(self, number, helper):
        def tell(method, params):
            answer = helper.methods[method](**as_message(params))
            if answer is not None:
                self.under_way.append((number, answer))

        return tell

    def work(self):
        assert self.under_way, "nothing more will come"
        self.done += 1
        if self.done == self.ends_after:
            number, _ = self.under_way.pop(0)
            self.laboratory.helpers.leave(number)
            return
        for entry in reversed(self.under_way):
            event = next(entry[1], "end")
            if event == "end":
                self.under_way.remove(entry)
                return
            if event is not None:
                self.laboratory.helpers.hear(as_message(event))
                return


def train(workers, kind, stop_after=None):
    laboratory = workers.laboratory
    put(laboratory, "a", *bars(120))
    settings = SETTINGS | {"epochs": 2, "batch_size": 3 * MICRO_BATCH + 5} | KINDS[kind]
    training = laboratory.train.start_training(settings)
    drain(training, stop_after)
    return laboratory


def drain(training, stop_after=None):
    batches, answer = 0, None
    while True:
        try:
            event = training.send(answer)
        except StopIteration:
            return
        batches += getattr(event, "type", "") == "batch"
        answer = True if batches == stop_after else None


def assert_same(one, other):
    for a, b in zip(
        one.session.model.get_weights(), other.session.model.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(a, b)
    for a, b in zip(one.session.history, other.session.history, strict=True):
        assert (a.loss, a.accuracy, a.val_loss) == (b.loss, b.accuracy, b.val_loss)


@pytest.mark.parametrize("helpers", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_training_is_the_same_with_any_number_of_helpers(kind, helpers):
    workers = Workers(helpers)
    assert_same(train(Workers(0), kind), train(workers, kind))
    assert workers.done > 0


@pytest.mark.parametrize("ends_after", [1, 5, 9])
def test_a_helper_that_ends_takes_nothing_along(ends_after):
    workers = Workers(2, ends_after)
    assert_same(train(Workers(0), "batch norm"), train(workers, "batch norm"))
    assert len(workers.laboratory.helpers.workers) == 1


def test_a_training_is_stopped_and_goes_on_with_other_helpers():
    workers = Workers(1)
    laboratory = train(workers, "augmentation", stop_after=1)
    assert laboratory.session.position.batch == 1
    laboratory.helpers.leave(0)
    drain(laboratory.train.resume_training(2))
    assert_same(train(Workers(0), "augmentation"), laboratory)


def test_what_a_helper_tells_of_another_step_is_not_heard():
    workers = Workers(1)
    train(workers, "batch norm")
    before = workers.laboratory.session.model.get_weights()
    workers.laboratory.helpers.hear(
        {"step": 1, "stage": 0, "firsts": [0], "found": b"", "shape": [0]}
    )
    for a, b in zip(before, workers.laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


DENSE = {
    "layers": [{"class_name": "Flatten", "config": {}}],
    "augmentation": {"rotation": 10.0, "elastic": 1.0},
    "batch_size": 10,
}


def train_dense(helpers, works_at=1, leaves=None, monkeypatch=None):
    """Train a network whose steps are not divided; helpers do one thing at every so manieth event.

    Returns the laboratory, and how many batches came altered from elsewhere.
    """
    taken = []
    if monkeypatch:
        take = Ahead.take
        monkeypatch.setattr(Ahead, "take", lambda *a: taken.append(take(*a)) or taken[-1])
    workers = Workers(helpers)
    laboratory = workers.laboratory
    put(laboratory, "a", *bars(120))
    for count, _ in enumerate(laboratory.train.start_training(SETTINGS | {"epochs": 3} | DENSE)):
        if workers.under_way and count % works_at == 0:
            workers.work()
        if count == leaves:
            laboratory.helpers.leave(0)
            workers.under_way = [entry for entry in workers.under_way if entry[0] != 0]
    return laboratory, sum(pictures is not None for pictures in taken)


@pytest.mark.parametrize("helpers", [1, 2, 3])
@pytest.mark.parametrize("works_at", [1, 5])
def test_pictures_that_helpers_alter_ahead_are_the_same(monkeypatch, helpers, works_at):
    alone, _ = train_dense(0)
    helped, taken = train_dense(helpers, works_at, monkeypatch=monkeypatch)
    assert_same(alone, helped)
    assert taken > 0


def test_nobody_waits_for_pictures_that_do_not_come(monkeypatch):
    alone, _ = train_dense(0)
    helped, taken = train_dense(2, works_at=10**6, monkeypatch=monkeypatch)
    assert_same(alone, helped)
    assert taken == 0


def test_a_helper_that_leaves_takes_no_pictures_along(monkeypatch):
    alone, _ = train_dense(0)
    helped, taken = train_dense(2, leaves=9, monkeypatch=monkeypatch)
    assert_same(alone, helped)
    assert taken > 0


def test_pictures_of_an_earlier_training_are_not_heard():
    workers = Workers(1)
    heard = []
    ahead = SimpleNamespace(put=lambda at, altered: heard.append(at))
    workers.laboratory.helpers.expect(ahead, 7)
    altered = np.zeros((1, 28, 28), np.float32)
    event = {"at": [0, 1], "altered": memoryview(altered.flatten()), "shape": [1, 28, 28]}
    workers.laboratory.helpers.hear({"network": 6} | event)
    assert heard == []
    workers.laboratory.helpers.hear({"network": 7} | event)
    assert heard == [(0, 1)]


def test_a_helper_alters_nothing_for_an_earlier_training():
    assert list(Helper().alter(network=3, at=[0, 1], pictures=b"", shape=[0, 28, 28])) == []
