"""Weights as Keras shows them: with a name, and whether they are trained."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from .settings import Only, bad_setting, checked


class Variable(np.ndarray):
    """A view of a layer's weights.

    Attributes
    ----------
    name, path : str
        such as ``kernel`` and ``sequential/dense/kernel``
    trainable : bool
    """

    name = path = ""
    trainable = True

    @classmethod
    def of(cls, array: np.ndarray, name: str, trainable: bool, path: str = "") -> Self:
        """Return the array."""
        made = array.view(cls)
        made.name, made.trainable, made.path = name, trainable, path or name
        return made

    @property
    def value(self) -> np.ndarray:
        """The array itself, not a copy."""
        return self.view(np.ndarray)

    def numpy(self) -> np.ndarray:
        """Return a copy of the array."""
        return np.array(self)

    def assign(self, value: Any) -> Self:
        """Overwrite the values.

        Raises
        ------
        BadSetting
            if the shape differs
        """
        new = np.asarray(value)
        if new.shape != self.shape:
            raise bad_setting(self.path, "value", new.shape, f"of shape {self.shape}")
        np.copyto(self, new, casting="unsafe")
        return self

    def assign_add(self, value: Any) -> Self:
        """Add to the values."""
        return self.assign(self.value + np.asarray(value))

    def assign_sub(self, value: Any) -> Self:
        """Subtract from the values."""
        return self.assign(self.value - np.asarray(value))


class HasWeights:
    """Base of layers and networks: what has weights, with Keras' names.

    Attributes
    ----------
    weights : list of Variable
        all weights
    """

    weights: list[Variable]

    @property
    def trainable_weights(self) -> list[Variable]:
        """The trainable weights."""
        return [weight for weight in self.weights if weight.trainable]

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """The non-trainable weights, such as moving averages."""
        return [weight for weight in self.weights if not weight.trainable]

    @property
    def variables(self) -> list[Variable]:
        """All weights."""
        return self.weights

    @property
    def trainable_variables(self) -> list[Variable]:
        """The trainable weights."""
        return self.trainable_weights

    @property
    def non_trainable_variables(self) -> list[Variable]:
        """The non-trainable weights."""
        return self.non_trainable_weights

    @property
    def trainable(self) -> bool:
        """Always True: freezing is not supported; setting it raises BadSetting."""
        return True

    @trainable.setter
    def trainable(self, value: bool) -> None:
        checked(type(self).__name__, "trainable", Only(allowed=(True,)), value)
