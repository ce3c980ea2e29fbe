"""A training whose parts other workers compute: the same network, whoever has helped."""

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, put
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.training import crew
from zeichenlabor.nn import Replicas
from zeichenlabor.nn.training import PART

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
            mate = crew.Mate(lambda: None)
            self.laboratory.crew.join(number, self.teller(number, mate))

    def teller(self, number, mate):
        def tell(method, params):
            answer = mate.methods[method](**as_message(params))
            if answer is not None:
                self.under_way.append((number, answer))

        return tell

    def work(self):
        assert self.under_way, "nothing more will come"
        self.done += 1
        if self.done == self.ends_after:
            number, _ = self.under_way.pop(0)
            self.laboratory.crew.leave(number)
            return
        for entry in reversed(self.under_way):
            event = next(entry[1], "end")
            if event == "end":
                self.under_way.remove(entry)
                return
            if event is not None:
                self.laboratory.crew.hear(as_message(event))
                return


def train(workers, kind, stop_after=None):
    laboratory = workers.laboratory
    put(laboratory, "a", *bars(120))
    settings = SETTINGS | {"epochs": 2, "batch_size": 3 * PART + 5} | KINDS[kind]
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
    assert len(workers.laboratory.crew.mates) == 1


def test_a_training_is_stopped_and_goes_on_with_other_helpers():
    workers = Workers(1)
    laboratory = train(workers, "augmentation", stop_after=1)
    assert laboratory.session.position.batch == 1
    laboratory.crew.leave(0)
    drain(laboratory.train.resume_training(2))
    assert_same(train(Workers(0), "augmentation"), laboratory)


def test_what_a_helper_tells_of_another_step_is_not_heard():
    workers = Workers(1)
    train(workers, "batch norm")
    before = workers.laboratory.session.model.get_weights()
    workers.laboratory.crew.hear({"step": 1, "stage": 0, "firsts": [0], "found": b"", "shape": [0]})
    for a, b in zip(before, workers.laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
