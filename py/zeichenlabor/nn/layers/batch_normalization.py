"""Batch normalisation: keep every channel's mean near 0 and its spread near 1 (Ioffe 2015).

In training the batch itself is the measure, channel by channel, over all m values
that the channel has in the batch::

    x̂ = (x - mean) / sqrt(variance + epsilon)        y = gamma x̂ + beta

and running averages of mean and variance are kept; they are what counts when
the net is used. Backward, since mean and variance depend on x too::

    dgamma = Σ dy x̂        dbeta = Σ dy
    dx = gamma / sqrt(variance + epsilon) · (dy - dbeta / m - x̂ · dgamma / m)
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from .. import kernels
from ..initializers import Initializer
from ..settings import Flag, Number, Piece, configurable, setting
from .layer import Layer, Weight


@configurable
class BatchNormalization(Layer):
    """Normalise each channel (the last axis). Shapes stay as they are.

    Weights: ``gamma`` (with ``scale``) and ``beta`` (with ``center``) are
    trained; ``moving_mean`` and ``moving_variance`` (the biased one) are measured.
    """

    takes_parts = False
    only: ClassVar[dict[str, tuple]] = {
        "axis": (-1,),
        "moving_mean_initializer": ("zeros",),
        "moving_variance_initializer": ("ones",),
        "beta_regularizer": (None,),
        "gamma_regularizer": (None,),
        "beta_constraint": (None,),
        "gamma_constraint": (None,),
        "synchronized": (False,),
        "renorm": (False,),
    }

    momentum: float = setting(Number(minimum=0, maximum=1), default=0.99, kw_only=True)
    epsilon: float = setting(Number(above=0), default=1e-3, kw_only=True)
    center: bool = setting(Flag(), default=True, kw_only=True)
    scale: bool = setting(Flag(), default=True, kw_only=True)
    beta_initializer: Initializer = setting(
        Piece(family=Initializer), default="zeros", kw_only=True
    )
    gamma_initializer: Initializer = setting(
        Piece(family=Initializer), default="ones", kw_only=True
    )

    def weights(self):
        """Return gamma, beta, moving_mean, moving_variance, each (channels,)."""
        shape = self.input_shape[-1:]
        wanted = {}
        if self.scale:
            wanted["gamma"] = Weight(shape, self.gamma_initializer)
        if self.center:
            wanted["beta"] = Weight(shape, self.beta_initializer)
        wanted["moving_mean"] = Weight(shape, Initializer.get("zeros"), trainable=False)
        wanted["moving_variance"] = Weight(shape, Initializer.get("ones"), trainable=False)
        return wanted

    def forward(self, x, training=False):
        self._training = training
        self._x = x
        y = self.workspace.array("y", len(x), self.output_shape)
        gamma = self.gamma if self.scale else None
        beta = self.beta if self.center else None
        moving = self.moving_mean, self.moving_variance
        if not training:
            kernels.batch_norm_inference(x, gamma, beta, *moving, y, epsilon=self.epsilon)
            return y
        self._mean = self.workspace.array("mean", self.input_shape[-1], ())
        self._inverse_std = self.workspace.array("inverse_std", self.input_shape[-1], ())
        kernels.batch_norm_forward(
            x,
            gamma,
            beta,
            *moving,
            y,
            self._mean,
            self._inverse_std,
            momentum=self.momentum,
            epsilon=self.epsilon,
        )
        return y

    def backward(self, dy, need_dx=True):
        if not self._training:
            return self._backward_inference(dy)
        kernels.batch_norm_backward(
            dy,
            self._x,
            self.gamma if self.scale else None,
            self._mean,
            self._inverse_std,
            dy,
            self.gradients.get("gamma"),
            self.gradients.get("beta"),
        )
        return dy

    def _backward_inference(self, dy):
        """With fixed statistics the layer is a straight line: only its slope remains."""
        slope = 1 / np.sqrt(self.moving_variance + self.epsilon)
        axes = tuple(range(dy.ndim - 1))
        if self.scale:
            normal = (self._x - self.moving_mean) * slope
            self.gradients["gamma"][:] = (dy * normal).sum(axis=axes)
            slope = slope * self.gamma
        if self.center:
            self.gradients["beta"][:] = dy.sum(axis=axes)
        dy *= slope.astype(dy.dtype)
        return dy
