"""Arrays that also behave like tensors, as returned by networks and TensorFlow's functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....errors import MissingName


class Tensor(np.ndarray):
    """An array with TensorFlow's ``numpy()``."""

    def numpy(self) -> np.ndarray | np.generic:
        """Return the array, or the number."""
        plain = self.view(np.ndarray)
        return plain if plain.ndim else plain[()]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        there = ["dtype", "numpy", "shape"]
        raise MissingName(
            f"a tensor has no {name} here; it has {', '.join(there)}",
            module="Tensor",
            name=name,
            there=", ".join(there),
        )

    def __array_wrap__(self, array: np.ndarray, context: Any = None, return_scalar: bool = False):
        return super().__array_wrap__(array, context, False)

    def __bool__(self) -> bool:
        return bool(self.view(np.ndarray))


def tensor(values: Any, dtype: Any = None) -> Tensor:
    """Return the values as a tensor; floats are float32 by default, as in TensorFlow."""
    array = np.asarray(values, dtype)
    if dtype is None and array.dtype == np.float64 and not isinstance(values, np.ndarray):
        array = array.astype(np.float32)
    return np.asarray(array).view(Tensor)
