"""Finds pictures that are probably mislabelled, by cross-validation.

A network that has memorised a wrong label predicts it. So the pictures are divided into folds, and
each fold is predicted by a small network trained on the other folds. This is repeated with other
folds and initial weights. A picture is suspicious if its label is contradicted in all rounds and
has a low probability. Since no network has seen the pictures that it judges, validation and test
pictures are included.

The inputs are not pixels but orientations of edges (`directions`): the error rate for 2,997
pictures is then 1.5 % instead of 4 %, and every error is a false alarm.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...errors import TooFewSamples
from ...glyphs import SIZE
from ...nn import Adam, Dense, Dropout, Sequential
from ..collecting.collection import Origin, Samples
from .evaluation import Progress

FOLDS = 4
ROUNDS = 3
SMALLEST = FOLDS
"""The fewest pictures of a class; with fewer, a fold might lack the class."""
STEPS = 300
BATCH = 64
UNITS = 64
DROPOUT = 0.3
LEARNING_RATE = 0.003
CHUNK = 256
"""Pictures between two pauses."""

WAYS = 8
"""Number of orientations."""
CELL = 4
"""Side in pixels of the squares in which they are counted."""
SCALE = 10
FEATURES = (SIZE // CELL * (SIZE // CELL) * WAYS,)
LOOKING = 0.1
"""Approximate share of the time for the orientations; the rest is training and prediction."""

PERHAPS = 0.2
SURE = 0.05
"""Mean probability of its label below which a picture is suspicious, or nearly certainly
mislabelled.
"""
MOST = 60


@dataclass(frozen=True)
class Suspects:
    """Pictures that are probably mislabelled, the most certain first.

    Attributes
    ----------
    images : uint8 (m, 28, 28), at most `MOST`
    labels, predicted : int (m,); the given and the predicted labels
    own, shares : mean probabilities of the given and of the predicted label
    sure : whether it is nearly certain
    origins : their origins
    n : how many are suspicious in all
    certain : how many of the ``n`` are nearly certain
    searched : how many pictures were examined
    rounds : how often each of them was predicted
    left_out : labels of classes that are too small
    smallest : the fewest pictures of a class
    state : "done" or "stopped"; if stopped, the finished rounds count
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    predicted: NDArray[np.int64]
    own: list[float]
    shares: list[float]
    sure: list[bool]
    origins: list[Origin]
    n: int
    certain: int
    searched: int
    rounds: int
    left_out: list[int]
    smallest: int
    state: Literal["done", "stopped"]


def find_suspects(
    samples: Samples, classes: int, seed: int = 0
) -> Generator[Progress, bool, Suspects]:
    """Find pictures whose labels are contradicted in every round.

    Parameters
    ----------
    samples : all that count, including validation and test pictures
    classes : their number

    Raises
    ------
    TooFewSamples
        if fewer than two classes have `SMALLEST` pictures
    """
    counts = np.bincount(samples.labels, minlength=classes)
    left_out = np.flatnonzero((counts > 0) & (counts < SMALLEST)).tolist()
    if (counts >= SMALLEST).sum() < 2:
        raise TooFewSamples("two classes are needed", reason="suspects", needed=SMALLEST)
    taken = samples.take(np.flatnonzero(counts[samples.labels] >= SMALLEST))
    rounds: list[np.ndarray] = []
    for share in _search(taken, classes, seed, rounds):
        if (yield Progress(share)):
            return _judge(taken, rounds, left_out, "stopped")
    return _judge(taken, rounds, left_out, "done")


def _search(
    taken: Samples, classes: int, seed: int, rounds: list[np.ndarray]
) -> Generator[float, None, None]:
    """Append the probabilities of each round to ``rounds``; yields the progress."""
    features = np.empty((len(taken), *FEATURES), np.float32)
    for begin in range(0, len(taken), CHUNK):
        end = min(begin + CHUNK, len(taken))
        features[begin:end] = directions(taken.images[begin:end])
        yield LOOKING * end / len(taken)
    for index in range(ROUNDS):
        answers = np.empty((len(taken), classes), np.float32)
        for done in _read_all(features, taken.labels, answers, [seed, index]):
            yield LOOKING + (1 - LOOKING) * (index + done) / ROUNDS
        rounds.append(answers)


