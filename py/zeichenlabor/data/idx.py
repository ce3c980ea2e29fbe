"""MNIST's own file format, idx: a magic number, the sizes, then the bytes.

The magic number's third byte is the type (8: uint8), its fourth the number of
axes; each size is a big-endian uint32 (Yann LeCun, "The MNIST database").
"""

from __future__ import annotations

import math
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from zeichenlabor.errors import BadDataFile

_GZIP = b"\x1f\x8b"
_UINT8 = 8
_MOST_BYTES = 1 << 28  # MNIST's largest file has 47 million bytes

_FILES = {
    "x_train": ("train-images", 3),
    "y_train": ("train-labels", 1),
    "x_test": ("t10k-images", 3),
    "y_test": ("t10k-labels", 1),
}


class Mnist(NamedTuple):
    """MNIST's four arrays: images uint8 (n, 28, 28), ink 255 on 0; labels int64 (n,)."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def load_idx(source: str | Path | bytes) -> Mnist | np.ndarray:
    """Read idx files, gzipped or not.

    Parameters
    ----------
    source : str, Path or bytes
        a folder with MNIST's four files (``train-images-idx3-ubyte`` …, with or
        without ``.gz``), or one file, or the content of one file

    Returns
    -------
    Mnist or ndarray
        for a folder ``(x_train, y_train, x_test, y_test)``; for one file its
        array: uint8 for pictures, int64 for labels

    Raises
    ------
    BadDataFile
        if a file is missing or not in the format that it claims
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return parse_idx(bytes(source), "idx")
    path = Path(source)
    if path.is_dir():
        return _load_folder(path)
    return parse_idx(_read(path), path.name)


def parse_idx(content: bytes, name: str = "idx") -> np.ndarray:
    """Return the array in the bytes of an idx file, gzipped or not.

    Raises
    ------
    BadDataFile
        with ``name`` and a ``reason``: gzip, magic, type, size
    """
    content = _unzipped(content, name)
    if len(content) < 4 or content[:2] != b"\0\0" or not 1 <= content[3] <= 4:
        raise _bad(name, "magic")
    if content[2] != _UINT8:
        raise _bad(name, "type")
    axes = content[3]
    begin = 4 + 4 * axes
    if len(content) < begin:
        raise _bad(name, "size")
    shape = tuple(int(n) for n in np.frombuffer(content, ">u4", axes, 4))
    if len(content) - begin != math.prod(shape):
        raise _bad(name, "size")
    array = np.frombuffer(content, np.uint8, offset=begin).reshape(shape)
    return array.astype(np.int64) if axes == 1 else array


def idx_bytes(array: np.ndarray) -> bytes:
    """Write pictures or labels as an idx file of uint8, as ``load_idx`` reads it."""
    head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    return head + array.astype(np.uint8).tobytes()


def _load_folder(folder: Path) -> Mnist:
    arrays = {}
    for key, (stem, axes) in _FILES.items():
        name = f"{stem}-idx{axes}-ubyte"
        found = [path for path in (folder / name, folder / f"{name}.gz") if path.is_file()]
        if not found:
            raise _bad(name, "missing")
        arrays[key] = parse_idx(_read(found[0]), found[0].name)
        if arrays[key].ndim != axes:
            raise _bad(name, "axes")
    for subset in ("train", "test"):
        if len(arrays[f"x_{subset}"]) != len(arrays[f"y_{subset}"]):
            raise _bad(_FILES[f"y_{subset}"][0], "length")
    return Mnist(**arrays)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _bad(path.name, "missing") from error


def _unzipped(content: bytes, name: str) -> bytes:
    if content[:2] != _GZIP:
        return content
    try:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        plain = unpacker.decompress(content, _MOST_BYTES)
    except zlib.error as error:
        raise _bad(name, "gzip") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise _bad(name, "gzip")
    return plain


def _bad(name: str, reason: str) -> BadDataFile:
    return BadDataFile(f"{name}: {reason}", name=name, reason=reason)
