"""Keras' metrics, used standalone or in a training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .... import nn
from ....errors import BadCall
from ....nn.settings import Only, bad_setting, checked, snake_case
from . import missing
from .arrays import Tensor, tensor
from .naming import counted


class Measure(str):
    """Base: the mean of one value per sample."""

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if cls.__module__ != __name__:
            own = f"class {cls.__name__}(Metric)"
            raise missing("keras.metrics", own, list(KINDS))

    def __new__(cls, *given: Any, name: str | None = None, dtype: Any = None, **more: Any) -> Any:
        if given and isinstance(given[0], str):
            name = given[0]
        checked(cls.__name__, "dtype", Only(allowed=(None, "float32")), dtype)
        return super().__new__(cls, name or snake_case(cls.__name__))

    def __init__(self, name: str | None = None, dtype: Any = None) -> None:
        self.reset_state()

    @property
    def name(self) -> str:
        """The metric's name."""
        return str(self)

    def reset_state(self) -> None:
        """Reset."""
        self._sum, self._seen = 0.0, 0

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: None = None) -> None:
        """Update with these predictions."""
        if sample_weight is not None:
            owner = f"keras.metrics.{type(self).__name__}"
            raise missing(owner, "sample_weight", ["y_true", "y_pred"])
        found = self._each(np.asarray(y_true), np.asarray(y_pred))
        self._sum += float(found.sum(dtype=np.float64))
        self._seen += found.size

    def result(self) -> Tensor:
        """Return the current mean."""
        return tensor(np.float32(self._sum / max(self._seen, 1)))

    def __call__(self, *given: Any, **named: Any) -> Tensor:
        """Update with these predictions and return the current mean."""
        self.update_state(*given, **named)
        return self.result()

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets == output


class Accuracy(Measure):
    """The share of correct predictions."""


class CategoricalAccuracy(Measure):
    """The share of correct predictions, for one-hot targets."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets.argmax(axis=-1) == output.argmax(axis=-1)


class SparseCategoricalAccuracy(Measure):
    """The share of correct predictions, for labels."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets.reshape(output.shape[:-1]) == output.argmax(axis=-1)


class BinaryAccuracy(Measure):
    """The share of outputs on the target's side of a threshold."""

    def __init__(self, name: str | None = None, dtype: Any = None, threshold: float = 0.5) -> None:
        super().__init__()
        self._threshold = threshold

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return (output > self._threshold) == targets.reshape(output.shape)


class SparseTopKCategoricalAccuracy(Measure):
    """The share of labels among the ``k`` largest outputs."""

    def __init__(self, k: int = 5, name: str | None = None, dtype: Any = None) -> None:
        super().__init__()
        self._k = k

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        labels = targets.reshape(len(output)).astype(np.int64)
        right = output[np.arange(len(output)), labels]
        return (output > right[:, None]).sum(axis=1) < self._k


class TopKCategoricalAccuracy(SparseTopKCategoricalAccuracy):
    """The same for one-hot targets."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return super()._each(targets.argmax(axis=-1), output)


class Precision(Measure):
    """The share of outputs above a threshold that are correct."""

    def __init__(
        self, thresholds: float | None = None, name: str | None = None, dtype: Any = None
    ) -> None:
        super().__init__()
        self._thresholds = thresholds

    def __new__(cls, *given: Any, name: str | None = None, **more: Any) -> Any:
        """Keras numbers metrics without a name."""
        return super().__new__(cls, name=name or counted(snake_case(cls.__name__)))

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        found, wanted = self._sides(targets, output)
        return wanted[found]

    def _sides(self, targets: np.ndarray, output: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Masks of outputs and targets above the threshold."""
        if targets.size != output.size:
            shapes = f"targets of shape {targets.shape} for outputs of shape {output.shape}"
            one = "a target for each output"
            raise bad_setting(type(self).__name__, "y_true", shapes, one, BadCall)
        threshold = 0.5 if self._thresholds is None else self._thresholds
        return output > threshold, targets.reshape(output.shape) > 0


class Recall(Precision):
    """The share of outputs that should be above a threshold and are."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        found, wanted = self._sides(targets, output)
        return found[wanted]


class MeanAbsoluteError(Measure):
    """Mean of ``|y - t|``."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return np.abs(output - targets.reshape(output.shape))


class MeanSquaredError(Measure):
    """Mean of ``(y - t)²``."""

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return np.square(output - targets.reshape(output.shape))


