"""Zips of NumPy arrays, such as Keras' ``mnist.npz``: x_train, y_train, x_test and y_test."""

from __future__ import annotations

import io
import tokenize
import zipfile
import zlib
from pathlib import Path

import numpy as np

from zeichenlabor.data.dataset import Dataset
from zeichenlabor.data.foreign_arrays import paired
from zeichenlabor.data.idx import Mnist
from zeichenlabor.data.npy import Pickled, WrongSize, read_array
from zeichenlabor.errors import BadDataFile

CLASSES = "classes"
"""The array of the classes' names in files of this app."""

_MOST_BYTES = 1 << 28
_MOST_BYTES_IN_ALL = 4 * _MOST_BYTES
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    tokenize.TokenError,
    SyntaxError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,  # an unsupported compression
    RuntimeError,  # an encrypted zip
)


def load_npz(source: str | Path | bytes) -> Mnist:
    """Read a file like Keras' ``mnist.npz``, or with other names and types, see `paired`.

    Returns
    -------
    Mnist
        Images uint8 (n, 28, 28), labels int64 (n,); without a test set its arrays are empty.

    Raises
    ------
    BadDataFile
        With ``name`` and a ``reason``: zip, missing, shape, type or count.
    """
    name = "npz" if isinstance(source, bytes) else Path(source).name
    content = source if isinstance(source, bytes) else _read(Path(source))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            keys = [key.removesuffix(".npy") for key in archive.namelist() if key.endswith(".npy")]
            if sum(archive.getinfo(f"{key}.npy").file_size for key in keys) > _MOST_BYTES_IN_ALL:
                raise BadDataFile(f"{name} is too large", name=name, reason="shape")
            arrays = {key: _array(archive, key, name) for key in keys if key != CLASSES}
    except _BROKEN as error:
        raise BadDataFile(f"{name}: {error}", name=name, reason="zip") from error
    return paired(arrays, name)


def classes_in(content: bytes) -> tuple[str, ...] | None:
    """Return the names of the classes, which only files of this app have."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _array(archive, CLASSES, "npz")
    except (BadDataFile, *_BROKEN):
        return None
    return tuple(names.tolist()) if names.ndim == 1 and names.dtype.kind == "U" else None


def npz_bytes(train: Dataset, test: Dataset) -> bytes:
    """Write a dataset as such a file, with an additional array ``classes``: their names."""
    file = io.BytesIO()
    dtype = np.uint8 if len(train.classes) <= 256 else np.uint16
    np.savez_compressed(
        file,
        x_train=train.images,
        y_train=train.labels.astype(dtype),
        x_test=test.images,
        y_test=test.labels.astype(dtype),
        classes=np.array(train.classes, np.str_),
    )
    return file.getvalue()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadDataFile(str(error), name=path.name, reason="missing") from error


def _array(archive: zipfile.ZipFile, key: str, name: str) -> np.ndarray:
    if f"{key}.npy" not in archive.namelist():
        raise BadDataFile(f"{name} has no {key}", name=name, reason="missing")
    if archive.getinfo(f"{key}.npy").file_size > _MOST_BYTES:
        raise BadDataFile(f"{name}: {key} is too large", name=name, reason="shape")
    try:
        return read_array(archive.read(f"{key}.npy"))
    except Pickled as error:
        raise BadDataFile(f"{name}: {key} holds {error}", name=name, reason="type") from error
    except WrongSize as error:
        raise BadDataFile(f"{name}: {key} is {error}", name=name, reason="shape") from error
