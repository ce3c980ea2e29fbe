"""What the layers with a kernel share: the activation at their end.

Most activations work element by element and are fused into the kernel of the
layer. Softmax is not: it follows as a step of its own.
"""

from __future__ import annotations

from .. import activations, kernels
from ..settings import configurable
from .layer import Layer


@configurable
class FusedActivation(Layer):
    """Base of Dense and Conv2D."""

    abstract = True

    def build(self, input_shape, dtype="float32"):
        """Fix the shapes; the activation is on."""
        super().build(input_shape, dtype)
        self.apply_activation(True)

    def apply_activation(self, apply: bool) -> None:
        """Leave the activation out (False) where the loss has it built in."""
        activation = self.activation if apply else "linear"
        self.softmax = activation == "softmax"
        self.kernel_activation = "linear" if self.softmax else activation

    def z_array(self, n):
        """Room for the values in front of the activation, where its derivative needs them."""
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
