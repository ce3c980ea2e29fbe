"""Pooling: summarise each neighbourhood, and discard the exact position.

The gradient of a maximum goes to the largest cell only, that of a mean to all cells equally.
"""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np

from zeichenlabor.errors import BadSetting

from .. import kernels
from ..settings import Choice, Pair, configurable, setting
from .conv2d import check_picture, window_shape
from .layer import Layer

_MOST_CELLS = 256  # the place of the largest cell in its window is stored in a byte


@configurable
class _Pooling2D(Layer):
    """Base of the two poolings with a window.

    Input shape: (n, height, width, channels).
    Output shape: (n, new height, new width, channels), sizes as in `Conv2D`.
    ``strides`` None means the size of the window.
    """

    abstract = True
    only: ClassVar[dict[str, tuple]] = {"data_format": (None, "channels_last")}

    pool_size: tuple[int, int] = setting(Pair(), default=(2, 2))
    strides: tuple[int, int] | None = setting(Pair(optional=True), default=None)
    padding: str = setting(Choice(options=("valid", "same")), default="valid")

    def __post_init__(self):
        super().__post_init__()
        self._steps = self.strides or self.pool_size

    def output_shape_for(self, input_shape):
        """Return (new height, new width, channels)."""
        size = window_shape(self, self.pool_size, self._steps, input_shape)
        return (*size, input_shape[2])

    def count_operations(self):
        """Return the cells of all windows."""
        return super().count_operations() * math.prod(self.pool_size)


@configurable
class MaxPooling2D(_Pooling2D):
    """The largest value of each window, which may have at most 256 cells."""

    def __post_init__(self):
        super().__post_init__()
        if math.prod(self.pool_size) > _MOST_CELLS:
            raise BadSetting(
                f"MaxPooling2D: pool_size must have at most {_MOST_CELLS} cells",
                owner="MaxPooling2D",
                setting="pool_size",
                value=str(self.pool_size),
                expected=f"at most {_MOST_CELLS} cells",
            )

    def forward(self, x, training=False):
        n = len(x)
        y = self.workspace.array("y", n, self.output_shape)
        self._argmax = self.workspace.array("argmax", n, self.output_shape, np.uint8)
        kernels.max_pool_forward(
            x,
            y,
            self._argmax,
            pool_size=self.pool_size,
            strides=self._steps,
            padding=self.padding,
        )
        return y

    def backward(self, dy, need_dx=True):
        dx = self.workspace.array("dx", len(dy), self.input_shape)
        kernels.max_pool_backward(
            dy,
            self._argmax,
            dx,
            pool_size=self.pool_size,
            strides=self._steps,
            padding=self.padding,
        )
        return dx


@configurable
class AveragePooling2D(_Pooling2D):
    """The mean of each window; cells of the padding do not count."""

    def forward(self, x, training=False):
        y = self.workspace.array("y", len(x), self.output_shape)
        kernels.average_pool_forward(
            x, y, pool_size=self.pool_size, strides=self._steps, padding=self.padding
        )
        return y

    def backward(self, dy, need_dx=True):
        dx = self.workspace.array("dx", len(dy), self.input_shape)
        kernels.average_pool_backward(
            dy, dx, pool_size=self.pool_size, strides=self._steps, padding=self.padding
        )
        return dx


@configurable
class GlobalAveragePooling2D(Layer):
    """One number per channel: its mean over the whole picture.

    Input shape: (n, height, width, channels). Output shape: (n, channels).
    """

    only: ClassVar[dict[str, tuple]] = {
        "data_format": (None, "channels_last"),
        "keepdims": (False,),
    }

    def output_shape_for(self, input_shape):
        """Return (channels,)."""
        return check_picture(self, input_shape)[2:]

    def forward(self, x, training=False):
        y = self.workspace.array("y", len(x), self.output_shape)
        kernels.global_average_forward(x, y)
        return y

    def backward(self, dy, need_dx=True):
        dx = self.workspace.array("dx", len(dy), self.input_shape)
        kernels.global_average_backward(dy, dx)
        return dx
