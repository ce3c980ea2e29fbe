"""Arrays of pictures and labels as other programs store them, brought into MNIST's form.

Programs differ in names (Keras: ``x_train``, MedMNIST: ``train_images``), in types (float 0…1), and
in axes (a channel, flat rows, one-hot labels). What an array holds is recognized by its shape; its
name only tells the test set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from zeichenlabor.data.idx import Mnist
from zeichenlabor.errors import BadDataFile

SIDE = 28
PIXELS = SIDE * SIDE

_TESTS = "test", "t10k"
_VALIDATION = re.compile(r"(^|[^a-z])val(id|idation)?([^a-z]|$)")


def paired(arrays: Mapping[str, np.ndarray], name: str) -> Mnist:
    """Find pictures and labels among named arrays; validation pictures join the training set.

    Parameters
    ----------
    name : of the file, for errors

    Raises
    ------
    BadDataFile
        with ``name`` and a ``reason``: missing, shape, type, count
    """
    groups: dict[str, dict[str, np.ndarray]] = {"train": {}, "validation": {}, "test": {}}
    for key, array in arrays.items():
        groups[_set_of(key.lower())][key] = array
    try:
        found = {key: _pair(group) for key, group in groups.items() if group}
        if not found:
            raise _Unusable("missing")
    except _Unusable as error:
        shapes = {key: (array.shape, str(array.dtype)) for key, array in arrays.items()}
        raise BadDataFile(f"{name}: {shapes}", name=name, reason=str(error)) from error
    nothing = np.zeros((0, SIDE, SIDE), np.uint8), np.zeros(0, np.int64)
    train = [found[key] for key in ("train", "validation") if key in found] or [nothing]
    x_train, y_train = (np.concatenate(part) for part in zip(*train, strict=True))
    return Mnist(x_train, y_train, *found.get("test", nothing))


def as_pictures(array: np.ndarray) -> np.ndarray:
    """Return pictures as uint8 (n, 28, 28).

    Floats in 0…1 are scaled to 0…255, as are binary ones; standardized ones by their extremes. Of
    three channels the mean is taken.

    Raises
    ------
    ValueError
        ``shape`` or ``type``
    """
    if array.ndim == 4 and array.shape[1] in (1, 3) and array.shape[2:] == (SIDE, SIDE):
        array = np.moveaxis(array, 1, -1)
    if array.ndim == 4 and array.shape[1:3] == (SIDE, SIDE) and array.shape[3] in (1, 3):
        array = array[..., 0] if array.shape[3] == 1 else array.mean(axis=3)
    if array.ndim not in (2, 3) or array[:1].size not in (0, PIXELS):
        raise _Unusable("shape")
    if array.ndim == 3 and array.shape[1:] != (SIDE, SIDE):
        raise _Unusable("shape")
    return _as_bytes(array.reshape(-1, SIDE, SIDE))


def as_labels(array: np.ndarray) -> np.ndarray:
    """Return labels as int64 (n,): whole numbers, also in a column, or one-hot rows.

    Raises
    ------
    ValueError
        ``shape`` or ``type``
    """
    if array.dtype.kind not in "iufb" or not np.isfinite(array).all():
        raise _Unusable("type")
    if array.ndim == 2 and array.shape[1] > 1:
        if not ((array == 0) | (array == 1)).all() or not (array.sum(axis=1) == 1).all():
            raise _Unusable("shape")
        array = array.argmax(axis=1)
    if array.ndim not in (1, 2):
        raise _Unusable("shape")
    labels = array.reshape(-1)
    if not (labels == np.floor(labels)).all():
        raise _Unusable("type")
    return labels.astype(np.int64)


class _Unusable(ValueError):
    """The reason as in `BadDataFile`."""


def _set_of(key):
    if any(word in key for word in _TESTS):
        return "test"
    return "validation" if _VALIDATION.search(key) else "train"


def _pair(group):
    """The pictures and labels of one set."""
    pictures = [key for key, array in group.items() if _may_be_pictures(array)]
    labels = [key for key in group if key not in pictures]
    if len(pictures) != 1 or len(labels) != 1:
        raise _Unusable("missing")
    images, numbers = group[pictures[0]], group[labels[0]]
    found = as_pictures(images), as_labels(numbers)
    if len(found[0]) != len(found[1]):
        raise _Unusable("count")
    return found


def _may_be_pictures(array):
    return array.ndim >= 3 or (array.ndim == 2 and array.shape[1] == PIXELS)


def _as_bytes(array):
    if array.dtype in (np.uint8, bool) or not array.size:
        array = array.astype(np.uint8)
        return array * 255 if array.max(initial=0) == 1 else array
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise _Unusable("type")
    low, high = float(array.min()), float(array.max())
    if low >= 0 and 1 < high <= 255:
        return np.round(array).astype(np.uint8)
    if low < 0 or high > 255:
        if array.dtype.kind != "f":
            raise _Unusable("type")
        array = (array - low) / max(high - low, 1e-9)
    return np.round(array * 255).astype(np.uint8)
