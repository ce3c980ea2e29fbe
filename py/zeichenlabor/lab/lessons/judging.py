"""Scores, seeds, unknown writers, and what is no symbol."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from ...nn import Dense, EpochEnd, Flatten, Sequential
from ...nn.activations import activate
from ...nn.metrics import class_scores
from ..evaluating.novelty import Novelty
from .material import practice


def scores(confusion: list[list[int]], label: int) -> dict[str, Any]:
    """Accuracy, and one class's precision, recall and F1, from a confusion matrix."""
    counts = np.asarray(confusion, np.int64)
    found = class_scores(counts)
    return {
        "accuracy": float(np.trace(counts) / max(1, counts.sum())),
        "precision": float(found.precision[label]),
        "recall": float(found.recall[label]),
        "f1": float(found.f1[label]),
        "right": int(counts[label, label]),
        "answers": int(counts[:, label].sum()),
        "support": int(counts[label].sum()),
        "all": int(counts.sum()),
    }


def majority(rare: int, found: float, alarms: float) -> dict[str, Any]:
    """Scores of a detector of one class among 1,000 pictures.

    Parameters
    ----------
    rare : percentage of pictures of the class
    found : share of them that it finds
    alarms : share of all others that it reports, too
    """
    wanted = 10 * rare
    hits, false = round(found * wanted), round(alarms * (1000 - wanted))
    confusion = [[hits, wanted - hits], [false, 1000 - wanted - false]]
    told = scores(confusion, 0)
    return {**told, "confusion": confusion, "always": max(wanted, 1000 - wanted) / 1000}


def chance(seed: int) -> dict[str, Any]:
    """What a seed determines: a unit's initial weights, and the order of twenty pictures."""
    model = Sequential([Flatten(), Dense(8, "relu")])
    model.build((28, 28), seed=seed)
    weights = model.get_weights()[0][:, 0]
    return {
        "weights": np.ascontiguousarray(weights),
        "largest": float(np.abs(weights).max()),
        "first": float(weights[0]),
        "order": np.random.default_rng([seed, 0]).permutation(20),
    }


CLASSES = {"A": 45, "B": 115}
"""Directions, in degrees, of what a layer of two units gives for two classes' pictures."""

SPREAD = 7
"""Their standard deviation within a class, in degrees."""

REFUSED = 0.02
"""Share of the validation pictures that the limit refuses."""


def unknown(angle: float) -> dict[str, Any]:
    """What softmax and the distance say of a picture for which two units give this direction.

    ``angle`` is in degrees, as all angles. ``shares`` and ``distances`` are for all ``angles``,
    ``share`` and ``distance`` for this one; ``limit`` is learned from validation pictures.
    """
    rng = np.random.default_rng(7)
    middles = np.array(list(CLASSES.values()))
    learned = np.sort((middles + SPREAD * rng.normal(size=(14, 2))).ravel())
    validation = (middles + SPREAD * rng.normal(size=(200, 2))).ravel()
    novelty = Novelty(_directions(learned), steps=0)
    limit = np.quantile(novelty.distances(_directions(validation)), 1 - REFUSED)
    angles = np.append(np.arange(-90.0, 271.0, 3.0), angle)
    logits = 20 * _directions(angles) @ _directions(middles).T
    answers = activate(logits, np.empty_like(logits), "softmax")
    distances, shares = novelty.distances(_directions(angles)), answers.max(axis=1)
    return {
        "learned": learned,
        "angles": angles[:-1],
        "distances": distances[:-1],
        "shares": shares[:-1],
        "distance": float(distances[-1]),
        "share": float(shares[-1]),
        "label": list(CLASSES)[int(answers[-1].argmax())],
        "limit": float(limit),
    }


def _directions(degrees: np.ndarray) -> np.ndarray:
    turn = np.radians(degrees)
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)


PICTURES = 720
"""Number of training pictures: enough for 30 each by two dozen writers."""
STRANGERS = 77


def strangers(writers: int, epochs: int = 12) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Train on 576 pictures by this number of synthetic writers, and test on others.

    Yields initially and after each epoch the accuracy for the known writers (144 other pictures by
    them) and for eight unknown ones.
    """
    images, labels = practice(PICTURES, 3, PICTURES // writers)
    order = np.random.default_rng(0).permutation(PICTURES)
    kept, learned = order[: PICTURES // 5], order[PICTURES // 5 :]
    others, other_labels = practice(160, STRANGERS, 20)
    model = Sequential([Flatten(), Dense(48, "relu"), Dense(10, "softmax")])
    model.compile("adam")
    model.build(images.shape[1:], seed=1)

    def told(epoch: int) -> dict[str, Any]:
        return {
            "epoch": epoch,
            "known": model.evaluate(images[kept], labels[kept]).accuracy,
            "strangers": model.evaluate(others, other_labels).accuracy,
        }

    latest = told(0)
    yield latest
    events = model.fit_events(
        images[learned], labels[learned], epochs=epochs, batch_size=20, seed=1
    )
    for event in events:
        if not isinstance(event, EpochEnd):
            continue
        latest = told(event.epoch + 1)
        if (yield latest):
            break
    return latest


def hands(writers: int) -> dict[str, Any]:
    """The same digit by the known and the unknown writers: a few pictures of each."""
    known, _ = practice(PICTURES, 3, PICTURES // writers)
    others, labels = practice(160, STRANGERS, 20)
    fours = np.flatnonzero(np.arange(PICTURES) % 10 == 4)
    at = np.linspace(0, len(fours) - 1, 8).astype(int)
    strange = np.flatnonzero(labels == 4)[::2][:8]
    return {"known": known[fours[at]], "strangers": others[strange]}
