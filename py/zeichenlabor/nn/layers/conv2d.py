"""Convolution: one small kernel is applied at every place of the picture.

Forward: at each place the window under the kernel is one row, and the layer is
Dense on these rows (their matrix is called ``im2col``), with the same weights
everywhere. Backward: dkernel sums over places as well as over pictures, and
every pixel collects the gradients of all windows that it was part of.
"""

from __future__ import annotations

import math
from typing import ClassVar

from .. import activations, kernels
from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Choice, Flag, Integer, Pair, Piece, configurable, setting
from .fused_activation import FusedActivation
from .layer import Weight


@configurable
class Convolutional(FusedActivation):
    """Base of `Conv2D` and `Conv2DTranspose`: their settings, in Keras' order."""

    abstract = True
    only: ClassVar[dict[str, tuple]] = {
        "data_format": (None, "channels_last"),
        "dilation_rate": (1, (1, 1)),
        "kernel_constraint": (None,),
        "bias_constraint": (None,),
    }

    filters: int = setting(Integer(minimum=1))
    kernel_size: tuple[int, int] = setting(Pair())
    strides: tuple[int, int] = setting(Pair(), default=(1, 1))
    padding: str = setting(Choice(options=("valid", "same")), default="valid")
    activation: str = setting(activations.RULE, default=None, kw_only=True)
    use_bias: bool = setting(Flag(), default=True, kw_only=True)
    kernel_initializer: Initializer = setting(
        Piece(family=Initializer), default="glorot_uniform", kw_only=True
    )
    bias_initializer: Initializer = setting(
        Piece(family=Initializer), default="zeros", kw_only=True
    )
    kernel_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None, kw_only=True
    )
    bias_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None, kw_only=True
    )


@configurable
class Conv2D(Convolutional):
    """Two-dimensional convolution (cross-correlation, as in all such libraries).

    Input shape: (n, height, width, channels).
    Output shape: (n, new height, new width, filters): with padding "same" the
    new size is ceil(size / stride), with "valid" floor((size - kernel) / stride) + 1.
    """

    only: ClassVar[dict[str, tuple]] = {"groups": (1,)}

    def output_shape_for(self, input_shape):
        """Return (new height, new width, filters)."""
        return (*window_shape(self, self.kernel_size, self.strides, input_shape), self.filters)

    def wanted_weights(self):
        """Return ``kernel`` (height, width, channels in, filters) and ``bias`` (filters,)."""
        shape = (*self.kernel_size, self.input_shape[2], self.filters)
        wanted = {"kernel": Weight(shape, self.kernel_initializer, self.kernel_regularizer)}
        if self.use_bias:
            wanted["bias"] = Weight((self.filters,), self.bias_initializer, self.bias_regularizer)
        return wanted

    def count_places(self):
        """Return the number of places where the kernel is applied."""
        return math.prod(self.output_shape[:2])

    def forward(self, x, training=False):
        n = len(x)
        self._x = x
        self._y = y = self.workspace.array("y", n, self.output_shape)
        kernels.conv2d_forward(
            x,
            self.kernel,
            self.bias if self.use_bias else None,
            y,
            strides=self.strides,
            padding=self.padding,
            activation=self.kernel_activation,
            z=self.z_array(n),
        )
        self.soften(y)
        return y

    def backward(self, dy, need_dx=True):
        n = len(dy)
        dx = self.workspace.array("dx", n, self.input_shape) if need_dx else None
        self.unsoften(dy, self._y)
        kernels.conv2d_backward(
            self._x,
            self.kernel,
            self._y,
            dy,
            self.gradients["kernel"],
            self.gradients.get("bias"),
            dx,
            strides=self.strides,
            padding=self.padding,
            activation=self.kernel_activation,
            z=self.z_array(n),
        )
        return dx


def window_shape(layer, window, strides, input_shape):
    """Height and width after a window has moved over the picture; raise BadShape if it cannot."""
    size = check_picture(layer, input_shape)[:2]
    height, width = kernels.window_output(*size, window, strides, layer.padding)
    if height < 1 or width < 1:
        raise layer.bad_shape("window-too-large", input_shape, window=str(window))
    return height, width


def check_picture(layer, input_shape):
    """Return the shape of a picture with channels; raise BadShape where it is none."""
    if len(input_shape) != 3:
        remedy = "add-channels" if len(input_shape) == 2 else "reshape"
        raise layer.bad_shape(remedy, input_shape)
    return input_shape
