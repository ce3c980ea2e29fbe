"""Base of layers that end in an activation.

Most activations work element by element and are fused into the kernel of the
layer. Softmax is not: it follows as a step of its own.
"""

from __future__ import annotations

from .. import activations, kernels
from ..settings import configurable
from .layer import Layer


@configurable
class FusedActivation(Layer):
    """Base of Dense, Activation and the convolutions."""

    abstract = True

    def build(self, input_shape, dtype="float32"):
        """Determine the shapes; the activation is applied."""
        super().build(input_shape, dtype)
        self.apply_activation(True)

    def apply_activation(self, apply: bool) -> None:
        """Omit the activation (False) if the loss includes it."""
        activation = self.activation if apply else "linear"
        self.softmax = activation == "softmax"
        self.kernel_activation = "linear" if self.softmax else activation

    def z_array(self, n):
        """An array for the values before the activation, if its derivative needs them."""
        if self.kernel_activation in kernels.NEED_Z:
            return self.workspace.array("z", n, self.output_shape)
        return None

    def soften(self, y):
        """Apply the softmax, if there is one, to the kernel's output."""
        if self.softmax:
            activations.activate(y, y, "softmax")

    def unsoften(self, dy, y):
        """Undo `soften` for the gradient."""
        if self.softmax:
            activations.softmax_backward(dy, y)
