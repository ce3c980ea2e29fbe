"""The frame: the four straight lines around all cells, and their corners."""

from __future__ import annotations

import numpy as np


def frame_corners(nodes: np.ndarray) -> np.ndarray:
    """Return the corners of straight lines through the four outer rows of crossings."""
    top, right, bottom, left = nodes[0], nodes[:, -1], nodes[-1], nodes[:, 0]
    lines = [_fit_line(points) for points in (top, right, bottom, left)]
    pairs = ((3, 0), (0, 1), (1, 2), (2, 3))
    meets = np.array([np.cross(lines[a], lines[b]) for a, b in pairs])
    return meets[:, :2] / meets[:, 2:]


def _fit_line(points: np.ndarray) -> np.ndarray:
    """Return the line (a, b, c), ax + by + c = 0, by total least squares."""
    centre = points.mean(axis=0)
    normal = np.linalg.svd(points - centre)[2][1]
    return np.array([*normal, -normal @ centre])
