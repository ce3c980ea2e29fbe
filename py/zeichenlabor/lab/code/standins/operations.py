"""``keras.ops``: NumPy's functions, returning tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .... import nn
from .arrays import Tensor, tensor

_OF_NUMPY = (
    "abs absolute add all any arange argmax argmin argsort array clip concatenate cos cumsum "
    "diag divide dot equal exp expand_dims eye flip floor full greater less linspace log matmul "
    "max maximum mean median min minimum multiply ones ones_like power prod ravel repeat reshape "
    "round sign sin sort sqrt square squeeze stack std subtract sum take tanh tile transpose var "
    "where zeros zeros_like"
)


def _tensor(value: Any) -> Tensor:
    """Convert integers to int32 and other numbers to float32, as Keras does."""
    array = np.asarray(value)
    small = {np.float64: np.float32, np.int64: np.int32}.get(array.dtype.type)
    return tensor(array if small is None else array.astype(small))


def _of_numpy(name: str) -> Callable[..., Tensor]:
    function = getattr(np, name)

    def call(*given: Any, **named: Any) -> Tensor:
        return _tensor(function(*given, **named))

    call.__name__ = call.__qualname__ = name
    return call


def _activation(name: str) -> Callable[..., Tensor]:
    function = nn.activations.Function(name)

    def call(x: Any, axis: int = -1) -> Tensor:
        x = np.moveaxis(np.asarray(x, np.float32), axis, -1)
        return tensor(np.moveaxis(function(np.ascontiguousarray(x)), -1, axis))

    call.__name__ = call.__qualname__ = name
    return call


def cast(x: Any, dtype: Any) -> Tensor:
    """Convert the values to another type."""
    return tensor(np.asarray(x).astype(dtype))


def one_hot(x: Any, num_classes: int, axis: int = -1, dtype: Any = "float32") -> Tensor:
    """Return one-hot rows; all 0 for an index out of range."""
    rows = (np.asarray(x)[..., None] == np.arange(num_classes)).astype(dtype)
    return tensor(np.moveaxis(rows, -1, axis))


TREE: dict[str, Callable] = {
    **{name: _of_numpy(name) for name in _OF_NUMPY.split()},
    **{name: _activation(name) for name in nn.activations.NAMES if name != "linear"},
    "cast": cast,
    "convert_to_numpy": lambda x: np.array(x),
    "convert_to_tensor": lambda x, dtype=None: _tensor(x) if dtype is None else cast(x, dtype),
    "one_hot": one_hot,
    "shape": lambda x: tuple(np.shape(x)),
}
