"""Corrects pictures from other sources: inverts dark ink on light paper, and turns rotated digits.

Datasets differ in polarity and in the order of axes: EMNIST's files are written column by column,
so its pictures are transposed. If the classes are digits, comparison with known digits reveals it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from zeichenlabor.sheets.direction import coarse_pictures, digit_means

LOOKED_AT = 1000
"""How many pictures of known digits are compared."""

FEW = 30
"""The fewest digits from which the orientation is determined."""

PAPER = 191
"""Brightness from which a border is light paper."""

ALIKE = 0.58
"""Minimum similarity to the mean digits: MNIST has 0.73, real sheets 0.62 to 0.78."""

CLEARER = 0.04
"""By how much the best orientation must exceed each other one: real sheets have at least 0.09,
scikit-learn's small pictures 0.06, pictures other than digits 0.02.
"""

Turn = Callable[[np.ndarray], np.ndarray]

_TURNS: dict[str, Turn] = {
    "given": lambda images: images,
    "transposed": lambda images: images.swapaxes(1, 2),
    "left": lambda images: np.rot90(images, 1, (1, 2)),
    "right": lambda images: np.rot90(images, -1, (1, 2)),
    "upside-down": lambda images: images[:, ::-1, ::-1],
    "mirrored": lambda images: images[:, :, ::-1],
    "flipped": lambda images: images[:, ::-1],
    "antitransposed": lambda images: images[:, ::-1, ::-1].swapaxes(1, 2),
}


def righted(
    images: np.ndarray, labels: np.ndarray, classes: Sequence[str]
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the pictures upright with ink 255 on 0, and the corrections made.

    Parameters
    ----------
    images : ndarray of shape (n, 28, 28), uint8
    labels : ndarray of shape (n,)
    classes : sequence of str

    Returns
    -------
    images : ndarray of shape (n, 28, 28), uint8
    mended : tuple of str
        ``inverted``, ``turned``
    """
    mended: list[str] = []
    if is_negative(images):
        images = 255 - images
        mended.append("inverted")
    turn = turn_of(images, labels, classes)
    if turn != "given":
        images = np.ascontiguousarray(_TURNS[turn](images))
        mended.append("turned")
    return images, tuple(mended)


def is_negative(images: np.ndarray) -> bool:
    """Return whether most of the pictures' border, which is paper, is light."""
    some = images[:LOOKED_AT]
    border = np.concatenate([some[:, [0, -1]].ravel(), some[:, :, [0, -1]].ravel()])
    return bool(border.size) and float(np.median(border)) > PAPER


def turn_of(images: np.ndarray, labels: np.ndarray, classes: Sequence[str]) -> str:
    """Return how the pictures must be turned for their digits to be upright."""
    digit = np.array([int(name) if name in tuple("0123456789") else -1 for name in classes])
    known = np.flatnonzero(digit[labels] >= 0)
    if len(known) < FEW or len(np.unique(labels[known])) < 3:
        return "given"
    some = known[:: max(1, len(known) // LOOKED_AT)]
    means = _unit(digit_means())[digit[labels[some]]]
    alike = {name: _likeness(turn(images[some]), means) for name, turn in _TURNS.items()}
    best, second = sorted(alike, key=alike.__getitem__, reverse=True)[:2]
    clear = alike[best] > ALIKE and alike[best] > alike[second] + CLEARER
    return best if clear else "given"


def _likeness(images: np.ndarray, means: np.ndarray) -> float:
    pictures, written = coarse_pictures(images)
    return float((_unit(pictures) * means[written]).sum(axis=1).mean()) if len(written) else 0.0


def _unit(pictures: np.ndarray) -> np.ndarray:
    centred = pictures - pictures.mean(axis=1, keepdims=True)
    return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
