"""Fully connected: every unit sees every input.

Forward, with a row of ``x`` per picture and a column of ``kernel`` per unit::

    z = x @ kernel + bias        y = a(z)

Backward. A weight w_ij adds x_i·w_ij to z_j, so the loss changes by
x_i · dL/dz_j when it moves; summed over the pictures of the batch that is a
matrix product again, and likewise for the inputs::

    dz = dy · a'(z)
    dkernel = xᵀ @ dz        dbias = Σ dz        dx = dz @ kernelᵀ
"""

from __future__ import annotations

from typing import ClassVar

from .. import activations, kernels
from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Flag, Integer, Piece, configurable, setting
from .fused_activation import FusedActivation
from .layer import Weight


@configurable
class Dense(FusedActivation):
    """Fully connected layer.

    Input shape: (n, inputs). Output shape: (n, units).

    Parameters
    ----------
    units : int
        how many outputs
    activation : str or None
        see `zeichenlabor.nn.activations`
    """

    only: ClassVar[dict[str, tuple]] = {
        "kernel_constraint": (None,),
        "bias_constraint": (None,),
        "lora_rank": (None,),
        "lora_alpha": (None,),
        "quantization_config": (None,),
    }

    units: int = setting(Integer(minimum=1))
    activation: str = setting(activations.RULE, default=None)
    use_bias: bool = setting(Flag(), default=True)
    kernel_initializer: Initializer = setting(Piece(family=Initializer), default="glorot_uniform")
    bias_initializer: Initializer = setting(Piece(family=Initializer), default="zeros")
    kernel_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    bias_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )

    def output_shape_for(self, input_shape):
        """Return (units,); only flat inputs are taken."""
        if len(input_shape) != 1:
            raise self.bad_shape("flatten", input_shape)
        return (self.units,)

    def wanted_weights(self):
        """Return ``kernel`` (inputs, units) and ``bias`` (units,)."""
        wanted = {
            "kernel": Weight(
                (self.input_shape[-1], self.units), self.kernel_initializer, self.kernel_regularizer
            )
        }
        if self.use_bias:
            wanted["bias"] = Weight((self.units,), self.bias_initializer, self.bias_regularizer)
        return wanted

    def forward(self, x, training=False):
        n = len(x)
        y = self.workspace.array("y", n, self.output_shape)
        self._x, self._y = _rows(x), _rows(y)
        kernels.dense_forward(
            self._x,
            self.kernel,
            self.bias if self.use_bias else None,
            self._y,
            activation=self.kernel_activation,
            z=_rows(self.z_array(n)),
        )
        self.soften(self._y)
        return y

    def backward(self, dy, need_dx=True):
        n = len(dy)
        dx = self.workspace.array("dx", n, self.input_shape) if need_dx else None
        dy = _rows(dy)
        self.unsoften(dy, self._y)
        kernels.dense_backward(
            self._x,
            self.kernel,
            self._y,
            dy,
            self.gradients["kernel"],
            self.gradients.get("bias"),
            _rows(dx),
            activation=self.kernel_activation,
            z=_rows(self.z_array(n)),
        )
        return dx


def _rows(array):
    """The same numbers with one axis before the last; the Keras stand-in's layers have more."""
    if array is None or array.ndim == 2:
        return array
    return array.reshape(-1, array.shape[-1])
