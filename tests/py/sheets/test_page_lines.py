"""Lines are measured near where they are expected, whatever stands beside them."""

from __future__ import annotations

import numpy as np

from zeichenlabor.sheets.flat_page import MARGIN, ROUGH_CELL, _measure_lines


def test_ink_that_rises_at_the_strips_rim_moves_no_crossing_far():
    """A broad pen beside faint lines once sent a crossing thousands of pixels away."""
    rows, columns = 6, 5
    side = ROUGH_CELL
    x = np.arange((columns + 2 * MARGIN) * side)
    ramp = np.minimum(5 * ((x + 6) % side), 255)
    ink = np.tile(ramp.astype(np.uint8), ((rows + 2 * MARGIN) * side, 1))
    shift, _, _ = _measure_lines(ink, rows, columns)
    assert np.abs(shift).max() < 0.3
