"""Transposed convolution: the reverse of a convolution, from a small picture to a larger one.

Where `Conv2D` collects a window into one value, this layer spreads each value over a window,
and where windows overlap their values add up: forward is what backward is for the inputs of a
convolution with the same kernel, and the other way round (Dumoulin and Visin 2016, chapter 4)::

    columns = x @ kernelᵀ       y = a(col2im(columns) + bias)
    dx = conv2d(dz, kernel)     dkernel = conv2d's dkernel, with dz for its input and x for its dz
"""

from __future__ import annotations

import math
from typing import ClassVar

from .. import kernels
from ..settings import configurable
from .conv2d import Convolutional, check_picture
from .layer import TOUCH, Weight


@configurable
class Conv2DTranspose(Convolutional):
    """Two-dimensional transposed convolution ("deconvolution").

    Input shape: (n, height, width, channels).
    Output shape: (n, new height, new width, filters): with padding "same" the new size is
    size · stride, with "valid" size · stride + max(kernel - stride, 0).
    """

    only: ClassVar[dict[str, tuple]] = {"output_padding": (None,)}

    def output_shape_for(self, input_shape):
        """Return (new height, new width, filters)."""
        shape = check_picture(self, input_shape)
        height, width = (
            size * stride + (max(kernel - stride, 0) if self.padding == "valid" else 0)
            for size, kernel, stride in zip(shape, self.kernel_size, self.strides, strict=False)
        )
        return (height, width, self.filters)

    def wanted_weights(self):
        """Return ``kernel`` (height, width, filters, channels in) and ``bias`` (filters,)."""
        shape = (*self.kernel_size, self.filters, self.input_shape[2])
        wanted = {"kernel": Weight(shape, self.kernel_initializer, self.kernel_regularizer)}
        if self.use_bias:
            wanted["bias"] = Weight((self.filters,), self.bias_initializer, self.bias_regularizer)
        return wanted

    def count_places(self):
        """Return the pixels of the input: each is spread over a window."""
        return math.prod(self.input_shape[:2])

    def count_operations(self):
        """Include the cost of adding up the windows."""
        windows = self.count_places() * math.prod(self.kernel_size) * self.filters
        return super().count_operations() + TOUCH * windows

    def forward(self, x, training=False):
        n, channels = len(x), self.input_shape[2]
        self._x = x
        self._y = y = self.workspace.array("y", n, self.output_shape)
        rows = x.reshape(-1, channels)
        kernel = self.kernel.reshape(-1, channels)
        columns = self.workspace.array("columns", len(rows), (len(kernel),))
        kernels.matmul(rows, kernel, columns, transpose_b=True)
        kernels.col2im(columns, y, self.kernel_size, strides=self.strides, padding=self.padding)
        if self.use_bias:
            y += self.bias
        z = self.z_array(n)
        if z is not None:
            z[...] = y
        kernels.activation_forward(y, y, activation=self.kernel_activation)
        self.soften(y)
        return y

    def backward(self, dy, need_dx=True):
        n = len(dy)
        self.unsoften(dy, self._y)
        kernels.activation_backward(
            dy,
            self._y,
            dy,
            activation=self.kernel_activation,
            z=self.z_array(n),
            db=self.gradients.get("bias"),
        )
        window = {"strides": self.strides, "padding": self.padding}
        x = self.workspace.array("x", n, self.input_shape)
        x[...] = self._x  # the kernel overwrites the array passed as its dy
        kernels.conv2d_backward(
            dy, self.kernel, self._x, x, self.gradients["kernel"], None, None, **window
        )
        if not need_dx:
            return None
        dx = self.workspace.array("dx", n, self.input_shape)
        kernels.conv2d_forward(dy, self.kernel, None, dx, **window)
        return dx
