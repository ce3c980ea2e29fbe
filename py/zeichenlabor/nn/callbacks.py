"""Callbacks: called at every epoch, able to stop the training or to change the learning rate.

Their methods get Keras' ``logs``: a dictionary with loss, accuracy, val_loss,
val_accuracy (where they exist) and learning_rate.
"""

from __future__ import annotations

import inspect
import math
import warnings
from collections.abc import Callable

from .settings import (
    Choice,
    Configurable,
    Flag,
    Integer,
    Number,
    Text,
    checked,
    configurable,
    setting,
)

_RATE = Number(minimum=0)


@configurable
class Callback(Configurable):
    """Base: does nothing. ``self.model`` is the network being trained.

    ``logs`` are given to `on_epoch_end` alone; the others take them, as Keras' do, for whoever
    calls them by ``super()``.
    """

    abstract = True

    def set_model(self, model) -> None:
        self.model = model

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        """Called before the first epoch."""

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Called before each epoch, counted from 0."""

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Called after each epoch's validation."""

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        """Called after the last epoch, also where another callback ended the training."""

    def get_state(self) -> dict[str, object]:
        """Return the state kept between epochs: JSON types and lists of arrays."""
        return {}

    def set_state(self, state: dict[str, object]) -> None:
        """Restore what `get_state` returned; called after `on_train_begin`."""
        for name in self.get_state():
            setattr(self, name, state[name])


@configurable
class History(Callback):
    """What `fit` returns: ``epoch``, a list, and ``history``, one list per measured name."""

    def on_train_begin(self, logs=None):
        self.epoch = []
        self.history = {}

    def on_epoch_end(self, epoch, logs):
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)


@configurable
class _Monitor(Callback):
    """Base of the callbacks that monitor one metric.

    If it was not measured, there is only a warning, as in Keras: ``val_loss`` needs validation
    data.
    """

    abstract = True

    monitor: str = setting(Text(), default="val_loss")

    def on_train_begin(self, logs=None):
        grows = self.mode == "max" or (self.mode == "auto" and "acc" in self.monitor)
        self._sign = 1 if grows else -1
        self.best = None
        self.wait = 0

    def measured(self, logs) -> float | None:
        """Return the monitored value, or None if it is missing."""
        value = logs.get(self.monitor)
        if value is None:
            warnings.warn(
                f"{type(self).__name__} watches {self.monitor!r}, which is not measured here; "
                f"there are {', '.join(logs)}",
                stacklevel=2,
            )
        return value

    def improved(self, value, than) -> bool:
        """Whether a value is better by more than ``min_delta``; every value is better than None."""
        return than is None or self._sign * (value - than) > self.min_delta

    def get_state(self):
        return {"best": self.best, "wait": self.wait}


@configurable
class EarlyStopping(_Monitor):
    """Stop the training when a metric has not improved for ``patience`` epochs.

    With ``restore_best_weights`` the weights of the best epoch are restored. With a ``baseline``,
    only a better value than that counts as an improvement.

    Attributes
    ----------
    best : float
    best_epoch, stopped_epoch : int or None
    """

    min_delta: float = setting(Number(minimum=0), default=0.0)
    patience: int = setting(Integer(minimum=0), default=0)
    verbose: int = setting(Integer(minimum=0, maximum=1), default=0)
    mode: str = setting(Choice(options=("auto", "min", "max")), default="auto")
    baseline: float | None = setting(Number(optional=True), default=None)
    restore_best_weights: bool = setting(Flag(), default=False)
    start_from_epoch: int = setting(Integer(minimum=0), default=0)

    def on_train_begin(self, logs=None):
        super().on_train_begin()
        self.best_epoch = None
        self.stopped_epoch = None
        self._best_weights = None

    def on_epoch_end(self, epoch, logs):
        value = self.measured(logs)
        if value is None or math.isnan(value) or epoch < self.start_from_epoch:
            return
        self.wait += 1
        if self.improved(value, self.best):
            self.best, self.best_epoch = value, epoch
            if self.restore_best_weights:
                self._best_weights = self.model.get_weights()
            if self.improved(value, self.baseline):
                self.wait = 0
        elif self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.stopped_epoch and self.verbose:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping")
        if self._best_weights is not None:
            if self.verbose:
                best = self.best_epoch + 1
                print(f"Restoring model weights from the end of the best epoch: {best}.")
            self.model.set_weights(self._best_weights)

    def get_state(self):
        kept = ("best_epoch", "stopped_epoch", "_best_weights")
        return super().get_state() | {name: getattr(self, name) for name in kept}


@configurable
class ReduceLROnPlateau(_Monitor):
    """Multiply the learning rate by ``factor`` when a metric has stopped improving.

    It then waits for ``cooldown`` epochs before counting again. The rate never falls below
    ``min_lr``; a rate that is already smaller is left unchanged.
    """

    factor: float = setting(Number(above=0, below=1), default=0.1)
    patience: int = setting(Integer(minimum=0), default=10)
    verbose: int = setting(Integer(minimum=0, maximum=1), default=0)
    mode: str = setting(Choice(options=("auto", "min", "max")), default="auto")
    min_delta: float = setting(Number(minimum=0), default=1e-4)
    cooldown: int = setting(Integer(minimum=0), default=0)
    min_lr: float = setting(Number(minimum=0), default=0.0)

    def on_train_begin(self, logs=None):
        super().on_train_begin()
        self.resting = 0

    def on_epoch_end(self, epoch, logs):
        value = self.measured(logs)
        if value is None or math.isnan(value):
            return
        if self.resting:
            self.resting -= 1
            self.wait = 0
        if self.improved(value, self.best):
            self.best, self.wait = value, 0
        elif not self.resting:
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(epoch)

    def _reduce(self, epoch):
        optimizer = self.model.optimizer
        before = optimizer.current_learning_rate
        if before <= self.min_lr:
            return
        optimizer.learning_rate = max(before * self.factor, self.min_lr)
        self.resting, self.wait = self.cooldown, 0
        if self.verbose:
            rate = optimizer.learning_rate
            print(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate}.")

    def get_state(self):
        return super().get_state() | {"resting": self.resting}


class LearningRateScheduler(Callback):
    """Set the learning rate before each epoch to ``schedule(epoch, rate)``.

    A schedule with one parameter gets the epoch only. With ``verbose`` each epoch prints its rate.
    """

    abstract = True  # a function cannot be written in JSON types

    def __init__(self, schedule: Callable[..., float], verbose: int = 0) -> None:
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        optimizer = self.model.optimizer
        rate = self._call(epoch, optimizer.current_learning_rate)
        optimizer.learning_rate = checked("LearningRateScheduler", "schedule", _RATE, rate)
        if self.verbose:
            rate = optimizer.learning_rate
            print(f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.")

    def _call(self, *given):
        try:
            inspect.signature(self.schedule).bind(*given)
        except TypeError:
            given = given[:1]
        except ValueError:  # a built-in function, whose parameters cannot be inspected
            pass
        return self.schedule(*given)
