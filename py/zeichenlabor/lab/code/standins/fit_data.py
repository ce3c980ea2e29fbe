"""What Keras' ``fit``, ``evaluate`` and ``predict`` are given, in the forms that `nn` takes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....nn.settings import Integer, Only, bad_setting, checked
from .dataset import Dataset
from .sample_weights import weights_of

_COUNT = Integer(minimum=1)


@dataclass
class FitData:
    """What a network is trained on and validated with.

    Attributes
    ----------
    x, y : of the training
    weights : of its samples; None for equal ones
    batch_size, batches : pictures in a batch, and batches in an epoch
    shuffle : whether their order changes in each epoch
    validation_split, validation_data : share of the samples, or (x, y)
    validation_weights : none, or those of ``validation_data``
    validation_batch_size : pictures in a batch
    """

    x: np.ndarray
    y: np.ndarray
    weights: np.ndarray | None
    batch_size: int
    shuffle: bool
    validation_split: float
    validation_data: tuple[np.ndarray, np.ndarray] | None
    validation_weights: list[np.ndarray]
    validation_batch_size: int

    @property
    def batches(self) -> int:
        """Batches in an epoch."""
        return -(-math.floor(len(self.x) * (1 - self.validation_split)) // self.batch_size)

    @property
    def validated(self) -> bool:
        """Whether there is anything to validate with."""
        return bool(self.validation_split) or self.validation_data is not None


def fit_data(
    model: Any,
    x: Any,
    y: Any,
    batch_size: int | None,
    shuffle: bool,
    validation_split: float,
    validation_data: Any,
    settings: dict[str, Any],
) -> FitData:
    """Check the data of ``fit``, and take from ``settings`` what is about them.

    Raises
    ------
    BadSetting
    """
    if isinstance(x, Dataset):
        data, (x, y) = x, x.arrays("fit")
        data.check_steps("fit", "steps_per_epoch", settings.pop("steps_per_epoch", None))
        batch_size, shuffle = data.batch_size, data.shuffled
    if isinstance(validation_data, Dataset):
        data, validation_data = validation_data, validation_data.arrays("fit")
        data.check_steps("fit", "validation_steps", settings.pop("validation_steps", None))
    model._require_compiled()
    if y is None:
        raise bad_setting("fit", "y", None, "labels or targets")
    size = checked("fit", "batch_size", _COUNT, 32 if batch_size is None else batch_size)
    weighting = [settings.pop(name, None) for name in ("sample_weight", "class_weight")]
    x, y = as_inputs(x), as_targets(y)
    model._check_targets(y, "fit")
    if validation_data is not None:
        if not isinstance(validation_data, (list, tuple)) or len(validation_data) != 2:
            raise bad_setting("fit", "validation_data", "…", "(x, y)")
        model._check_targets(validation_data[1], "fit")
        validation_data = as_inputs(validation_data[0]), as_targets(validation_data[1])
    weights = weights_of(y, *weighting, "fit")
    held_back: list[np.ndarray] = []
    if weights is not None and validation_split and validation_data is None:
        at = math.floor(len(x) * (1 - validation_split))
        validation_data, validation_split = (x[at:], y[at:]), 0.0
        held_back = [weights[at:]] if weighting[0] is not None else []
        x, y, weights = x[:at], y[:at], weights[:at]
    if (validation_size := settings.pop("validation_batch_size", None)) is not None:
        checked("fit", "validation_batch_size", _COUNT, validation_size)
    found = FitData(
        x,
        y,
        weights,
        size,
        shuffle,
        validation_split,
        validation_data,
        held_back,
        size if validation_size is None else validation_size,
    )
    steps = settings.pop("steps_per_epoch", None)
    checked("fit", "steps_per_epoch", Only(allowed=(None, found.batches)), steps)
    return found


def in_batches(n: int, size: int) -> Iterator[np.ndarray]:
    """The rows 0…n-1, int32, batch by batch."""
    for begin in range(0, n, size):
        yield np.arange(begin, min(begin + size, n), dtype=np.int32)


def as_inputs(x: Any) -> np.ndarray:
    """Return the inputs; uint8 as float32, since `nn` would interpret uint8 as grey levels.

    Raises
    ------
    BadSetting
        for a list of numbers, which Keras would interpret as a list of inputs
    """
    array = _array(x, "x")
    return array.astype(np.float32) if array.dtype == np.uint8 else array


def as_targets(y: Any) -> np.ndarray:
    """Return the labels or targets."""
    return _array(y, "y")


def _array(values: Any, name: str) -> np.ndarray:
    if isinstance(values, (list, tuple)):
        if len(values) != 1 or not hasattr(values[0], "shape"):
            raise bad_setting("Sequential", name, "a list", f"an array: np.array({name})")
        values = values[0]
    return np.asarray(values)
