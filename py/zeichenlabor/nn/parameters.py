"""All weights of a network in one flat array, and their gradients in another.

A layer's weights are views into it. So an optimizer step is one call, and so is copying or
restoring all weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .layers import Layer


class Parameters:
    """The weights of some built layers.

    Layers that belong to another network share its weights, which that network keeps using. A step
    works on a copy of these and writes it back: see `gather` and `scatter`.

    Attributes
    ----------
    values, gradients : float (trainable weights,)
    non_trainable : float (other weights,)
        weights that are not trained, such as moving averages
    arrays : list of ndarray
        each weight, in Keras' order
    """

    def __init__(self, layers: Sequence[Layer], dtype: np.dtype, owner: object = None) -> None:
        self._wanted = [
            (layer, name, w) for layer in layers for name, w in layer.wanted_weights().items()
        ]
        trained = sum(math.prod(w.shape) for _, _, w in self._wanted if w.trainable)
        others = sum(math.prod(w.shape) for _, _, w in self._wanted if not w.trainable)
        self.values = np.zeros(trained, dtype)
        self.gradients = np.zeros(trained, dtype)
        self.non_trainable = np.zeros(others, dtype)
        self._hand_out(owner)

    def _hand_out(self, owner):
        """Give every layer its views; layers of another owner keep their weights."""
        places = {True: 0, False: 0}
        self.arrays, self._new, self._shared = [], [], []
        for layer, name, wanted in self._wanted:
            begin = places[wanted.trainable]
            end = places[wanted.trainable] = begin + math.prod(wanted.shape)
            source = self.values if wanted.trainable else self.non_trainable
            view = source[begin:end].reshape(wanted.shape)
            if layer.owner in (None, owner):
                self._new.append((len(self.arrays), view, wanted))
                vars(layer)[name] = view
                self.arrays.append(view)
            else:
                theirs = np.asarray(getattr(layer, name))
                self._shared.append((theirs, view))
                self.arrays.append(theirs)
            if wanted.trainable:
                layer.gradients[name] = self.gradients[begin:end].reshape(wanted.shape)
        for layer, _, _ in self._wanted:
            layer.owner = layer.owner or owner

    def slice_of(self, layers: Sequence[Layer]) -> slice:
        """Return the slice of `values` and `gradients` that belongs to adjacent layers."""
        sizes = [math.prod(w.shape) if w.trainable else 0 for _, _, w in self._wanted]
        mine = [at for at, (layer, _, _) in enumerate(self._wanted) if layer in layers]
        begin = sum(sizes[: mine[0]]) if mine else 0
        return slice(begin, begin + sum(sizes[at] for at in mine))

    def gather(self) -> None:
        """Copy the weights of other networks into `values` and `non_trainable`."""
        for theirs, mine in self._shared:
            np.copyto(mine, theirs)

    def scatter(self) -> None:
        """Copy them back from `values` and `non_trainable`."""
        for theirs, mine in self._shared:
            np.copyto(theirs, mine)

    def initialize(self, seed: int) -> None:
        """Draw all weights that this network owns; each has its own random numbers."""
        for place, array, wanted in self._new:
            array[...] = wanted.initializer(wanted.shape, wanted.initializer.rng(seed, place))

    @property
    def penalties(self):
        """(regularizer, weight, gradient) for every weight with a regularizer."""
        return [
            (wanted.regularizer, np.asarray(getattr(layer, name)), layer.gradients[name])
            for layer, name, wanted in self._wanted
            if wanted.regularizer is not None
        ]

    def copy(self) -> tuple[np.ndarray, np.ndarray]:
        """Return a copy of all weights, for `restore`."""
        self.gather()
        return self.values.copy(), self.non_trainable.copy()

    def restore(self, copy: tuple[np.ndarray, np.ndarray]) -> None:
        """Put back what `copy` returned."""
        np.copyto(self.values, copy[0])
        np.copyto(self.non_trainable, copy[1])
        self.scatter()
