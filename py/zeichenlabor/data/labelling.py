"""Whether the labels of a dataset fit its pictures: they may count from 1, or belong to others.

Pictures are compared with the mean digits. One class that looks like another digit is no evidence,
since handwriting varies; all classes together are, if each looks like a digit of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zeichenlabor.data.likeness import normed
from zeichenlabor.data.righting import TURNS
from zeichenlabor.sheets.direction import coarse_pictures, digit_means

EACH = 100
"""How many pictures of each class are compared."""

FEW = 5
"""The fewest pictures of a class from which its digit is determined."""

FEW_CLASSES = 8
"""The fewest classes from which digits are determined: a few letters may look like digits, too."""

ALIKE, ALIKE_EACH = 0.64, 0.5
"""Minimum mean similarity of the classes to their digits, and of each: MNIST has 0.75 and 0.69,
scikit-learn's digits 0.79 and 0.69, letters at most 0.61 and 0.51.
"""

CLEARER = 0.08
"""By how much classes must be more similar to their digits than to those that they are named after,
in the mean: with labels from 1 it is 0.29 for MNIST and 0.19 for scikit-learn's digits.
"""

ALIKE_TURNED, CLEARER_TURNED = 0.68, 0.04
"""Minimum mean similarity of turned classes to digits, and by how much it must exceed that of each
other orientation: MNIST has at least 0.73 and no other, letters in any orientation at most 0.66.
"""

MANY = 30
"""The fewest pictures of a class, and `FEW` classes, that can be seen to look all the same."""

ALIKE_ALL = 0.5
"""Mean difference (0 to 2) between the looks of a class and those of all pictures, below which
labels belong to others: shuffled labels have 0.24, with 30 pictures of each class 0.41; those of
digits and letters at least 0.9.
"""


def by_look(
    images: np.ndarray, labels: np.ndarray, classes: Sequence[str], may_turn: bool = True
) -> tuple[tuple[str, ...], str]:
    """Return the names of the classes, and how the pictures must be turned.

    Where the classes look like other digits throughout, as given or turned, the names are those
    digits. Otherwise names and pictures stay as they are.

    Parameters
    ----------
    images : ndarray of shape (n, 28, 28), uint8, ink 255 on 0
    labels : ndarray of shape (n,)
    classes : sequence of str
        Only whole numbers may be renamed: labels 1 to 10, SVHN's 10 for the digit 0, or codes.
    may_turn : bool
        Whether other orientations are tried; else the turn is ``given``.

    Returns
    -------
    names : tuple of str
    turn : str
        One of `righting.TURNS`; ``given`` also where no other orientation is clearly better.
    """
    names, turn = tuple(classes), "given"
    some = _compared(images, labels, names)
    if some is None:
        return names, turn
    look = _look(*some)
    if not look.similarity and may_turn:
        turn, look = _clearest({name: _look(to(some[0]), some[1]) for name, to in TURNS.items()})
    if not look.similarity:
        return names, "given"
    gains = [
        similarities[digit] - similarities[int(name)]
        for name, digit, similarities in zip(names, look.digits, look.alike, strict=True)
        if len(name) == 1 and int(name) != digit
    ]
    if gains and np.mean(gains) < CLEARER:
        return names, turn
    return tuple(map(str, look.digits)), turn


def are_scattered(images: np.ndarray, labels: np.ndarray, count: int) -> bool:
    """Return whether the pictures of each of ``count`` classes look as different as all of them."""
    votes = []
    for label in range(count):
        best = _looks(images, labels, label).argmax(axis=1)
        if len(best) >= MANY:
            votes.append(np.bincount(best, minlength=10) / len(best))
    if len(votes) < FEW:
        return False
    return float(np.abs(votes - np.mean(votes, axis=0)).sum(axis=1).mean()) < ALIKE_ALL


def _compared(images, labels, names):
    """Some pictures of each class and their labels; None where classes cannot be digits."""
    are_numbers = all(name.isascii() and name.isdecimal() for name in names)
    if not (are_numbers and FEW_CLASSES <= len(names) <= 10):
        return None
    rows = [_some(labels, label) for label in range(len(names))]
    if min(map(len, rows)) < FEW:
        return None
    chosen = np.concatenate(rows)
    return images[chosen], labels[chosen]


class _Look(NamedTuple):
    """What classes look like: ``alike`` (classes, 10), the mean similarity to the ten digits; a
    digit for each class; and their mean similarity to these, 0 if they do not look like digits.
    """

    alike: np.ndarray
    digits: np.ndarray
    similarity: float


def _look(images, labels):
    alike = np.array([_looks(images, labels, n).mean(axis=0) for n in range(labels.max() + 1)])
    digits = _assigned(alike)
    found = np.take_along_axis(alike, digits[:, None], axis=1)
    are_digits = found.mean() >= ALIKE and found.min() >= ALIKE_EACH
    return _Look(alike, digits, float(found.mean()) if are_digits else 0.0)


def _clearest(looks):
    """The orientation in which classes look like digits; that of the pictures if none is clear."""
    best, second = sorted(looks, key=lambda turn: looks[turn].similarity, reverse=True)[:2]
    least = max(ALIKE_TURNED, looks[second].similarity + CLEARER_TURNED)
    turn = best if looks[best].similarity > least else "given"
    return turn, looks[turn]


def _some(labels: np.ndarray, label: int) -> np.ndarray:
    rows = np.flatnonzero(labels == label)
    return rows[:: max(1, len(rows) // EACH)]


def _looks(images: np.ndarray, labels: np.ndarray, label: int) -> np.ndarray:
    """Return how similar some pictures of a class are to the ten mean digits, shape (m, 10)."""
    rows = _some(labels, label)
    if not len(rows):
        return np.zeros((0, 10))
    pictures, _ = coarse_pictures(images[rows])
    return normed(pictures) @ normed(digit_means()).T


def _assigned(alike: np.ndarray) -> np.ndarray:
    """Return a digit for each class, none twice, with the largest sum of similarities.

    Held and Karp's dynamic programming over the sets of digits that are taken.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for similarities in alike.astype(float):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for taken, (total, digits) in best.items():
            for digit, similarity in enumerate(similarities):
                if taken >> digit & 1:
                    continue
                reached = (total + similarity, (*digits, digit))
                key = taken | 1 << digit
                further[key] = max(further.get(key, reached), reached)
        best = further
    return np.array(max(best.values())[1])
