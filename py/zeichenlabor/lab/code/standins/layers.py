"""Layers of Keras that exist in cells only, not in the page.

They have no weights, except `Dense`, which also accepts inputs that are not flat.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from .... import nn
from ....nn.layers.layer import Weight
from ....nn.settings import (
    Flag,
    Number,
    Only,
    Pair,
    Rule,
    bad_setting,
    configurable,
    setting,
)
from .arrays import tensor
from .dataset import Dataset

_LAST = (None, "channels_last")


@dataclass(frozen=True)
class Values(Rule):
    """A number, or an array of numbers."""

    def parse(self, value: Any) -> float | tuple[float, ...]:
        """Return it, with lists converted to tuples."""
        try:
            array = np.asarray(value, np.float64)
        except (TypeError, ValueError):
            raise ValueError("a number, or an array of numbers") from None
        return float(array) if not array.ndim else tuple(array.reshape(-1).tolist())


@configurable
class Dense(nn.Dense):
    """Like that of `nn`; applied along the last axis of inputs that are not flat."""

    abstract = True

    def output_shape_for(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return (…, units)."""
        return (*input_shape[:-1], self.units)

    def count_places(self) -> int:
        """Return the number of rows."""
        return math.prod(self.input_shape[:-1])


@configurable
class Rescaling(nn.Layer):
    """``x · scale + offset``."""

    abstract = True
    scale: float = setting(Values())
    offset: float = setting(Values(), default=0.0)

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs."""
        return np.ascontiguousarray(x * np.asarray(self.scale, x.dtype) + self.offset, x.dtype)

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the gradient of the inputs."""
        return np.ascontiguousarray(dy * np.asarray(self.scale, dy.dtype))


@configurable
class Normalization(nn.Layer):
    """Normalises each feature to mean 0 and variance 1, with the statistics from `adapt`.

    Attributes
    ----------
    mean, variance : Tensor
        of the features, once known
    """

    abstract = True
    axis: int | None = setting(Only(allowed=(-1, None)), default=-1)
    mean: Any = setting(Values(optional=True), default=None)
    variance: Any = setting(Values(optional=True), default=None)
    invert: bool = setting(Flag(), default=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._given = {"mean": self.mean, "variance": self.variance}
        if (self.mean is None) is not (self.variance is None):
            raise bad_setting("Normalization", "mean", self.mean, "given together with variance")

    def settings(self) -> dict[str, Any]:
        """Return the settings as given, without the statistics of `adapt`."""
        return super().settings() | self._given

    def wanted_weights(self) -> dict[str, Weight]:
        """Return the features' mean and variance, and the number of steps."""
        if self._given["mean"] is not None:
            return {}
        shape = () if self.axis is None else self.input_shape[-1:]
        return {
            "adapt_mean": Weight(shape, nn.Zeros(), trainable=False),
            "adapt_variance": Weight(shape, nn.Ones(), trainable=False),
            "count": Weight((), nn.Zeros(), trainable=False),
        }

    def adapt(self, data: Any, batch_size: int | None = None, steps: None = None) -> None:
        """Compute mean and variance of the features over these samples.

        Raises
        ------
        BadSetting
            if mean and variance were given
        """
        if self._given["mean"] is not None:
            raise bad_setting("Normalization", "adapt", "…", "used without a given mean")
        values = data.arrays("adapt", 1)[0] if isinstance(data, Dataset) else np.asarray(data)
        if not self.built:
            shape = self.declared_shape or values.shape[1:] or (1,)
            nn.Sequential([self], name="").build(shape)
        axes = tuple(range(values.ndim - (self.axis is not None)))
        values = values.astype(np.float64)
        self.adapt_mean[...] = values.mean(axis=axes)
        self.adapt_variance[...] = values.var(axis=axes)
        shape = (1,) * (len(self.input_shape) + 1 - self.adapt_mean.ndim)
        self.mean = tensor(self.adapt_mean.reshape(shape + self.adapt_mean.shape).copy())
        self.variance = tensor(self.adapt_variance.reshape(self.mean.shape).copy())

    def _numbers(self, dtype: Any) -> tuple[np.ndarray, np.ndarray]:
        given = tuple(self._given.values())
        mean, variance = (self.adapt_mean, self.adapt_variance) if given[0] is None else given
        return np.asarray(mean, dtype), np.maximum(np.sqrt(np.asarray(variance, dtype)), 1e-7)

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs."""
        mean, width = self._numbers(x.dtype)
        return np.ascontiguousarray(mean + x * width if self.invert else (x - mean) / width)

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the gradient of the inputs."""
        width = self._numbers(dy.dtype)[1]
        return np.ascontiguousarray(dy * width if self.invert else dy / width)


@configurable
class GlobalMaxPooling2D(nn.Layer):
    """The maximum of each channel."""

    abstract = True
    only: ClassVar[dict[str, tuple]] = {"keepdims": (False,), "data_format": _LAST}

    def output_shape_for(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return (channels,)."""
        if len(input_shape) != 3:
            raise self.bad_shape("reshape", input_shape)
        return input_shape[-1:]

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs."""
        self._x, self._y = x, x.max(axis=(1, 2))
        return self._y

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the gradient of the inputs; equal maxima share it."""
        largest = self._x == self._y[:, None, None]
        return largest * (dy / largest.sum(axis=(1, 2)))[:, None, None]


@configurable
class ZeroPadding2D(nn.Layer):
    """Padding with zeros: the same width on all sides, or (rows, columns)."""

    abstract = True
    only: ClassVar[dict[str, tuple]] = {"data_format": _LAST}
    padding: tuple[int, int] = setting(Pair(minimum=0), default=1)

    def output_shape_for(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return (height, width, channels)."""
        if len(input_shape) != 3:
            raise self.bad_shape("reshape", input_shape)
        rows, columns = self.padding
        return (input_shape[0] + 2 * rows, input_shape[1] + 2 * columns, input_shape[2])

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs."""
        return np.pad(x, ((0, 0), *((width, width) for width in self.padding), (0, 0)))

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the gradient of the inputs."""
        rows, columns = self.padding
        height, width = dy.shape[1] - rows, dy.shape[2] - columns
        return np.ascontiguousarray(dy[:, rows:height, columns:width])


@configurable
class LeakyReLU(nn.Layer):
    """``max(x, 0) + slope · min(x, 0)``; with 0.2 it is an activation in the page."""

    abstract = True
    negative_slope: float = setting(Number(minimum=0), default=0.3)

    def takes(self, name: str, value: Any) -> bool:
        """Also accept the slope's older name."""
        if name != "alpha":
            return super().takes(name, value)
        self._old = value
        return True

    def __post_init__(self) -> None:
        if "_old" in vars(self):
            self.negative_slope = self._old
        super().__post_init__()

    def serialize(self) -> dict[str, Any]:
        """Return its form in the page."""
        config = {"negative_slope": self.negative_slope, "name": self.given_name}
        if self.negative_slope != 0.2:
            return {"class_name": "LeakyReLU", "config": config}
        return {"class_name": "Activation", "config": {"activation": "leaky_relu"}}

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs."""
        self._slope = np.where(x > 0, 1, self.negative_slope).astype(x.dtype)
        return x * self._slope

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the gradient of the inputs."""
        return dy * self._slope


KINDS = {
    kind.__name__: kind
    for kind in (
        Dense,
        GlobalMaxPooling2D,
        LeakyReLU,
        Normalization,
        Rescaling,
        ZeroPadding2D,
    )
}
