"""Dropout: in training, set units to 0 at random, so that none relies on a single other one.

The others are divided by ``1 - rate``: the expected sum stays the same, and nothing needs to be
done for prediction (Srivastava 2014, "inverted"). The backward pass sets the same units' gradients
to 0.
"""

from __future__ import annotations

from typing import ClassVar

from .. import kernels
from ..settings import Integer, Number, checked, configurable, setting
from .layer import Layer

SEED_STEP = 0x85EBCA6B
"""An odd number, unlike the multiples by which the layers' seeds differ."""


@configurable
class Dropout(Layer):
    """Set a share ``rate`` of the inputs to 0 during training. Shapes stay as they are.

    A ``seed`` of its own replaces the training's; it is not part of the settings.
    """

    only: ClassVar[dict[str, tuple]] = {"noise_shape": (None,)}

    rate: float = setting(Number(minimum=0, below=1))

    def takes(self, name, value):
        """Also accept a seed."""
        if name != "seed":
            return super().takes(name, value)
        rule = Integer(minimum=0, maximum=2**32 - 1, optional=True)
        self.own_seed = checked(type(self).__name__, name, rule, value)
        return True

    def forward(self, x, training=False):
        self._active = training and self.rate > 0
        if not self._active:
            return x
        y = self.workspace.array("y", len(x), self.output_shape)
        kernels.dropout(x, y, rate=self.rate, seed=self._seed, step=self.step)
        return y

    def backward(self, dy, need_dx=True):
        if self._active:
            kernels.dropout(dy, dy, rate=self.rate, seed=self._seed, step=self.step)
        return dy

    @property
    def _seed(self):
        """The micro-batch's seed: which units are dropped depends on their place within it."""
        return (self.seed + SEED_STEP * self.first) % 2**32
