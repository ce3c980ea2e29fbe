"""The main path: batch after batch forward, loss, backward, step.

`fit_events` is a generator. Whoever drains it decides how fast, may look at the
network between two events, and may stop by closing it: the network is whole at
every event.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from zeichenlabor.errors import BadSetting, BadShape, Diverged

from .callbacks import Callback
from .settings import Integer, Number

#: Pictures per forward pass where nothing is trained: larger passes only take more memory.
INFERENCE_BATCH = 128

#: Pictures per part of a step, where the network has convolutions: their steps are the slow ones.
PART = 16

Augmentation = Callable[[np.ndarray, np.random.Generator], np.ndarray]


@dataclass(slots=True)
class BatchEnd:
    """After one step; epoch and batch count from 0, both numbers are means over this batch."""

    epoch: int
    batch: int
    batches: int
    loss: float
    accuracy: float | None
    learning_rate: float
    type: str = field(default="batch", init=False)


@dataclass(slots=True)
class EpochEnd:
    """After one epoch and its validation; the val_ fields are None without validation data."""

    epoch: int
    loss: float
    accuracy: float | None
    val_loss: float | None
    val_accuracy: float | None
    seconds: float
    samples_per_second: float
    learning_rate: float
    type: str = field(default="epoch", init=False)

    def line(self) -> str:
        """Return the epoch in one line, as Keras prints it with ``verbose=2``."""
        return f"Epoch {self.epoch + 1} - {self.seconds:.1f}s - {line(_logs(self))}"


@dataclass(slots=True)
class Position:
    """Where a training stands; with the weights and the optimizer's state all it needs to go on.

    Attributes
    ----------
    epoch : the one that is under way, from 0
    batch : its steps that are done
    loss, hits : summed over the pictures of these steps
    seconds : they took
    callbacks : what each callback remembers; empty before the first epoch and after the last
    """

    epoch: int = 0
    batch: int = 0
    loss: float = 0.0
    hits: int = 0
    seconds: float = 0.0
    callbacks: list[dict[str, object]] = field(default_factory=list)


class Samples:
    """Pictures and targets as the network takes them: checked once, before the first step.

    Pictures stay uint8 in memory, where they are; a batch becomes float when it
    is drawn.
    """

    def __init__(self, model, x: np.ndarray, y: np.ndarray | None = None) -> None:
        self.x = pictures(x, model.dtype)
        self._model = model
        if math.prod(self.x.shape[1:]) != math.prod(model.input_shape):
            raise BadShape(
                f"pictures of shape {self.x.shape[1:]} given to a network for {model.input_shape}",
                layer=model.name,
                kind="Sequential",
                shape=str(self.x.shape[1:]),
                remedy="match-input",
                input=str(model.input_shape),
            )
        self.y = None
        if y is not None:
            self.y = model.loss.prepare(y, model.output_shape, model.dtype)
            if len(self.y) != len(self.x):
                raise BadShape(
                    f"{len(self.x)} pictures but {len(self.y)} labels",
                    layer="labels",
                    kind="labels",
                    shape=str(len(self.y)),
                    remedy="same-length",
                    pictures=len(self.x),
                )

    def __len__(self) -> int:
        return len(self.x)

    def draw(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the pictures (float) and targets of int32 ``rows``; the next call overwrites."""
        return self._model.draw(self.x, rows, self.y)

    def draw_augmented(self, rows, augmentation: Augmentation, rng) -> tuple:
        """Like `draw`, but the pictures pass through ``augmentation(pictures, rng)``."""
        altered = pictures(augmentation(self.x[rows], rng), self._model.dtype)
        batch, _ = self._model.draw(altered, np.arange(len(rows), dtype=np.int32))
        return batch, self.y[rows]


def line(values: dict[str, float | None]) -> str:
    """Return measured values as ``loss: 0.1234 - accuracy: 0.9876``."""
    return " - ".join(f"{name}: {value:.4g}" for name, value in values.items() if value is not None)


