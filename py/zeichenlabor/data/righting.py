"""Corrects pictures from other sources: dark ink on light or grey paper, faint ink, rotated digits.

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

EVEN = 0.25
"""The most by which the middle half of the pictures' borders may differ in brightness, if they are
paper, as a share of the difference between dark and light.
"""

GREY = 32
"""Distance of paper from 0 (or 255) from which it counts as grey."""

FAINT = 128
"""Ink that is paler counts as faint: MNIST's and the sheets' reaches 255."""

LEAST_INK = 8
"""Pictures without a difference of brightness that is larger have no ink."""

ALIKE = 0.58
"""Minimum similarity to the mean digits: MNIST has 0.73, real sheets 0.62 to 0.78."""

CLEARER = 0.04
"""By how much the best orientation must exceed each other one: real sheets have at least 0.09,
scikit-learn's small pictures 0.06, pictures other than digits 0.02.
"""

Turn = Callable[[np.ndarray], np.ndarray]

TURNS: dict[str, Turn] = {
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
    images: np.ndarray,
    labels: np.ndarray,
    classes: Sequence[str],
    test_from: int | None = None,
    turn: str | None = None,
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the pictures upright with ink 255 on 0, and the corrections made.

    Parameters
    ----------
    images : ndarray of shape (n, 28, 28), uint8
    labels : ndarray of shape (n,)
    classes : sequence of str
    test_from : where the test set begins, which may have another polarity
    turn : how to turn them, one of `TURNS`; by default as `turn_of` finds

    Returns
    -------
    images : ndarray of shape (n, 28, 28), uint8
    mended : tuple of str
        ``inverted``, ``levelled``, ``turned``
    """
    mended: dict[str, None] = {}
    corrected = []
    for subset in np.split(images, [test_from] if test_from else []):
        subset, corrections = _with_ink_on_0(subset)
        corrected.append(subset)
        mended |= dict.fromkeys(corrections)
    if mended:
        images = np.concatenate(corrected)
    turn = turn or turn_of(images, labels, classes)
    if turn != "given":
        images = turned(images, turn)
        mended["turned"] = None
    return images, tuple(mended)


def turned(images: np.ndarray, turn: str) -> np.ndarray:
    """Return pictures (n, 28, 28) turned in one of `TURNS`, contiguous."""
    return np.ascontiguousarray(TURNS[turn](images))


def has_ink(images: np.ndarray) -> np.ndarray:
    """Return which pictures have ink: bool (n,)."""
    return images.max(axis=(1, 2)) - images.min(axis=(1, 2)).astype(int) > LEAST_INK


def _with_ink_on_0(images):
    """Pictures with dark paper and light ink over the whole range, and the corrections made."""
    some = images[:: max(1, len(images) // LOOKED_AT)]
    some = some[has_ink(some)]
    if not len(some):
        return images, ()
    border = np.concatenate([some[:, [0, -1]].ravel(), some[:, :, [0, -1]].ravel()])
    first, paper, third = np.percentile(border, (25, 50, 75))
    dark, light = np.median(some.min(axis=(1, 2))), np.median(some.max(axis=(1, 2)))
    if third - first > EVEN * (light - dark):  # it is no paper
        return images, ()
    mended, ink = [], light
    if paper - dark > light - paper:
        images, paper, ink = 255 - images, 255 - paper, 255 - dark
        mended.append("inverted")
    if ink > paper and (paper > GREY or ink < FAINT):
        scaled = (images.astype(np.float32) - paper) * (255 / (ink - paper))
        images = np.clip(np.round(scaled), 0, 255).astype(np.uint8)
        mended.append("levelled")
    return images, tuple(mended)


def turn_of(images: np.ndarray, labels: np.ndarray, classes: Sequence[str]) -> str:
    """Return how the pictures must be turned for their digits to be upright."""
    digit = np.array([int(name) if name in tuple("0123456789") else -1 for name in classes])
    known = np.flatnonzero(digit[labels] >= 0)
    if len(known) < FEW or len(np.unique(labels[known])) < 3:
        return "given"
    some = known[:: max(1, len(known) // LOOKED_AT)]
    means = _unit(digit_means())[digit[labels[some]]]
    alike = {name: _likeness(turn(images[some]), means) for name, turn in TURNS.items()}
    best, second = sorted(alike, key=alike.__getitem__, reverse=True)[:2]
    clear = alike[best] > ALIKE and alike[best] > alike[second] + CLEARER
    return best if clear else "given"


def _likeness(images: np.ndarray, means: np.ndarray) -> float:
    pictures, written = coarse_pictures(images)
    return float((_unit(pictures) * means[written]).sum(axis=1).mean()) if len(written) else 0.0


def _unit(pictures: np.ndarray) -> np.ndarray:
    centred = pictures - pictures.mean(axis=1, keepdims=True)
    return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
