"""Activation functions: the nonlinearity without which all layers would collapse into one.

This module lists the functions and their derivatives; `kernels` computes them, mostly fused with
the layer in front.

==============  ============================  ====================================
name            a(z)                          a'(z), from y = a(z) where possible
==============  ============================  ====================================
``linear``      z                             1
``relu``        max(z, 0)                     1 where y > 0, else 0
``leaky_relu``  z where z > 0, else 0.2 z     1 where y > 0, else 0.2
``elu``         z where z > 0, else e^z - 1   1 where y > 0, else y + 1
``gelu``        z Φ(z)                        Φ(z) + z φ(z)
``sigmoid``     1 / (1 + e^-z)                y (1 - y)
``tanh``        tanh z                        1 - y²
``softmax``     e^z_i / Σ e^z_j               y_i (δ_ij - y_j), a matrix per row
==============  ============================  ====================================
"""

from __future__ import annotations

import numpy as np

from . import kernels
from .settings import Choice

NAMES = (*kernels.ACTIVATIONS, "softmax")


class Function(str):
    """An activation function, with the name that settings and files use."""

    @property
    def __name__(self) -> str:
        return str(self)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Return a(x), float32, for any array; softmax along its last axis."""
        array = np.array(x, np.float32, ndmin=1)
        return activate(array, array, str(self)).reshape(np.shape(x))


RULE = Choice(options=NAMES, none_is="linear")
"""The rule for every ``activation`` setting; None means linear, as in Keras."""


def activate(z: np.ndarray, out: np.ndarray, activation: str) -> np.ndarray:
    """Set ``out = a(z)``, softmax along the last axis; ``out`` may be ``z``."""
    if activation == "softmax":
        kernels.softmax(_rows(z), _rows(out))
    else:
        kernels.activation_forward(z, out, activation=activation)
    return out


def softmax_backward(dy: np.ndarray, y: np.ndarray) -> None:
    """Turn ``dy`` into the gradient in front of a softmax with output ``y``, in place.

    dz_i = Σ_j dy_j ∂y_j/∂z_i = Σ_j dy_j y_j (δ_ij - y_i) = y_i (dy_i - Σ_j dy_j y_j).
    """
    dy -= (dy * y).sum(axis=-1, keepdims=True)
    dy *= y


def _rows(array: np.ndarray) -> np.ndarray:
    return array if array.ndim == 2 else array.reshape(-1, array.shape[-1])
