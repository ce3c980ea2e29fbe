"""Layers that only change the shape."""

from __future__ import annotations

import math
from typing import ClassVar

from ..settings import Shape, configurable, setting
from .layer import Layer


@configurable
class _Reshaping(Layer):
    """Base: both passes are views of the same memory."""

    abstract = True

    def forward(self, x, training=False):
        return self.workspace.reshaped("y", x, self.output_shape)

    def backward(self, dy, need_dx=True):
        return self.workspace.reshaped("dx", dy, self.input_shape)


@configurable
class Flatten(_Reshaping):
    """One row of numbers per picture.

    Input shape: (n, …). Output shape: (n, product of the rest).
    """

    only: ClassVar[dict[str, tuple]] = {"data_format": (None, "channels_last")}

    def output_shape_for(self, input_shape):
        """Return (number of values,)."""
        return (math.prod(input_shape),)


@configurable
class Reshape(_Reshaping):
    """Another shape for the same number of values.

    Input shape: (n, …). Output shape: (n, *target_shape); one entry may be -1.
    """

    target_shape: tuple[int, ...] = setting(Shape(wildcard=True))

    def output_shape_for(self, input_shape):
        """Return ``target_shape`` with its -1 filled in."""
        size = math.prod(input_shape)
        known = math.prod(n for n in self.target_shape if n != -1)
        shape = tuple(size // known if n == -1 else n for n in self.target_shape)
        if math.prod(shape) != size:
            raise self.bad_shape("same-size", input_shape, target=str(self.target_shape))
        return shape
