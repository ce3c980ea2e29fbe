"""The main path: batch after batch forward, loss, backward, step.

`fit_events` is a generator. Whoever drains it decides how fast, may look at the
network between two events, and may stop by closing it: the network is whole at
every event.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

import numpy as np

from zeichenlabor.errors import Diverged

from .callbacks import Callback
from .data_adapter import DataAdapter
from .settings import Integer, Number, bad_setting, checked
from .steps import Augmentation, Feed, Steps

#: Pictures per forward pass where nothing is trained: larger passes only take more memory.
INFERENCE_BATCH = 128

#: Pictures per part of a step, where the network has convolutions: their steps are the slow ones.
PART = 16

#: Operations per part of a step, and per pass where nothing is trained: about 0.1 s on a school's
#: computer. A network whose single picture costs more is taken picture by picture.
PART_OPERATIONS = 2_000_000_000

#: A step in forward passes: the weights' and the inputs' gradients cost as much as one each.
STEP_PASSES = 3

T = TypeVar("T")


@dataclass(slots=True)
class BatchEnd:
    """After one step; epoch and batch count from 0, all numbers are means over this batch.

    ``penalty`` is the regularizers' part of ``loss``.
    """

    epoch: int
    batch: int
    batches: int
    loss: float
    accuracy: float | None
    learning_rate: float
    penalty: float = 0.0
    type: str = field(default="batch", init=False)


@dataclass(slots=True)
class EpochEnd:
    """After one epoch and its validation; the val_ fields are None without validation data.

    Both losses contain what the regularizers ask for the size of the weights, as in Keras.
    ``penalty`` is that part of ``loss``, ``val_penalty`` that of ``val_loss``: what is left
    says how well the pictures are read.
    """

    epoch: int
    loss: float
    accuracy: float | None
    val_loss: float | None
    val_accuracy: float | None
    seconds: float
    samples_per_second: float
    learning_rate: float
    penalty: float = 0.0
    val_penalty: float = 0.0
    type: str = field(default="epoch", init=False)

    def line(self) -> str:
        """Return the epoch in one line, as Keras prints it with ``verbose=2``."""
        return f"Epoch {self.epoch + 1} - {self.seconds:.1f}s - {line(_logs(self, 'accuracy'))}"


@dataclass(slots=True)
class Position:
    """Where a training stands; with the weights and the optimizer's state all it needs to go on.

    Attributes
    ----------
    epoch : the one that is under way, from 0
    batch : its steps that are done
    loss, hits, penalty : summed over the pictures of these steps
    seconds : they took
    callbacks : what each callback remembers; empty before the first epoch and after the last
    stopped : a callback has ended the training, which has not been wound up yet
    begun : the loss of the epoch's first batch, without the penalty: of the network before it
    """

    epoch: int = 0
    batch: int = 0
    loss: float = 0.0
    hits: int = 0
    seconds: float = 0.0
    callbacks: list[dict[str, object]] = field(default_factory=list)
    penalty: float = 0.0
    stopped: bool = False
    begun: float | None = None


def finished(events: Generator[None, None, T]) -> T:
    """Return what a generator returns, without its pauses."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value


def line(values: dict[str, float | None]) -> str:
    """Return measured values as ``loss: 0.1234 - accuracy: 0.9876``."""
    return " - ".join(f"{name}: {value:.4g}" for name, value in values.items() if value is not None)


def fit_events(
    model,
    x: np.ndarray,
    y: np.ndarray,
    *,
    epochs: int,
    batch_size: int,
    validation_split: float,
    validation_data: tuple[np.ndarray, np.ndarray] | None,
    callbacks: Sequence[Callback] | None,
    seed: int,
    initial_epoch: int,
    shuffle: bool,
    augmentation: Augmentation | None,
    position: Position | None,
    pauses: bool,
    replicas,
) -> Iterator[BatchEnd | EpochEnd | None]:
    """Train and tell; see `Sequential.fit_events`."""
    epochs = checked("fit", "epochs", Integer(minimum=0), epochs)
    batch_size = checked("fit", "batch_size", Integer(minimum=1), batch_size)
    seed = checked("fit", "seed", Integer(minimum=0, maximum=2**32 - 1), seed)
    split = checked("fit", "validation_split", Number(minimum=0, below=1), validation_split)
    model.ensure_built(np.shape(x)[1:], seed)
    model.seed_layers(seed)
    training = DataAdapter(model, x, y)
    validation = None
    if validation_data is not None:
        validation = DataAdapter(model, *validation_data)
    elif split:
        training, validation = _hold_back(training, split)
    if not len(training):
        raise bad_setting("fit", "x", 0, "at least one picture")

    if position is None:
        position = Position(epoch=initial_epoch)

    steps = Steps(model, Feed(training, augmentation, seed), batch_size, replicas)
    model.stop_training = position.stopped
    callbacks = callbacks or ()
    for callback in callbacks:
        callback.set_model(model)
        callback.on_train_begin()
    for callback, state in zip(callbacks, position.callbacks, strict=bool(position.callbacks)):
        callback.set_state(state)
    try:
        while position.epoch < epochs and not model.stop_training:
            if position.batch == 0:
                for callback in callbacks:
                    callback.on_epoch_begin(position.epoch)
            n = len(training)
            order = epoch_order(n, seed, position.epoch, shuffle)
            start = _Start(model, position)
            for event in _epoch(model, order, batch_size, steps, position, start):
                if pauses or isinstance(event, BatchEnd):
                    yield event
            model.show_average(True)
            # The last step's weights have not been measured yet: a loss that is no number any
            # more shows in the validation, or else in the latest batch.
            latest = validation or training.take(order[(position.batch - 1) * batch_size :])
            measuring = model.measuring(latest)
            found = (yield from measuring) if pauses else finished(measuring)
            if not math.isfinite(found.loss):
                raise start.diverged(found.loss, model.optimizer.current_learning_rate)
            end = _epoch_end(model, n, position, *(found if validation else (None, None)))
            logs = _logs(end, model.metric_name)
            for callback in callbacks:
                callback.on_epoch_end(position.epoch, logs)
            _turn_page(position, [callback.get_state() for callback in callbacks])
            position.stopped = model.stop_training
            yield end
        for callback in callbacks:
            callback.on_train_end()
        position.callbacks, position.stopped = [], False
    finally:
        model.show_average(True)


