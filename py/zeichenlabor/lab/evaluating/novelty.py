"""Does a picture look like any that the network has learned? Softmax always names a class.

The distance is that of Sun, Ming, Zhu and Li, "Out-of-distribution detection with deep nearest
neighbors" (ICML 2022): the values of the last hidden layer are scaled to length 1, and the
distance is that to the k-th nearest training picture. What is farther than nearly all validation
pictures is new; how many of those may be lost is what a person chooses.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...data.nonsense import make_nonsense
from ...errors import TooFewSamples
from ...nn import Sequential
from ..collecting.collection import Samples
from ..stopping import one_network, steps_of
from .hidden import hidden_of, reading

NEIGHBOR = 5
"""The how-many-th nearest picture counts: a single odd one among the training pictures does not."""

MOST_VALUES = 4_000_000
"""Values that are remembered: of a wide layer those of fewer pictures, drawn by chance."""

LOST = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Shares of the validation pictures that a limit may refuse."""

EACH = 60
"""Pictures of each kind of nonsense."""

MOST_TEST = 1000
"""Test pictures that are asked about."""

MOST_PACKED = 150_000
"""Values that a page to take home holds of what was learned: 400 kB of its text."""

_BLOCK = 256


@dataclass(frozen=True)
class Limit:
    """What a limit refuses: shares of the validation, the test and the nonsense pictures."""

    lost: float
    limit: float
    known: float
    nonsense: float


@dataclass(frozen=True)
class Judgement:
    """How well nonsense is told from symbols.

    Attributes
    ----------
    images : the nonsense, uint8 (n, 28, 28)
    predicted : what the network reads in it
    shares : how sure it is of that
    distances : how far each is from all that it has learned
    limits : by distance, one for each of `LOST`
    softmax : the same by what softmax lacks to 1
    """

    images: NDArray[np.uint8]
    kinds: list[Literal["scribble", "part", "sign"]]
    predicted: NDArray[np.int64]
    shares: NDArray[np.float32]
    distances: NDArray[np.float64]
    limits: list[Limit]
    softmax: list[Limit]


@dataclass(frozen=True)
class Packed:
    """What another program needs to tell new pictures from known ones.

    Attributes
    ----------
    values : ndarray of shape (n, width), float16
        Of the last hidden layer for training pictures, each scaled to length 1.
    limit : float
        What is farther than this from the ``NEIGHBOR``-th nearest of them is new.
    """

    values: np.ndarray
    limit: float


class Novelty:
    """What a network has learned, as it sees it at this moment.

    Parameters
    ----------
    values : of its last hidden layer for training pictures, (n, values)
    steps : how many it had learned in by then
    """

    def __init__(self, values: np.ndarray, steps: int) -> None:
        self._known, self._steps = _unit(values), steps

    def is_of(self, model: Sequential) -> bool:
        """Whether the network has not learned on since."""
        return steps_of(model) == self._steps

    def distances(self, values: np.ndarray) -> np.ndarray:
        """Return how far pictures (n, values) are from what is known, float (n,), 0 to 2."""
        nth = min(NEIGHBOR, len(self._known))
        parts = []
        for begin in range(0, len(values), _BLOCK):
            likeness = _unit(values[begin : begin + _BLOCK]) @ self._known.T
            nearest = np.partition(likeness, -nth, axis=1)[:, -nth]
            parts.append(np.sqrt(np.maximum(2 - 2 * nearest.astype(float), 0)))
        return np.concatenate(parts) if parts else np.empty(0)

    def distance(self, activations: list[np.ndarray], glyph: np.ndarray) -> float:
        """The same of one picture, from every layer's output; see `Sequential.activations`."""
        return float(self.distances(hidden_of(activations, glyph[None]))[0])


def judging(
    model: Sequential,
    train: Samples,
    validation: Samples,
    test: Samples,
    classes: list[str],
    seed: int,
) -> Generator[None, None, tuple[Novelty, Judgement]]:
    """Learn what is known from the training pictures, and the limits from the validation's.

    Raises
    ------
    TooFewSamples
        where there are no pictures for the validation or the test
    Cancelled
        where the network has learned more in a pause: the answer would be of two
    """
    if not (len(train) and len(validation) and len(test)):
        raise TooFewSamples
    rng = np.random.default_rng(seed)

    with one_network(model):
        values = yield from _learned(model, train, MOST_VALUES, rng)
        novelty = Novelty(values, steps_of(model))
        tested = _some(test, MOST_TEST, rng)
        made = make_nonsense(tested, classes, EACH, seed)
        far, unsure = [], []
        for images in (_some(validation, MOST_TEST, rng), tested, made.images):
            values, answers = yield from reading(model, images)
            far.append(novelty.distances(values))
            unsure.append(1 - answers.max(axis=1).astype(float))
    return novelty, Judgement(
        made.images,
        made.kinds,
        answers.argmax(axis=1),
        answers.max(axis=1),
        far[2],
        _limits(*far),
        _limits(*unsure),
    )


def packing(
    model: Sequential, train: Samples, validation: Samples, lost: float, seed: int
) -> Generator[None, None, Packed]:
    """Choose what of the training pictures a page can hold, and learn their own limit.

    Parameters
    ----------
    lost : share of the validation pictures that it may refuse

    Raises
    ------
    TooFewSamples
        where there are no pictures for the validation
    """
    if not (len(train) and len(validation)):
        raise TooFewSamples
    rng = np.random.default_rng(seed)
    values = _unit((yield from _learned(model, train, MOST_PACKED, rng))).astype(np.float16)
    novelty = Novelty(values.astype(np.float32), steps_of(model))
    known, _ = yield from reading(model, _some(validation, MOST_TEST, rng))
    return Packed(values, float(np.quantile(novelty.distances(known), 1 - lost)))


def _learned(
    model: Sequential, train: Samples, most: int, rng: np.random.Generator
) -> Generator[None, None, np.ndarray]:
    """Return the hidden layer's values, ``most`` in all, for training pictures."""
    first, _ = yield from reading(model, train.images[:1])
    values, _ = yield from reading(model, _some(train, max(most // first.size, NEIGHBOR), rng))
    return values


def _some(samples: Samples, most: int, rng: np.random.Generator) -> np.ndarray:
    return samples.images[np.sort(rng.permutation(len(samples))[:most])]


def _limits(validation: np.ndarray, test: np.ndarray, nonsense: np.ndarray) -> list[Limit]:
    limits = np.quantile(validation, 1 - np.array(LOST))
    return [
        Limit(lost, float(at), float((test > at).mean()), float((nonsense > at).mean()))
        for lost, at in zip(LOST, limits, strict=True)
    ]


def _unit(values: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    return (values / np.maximum(lengths, 1e-9)).astype(np.float32)