def pictures(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Return uint8 pictures as they are, others as ``dtype``.

    Whole numbers from 0 to 255 of a wider type are grey levels too.
    """
    x = np.asarray(x)
    if x.dtype.kind in "iu" and x.dtype != np.uint8:
        if x.size and not (x.min() >= 0 and x.max() <= 255):
            raise _bad("x", f"{x.min()}…{x.max()}", "grey levels from 0 to 255")
        x = x.astype(np.uint8)
    elif x.dtype != np.uint8:
        x = x.astype(dtype, copy=False)
    return np.ascontiguousarray(x)


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
) -> Iterator[BatchEnd | EpochEnd | None]:
    """Train and tell; see `Sequential.fit_events`."""
    epochs = _checked("epochs", epochs, Integer(minimum=0))
    batch_size = _checked("batch_size", batch_size, Integer(minimum=1))
    seed = _checked("seed", seed, Integer(minimum=0, maximum=2**32 - 1))
    split = _checked("validation_split", validation_split, Number(minimum=0, below=1))
    model.ensure_built(np.shape(x)[1:], seed)
    model.seed_layers(seed)
    training = Samples(model, x, y)
    validation = None
    if validation_data is not None:
        validation = Samples(model, *validation_data)
    elif split:
        training, validation = _hold_back(model, training, split)
    if not len(training):
        raise _bad("x", 0, "at least one picture")

    if position is None:
        position = Position(epoch=initial_epoch)

    def draw(rows, part=()):
        if augmentation is None:
            return training.draw(rows)
        rng = np.random.default_rng([seed, position.epoch, position.batch, *part])
        return training.draw_augmented(rows, augmentation, rng)

    model.stop_training = False
    callbacks = callbacks or ()
    for callback in callbacks:
        callback.set_model(model)
        callback.on_train_begin()
    for callback, state in zip(callbacks, position.callbacks, strict=bool(position.callbacks)):
        callback.set_state(state)
    try:
        while position.epoch < epochs:
            if position.batch == 0:
                for callback in callbacks:
                    callback.on_epoch_begin(position.epoch)
            n = len(training)
            order = epoch_order(n, seed, position.epoch, shuffle)
            for event in _epoch(model, order, batch_size, draw, position):
                if event is not None or pauses:
                    yield event
            model.optimizer.show_average(model.parameters.values, True)
            if pauses and validation:
                found = yield from model.measuring(validation)
            else:
                found = model.measure(validation) if validation else (None, None)
            end = _epoch_end(model, n, position, *found)
            logs = _logs(end)
            for callback in callbacks:
                callback.on_epoch_end(position.epoch, logs)
            _turn_page(position, [callback.get_state() for callback in callbacks])
            yield end
            if model.stop_training:
                break
        for callback in callbacks:
            callback.on_train_end()
        position.callbacks = []
    finally:
        model.optimizer.show_average(model.parameters.values, True)


def epoch_order(n: int, seed: int, epoch: int, shuffle: bool = True) -> np.ndarray:
    """Return the rows 0…n-1, int32, as an epoch takes them.

    Shuffled, they depend on seed and epoch alone, so that training in two parts equals
    training in one.
    """
    if not shuffle:
        return np.arange(n, dtype=np.int32)
    return np.random.default_rng([seed, epoch]).permutation(n).astype(np.int32)


def _epoch(model, order, batch_size, draw, position):
    """What is left of one pass over all samples; ``position`` moves with every step.

    Yields None within a step that takes long.
    """
    good, begin = model.parameters.copy(), replace(position)
    total = np.empty_like(model.parameters.gradients) if model.takes_parts else None
    model.optimizer.show_average(model.parameters.values, False)
    clock = time.perf_counter() - position.seconds
    batches = -(-len(order) // batch_size)
    for batch in range(position.batch, batches):
        rows = order[batch * batch_size : (batch + 1) * batch_size]
        rate = model.optimizer.current_learning_rate
        loss, hits = yield from _step(model, draw, rows, total)
        if not math.isfinite(loss):
            model.parameters.restore(good)
            model.optimizer.build(model.parameters.values)
            _move(position, begin)
            raise Diverged(
                f"loss {loss} in epoch {position.epoch}, batch {batch}",
                epoch=position.epoch,
                batch=batch,
                learning_rate=rate,
            )
        position.batch += 1
        position.loss += loss
        position.hits += hits
        position.seconds = time.perf_counter() - clock
        accuracy = hits / len(rows) if model.counts_hits else None
        yield BatchEnd(position.epoch, batch, batches, loss / len(rows), accuracy, rate)


def _step(model, draw, rows, total):
    """Make one step; returns the summed loss and the number of right answers, of before it.

    The gradient of a batch is the mean of those of its parts, where no picture's output
    depends on the others. It is summed in ``total``, so that others may use the network
    between two parts: the step is the same whoever looks on.
    """
    if len(rows) <= PART or total is None:
        return model.train_step(*draw(rows))
    gradients = model.parameters.gradients
    total[:], loss, hits = 0, 0.0, 0
    for begin in range(0, len(rows), PART):
        if begin:
            yield None
        part = rows[begin : begin + PART]
        found, right = model.compute_gradients(*draw(part, (begin,)))
        gradients *= len(part) / len(rows)
        total += gradients
        loss, hits = loss + found, hits + right
    np.copyto(gradients, total)
    model.optimizer.step(model.parameters.values, gradients)
    return loss, hits


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
    )


def _logs(end: EpochEnd) -> dict[str, float]:
    names = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")
    values = {name: getattr(end, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def _hold_back(model, samples, split):
    """Keras' rule: the last share is for validation, before any shuffling."""
    at = math.floor(len(samples) * (1 - split))
    parts = []
    for part in (slice(None, at), slice(at, None)):
        half = object.__new__(Samples)
        half.x, half.y, half._model = samples.x[part], samples.y[part], model
        parts.append(half)
    return parts


def _checked(name, value, rule):
    try:
        return rule(value)
    except ValueError as error:
        raise _bad(name, value, str(error)) from None


def _bad(name, value, expected):
    return BadSetting(
        f"fit: {name} must be {expected}, got {value!r}",
        owner="fit",
        setting=name,
        value=str(value),
        expected=expected,
    )
