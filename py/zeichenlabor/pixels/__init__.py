"""The hot loops of reading sheets, compiled to WebAssembly: they run in Pyodide only.

Each function gives exactly the result that its caller would compute with NumPy and Pillow, and
returns whether it did. If not (natively, without SIMD, for arrays that are not contiguous) the
caller computes it itself; that code is also the readable version and the oracle of the tests.
`nn.kernels` contains the loops of training, and the tool that builds both modules.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np

from zeichenlabor import compiled

MODULE = Path(__file__).with_name("simd.wasm")

SCRATCH = 1 << 20
"""Bytes of memory that the module may use; wider pages are left to the callers."""

_library: ctypes.CDLL | None = None
_scratch = np.empty(0, np.uint8)  # the module's memory


def use(module: bool) -> None:
    """Choose between the module and NumPy.

    Raises
    ------
    OSError
        outside Pyodide, or if the engine lacks these instructions
    """
    global _library
    _library = _loaded() if module else None


def use_fastest() -> None:
    """Choose the module if it can be loaded."""
    try:
        use(True)
    except OSError:
        use(False)


def is_compiled() -> bool:
    """Whether the module is in use."""
    return _library is not None


def _loaded() -> ctypes.CDLL:
    global _scratch
    library = compiled.load(MODULE)
    library.crowding.argtypes = [ctypes.c_int] * 3 + [ctypes.c_float, ctypes.c_int]
    if _scratch.size < SCRATCH:
        _scratch = np.empty(SCRATCH, np.uint8)
    library.use_scratch(id(_scratch))
    return library


def warp(picture: np.ndarray, nodes: np.ndarray, out: np.ndarray) -> bool:
    """Warp each cell between ``nodes`` (rows + 1, columns + 1, 2) to its square of ``out``."""
    return _library is not None and bool(_library.warp(id(picture), id(nodes), id(out)))


def darkness(page: np.ndarray, paper: np.ndarray, out: np.ndarray) -> bool:
    """Set ``out`` to each pixel's darkness relative to the paper, which may be smaller."""
    return _library is not None and bool(_library.darkness(id(page), id(paper), id(out)))


def steepness(ink: np.ndarray, out: np.ndarray, reach: int) -> bool:
    """Set ``out``, float32, to the steepness of the ink; 0 within ``reach`` of the lines."""
    return _library is not None and bool(_library.steepness(id(ink), id(out), reach))


def cell_ink(
    ink: np.ndarray, places: np.ndarray, index: int, top: int, left: int, out: np.ndarray
) -> bool:
    """Set ``out`` to the ink from (top, left) on that belongs to the cell ``index``."""
    return _library is not None and bool(
        _library.cell_ink(id(ink), id(places), index, top, left, id(out))
    )


def glyph(ink: np.ndarray, out: np.ndarray) -> bool:
    """Write the normalised drawing into ``out``, zeros of shape (28, 28)."""
    return _library is not None and bool(_library.glyph(id(ink), id(out)))


def bent_points(
    smooth: np.ndarray,
    paper: np.ndarray,
    below: np.ndarray,
    at: np.ndarray,
    values: np.ndarray,
    count: np.ndarray,
) -> bool:
    """Write the indices of points that may be on a line into ``at``, and their derivatives into
    ``values``.

    ``count`` receives their number. If ``at`` and ``values`` are too small, call again.
    """
    return _library is not None and bool(
        _library.bent_points(id(smooth), id(paper), id(below), id(at), id(values), id(count))
    )


def crowding(
    along: np.ndarray, across: np.ndarray, rates: np.ndarray, width: float, out: np.ndarray
) -> bool:
    """Set ``out``, float64, to the sharpness of the histogram for each rate."""
    return _library is not None and bool(
        _library.crowding(id(along), id(across), id(rates), width, id(out))
    )


use_fastest()
