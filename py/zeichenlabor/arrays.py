"""Types of arrays that `numpy.typing` has no name for."""

from __future__ import annotations

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Numbers in rows and columns, of any dtype but uint8 and float32; the page gets nested lists."""
