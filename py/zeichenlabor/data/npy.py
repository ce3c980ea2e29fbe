"""One array of an ``.npz``: read by its header (see numpy.lib.format), never with pickle."""

from __future__ import annotations

import io
import math

import numpy as np

_READ_HEADER = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


class Pickled(Exception):
    """An array of Python objects, which would need pickle."""


class WrongSize(ValueError):
    """The number of bytes does not match the header."""


def read_array(content: bytes) -> np.ndarray:
    """Read the bytes of an ``.npy`` file; the array is never larger than they are.

    Raises
    ------
    Pickled
        if it holds Python objects
    WrongSize
        if its length does not match its header
    ValueError, SyntaxError, EOFError, tokenize.TokenError
        if it is not an ``.npy`` file
    """
    file = io.BytesIO(content)
    version = np.lib.format.read_magic(file)
    if version not in _READ_HEADER:
        raise ValueError(f"npy version {version}")
    shape, by_columns, dtype = _READ_HEADER[version](file)
    if dtype.hasobject:
        raise Pickled(str(dtype))
    data = file.read()
    if len(data) != math.prod(shape) * dtype.itemsize:
        raise WrongSize(f"not {shape}")
    array = np.frombuffer(data, dtype)
    return array.reshape(shape[::-1]).T if by_columns else array.reshape(shape)
