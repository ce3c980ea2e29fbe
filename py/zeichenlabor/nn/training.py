"""The training loop: forward, loss, backward, step, batch by batch.

`fit_events` is a generator. Its caller sets the pace, can use the network between two events, and
can stop by closing it: the network is in a consistent state at every event.
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

#: Pictures per forward pass for prediction: larger passes only need more memory.
INFERENCE_BATCH = 128

#: Pictures per micro-batch of a step if the network has convolutions: their steps are slow.
MICRO_BATCH = 16

#: Operations per micro-batch, and per pass of a prediction: about 0.1 s on a school computer. If a
#: single picture needs more, pictures are taken one by one.
PASS_OPERATIONS = 2_000_000_000

#: Cost of a step in forward passes: the gradients of weights and inputs cost as much as one each.
STEP_PASSES = 3

T = TypeVar("T")


@dataclass(slots=True)
class BatchEnd:
    """After one step. Epoch and batch count from 0; all values are means over this batch.

    ``penalty`` is the regularization penalty, which ``loss`` includes.
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

    Both losses include the regularization penalty, as in Keras: ``penalty`` is that part of
    ``loss``, ``val_penalty`` that of ``val_loss``.
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
    """Where a training is; with the weights and the optimizer's state, all that is needed to resume
    it.

    Attributes
    ----------
    epoch : the current one, from 0
    batch : how many of its steps are done
    loss, hits, penalty : summed over the pictures of these steps
    seconds : that they took
    callbacks : the state of each callback; empty before the first epoch and after the last
    stopped : a callback has stopped the training, and ``on_train_end`` has not been called yet
    first_loss : of the epoch's first batch, before its step and without the penalty
    """

    epoch: int = 0
    batch: int = 0
    loss: float = 0.0
    hits: int = 0
    seconds: float = 0.0
    callbacks: list[dict[str, object]] = field(default_factory=list)
    penalty: float = 0.0
    stopped: bool = False
    first_loss: float | None = None


def finished(events: Generator[None, None, T]) -> T:
    """Run a generator to its end and return its result."""
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
    """Train; see `Sequential.fit_events`."""
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
            # The weights of the last step have not been evaluated yet: if the loss is no longer
            # finite, it shows in the validation, or else in the latest batch.
            latest = validation or training.take(order[(position.batch - 1) * batch_size :])
            measuring = model.measuring(latest)
            found = (yield from measuring) if pauses else finished(measuring)
            if not math.isfinite(found.loss):
                raise start.diverged(found.loss, model.optimizer.current_learning_rate)
            end = _epoch_end(model, n, position, *(found if validation else (None, None)))
            logs = _logs(end, model.metric_name)
            for callback in callbacks:
                callback.on_epoch_end(position.epoch, logs)
            _begin_next_epoch(position, [callback.get_state() for callback in callbacks])
            position.stopped = model.stop_training
            yield end
        for callback in callbacks:
            callback.on_train_end()
        position.callbacks, position.stopped = [], False
    finally:
        model.show_average(True)


def epoch_order(n: int, seed: int, epoch: int, shuffle: bool = True) -> np.ndarray:
    """Return the rows 0…n-1, int32, in the order of an epoch.

    If shuffled, the order depends only on seed and epoch, so that a resumed training gives the same
    result.
    """
    if not shuffle:
        return np.arange(n, dtype=np.int32)
    return np.random.default_rng([seed, epoch]).permutation(n).astype(np.int32)


class _Start:
    """Weights and position at the beginning of an epoch, to return to."""

    def __init__(self, model, position) -> None:
        self._model, self._position = model, position
        self._weights, self._begin = model.parameters.copy(), replace(position)

    def diverged(self, loss, rate) -> Diverged:
        """Restore; returns the error to raise. The optimizer is reset, since its state is that of
        the diverged steps.
        """
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
    """The rest of one pass over all samples; every step updates ``position``.

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
            position.first_loss = mean - model.penalty
        yield BatchEnd(position.epoch, batch, batches, mean, accuracy, rate, model.penalty)


def _move(position, to):
    for one in fields(Position):
        setattr(position, one.name, getattr(to, one.name))


def _begin_next_epoch(position, callbacks):
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
    """The metrics in Keras' order; accuracy under its name in ``metrics``."""
    values = {
        accuracy: end.accuracy,
        "loss": end.loss,
        f"val_{accuracy}": end.val_accuracy,
        "val_loss": end.val_loss,
        "learning_rate": end.learning_rate,
    }
    return {name: value for name, value in values.items() if value is not None}


def _hold_back(samples, split):
    """Split off the last share for validation, before any shuffling, as Keras does."""
    at = math.floor(len(samples) * (1 - split))
    return samples.take(slice(None, at)), samples.take(slice(at, None))
