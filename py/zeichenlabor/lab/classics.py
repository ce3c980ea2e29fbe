"""Older ways to learn, from scikit-learn, on the very pictures that the network had.

scikit-learn is imported only when a comparison begins: a start does not load it.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from ..nn import Sequential
from ..nn.metrics import accuracy_interval
from .collection import Samples
from .evaluation import Progress

MOST = 4000
"""Training pictures: more would keep the page waiting for minutes."""

CHUNK = 64
"""Pictures that are read between two moments in which the comparison can be stopped."""

TREES, EPOCHS, NEIGHBORS = 100, 30, 3


@dataclass(frozen=True)
class Row:
    """One way to learn, tested.

    Attributes
    ----------
    key : "net" for the pupil's own network
    trained : on how many pictures
    fit_seconds : of learning
    milliseconds : for reading one picture
    """

    key: str
    trained: int
    accuracy: float
    interval: tuple[float, float]
    fit_seconds: float
    milliseconds: float
    type: str = "row"


@dataclass(frozen=True)
class Comparison:
    """All rows that were finished, in the order of their making.

    ``left_out``: keys of those for which there are too few pictures.
    """

    rows: list[Row]
    left_out: list[str]


Fitted = Iterator[Any]
"""Yields while it learns; the last that it yields is what has learned."""


def _neighbors(x: np.ndarray, y: np.ndarray, seed: int) -> Fitted:
    from sklearn.neighbors import KNeighborsClassifier

    yield KNeighborsClassifier(n_neighbors=NEIGHBORS).fit(x, y)


def _logistic(x: np.ndarray, y: np.ndarray, seed: int) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    yield LogisticRegression(max_iter=100).fit(x, y)


def _forest(x: np.ndarray, y: np.ndarray, seed: int) -> Fitted:
    """Ten trees at a time."""
    from sklearn.ensemble import RandomForestClassifier

    forest = RandomForestClassifier(warm_start=True, random_state=seed)
    for trees in range(10, TREES + 1, 10):
        yield forest.set_params(n_estimators=trees).fit(x, y)


def _machine(x: np.ndarray, y: np.ndarray, seed: int) -> Fitted:
    from sklearn.svm import SVC

    yield SVC(C=5).fit(x, y)


def _network(x: np.ndarray, y: np.ndarray, seed: int) -> Fitted:
    """An epoch at a time."""
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(hidden_layer_sizes=(100,), random_state=seed)
    classes = np.unique(y)
    for _ in range(EPOCHS):
        yield network.partial_fit(x, y, classes=classes)


CLASSICS: dict[str, Callable[[np.ndarray, np.ndarray, int], Fitted]] = {
    "neighbors": _neighbors,
    "logistic": _logistic,
    "forest": _forest,
    "svm": _machine,
    "mlp": _network,
}


def compare(
    model: Sequential, seconds: float, train: Samples, test: Samples, seed: int = 0
) -> Generator[Progress | Row, bool, Comparison]:
    """Let each classic learn from ``train`` and read ``test``; the network comes first.

    Parameters
    ----------
    seconds : that the network has been trained for
    """
    for part in ("neighbors", "linear_model", "ensemble", "svm", "neural_network"):
        import_module(f"sklearn.{part}")  # its seconds are not the classics' own
    pictures, labels = _flat(train.images[:MOST]), train.labels[:MOST]
    unseen = _flat(test.images)
    rows: list[Row] = []
    left_out = _too_small(labels)
    for place, key in enumerate(["net", *(key for key in CLASSICS if key not in left_out)]):
        started = time.perf_counter()
        learned = model
        if key != "net":
            for fitted in _quietly(CLASSICS[key](pictures, labels, seed)):
                learned = fitted
                if (yield Progress((place + 0.5) / (len(CLASSICS) + 1))):
                    return Comparison(rows, left_out)
            seconds = time.perf_counter() - started
        started = time.perf_counter()
        answers = []
        for begin in range(0, len(test), CHUNK):
            answers.append(_read(learned, test.images, unseen, slice(begin, begin + CHUNK)))
            if (yield Progress((place + 0.9) / (len(CLASSICS) + 1))):
                return Comparison(rows, left_out)
        reading = time.perf_counter() - started
        right = np.concatenate(answers) == test.labels
        row = Row(
            key,
            len(train) if key == "net" else len(labels),
            float(right.mean()),
            accuracy_interval(int(right.sum()), len(right)),
            seconds,
            1000 * reading / len(right),
        )
        rows.append(row)
        if (yield row):
            break
    return Comparison(rows, left_out)


def _too_small(labels: np.ndarray) -> list[str]:
    """Which classics cannot learn from so little: one class has nothing to be told apart."""
    if len(np.unique(labels)) < 2:
        return list(CLASSICS)
    return ["neighbors"] if len(labels) < NEIGHBORS else []


def _flat(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), -1).astype(np.float32) / 255


def _read(learned: Any, images: np.ndarray, flat: np.ndarray, rows: slice) -> np.ndarray:
    if isinstance(learned, Sequential):
        return learned.predict(images[rows]).argmax(axis=1)
    return learned.predict(flat[rows])


def _quietly(fits: Fitted) -> Fitted:
    """Without scikit-learn's warnings that a fit ended before it had settled: that is wanted."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                fitted = next(fits)
            except StopIteration:
                return
        yield fitted
