"""Enlarge a picture by repeating each of its values: the reverse of pooling.

Backward, a value gets the sum of the gradients of all its copies.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..settings import Pair, configurable, setting
from .conv2d import check_picture
from .layer import Layer


@configurable
class UpSampling2D(Layer):
    """Repeat rows and columns.

    Input shape: (n, height, width, channels).
    Output shape: (n, height · size[0], width · size[1], channels).
    """

    only: ClassVar[dict[str, tuple]] = {
        "data_format": (None, "channels_last"),
        "interpolation": ("nearest",),
    }

    size: tuple[int, int] = setting(Pair(), default=(2, 2))

    def output_shape_for(self, input_shape):
        """Return (new height, new width, channels)."""
        height, width, channels = check_picture(self, input_shape)
        return (height * self.size[0], width * self.size[1], channels)

    def forward(self, x, training=False):
        y = self.workspace.array("y", len(x), self.output_shape)
        self._blocks(y)[...] = x[:, :, None, :, None]
        return y

    def backward(self, dy, need_dx=True):
        dx = self.workspace.array("dx", len(dy), self.input_shape)
        np.sum(self._blocks(dy), axis=(2, 4), out=dx)
        return dx

    def _blocks(self, large):
        """View of the output: (n, height, size[0], width, size[1], channels)."""
        height, width, channels = self.input_shape
        return large.reshape(-1, height, self.size[0], width, self.size[1], channels)
