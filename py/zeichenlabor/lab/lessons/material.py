"""What lessons work on: the pupils' own pictures, else those of the practice pen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ...data import pen
from ...glyphs import SIZE
from ..desks.bench import Bench

DIGITS = 10


@lru_cache(maxsize=16)
def practice(count: int, seed: int = 0, per_writer: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Digits of the synthetic pen: uint8 (count, 28, 28) and labels int64 (count,)."""
    labels = np.arange(count) % DIGITS
    return pen.glyphs([str(label) for label in labels], seed, per_writer), labels


def own_or_practice(bench: Bench, most: int) -> tuple[np.ndarray, np.ndarray, bool]:
    """At most so many pictures, all classes alike, their labels, and whether they are the pupils'.

    Fewer than two pictures per class are no material for a lesson.
    """
    samples = bench.collection.samples()
    if len(samples) < 2 * DIGITS:
        return *practice(most), False
    rows = np.random.default_rng(0).permutation(len(samples))[:most]
    return samples.images[rows], samples.labels[rows], True


def glyph(image: memoryview) -> np.ndarray:
    """A picture of the page as uint8 (28, 28)."""
    return np.frombuffer(image, np.uint8).reshape(SIZE, SIZE)


def floats(values: Any) -> np.ndarray:
    """Numbers of the page as float64, for which 1.0 and 1 are the same."""
    return np.asarray(values, np.float64)
