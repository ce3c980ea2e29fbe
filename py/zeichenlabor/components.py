"""Connected components, of pictures by their runs and of any pairs, with NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Runs:
    """Horizontal runs of ink and the component to which each belongs.

    Attributes
    ----------
    row, start, stop : ndarray of shape (n,)
        The run covers ``[row, start:stop]``.
    component : ndarray of shape (n,)
        Index of the 8-connected component, 0 … count - 1.
    count : int
        Number of components.
    """

    row: np.ndarray
    start: np.ndarray
    stop: np.ndarray
    component: np.ndarray
    count: int


def find_runs(mask: np.ndarray) -> Runs:
    """Label the 8-connected components of a boolean picture (height, width)."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), bool)
    padded[:, 1:-1] = mask
    inked = padded.ravel()
    flat = np.flatnonzero(inked[1:] != inked[:-1])
    start, stop = flat[0::2], flat[1::2]
    row = start // (width + 2)
    left, right = start - row * (width + 2), stop - row * (width + 2)
    above, below = _touching(row, left, right, width)
    component, count = union(len(row), above, below)
    return Runs(row, left, right, component, count)


def _touching(row, left, right, width) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of runs in consecutive rows that touch, also at corners."""
    span = width + 2
    starts, stops = row * span + left, row * span + right
    low = np.searchsorted(stops, starts - span, side="left")
    high = np.searchsorted(starts, stops - span, side="right")
    number = np.maximum(high - low, 0)
    below = np.repeat(np.arange(len(row)), number)
    offset = np.arange(len(below)) - np.repeat(np.cumsum(number) - number, number)
    return low[below] + offset, below


def union(count: int, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the component of each of ``count`` elements, and how many components there are.

    Union-find by hooking and pointer jumping. ``first[k]`` and ``second[k]`` belong together;
    components are numbered 0 … in the order of their first elements.
    """
    parent = np.arange(count)
    while len(first):
        a, b = parent[first], parent[second]
        apart = a != b
        first, second, a, b = first[apart], second[apart], a[apart], b[apart]
        np.minimum.at(parent, np.maximum(a, b), np.minimum(a, b))
        while True:
            jumped = parent[parent]
            if np.array_equal(jumped, parent):
                break
            parent = jumped
    roots, component = np.unique(parent, return_inverse=True)
    return component, len(roots)
