"""Labelling by runs against a slow flood fill."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.components import find_runs


def flood_fill(mask: np.ndarray) -> np.ndarray:
    """Number the 8-connected parts from 1 on, pixel by pixel."""
    numbers = np.zeros(mask.shape, int)
    for place in zip(*np.nonzero(mask), strict=True):
        if numbers[place]:
            continue
        stack, number = [place], numbers.max() + 1
        while stack:
            y, x = stack.pop()
            inside = 0 <= y < mask.shape[0] and 0 <= x < mask.shape[1]
            if inside and mask[y, x] and not numbers[y, x]:
                numbers[y, x] = number
                stack += [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return numbers


@pytest.mark.parametrize("density", [0.0, 0.1, 0.35, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("shape", [(1, 1), (1, 30), (25, 1), (23, 31)])
def test_parts_equal_a_flood_fill(density, shape):
    mask = np.random.default_rng(int(100 * density)).random(shape) < density
    runs = find_runs(mask)
    painted = np.zeros(shape, int)
    for row, start, stop, component in zip(
        runs.row, runs.start, runs.stop, runs.component, strict=True
    ):
        assert not painted[row, start:stop].any()
        painted[row, start:stop] = component + 1
    expected = flood_fill(mask)
    assert runs.count == expected.max(initial=0)
    pairs = {(a, b) for a, b in zip(painted.ravel(), expected.ravel(), strict=True)}
    assert len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
