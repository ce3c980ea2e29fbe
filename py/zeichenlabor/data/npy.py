"""One array of an ``.npz``: read by its header (numpy.lib.format describes it), never by pickle."""

from __future__ import annotations

import io
import math

import numpy as np

_READ_HEADER = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


class Pickled(Exception):
    """An array of Python objects, which only pickle could read."""


class WrongSize(ValueError):
    """More or fewer bytes than the header says."""


def read_array(content: bytes) -> np.ndarray:
    """Read the bytes of an ``.npy`` file; the array is never larger than they are.

    Raises
    ------
    Pickled
        where it holds Python objects
    WrongSize
        where it is longer or shorter than its header says
    ValueError, SyntaxError, EOFError, tokenize.TokenError
        where it is no such file
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
