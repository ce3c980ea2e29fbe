"""An array of weights as Keras shows it: with a name, and whether it is trained."""

from __future__ import annotations

from typing import Any, Self

import numpy as np


class Variable(np.ndarray):
    """A layer's weights, in their own memory: what changes one changes the other."""

    name = ""
    trainable = True

    @classmethod
    def of(cls, array: np.ndarray, name: str, trainable: bool) -> Self:
        """Return the array under its name."""
        made = array.view(cls)
        made.name, made.trainable = name, trainable
        return made

    def numpy(self) -> np.ndarray:
        """Return the plain numbers, a copy."""
        return np.array(self)

    def assign(self, value: Any) -> Self:
        """Put other numbers in their place."""
        np.copyto(self, value)
        return self
