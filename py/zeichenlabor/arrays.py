"""Array types that `numpy.typing` does not provide."""

from __future__ import annotations

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""A matrix of any dtype except uint8 and float32; the page receives nested lists."""
