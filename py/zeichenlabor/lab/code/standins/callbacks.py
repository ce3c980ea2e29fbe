"""Custom callbacks, and those of Keras that `nn` lacks."""

from __future__ import annotations

import csv
import inspect
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .... import nn
from ....nn.settings import Choice, Flag, Integer, Number, Only, bad_setting, checked
from . import missing

RATE = "learning_rate"
_EPOCHS = {"on_train_begin": 0, "on_train_end": 0, "on_epoch_begin": 1, "on_epoch_end": 1}
_BATCHES = {"on_train_batch_begin": 1, "on_train_batch_end": 1}
_OLD = {"on_batch_begin": "on_train_batch_begin", "on_batch_end": "on_train_batch_end"}
_ASIDE = {
    f"on_{what}{of}_{when}": len(of) // 6
    for what in ("test", "predict")
    for of in ("", "_batch")
    for when in ("begin", "end")
}
_HOOKS = _EPOCHS | _BATCHES | dict.fromkeys(_OLD, 1) | _ASIDE
"""The methods of a callback, and how many parameters come before ``logs``."""


class Callback(nn.Callback):
    """Base of custom callbacks."""

    abstract = True
    behind_a_schedule = False
    """Whether a previous callback has logged the learning rate, as in Keras only then."""

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        cls.abstract = True
        for name, hook in list(vars(cls).items()):
            if name.startswith("on_") and name not in _HOOKS:
                raise missing("keras.callbacks.Callback", name, list(_HOOKS))
            if name in _HOOKS and callable(hook):
                setattr(cls, _OLD.get(name, name), _with_logs(hook, name))

    def on_train_batch_begin(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Called before each step."""

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Called after each step, with the means of the epoch so far."""

    def on_test_begin(self, logs: dict[str, float] | None = None) -> None:
        """Called before each validation, and before ``evaluate``."""

    def on_test_end(self, logs: dict[str, float] | None = None) -> None:
        """Called after each validation, and after ``evaluate``."""

    def on_test_batch_begin(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Called before each batch of these."""

    def on_test_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Called after each batch of these, with the means so far."""

    def on_predict_begin(self, logs: dict[str, Any] | None = None) -> None:
        """Called before ``predict``."""

    def on_predict_end(self, logs: dict[str, Any] | None = None) -> None:
        """Called after ``predict``."""

    def on_predict_batch_begin(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Called before each batch of it."""

    def on_predict_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Called after each batch of it, with its ``outputs``."""


class FirstBatch(nn.Callback):
    """The last callback: calls the others for the first batch of an epoch."""

    abstract = True

    def __init__(self, begin: Callable[[], None]) -> None:
        self._tell = begin

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Call the callbacks for the batch."""
        self._tell()


def _with_logs(hook: Callable, name: str) -> Callable:
    """`nn` passes ``logs`` only if there are any; Keras always does.

    Values that a callback adds are visible to later callbacks and in the history.
    """
    count = _HOOKS[name]
    takes = len(inspect.signature(hook).parameters) > count + 1

    def told(self: Callback, *given: Any, **named: Any) -> None:
        logs = given[count] if len(given) > count else named.get("logs")
        if logs is None:
            logs = self.model._meters.logs if name == "on_train_end" else {}
        rate = None if self.behind_a_schedule else logs.pop(RATE, None)
        hook(self, *given[:count], *([logs] * takes))
        if rate is not None:
            logs.setdefault(RATE, rate)

    return told


def lambda_callback(**hooks: Callable) -> Callback:
    """Return a callback made of functions."""
    for name in hooks:
        if name not in _HOOKS:
            raise missing("keras.callbacks.LambdaCallback", name, list(_HOOKS))
    methods = {name: _method(name, hook) for name, hook in hooks.items() if hook is not None}
    return type("LambdaCallback", (Callback,), methods)()


def _method(name: str, hook: Callable) -> Callable:
    if _HOOKS[name]:
        return lambda self, place, logs: hook(place, logs)
    return lambda self, logs: hook(logs)


class ModelCheckpoint(Callback):
    """Save the network after each epoch, or only if a metric has improved."""

    def __init__(
        self,
        filepath: Any,
        monitor: str = "val_loss",
        verbose: int = 0,
        save_best_only: bool = False,
        save_weights_only: bool = False,
        mode: str = "auto",
        save_freq: str = "epoch",
        initial_value_threshold: float | None = None,
    ) -> None:
        self.monitor = monitor
        self.mode = _checked("mode", Choice(options=("auto", "min", "max")), mode)
        self.verbose = _checked("verbose", Integer(maximum=1), int(verbose))
        self.save_best_only = _checked("save_best_only", Flag(), save_best_only)
        self.save_weights_only = _checked("save_weights_only", Flag(), save_weights_only)
        _checked("save_freq", Only(allowed=("epoch",)), save_freq)
        start = Number(optional=True)
        self.best = _checked("initial_value_threshold", start, initial_value_threshold)
        endings = (".weights.h5",) if save_weights_only else (".keras", ".h5")
        if not str(filepath).endswith(endings):
            expected = f"a name that ends with {' or '.join(endings)}"
            raise bad_setting("ModelCheckpoint", "filepath", filepath, expected)
        self.filepath = str(filepath)

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Save."""
        path = self.filepath.format(epoch=epoch + 1, **logs)
        if self.save_best_only and not self._is_best(epoch, logs, path):
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if self.verbose and not self.save_best_only:
            print(f"\nEpoch {epoch + 1}: saving model to {path}")
        if self.save_weights_only:
            self.model.save_weights(path)
        else:
            self.model.save(path)

    def _is_best(self, epoch: int, logs: dict[str, float], path: str) -> bool:
        value = logs.get(self.monitor)
        if value is None:
            print(f"ModelCheckpoint: {self.monitor} is not measured; there are {', '.join(logs)}")
            return False
        grows = self.mode == "max" or (self.mode == "auto" and "acc" in self.monitor)
        better = self.best is None or (value > self.best if grows else value < self.best)
        if self.verbose:
            before = "inf" if self.best is None else f"{self.best:.5f}"
            told = f"improved from {before} to {value:.5f}, saving model to {path}"
            print(
                f"\nEpoch {epoch + 1}: {self.monitor} "
                f"{told if better else f'did not improve from {before}'}"
            )
        if better:
            self.best = value
        return better


def _checked(name: str, rule: Any, value: Any) -> Any:
    return checked("ModelCheckpoint", name, rule, value)


class CSVLogger(Callback):
    """Write the metrics of each epoch to a file, one row per epoch."""

    def __init__(self, filename: Any, separator: str = ",", append: bool = False) -> None:
        self.filename, self.sep, self.append = str(filename), separator, append

    def on_train_begin(self, logs: dict[str, float]) -> None:
        """Create the file."""
        self._keys: list[str] = []
        self._headed = self.append and Path(self.filename).exists()
        if not self.append:
            Path(self.filename).write_text("", encoding="utf-8")

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Write a row."""
        begun = bool(self._keys) or self._headed
        self._keys = self._keys or sorted(logs)
        if not any(key.startswith("val_") for key in self._keys):
            self._keys += [f"val_{key}" for key in self._keys]
        with Path(self.filename).open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.sep)
            if not begun:
                writer.writerow(["epoch", *self._keys])
            writer.writerow([epoch, *[logs.get(key, "NA") for key in self._keys]])


class TerminateOnNaN(Callback):
    """Does nothing: every training ends with an error if the loss is not finite."""


class EpochLine(nn.Callback):
    """Print each completed epoch as Keras does."""

    abstract = True

    def __init__(self, epochs: int, batches: int, verbose: int | str, rated: bool) -> None:
        self.epochs, self.batches, self.verbose, self._rated = epochs, batches, verbose, rated

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Print the number of the epoch."""
        print(f"Epoch {epoch + 1}/{self.epochs}")
        self._begin = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Print the metrics."""
        shown = {name: value for name, value in logs.items() if name != RATE or self._rated}
        print(line(shown, self.batches, self.verbose, self._begin))


def line(values: dict[str, float], batches: int, verbose: int | str, begin: float) -> str:
    """Format the metrics and the time as Keras does."""
    seconds = time.perf_counter() - begin
    each = seconds / max(batches, 1)
    step = f"{1000 * each:.0f}ms/step" if each < 1 else f"{each:.0f}s/step"
    ordered = sorted(values.items(), key=lambda item: (item[0].startswith("val_"), item[0]))
    told = [f"{name}: {value:{'.4f' if abs(value) > 1e-3 else '.4e'}}" for name, value in ordered]
    if verbose in (2, "2"):
        return " - ".join([f"{batches}/{batches}", f"{seconds:.0f}s", step, *told])
    bar = "━" * 20
    return " - ".join([f"{batches}/{batches} {bar} {seconds:.0f}s {step}", *told])


class EarlyStopping(nn.EarlyStopping):
    """Like that of `nn`, except that ``stopped_epoch`` is 0 if the training was not stopped."""

    abstract = True

    @property
    def stopped_epoch(self) -> int:
        """The epoch after which the training was stopped."""
        return vars(self).get("_stopped") or 0

    @stopped_epoch.setter
    def stopped_epoch(self, epoch: int | None) -> None:
        self._stopped = epoch


OWN = {
    "Callback": Callback,
    "EarlyStopping": EarlyStopping,
    "CSVLogger": CSVLogger,
    "LambdaCallback": lambda_callback,
    "ModelCheckpoint": ModelCheckpoint,
    "TerminateOnNaN": TerminateOnNaN,
}
