"""Weights as Keras shows them: with a name, and whether they are trained."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from .settings import Only, bad_setting, checked


class Variable(np.ndarray):
    """A layer's weights, in their own memory: what changes one changes the other.

    Attributes
    ----------
    name, path : str
        ``kernel`` and, with whose it is, ``sequential/dense/kernel``
    trainable : bool
    """

    name = path = ""
    trainable = True

    @classmethod
    def of(cls, array: np.ndarray, name: str, trainable: bool, path: str = "") -> Self:
        """Return the array under its name."""
        made = array.view(cls)
        made.name, made.trainable, made.path = name, trainable, path or name
        return made

    @property
    def value(self) -> np.ndarray:
        """The plain numbers, in their own memory."""
        return self.view(np.ndarray)

    def numpy(self) -> np.ndarray:
        """Return the plain numbers, a copy."""
        return np.array(self)

    def assign(self, value: Any) -> Self:
        """Put other numbers in their place.

        Raises
        ------
        BadSetting
            where they are of another shape
        """
        new = np.asarray(value)
        if new.shape != self.shape:
            raise bad_setting(self.path, "value", new.shape, f"of shape {self.shape}")
        np.copyto(self, new, casting="unsafe")
        return self

    def assign_add(self, value: Any) -> Self:
        """Add to the numbers."""
        return self.assign(self.value + np.asarray(value))

    def assign_sub(self, value: Any) -> Self:
        """Subtract from the numbers."""
        return self.assign(self.value - np.asarray(value))


class HasWeights:
    """Who has weights, in Keras' words: a layer, or a network.

    Attributes
    ----------
    weights : list of Variable
        of whoever this is
    """

    weights: list[Variable]

    @property
    def trainable_weights(self) -> list[Variable]:
        """Those of the weights that are trained."""
        return [weight for weight in self.weights if weight.trainable]

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """Those of the weights that are not, such as running means."""
        return [weight for weight in self.weights if not weight.trainable]

    @property
    def variables(self) -> list[Variable]:
        """All weights."""
        return self.weights

    @property
    def trainable_variables(self) -> list[Variable]:
        """Those of the weights that are trained."""
        return self.trainable_weights

    @property
    def non_trainable_variables(self) -> list[Variable]:
        """Those of the weights that are not."""
        return self.non_trainable_weights

    @property
    def trainable(self) -> bool:
        """Always True: there is no freezing here, and asking for it is a BadSetting."""
        return True

    @trainable.setter
    def trainable(self, value: bool) -> None:
        checked(type(self).__name__, "trainable", Only(allowed=(True,)), value)
