"""The arrays of a training step, allocated once and reused at every step.

A step must not allocate: on small networks, freeing and allocating memory costs more than the
arithmetic. So every layer requests its arrays by name from its workspace, and gets the same array
object each time for the same batch size (so kernels can cache an array's address). A smaller last
batch gets the leading rows of the same memory.
"""

from __future__ import annotations

import numpy as np

_MOST_VIEWS = 256


class Workspace:
    """Named arrays of one layer, with room for the largest batch seen so far."""

    def __init__(self, dtype: np.dtype) -> None:
        self.dtype = np.dtype(dtype)
        self._blocks: dict[str, np.ndarray] = {}
        self._views: dict[tuple[str, int], np.ndarray] = {}
        self._reshaped: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def array(self, name: str, n: int, shape: tuple[int, ...], dtype=None) -> np.ndarray:
        """Return the array ``name`` of shape (n, *shape); its values are whatever was last stored
        in it.
        """
        view = self._views.get((name, n))
        return self._make(name, n, shape, dtype) if view is None else view

    def reshaped(self, name: str, array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
        """Return ``array`` as (n, *shape): the same object again for the same array."""
        seen = self._reshaped.get(name)
        if seen is None or seen[0] is not array:
            seen = self._reshaped[name] = (array, array.reshape(len(array), *shape))
        return seen[1]

    def _make(self, name, n, shape, dtype):
        block = self._blocks.get(name)
        if block is None or len(block) < n:
            block = self._blocks[name] = np.empty((n, *shape), dtype or self.dtype)
            self._views = {key: view for key, view in self._views.items() if key[0] != name}
        if len(self._views) >= _MOST_VIEWS:
            self._views.clear()
        view = self._views[name, n] = block[:n]
        return view
