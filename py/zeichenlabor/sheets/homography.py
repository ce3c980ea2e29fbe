"""The homography from the unit square to four corners: Heckbert 1989, appendix A.2."""

from __future__ import annotations

import numpy as np

LEAST_AREA = 1e-9
"""Of the parallelogram at the third corner, in square pixels."""


def homography(corners: np.ndarray) -> np.ndarray:
    """Return the matrix that maps (u, v, 1) in the unit square to pixels, float64 (3, 3).

    Parameters
    ----------
    corners : ndarray of shape (4, 2)
        Where (0, 0), (1, 0), (1, 1) and (0, 1) lie.

    Raises
    ------
    LinAlgError
        if the last three lie on one line
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    sums = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    sides = np.array([[x1 - x2, x3 - x2], [y1 - y2, y3 - y2]])
    if abs(np.linalg.det(sides)) < LEAST_AREA:
        raise np.linalg.LinAlgError("corners on one line")
    g, h = np.linalg.solve(sides, sums)
    return np.array(
        [
            [x1 - x0 + g * x1, x3 - x0 + h * x3, x0],
            [y1 - y0 + g * y1, y3 - y0 + h * y3, y0],
            [g, h, 1.0],
        ]
    )
