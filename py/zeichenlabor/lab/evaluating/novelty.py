"""Out-of-distribution detection: recognises pictures unlike the training pictures.

Method of Sun, Ming, Zhu and Li, "Out-of-distribution detection with deep nearest neighbors" (ICML
2022): the values of the last hidden layer are normalised to length 1, and the score is the distance
to the k-th nearest training picture. A picture is unknown if that exceeds the distances of nearly
all validation pictures; the user chooses the share of these that may be rejected.
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

NEIGHBOR_RANK = 5
"""k of the k-th nearest neighbour; greater than 1, so that single outliers in the training data do
not matter.
"""

MOST_VALUES = 4_000_000
"""Most stored values: for a wide layer, a random sample of pictures is used."""

REFUSED_SHARES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Shares of the validation pictures that a limit may reject."""

EACH = 60
"""Number of pictures of each kind of nonsense."""

MOST_TEST = 1000
"""Most test pictures."""

MOST_PACKED = 150_000
"""Most values in an exported page: 400 kB of its text."""

_BLOCK = 256


@dataclass(frozen=True)
class Limit:
    """Shares of the validation, test and nonsense pictures that a limit rejects."""

    lost: float
    limit: float
    known: float
    nonsense: float


@dataclass(frozen=True)
class Judgement:
    """How well nonsense is distinguished from symbols.

    Attributes
    ----------
    images : the nonsense, uint8 (n, 28, 28)
    predicted : the network's predictions for it
    shares : their probabilities
    distances : distance of each from the training pictures
    limits : by distance, one per value in `REFUSED_SHARES`
    softmax : the same by 1 minus the highest softmax probability
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
    """Data with which another program can recognise unknown pictures.

    Attributes
    ----------
    values : ndarray of shape (n, width), float16
        The last hidden layer's values for training pictures, each normalised to length 1.
    limit : float
        Pictures at a larger distance from the ``NEIGHBOR_RANK``-th nearest of them are unknown.
    """

    values: np.ndarray
    limit: float


class Novelty:
    """The training pictures in the network's current representation.

    Parameters
    ----------
    values : the last hidden layer's values for training pictures, (n, values)
    steps : number of training steps at that time
    """

    def __init__(self, values: np.ndarray, steps: int) -> None:
        self._known, self._steps = _unit(values), steps

    def is_of(self, model: Sequential) -> bool:
        """Whether the network has not been trained since."""
        return steps_of(model) == self._steps

    def distances(self, values: np.ndarray) -> np.ndarray:
        """Return the distances of pictures (n, values) from the training pictures, float (n,), 0 to
        2.
        """
        nth = min(NEIGHBOR_RANK, len(self._known))
        distances = []
        for begin in range(0, len(values), _BLOCK):
            likeness = _unit(values[begin : begin + _BLOCK]) @ self._known.T
            nearest = np.partition(likeness, -nth, axis=1)[:, -nth]
            distances.append(np.sqrt(np.maximum(2 - 2 * nearest.astype(float), 0)))
        return np.concatenate(distances) if distances else np.empty(0)

    def distance(self, activations: list[np.ndarray], glyph: np.ndarray) -> float:
        """The same for one picture, from all layers' outputs; see `Sequential.activations`."""
        return float(self.distances(hidden_of(activations, glyph[None]))[0])


def judging(
    model: Sequential,
    train: Samples,
    validation: Samples,
    test: Samples,
    classes: list[str],
    seed: int,
) -> Generator[None, None, tuple[Novelty, Judgement]]:
    """Store the training pictures' values, and determine the limits by the validation pictures.

    Raises
    ------
    TooFewSamples
        if there are no validation or test pictures
    Cancelled
        if the network was trained in a pause
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
    """Choose training pictures for an exported page, and determine the limit for them.

    Parameters
    ----------
    lost : share of the validation pictures that it may reject

    Raises
    ------
    TooFewSamples
        if there are no validation pictures
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
    """Return the hidden layer's values for training pictures, at most ``most`` numbers."""
    first, _ = yield from reading(model, train.images[:1])
    values, _ = yield from reading(model, _some(train, max(most // first.size, NEIGHBOR_RANK), rng))
    return values


def _some(samples: Samples, most: int, rng: np.random.Generator) -> np.ndarray:
    return samples.images[np.sort(rng.permutation(len(samples))[:most])]


def _limits(validation: np.ndarray, test: np.ndarray, nonsense: np.ndarray) -> list[Limit]:
    limits = np.quantile(validation, 1 - np.array(REFUSED_SHARES))
    return [
        Limit(lost, float(at), float((test > at).mean()), float((nonsense > at).mean()))
        for lost, at in zip(REFUSED_SHARES, limits, strict=True)
    ]


def _unit(values: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    return (values / np.maximum(lengths, 1e-9)).astype(np.float32)