def epoch_order(n: int, seed: int, epoch: int, shuffle: bool = True) -> np.ndarray:
    """Return the rows 0…n-1, int32, as an epoch takes them.

    Shuffled, they depend on seed and epoch alone, so that training in two parts equals
    training in one.
    """
    if not shuffle:
        return np.arange(n, dtype=np.int32)
    return np.random.default_rng([seed, epoch]).permutation(n).astype(np.int32)


class _Start:
    """Weights and position at the beginning of an epoch, to go back to."""

    def __init__(self, model, position) -> None:
        self._model, self._position = model, position
        self._weights, self._begin = model.parameters.copy(), replace(position)

    def diverged(self, loss, rate) -> Diverged:
        """Go back; returns the error to raise. The optimizer's memory is of the bad steps."""
        model, at = self._model, replace(self._position)
        model.parameters.restore(self._weights)
        model.optimizer.build(model.parameters.values)
        _move(self._position, self._begin)
        return Diverged(
            f"loss {loss} in epoch {at.epoch}, batch {at.batch}",
            epoch=at.epoch,
            batch=at.batch,
            learning_rate=rate,
        )


def _epoch(model, order, batch_size, steps, position, start):
    """What is left of one pass over all samples; ``position`` moves with every step.

    Yields pauses within a step that takes long.
    """
    model.show_average(False)
    clock = time.perf_counter() - position.seconds
    batches = -(-len(order) // batch_size)
    steps.begin_epoch(order)
    for batch in range(position.batch, batches):
        rows = order[batch * batch_size : (batch + 1) * batch_size]
        rate = model.optimizer.current_learning_rate
        loss, hits = yield from steps.make(rows, (position.epoch, batch))
        if not math.isfinite(loss):
            raise start.diverged(loss, rate)
        position.batch += 1
        position.loss += loss
        position.penalty += model.penalty * len(rows)
        position.hits += hits
        position.seconds = time.perf_counter() - clock
        accuracy = hits / len(rows) if model.counts_hits else None
        mean = loss / len(rows)
        if batch == 0:
            position.begun = mean - model.penalty
        yield BatchEnd(position.epoch, batch, batches, mean, accuracy, rate, model.penalty)


def _move(position, to):
    for one in fields(Position):
        setattr(position, one.name, getattr(to, one.name))


def _turn_page(position, callbacks):
    _move(position, Position(epoch=position.epoch + 1, callbacks=callbacks))


def _epoch_end(model, n, position, val_loss, val_accuracy):
    return EpochEnd(
        epoch=position.epoch,
        loss=position.loss / n,
        accuracy=position.hits / n if model.counts_hits else None,
        val_loss=val_loss,
        val_accuracy=val_accuracy,
        seconds=position.seconds,
        samples_per_second=n / position.seconds if position.seconds else 0.0,
        learning_rate=model.optimizer.current_learning_rate,
        penalty=position.penalty / n,
        val_penalty=0.0 if val_loss is None else model.measure_penalty(),
    )


def _logs(end: EpochEnd, accuracy: str) -> dict[str, float]:
    """What was measured, in Keras' order; the share of right answers by the name it was given."""
    values = {
        accuracy: end.accuracy,
        "loss": end.loss,
        f"val_{accuracy}": end.val_accuracy,
        "val_loss": end.val_loss,
        "learning_rate": end.learning_rate,
    }
    return {name: value for name, value in values.items() if value is not None}


def _hold_back(samples, split):
    """Keras' rule: the last share is for validation, before any shuffling."""
    at = math.floor(len(samples) * (1 - split))
    return samples.take(slice(None, at)), samples.take(slice(at, None))
