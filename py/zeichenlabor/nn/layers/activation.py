"""An activation as a separate layer, for instance after batch normalisation."""

from __future__ import annotations

from .. import activations, kernels
from ..settings import Choice, configurable, setting
from .fused_activation import FusedActivation


@configurable
class Activation(FusedActivation):
    """Apply an activation; softmax along the last axis. Shapes stay as they are."""

    activation: str = setting(Choice(options=activations.NAMES))

    def forward(self, x, training=False):
        self._x = x
        self._y = y = self.workspace.array("y", len(x), self.output_shape)
        kernels.activation_forward(x, y, activation=self.kernel_activation)
        self.soften(y)
        return y

    def backward(self, dy, need_dx=True):
        self.unsoften(dy, self._y)
        kernels.activation_backward(dy, self._y, dy, activation=self.kernel_activation, z=self._x)
        return dy
