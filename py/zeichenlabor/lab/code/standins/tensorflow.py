"""The names of ``tensorflow`` that tutorials use besides Keras, implemented with NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Tensor, tensor
from .dataset import Dataset
from .keras import TREE as KERAS
from .models import set_seed

VERSION = "2.21.0"
_TYPES = ("float16", "float32", "float64", "int32", "int64", "uint8")


def cast(x: Any, dtype: Any) -> Tensor:
    """Convert the values to another type."""
    return np.asarray(x).astype(bool if dtype == "bool" else dtype).view(Tensor)


def reshape(tensor: Any, shape: Any, name: str | None = None) -> Tensor:
    """Reshape the values."""
    return np.reshape(np.asarray(tensor), shape).view(Tensor)


def constant(value: Any, dtype: Any = None, shape: Any = None) -> Tensor:
    """Return the values as a tensor: float32, or int32 for integers."""
    array = np.asarray(value, dtype)
    if dtype is None and not isinstance(value, (np.ndarray, np.generic)):
        small = {"f": np.float32, "i": np.int32}.get(array.dtype.kind)
        array = array.astype(small) if small else array
    return (array if shape is None else np.broadcast_to(array, shape).copy()).view(Tensor)


def argmax(input: Any, axis: int | None = None, output_type: Any = "int64") -> Tensor:
    """Return the index of the largest value, by default along the first axis."""
    return np.asarray(np.argmax(input, 0 if axis is None else axis), output_type).view(Tensor)


def one_hot(indices: Any, depth: int) -> Tensor:
    """Return one-hot rows, float32; all 0 for an index out of range."""
    return (np.asarray(indices)[..., None] == np.arange(depth)).astype(np.float32).view(Tensor)


def _reduced(reduce: Any) -> Any:
    def reduced(input_tensor: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
        found = reduce(np.asarray(input_tensor), axis=axis, keepdims=keepdims)
        return np.asarray(found).view(Tensor)

    return reduced


def _each(name: str) -> Any:
    return lambda *given: np.asarray(getattr(np, name)(*map(np.asarray, given))).view(Tensor)


def list_physical_devices(device_type: str | None = None) -> list[Any]:
    """Return an empty list: there are no devices except the CPU."""
    return []


_SUM, _MEAN, _MAX, _MIN = (_reduced(f) for f in (np.sum, np.mean, np.max, np.min))

TREE: dict[str, dict[str, Any]] = {
    "tensorflow": {
        "__version__": VERSION,
        "Tensor": Tensor,
        "argmax": argmax,
        "bool": np.bool_,
        "cast": cast,
        "constant": constant,
        "convert_to_tensor": tensor,
        "matmul": _each("matmul"),
        "one_hot": one_hot,
        "reduce_max": _MAX,
        "reduce_mean": _MEAN,
        "reduce_min": _MIN,
        "reduce_sum": _SUM,
        "reshape": reshape,
        **{name: getattr(np, name) for name in _TYPES},
        **{name: _each(name) for name in ("abs", "equal", "exp", "sqrt", "square")},
        "expand_dims": lambda input, axis: np.expand_dims(np.asarray(input), axis).view(Tensor),
        "ones": lambda shape, dtype="float32": np.ones(shape, dtype).view(Tensor),
        "zeros": lambda shape, dtype="float32": np.zeros(shape, dtype).view(Tensor),
    },
    "tensorflow.data": {"AUTOTUNE": -1, "Dataset": Dataset},
    "tensorflow.data.experimental": {"AUTOTUNE": -1},
    "tensorflow.random": {"set_seed": set_seed},
    "tensorflow.nn": dict(KERAS["keras.activations"]),
    "tensorflow.math": {
        "argmax": argmax,
        "reduce_max": _MAX,
        "reduce_mean": _MEAN,
        "reduce_sum": _SUM,
    },
    "tensorflow.config": {"list_physical_devices": list_physical_devices},
}
