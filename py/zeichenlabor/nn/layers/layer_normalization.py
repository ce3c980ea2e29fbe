"""Layer normalization: every picture's own values get mean 0 and spread 1 (Ba, Kiros, Hinton 2016).

The mean and the variance are taken over the last axis, m values, of one picture alone::

    x̂ = (x - mean) / sqrt(variance + epsilon)        y = gamma x̂ + beta

So it does the same in training and in use, whatever the batch. Backward, with
``g = gamma dy``::

    dgamma = Σ dy x̂        dbeta = Σ dy
    dx = (g - mean(g) - x̂ · mean(g x̂)) / sqrt(variance + epsilon)
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Flag, Number, Piece, configurable, setting
from .layer import Layer, Weight


@configurable
class LayerNormalization(Layer):
    """Normalize along the last axis. Shapes stay as they are.

    Weights: ``gamma`` (with ``scale``) and ``beta`` (with ``center``), each (last axis,).
    """

    only: ClassVar[dict[str, tuple]] = {
        "axis": (-1, (-1,)),
        "rms_scaling": (False,),
        "beta_constraint": (None,),
        "gamma_constraint": (None,),
    }

    epsilon: float = setting(Number(above=0), default=1e-3, kw_only=True)
    center: bool = setting(Flag(), default=True, kw_only=True)
    scale: bool = setting(Flag(), default=True, kw_only=True)
    beta_initializer: Initializer = setting(
        Piece(family=Initializer), default="zeros", kw_only=True
    )
    gamma_initializer: Initializer = setting(
        Piece(family=Initializer), default="ones", kw_only=True
    )
    beta_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None, kw_only=True
    )
    gamma_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None, kw_only=True
    )

    def wanted_weights(self):
        """Return gamma and beta, each (last axis,)."""
        shape = self.input_shape[-1:]
        wanted = {}
        if self.scale:
            wanted["gamma"] = Weight(shape, self.gamma_initializer, self.gamma_regularizer)
        if self.center:
            wanted["beta"] = Weight(shape, self.beta_initializer, self.beta_regularizer)
        return wanted

    def forward(self, x, training=False):
        n = len(x)
        self._normal = normal = self.workspace.array("normal", n, self.output_shape)
        np.subtract(x, x.mean(axis=-1, keepdims=True), out=normal)
        variance = np.square(normal).mean(axis=-1, keepdims=True)
        self._inverse_std = 1 / np.sqrt(variance + variance.dtype.type(self.epsilon))
        normal *= self._inverse_std
        y = self.workspace.array("y", n, self.output_shape)
        np.multiply(normal, self.gamma if self.scale else 1, out=y)
        if self.center:
            y += self.beta
        return y

    def backward(self, dy, need_dx=True):
        axes = tuple(range(dy.ndim - 1))
        if self.center:
            np.sum(dy, axis=axes, out=self.gradients["beta"])
        if self.scale:
            np.sum(dy * self._normal, axis=axes, out=self.gradients["gamma"])
            dy *= self.gamma
        if not need_dx:
            return None
        along = (dy * self._normal).mean(axis=-1, keepdims=True)
        dy -= dy.mean(axis=-1, keepdims=True)
        dy -= self._normal * along
        dy *= self._inverse_std
        return dy
