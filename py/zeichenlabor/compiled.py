"""WebAssembly modules of this package: how Pyodide loads one that works on NumPy's own memory."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np


def load(module: Path) -> ctypes.CDLL:
    """Load a module that has ``memory.c`` in it, and show it how NumPy's arrays are laid out.

    Raises
    ------
    OSError
        outside Pyodide, or where the engine lacks the module's instructions
    """
    if sys.platform != "emscripten":
        raise OSError("the SIMD module needs Pyodide")
    library = ctypes.CDLL(str(module))
    library.introduce(id(np.ndarray), id(None))
    probe = np.zeros((2, 3), np.float32)
    if library.probe(id(probe)) & 0xFFFFFFFF != probe.__array_interface__["data"][0]:
        raise OSError("NumPy's arrays are not laid out as the SIMD module expects")
    return library
