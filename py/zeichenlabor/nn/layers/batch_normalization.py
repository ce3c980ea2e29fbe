"""Batch normalisation: keep every channel's mean near 0 and its spread near 1 (Ioffe 2015).

In training, mean and variance are those of the batch: per channel, over all m values that the
channel has in the batch::

    x̂ = (x - mean) / sqrt(variance + epsilon)        y = gamma x̂ + beta

and moving averages of both are kept, which are used for prediction. Backward, since mean and
variance depend on x too::

    dgamma = Σ dy x̂        dbeta = Σ dy
    dx = gamma / sqrt(variance + epsilon) · (dy - dbeta / m - x̂ · dgamma / m)
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from .. import kernels
from ..initializers import Initializer
from ..settings import Flag, Number, Piece, configurable, setting
from .layer import Layer, Weight


class Statistics(NamedTuple):
    """Of a whole batch: how many rows, and their statistics, each (channels,)."""

    rows: float
    mean: np.ndarray
    variance: np.ndarray
    inverse_std: np.ndarray


@configurable
class BatchNormalization(Layer):
    """Normalise each channel (the last axis). Shapes stay as they are.

    Weights: ``gamma`` (with ``scale``) and ``beta`` (with ``center``) are
    trained; ``moving_mean`` and ``moving_variance`` (the biased one) are not.
    """

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

    def wanted_weights(self):
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

    # --- a micro-batch: between the halves of a pass, the statistics of all of them are combined

    def measure(self, x: np.ndarray) -> np.ndarray:
        """Return (3, channels) of a micro-batch: its rows, their mean and variance."""
        self._training, self._x = True, x
        found = np.empty((3, self.input_shape[-1]), x.dtype)
        found[0] = x.size // self.input_shape[-1]
        kernels.batch_norm_statistics(x, found[1], found[2])
        return found

    def combine(self, measured: np.ndarray) -> Statistics:
        """Combine what `measure` returned for all micro-batches, (micro-batches, 3, channels).

        Formula of Chan, Golub and LeVeque (1979).
        """
        dtype = measured.dtype
        counts, means, variances = np.moveaxis(measured.astype(np.float64), 1, 0)
        rows = counts.sum(axis=0)
        mean = (counts * means).sum(axis=0) / rows
        variance = (counts * (variances + (means - mean) ** 2)).sum(axis=0) / rows
        inverse_std = 1 / np.sqrt(variance + self.epsilon)
        return Statistics(rows[0], *(a.astype(dtype) for a in (mean, variance, inverse_std)))

    def follow(self, batch: Statistics) -> None:
        """Update the moving averages with the statistics of a batch."""
        for running, latest in (
            (self.moving_mean, batch.mean),
            (self.moving_variance, batch.variance),
        ):
            running *= self.momentum
            running += (1 - self.momentum) * latest

    def normalize(self, batch: Statistics) -> np.ndarray:
        """Return the output of the micro-batch that `measure` was given."""
        self._batch, x = batch, self._x
        y = self.workspace.array("y", len(x), self.output_shape)
        gamma, beta = self.gamma if self.scale else None, self.beta if self.center else None
        kernels.batch_norm_inference(
            x, gamma, beta, batch.mean, batch.variance, y, epsilon=self.epsilon
        )
        return y

    def gradient_sums(self, dy: np.ndarray) -> np.ndarray:
        """Set the gradients of gamma and beta; return (2, channels), their sums."""
        self._dy = dy
        sums = np.empty((2, self.input_shape[-1]), dy.dtype)
        kernels.batch_norm_gradient_sums(
            dy, self._x, self._batch.mean, self._batch.inverse_std, *sums
        )
        for name, gradient in zip(("beta", "gamma"), sums, strict=True):
            if name in self.gradients:
                np.copyto(self.gradients[name], gradient)
        return sums

    def input_gradient(self, sums_of_all: np.ndarray) -> np.ndarray:
        """Return the input's gradient, given the `gradient_sums` of all micro-batches:
        (micro-batches, 2, channels).
        """
        batch, dy = self._batch, self._dy
        sums = sums_of_all.sum(axis=0, dtype=np.float64).astype(dy.dtype)
        gamma = self.gamma if self.scale else None
        kernels.batch_norm_input_gradient(
            *(dy, self._x, gamma, batch.mean, batch.inverse_std, *sums, dy), share=1 / batch.rows
        )
        return dy

    def _backward_inference(self, dy):
        """With fixed statistics the layer is linear: only its slope matters."""
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
