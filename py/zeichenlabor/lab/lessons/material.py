"""Pictures for lessons: the user's own ones, or else synthetic ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ...data import pen
from ...glyphs import SIZE
from ..session import Session

DIGITS, LEAST = 10, 20


@lru_cache(maxsize=16)
def practice(count: int, seed: int = 0, per_writer: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Digits of the synthetic pen: uint8 (count, 28, 28) and labels int64 (count,)."""
    labels = np.arange(count) % DIGITS
    return pen.glyphs([str(label) for label in labels], seed, per_writer), labels


class Material(NamedTuple):
    """Pictures, their labels, whether they are the user's, and the names of the classes."""

    images: np.ndarray
    labels: np.ndarray
    own: bool
    names: list[str]


def own_or_practice(session: Session, most: int) -> Material:
    """At most this many pictures, shuffled, with labels 0, 1, … of the classes that occur.

    The classes are balanced: classes that are so small that few of the others could be used are
    left out. With fewer than two classes, or than `LEAST` pictures, synthetic pictures are used.
    """
    samples = session.collection.samples()
    by_class = _alike(samples.labels, most)
    if len(by_class) < 2 or by_class.size < LEAST:
        return Material(*practice(most), False, [str(digit) for digit in range(DIGITS)])
    labels = np.repeat(np.arange(len(by_class)), by_class.shape[1])
    mixed = np.random.default_rng(0).permutation(by_class.size)
    classes = session.collection.classes()
    names = [classes[samples.labels[rows[0]]] for rows in by_class]
    return Material(samples.images[by_class.ravel()[mixed]], labels[mixed], True, names)


def _alike(labels: np.ndarray, most: int) -> np.ndarray:
    """Rows (classes, pictures of each); classes that would halve the total are left out."""
    rng = np.random.default_rng(0)
    rows = [rng.permutation(np.flatnonzero(labels == label)) for label in np.unique(labels)]
    sizes = sorted(map(len, rows), reverse=True)
    each = [min(size, max(most // number, 1)) for number, size in enumerate(sizes, start=1)]
    totals = [number * count for number, count in enumerate(each, start=1)]
    if not totals:
        return np.empty((0, 0), np.int64)
    best = max(place for place, total in enumerate(totals) if 2 * total >= max(totals))
    taken = [one[: each[best]] for one in rows if len(one) >= each[best]]
    return np.stack(taken[: max(most // each[best], 1)])


def glyph(image: memoryview) -> np.ndarray:
    """A picture from the page as uint8 (28, 28)."""
    return np.frombuffer(image, np.uint8).reshape(SIZE, SIZE)


def floats(values: Any) -> np.ndarray:
    """Numbers from the page as float64, since JavaScript does not distinguish 1.0 and 1."""
    return np.asarray(values, np.float64)
