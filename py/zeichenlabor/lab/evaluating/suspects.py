"""Pictures that are probably labelled wrongly, found by networks that did not learn them.

A network that has learned a wrong label by heart defends it. So the pictures are dealt into
parts, and each part is read by a small network that has learned from all the others only:
cross-validation. This is repeated with other parts and other first weights; what the networks
of all rounds read as something else than is written, and find most unlikely to be it, is suspected.
Since no picture is judged by a network that has seen it, those for validation and test take part.

The small networks are not shown pixels but which way the edges of the strokes run (`directions`):
of 2,997 pictures they then misread 1.5 % instead of 4 %, and a misread picture is a false alarm.
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
"""Pictures of a class, below which it takes no part: some network would learn it from nothing."""
STEPS = 300
BATCH = 64
UNITS = 64
DROPOUT = 0.3
LEARNING_RATE = 0.003
CHUNK = 256
"""Pictures between two moments in which the worker can hear other messages."""

WAYS = 8
"""Directions that are told apart."""
CELL = 4
"""Pixels along the side of the squares in which they are counted."""
SCALE = 10
FEATURES = (SIZE // CELL * (SIZE // CELL) * WAYS,)
LOOKING = 0.1
"""Of the work, about: to find the directions; the rest is learning and reading."""

PERHAPS = 0.2
SURE = 0.05
"""Mean share of its own label below which a picture is suspected, or suspected for sure."""
MOST = 60


@dataclass(frozen=True)
class Suspects:
    """Pictures whose label other pictures speak against, the surest first.

    Attributes
    ----------
    images : uint8 (m, 28, 28), at most `MOST`
    labels, predicted : int (m,); as they are labelled, and as they are read
    own, shares : mean share that the networks give to the label, and to what they read
    sure : whether it is nearly certain
    origins : where each comes from
    n : how many are suspected, these included
    certain : how many of the ``n`` are sure
    searched : how many pictures took part
    rounds : how often each of them was read
    left_out : labels of classes too small to take part
    smallest : pictures that a class needs for that
    state : "done" or "stopped"; stopped, the rounds that were finished count
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
    """Look for pictures that networks which have not learned them read otherwise in every round.

    Parameters
    ----------
    samples : all that count, also those for validation and test
    classes : their number

    Raises
    ------
    TooFewSamples
        where fewer than two classes have `SMALLEST` pictures
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
    """Put what the networks of each round say into ``rounds``; yields the share that is done."""
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
    """Tell which way edges run in each square of a picture ("histogram of oriented gradients").

    Parameters
    ----------
    images : uint8 (n, 28, 28); some megabytes are needed for each hundred

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
    for one in range(WAYS):  # an edge between two of them counts for both in part
        off = np.abs((way - one + WAYS / 2) % WAYS - WAYS / 2)
        part = steep * np.maximum(0, 1 - off)
        counted.append(part.reshape(n, squares, CELL, squares, CELL).sum(axis=(2, 4)))
    rows = np.sqrt(np.stack(counted, axis=-1).reshape(n, -1))
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (SCALE * rows / np.maximum(length, 1e-6)).astype(np.float32)


def _read_all(
    features: np.ndarray, labels: np.ndarray, answers: np.ndarray, seed: list[int]
) -> Generator[float, None, None]:
    """Have each picture read by a network that has learned from the other parts.

    Yields the share that is done; the probabilities come into ``answers``, float32 (n, classes).
    """
    classes = answers.shape[1]
    parts = deal(labels, FOLDS, np.random.default_rng(seed))
    for fold in range(FOLDS):
        held, learned = np.flatnonzero(parts == fold), np.flatnonzero(parts != fold)
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


def deal(labels: np.ndarray, parts: int, rng: np.random.Generator) -> np.ndarray:
    """Deal pictures into parts as cards: class by class in a random order, int (n,) of 0…parts-1.

    So of each class every part has as many as every other, or one more.
    """
    mixed = rng.permutation(len(labels))
    order = mixed[np.argsort(labels[mixed], kind="stable")]
    dealt = np.empty(len(labels), np.int64)
    dealt[order] = np.arange(len(labels)) % parts
    return dealt


def _judge(samples: Samples, rounds: list[np.ndarray], left_out: list[int], state: str) -> Suspects:
    """What all rounds say of each picture."""
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
