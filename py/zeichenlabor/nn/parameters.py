"""All weights of a network in one flat array, and their gradients in another.

A layer's weights are views into it. So an optimizer step is one call over
everything, and keeping a copy of the last good weights is one copy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .layers import Layer


class Parameters:
    """The weights of some built layers.

    Attributes
    ----------
    values, gradients : float (trainable weights,)
    measured : float (other weights,)
        what is not trained, such as running means
    """

    def __init__(self, layers: Sequence[Layer], dtype: np.dtype) -> None:
        self._wanted = [(layer, name, w) for layer in layers for name, w in layer.weights().items()]
        trained = sum(math.prod(w.shape) for _, _, w in self._wanted if w.trainable)
        others = sum(math.prod(w.shape) for _, _, w in self._wanted if not w.trainable)
        self.values = np.zeros(trained, dtype)
        self.gradients = np.zeros(trained, dtype)
        self.measured = np.zeros(others, dtype)
        self._hand_out()

    def _hand_out(self):
        """Give every layer its views."""
        places = {True: 0, False: 0}
        self.arrays = []
        for layer, name, wanted in self._wanted:
            begin = places[wanted.trainable]
            end = places[wanted.trainable] = begin + math.prod(wanted.shape)
            source = self.values if wanted.trainable else self.measured
            view = source[begin:end].reshape(wanted.shape)
            setattr(layer, name, view)
            self.arrays.append(view)
            if wanted.trainable:
                layer.gradients[name] = self.gradients[begin:end].reshape(wanted.shape)

    def initialize(self, seed: int) -> None:
        """Draw all weights anew; each weight has its own random numbers."""
        for place, (array, (_, _, wanted)) in enumerate(
            zip(self.arrays, self._wanted, strict=True)
        ):
            array[...] = wanted.initializer(wanted.shape, np.random.default_rng([seed, place]))

    @property
    def prices(self):
        """(regularizer, weight, gradient) of every weight that has a regulariser."""
        return [
            (wanted.regularizer, getattr(layer, name), layer.gradients[name])
            for layer, name, wanted in self._wanted
            if wanted.regularizer is not None
        ]

    def copy(self) -> tuple[np.ndarray, np.ndarray]:
        """Return a copy of all weights, for `restore`."""
        return self.values.copy(), self.measured.copy()

    def restore(self, copy: tuple[np.ndarray, np.ndarray]) -> None:
        """Put back what `copy` returned."""
        np.copyto(self.values, copy[0])
        np.copyto(self.measured, copy[1])
