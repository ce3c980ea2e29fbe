"""Classic models from scikit-learn, trained on the same pictures as the network.

scikit-learn is imported only when a comparison begins, since it is not loaded at the start.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from ...nn import Sequential
from ...nn.metrics import accuracy_interval
from ..collecting.collection import Samples
from ..stopping import retold
from .evaluation import Progress

MOST = 4000
"""Most training pictures; more would take minutes."""

CHUNK = 64
"""Pictures that are predicted between two points where the comparison can be stopped."""

TREES, EPOCHS, NEIGHBORS = 100, 30, 3


@dataclass(frozen=True)
class Row:
    """The result of one model.

    Attributes
    ----------
    key : "net" for the user's network
    trained : number of training pictures
    fit_seconds : training time
    milliseconds : prediction time per picture
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
    """All rows that were finished, in order.

    ``left_out``: keys of the models for which there are too few pictures.
    """

    rows: list[Row]
    left_out: list[str]


Fitted = Iterator[Any]
"""Yields during the training; the last value is the trained model."""


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


@dataclass(frozen=True)
class Material:
    """Training and test pictures, uint8 (n, 28, 28), and their labels, int64 (n,)."""

    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray

    @classmethod
    def of(cls, train: Samples, test: Samples) -> Material:
        """A limited number of the training pictures."""
        return cls(train.images[:MOST], train.labels[:MOST], test.images, test.labels)


def compare(
    model: Sequential, seconds: float, train: Samples, test: Samples, seed: int = 0
) -> Generator[Progress | Row, bool, Comparison]:
    """Train each model on ``train`` and test it on ``test``; the network comes first.

    Parameters
    ----------
    seconds : training time of the network
    """
    material = Material.of(train, test)
    keys, left_out = plan(material)
    rows: list[Row] = []
    for place, key in enumerate(["net", *keys]):
        if key == "net":
            trying = try_network(model, seconds, len(train), material)
        else:
            trying = try_classic(material, key, seed)
        row = yield from retold(trying, partial(_placed, place, 1 + len(keys)))
        if row is not None:
            rows.append(row)
        if row is None or (yield row):
            break
    return Comparison(rows, left_out)


def _placed(place: int, rows: int, done: Progress) -> Progress:
    """Convert the progress of one row to that of all rows."""
    return Progress((place + done.share) / rows)


def plan(material: Material) -> tuple[list[str], list[str]]:
    """Return the keys of the models that can be trained on the material, and of the others.

    At least two classes are needed.
    """
    left_out: list[str] = []
    if len(np.unique(material.labels)) < 2:
        left_out = list(CLASSICS)
    elif len(material.labels) < NEIGHBORS:
        left_out = ["neighbors"]
    return [key for key in CLASSICS if key not in left_out], left_out


def try_network(
    model: Sequential, seconds: float, trained: int, material: Material
) -> Generator[Progress, bool, Row | None]:
    """Test the user's network; None if stopped."""

    def read(rows: slice) -> np.ndarray:
        return model.predict(material.test_images[rows]).argmax(axis=1)

    return (yield from _tested("net", read, material, trained, seconds))


def try_classic(material: Material, key: str, seed: int) -> Generator[Progress, bool, Row | None]:
    """Train and test one model; None if stopped.

    The result depends on these arguments only, so any worker can compute it.
    """
    for part in ("neighbors", "linear_model", "ensemble", "svm", "neural_network"):
        import_module(f"sklearn.{part}")  # the time of this is not part of the training time
    pictures, unseen = _flat(material.images), _flat(material.test_images)
    started = time.perf_counter()
    learned = None
    for fitted in _quietly(CLASSICS[key](pictures, material.labels, seed)):
        learned = fitted
        if (yield Progress(0.5)):
            return None
    seconds = time.perf_counter() - started

    def read(rows: slice) -> np.ndarray:
        return learned.predict(unseen[rows])

    return (yield from _tested(key, read, material, len(material.labels), seconds))


def _tested(
    key: str,
    read: Callable[[slice], np.ndarray],
    material: Material,
    trained: int,
    seconds: float,
) -> Generator[Progress, bool, Row | None]:
    started = time.perf_counter()
    labels = material.test_labels
    answers = []
    for begin in range(0, len(labels), CHUNK):
        answers.append(read(slice(begin, begin + CHUNK)))
        if (yield Progress(0.9)):
            return None
    reading = time.perf_counter() - started
    right = np.concatenate(answers) == labels
    interval = accuracy_interval(int(right.sum()), len(right))
    milliseconds = 1000 * reading / len(right)
    return Row(key, trained, float(right.mean()), interval, seconds, milliseconds)


def _flat(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), -1).astype(np.float32) / 255


def _quietly(fits: Fitted) -> Fitted:
    """Suppress scikit-learn's warnings about missing convergence, which is intended."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                fitted = next(fits)
            except StopIteration:
                return
        yield fitted