class RootMeanSquaredError(MeanSquaredError):
    """Root of the mean squared error."""

    def result(self) -> Tensor:
        """Return the root of the current mean."""
        return tensor(np.sqrt(np.float32(super().result())))


class Mean(Measure):
    """The mean of given values."""

    def update_state(self, values: Any, sample_weight: None = None) -> None:
        """Update with these values."""
        super().update_state(values, values, sample_weight)

    def _each(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return output


KINDS: dict[str, type[Measure]] = {
    kind.__name__: kind
    for kind in (
        Accuracy,
        BinaryAccuracy,
        CategoricalAccuracy,
        Mean,
        MeanAbsoluteError,
        MeanSquaredError,
        Precision,
        Recall,
        RootMeanSquaredError,
        SparseCategoricalAccuracy,
        SparseTopKCategoricalAccuracy,
        TopKCategoricalAccuracy,
    )
}
_SHORT = {"mae": MeanAbsoluteError, "mse": MeanSquaredError}
_BY_NAME = {snake_case(name): kind for name, kind in KINDS.items()} | _SHORT
_COUNTED = ("accuracy", "acc")
_OWN = ("k", "threshold", "thresholds")
"""Constructor parameters of some metrics."""


def measures(metrics: Any) -> list[Measure | str]:
    """Return a metric for ``compile``: "accuracy", which `nn` computes, or a `Measure`.

    Raises
    ------
    BadSetting
        if there is no such metric
    """
    if metrics is None:
        return []
    if isinstance(metrics, (str, type)) or not isinstance(metrics, Sequence):
        raise bad_setting("compile", "metrics", metrics, "a list")
    return [_measure(one) for one in metrics]


def described(metric: Measure | str) -> Any:
    """Return a metric of ``compile`` in JSON types, for `from_description`."""
    if not isinstance(metric, Measure):
        return metric
    own = {name: vars(metric)[f"_{name}"] for name in _OWN if f"_{name}" in vars(metric)}
    return {"class_name": type(metric).__name__, "config": {"name": str(metric), **own}}


def from_description(told: Any) -> Measure | str:
    """Return the metric that `described` serialised.

    Raises
    ------
    BadSetting
        if it is a custom metric
    """
    if isinstance(told, str):
        return told
    kind = KINDS.get(told["class_name"])
    if kind is None:
        raise bad_setting("load_model", "metrics", told["class_name"], ", ".join(KINDS))
    return kind(**told["config"])


def _measure(metric: Any) -> Measure | str:
    if isinstance(metric, Measure):
        return metric
    if isinstance(metric, type) and issubclass(metric, Measure):
        return metric()
    if isinstance(metric, str) and metric.lower() in _COUNTED:
        return metric
    if isinstance(metric, str) and (kind := KINDS.get(metric, _BY_NAME.get(metric))):
        return kind(name=metric)
    raise bad_setting("compile", "metrics", metric, ", ".join([*_COUNTED, *sorted(_BY_NAME)]))


class Meters(nn.Callback):
    """Computes metrics during a training and its validation, and adds them to ``logs``.

    Attributes
    ----------
    logs : dict
        of the latest epoch, after all callbacks
    """

    abstract = True

    def __init__(self, found: list[Measure]) -> None:
        self.measures = found
        self.measured: dict[str, float] = {}
        self.logs: dict[str, float] = {}

    def see(self, targets: np.ndarray, output: np.ndarray) -> None:
        """Update with a batch."""
        for measure in self.measures:
            measure.update_state(targets, output)

    def put_by(self) -> list[tuple[float, int]]:
        """Reset; returns the state for `take_up`."""
        kept = [(one._sum, one._seen) for one in self.measures]
        for measure in self.measures:
            measure.reset_state()
        return kept

    def take_up(self, kept: list[tuple[float, int]]) -> None:
        """Restore the state from `put_by`."""
        for one, (total, seen) in zip(self.measures, kept, strict=True):
            one._sum, one._seen = total, seen

    def values(self) -> dict[str, float]:
        """Return the values by name."""
        return {str(measure): float(measure.result()) for measure in self.measures}

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        """Reset."""
        self.logs = {}

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Reset."""
        self.put_by()

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        """Add the values of the training and the validation."""
        self.logs = logs
        logs |= self.values()
        if "val_loss" in logs:
            logs |= {f"val_{name}": value for name, value in self.measured.items()}
