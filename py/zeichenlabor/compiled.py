"""Loads this package's WebAssembly modules, which work directly on NumPy's memory in Pyodide."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np


def load(module: Path) -> ctypes.CDLL:
    """Load a module that contains ``memory.c``, and check the memory layout of NumPy's arrays.

    Raises
    ------
    OSError
        outside Pyodide, if the browser does not support the module's instructions, or if
        NumPy's arrays are laid out differently
    """
    if sys.platform != "emscripten":
        raise OSError("the SIMD module needs Pyodide")
    library = ctypes.CDLL(str(module))
    library.introduce(id(np.ndarray), id(None))
    probe = np.zeros((2, 3), np.float32)
    if library.probe(id(probe)) & 0xFFFFFFFF != probe.__array_interface__["data"][0]:
        raise OSError("NumPy's arrays are not laid out as the SIMD module expects")
    return library