def directions(images: np.ndarray) -> np.ndarray:
    """Return histograms of oriented gradients.

    Parameters
    ----------
    images : uint8 (n, 28, 28); a hundred need several megabytes

    Returns
    -------
    float32 (n, 7 * 7 * 8), rows of length `SCALE`
    """
    n, squares = len(images), images.shape[1] // CELL
    wide = np.pad(images.astype(np.float32) / 255, ((0, 0), (1, 1), (1, 1)))
    tall = wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]
    broad = wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]
    across, down = tall[:, :, 2:] - tall[:, :, :-2], broad[:, 2:] - broad[:, :-2]
    way = np.arctan2(down, across) * (WAYS / (2 * np.pi))
    steep = np.hypot(across, down)
    counted = []
    for one in range(WAYS):  # an edge between two orientations counts for both in part
        off = np.abs((way - one + WAYS / 2) % WAYS - WAYS / 2)
        part = steep * np.maximum(0, 1 - off)
        counted.append(part.reshape(n, squares, CELL, squares, CELL).sum(axis=(2, 4)))
    rows = np.sqrt(np.stack(counted, axis=-1).reshape(n, -1))
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (SCALE * rows / np.maximum(length, 1e-6)).astype(np.float32)


def _read_all(
    features: np.ndarray, labels: np.ndarray, answers: np.ndarray, seed: list[int]
) -> Generator[float, None, None]:
    """Predict each picture by a network trained on the other folds.

    Yields the progress; the probabilities are written to ``answers``, float32 (n, classes).
    """
    classes = answers.shape[1]
    folds = deal(labels, FOLDS, np.random.default_rng(seed))
    for fold in range(FOLDS):
        held, learned = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        model = Sequential([Dense(UNITS, "relu"), Dropout(DROPOUT), Dense(classes, "softmax")])
        model.compile(Adam(LEARNING_RATE), "sparse_categorical_crossentropy")
        epochs = max(2, round(STEPS * BATCH / len(learned)))
        for event in model.fit_events(
            features[learned],
            labels[learned],
            epochs=epochs,
            batch_size=BATCH,
            seed=seed[0] + FOLDS * seed[1] + fold,
        ):
            if event.type == "batch":
                within = (event.epoch + (event.batch + 1) / event.batches) / epochs
                yield (fold + 0.95 * within) / FOLDS
        for begin in range(0, len(held), CHUNK):
            rows = held[begin : begin + CHUNK]
            answers[rows] = model.predict(features[rows])
            yield (fold + 0.95 + 0.05 * min(1.0, (begin + CHUNK) / len(held))) / FOLDS


def deal(labels: np.ndarray, folds: int, rng: np.random.Generator) -> np.ndarray:
    """Assign pictures to folds, int (n,) of 0…folds-1: class by class in random order, in turns.

    So the folds' sizes differ by at most one in each class.
    """
    mixed = rng.permutation(len(labels))
    order = mixed[np.argsort(labels[mixed], kind="stable")]
    dealt = np.empty(len(labels), np.int64)
    dealt[order] = np.arange(len(labels)) % folds
    return dealt


def _judge(samples: Samples, rounds: list[np.ndarray], left_out: list[int], state: str) -> Suspects:
    """Combine the rounds."""
    n, places = len(samples), np.arange(len(samples))
    answers = np.array(rounds).mean(axis=0, dtype=np.float64) if rounds else np.ones((n, 1))
    predicted = answers.argmax(axis=1)
    own = answers[places, samples.labels] if rounds else np.ones(n)
    agreed = np.all([one.argmax(axis=1) == predicted for one in rounds], axis=0)
    suspected = np.flatnonzero(agreed & (predicted != samples.labels) & (own < PERHAPS))
    suspected = suspected[np.argsort(own[suspected], kind="stable")] if rounds else suspected[:0]
    rows = suspected[:MOST]
    chosen = samples.take(rows)
    return Suspects(
        images=chosen.images,
        labels=chosen.labels,
        predicted=predicted[rows],
        own=own[rows].tolist(),
        shares=answers[rows, predicted[rows]].tolist(),
        sure=(own[rows] < SURE).tolist(),
        origins=chosen.origins,
        n=len(suspected),
        certain=int((own[suspected] < SURE).sum()),
        searched=n,
        rounds=len(rounds),
        left_out=left_out,
        smallest=SMALLEST,
        state=state,
    )
