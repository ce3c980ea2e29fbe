"""Observers of a training: told of every epoch, able to stop it or to change the rate.

Their methods get Keras' ``logs``: a dictionary with loss, accuracy, val_loss,
val_accuracy (where they exist) and learning_rate.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .settings import Choice, Configurable, Flag, Integer, Number, Text, configurable, setting


@configurable
class Callback(Configurable):
    """Base: does nothing. ``self.model`` is the network being trained."""

    abstract = True

    def set_model(self, model) -> None:
        self.model = model

    def on_train_begin(self) -> None:
        """Called before the first epoch."""

    def on_epoch_begin(self, epoch: int) -> None:
        """Called before each epoch, counted from 0."""

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Called after each epoch's validation."""

    def on_train_end(self) -> None:
        """Called after the last epoch, also where another callback ended the training."""

    def get_state(self) -> dict[str, object]:
        """Return what it remembers of past epochs: JSON types and lists of arrays."""
        return {}

    def set_state(self, state: dict[str, object]) -> None:
        """Take up again, after `on_train_begin`, where `get_state` was called."""
        for name in self.get_state():
            setattr(self, name, state[name])


@configurable
class History(Callback):
    """What `fit` returns: ``epoch``, a list, and ``history``, one list per measured name."""

    def on_train_begin(self):
        self.epoch = []
        self.history = {}

    def on_epoch_end(self, epoch, logs):
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)


@configurable
class _Monitor(Callback):
    """Base of those that wait for a number to improve by more than ``min_delta``."""

    abstract = True

    monitor: str = setting(Text(), default="val_loss")
    min_delta: float = setting(Number(minimum=0), default=0.0)
    patience: int = setting(Integer(minimum=0), default=0)
    mode: str = setting(Choice(options=("auto", "min", "max")), default="auto")

    def on_train_begin(self):
        grows = self.mode == "max" or (self.mode == "auto" and "acc" in self.monitor)
        self._sign = 1 if grows else -1
        self.best = None
        self.wait = 0

    def improved(self, logs) -> bool:
        """Note the epoch's value and tell whether it is the best so far.

        A monitored name that is not in the logs (validation without validation
        data) falls back on the same name of the training data.
        """
        value = logs.get(self.monitor, logs.get(self.monitor.removeprefix("val_")))
        if value is None or math.isnan(value):
            return False
        if self.best is None or self._sign * (value - self.best) > self.min_delta:
            self.best = value
            self.wait = 0
            return True
        self.wait += 1
        return False

    def get_state(self):
        return {"best": self.best, "wait": self.wait}


@configurable
class EarlyStopping(_Monitor):
    """End the training when a number has not improved for ``patience`` epochs.

    With ``restore_best_weights`` the net goes back to its best epoch.

    Attributes
    ----------
    best : float
    best_epoch, stopped_epoch : int or None
    """

    restore_best_weights: bool = setting(Flag(), default=False)
    start_from_epoch: int = setting(Integer(minimum=0), default=0)

    def on_train_begin(self):
        super().on_train_begin()
        self.best_epoch = None
        self.stopped_epoch = None
        self._best_weights = None

    def on_epoch_end(self, epoch, logs):
        if epoch < self.start_from_epoch:
            return
        if self.improved(logs):
            self.best_epoch = epoch
            if self.restore_best_weights:
                self._best_weights = self.model.get_weights()
        elif self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self):
        if self._best_weights is not None:
            self.model.set_weights(self._best_weights)

    def get_state(self):
        kept = ("best_epoch", "stopped_epoch", "_best_weights")
        return super().get_state() | {name: getattr(self, name) for name in kept}


@configurable
class ReduceLROnPlateau(_Monitor):
    """Multiply the learning rate by ``factor`` when a number has not improved for a while."""

    patience: int = setting(Integer(minimum=0), default=10)
    factor: float = setting(Number(above=0, below=1), default=0.1)
    min_lr: float = setting(Number(minimum=0), default=0.0)

    def on_epoch_end(self, epoch, logs):
        if not self.improved(logs) and self.wait >= self.patience:
            optimizer = self.model.optimizer
            optimizer.learning_rate = max(
                optimizer.current_learning_rate * self.factor, self.min_lr
            )
            self.wait = 0


class LearningRateScheduler(Callback):
    """Set the learning rate before each epoch to ``schedule(epoch, rate)``."""

    abstract = True  # a function has no plain form

    def __init__(self, schedule: Callable[[int, float], float]) -> None:
        self.schedule = schedule

    def on_epoch_begin(self, epoch):
        optimizer = self.model.optimizer
        optimizer.learning_rate = float(self.schedule(epoch, optimizer.current_learning_rate))
