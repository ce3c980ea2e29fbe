"""Metrics: how accurate a trained network is.

All functions take labels int (n,) and the predicted classes int (n,), or the
probabilities float (n, classes). Where there is nothing to divide by, a share is 0,
as in scikit-learn with ``zero_division=0``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np


class ClassScores(NamedTuple):
    """Per class, float (classes,): see `class_scores`; ``support`` int (classes,)."""

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray
    support: np.ndarray


def accuracy(labels: np.ndarray, predicted: np.ndarray) -> float:
    """Return the share of right answers."""
    labels, predicted = np.asarray(labels), np.asarray(predicted)
    return float((labels == predicted).mean()) if len(labels) else 0.0


def accuracy_interval(right: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the range in which the true accuracy lies with 95 % confidence.

    Wilson's score interval (1927): unlike the mean ± two standard errors it stays
    inside 0…1 and is accurate for few samples. ``z`` is the normal quantile.
    """
    if n == 0:
        return 0.0, 1.0
    share = right / n
    center = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max((center - reach) / scale, 0.0), min((center + reach) / scale, 1.0)


def top_k_accuracy(labels: np.ndarray, probabilities: np.ndarray, k: int = 5) -> float:
    """Return the share of samples whose class is among the ``k`` most probable.

    A class counts where fewer than k others are more probable.
    """
    labels = np.asarray(labels)
    if not len(labels):
        return 0.0
    own = probabilities[np.arange(len(labels)), labels]
    return float(((probabilities > own[:, None]).sum(axis=1) < k).mean())


def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """Return int64 (classes, classes): rows are the true classes, columns the answers."""
    pairs = np.asarray(labels, np.int64) * classes + np.asarray(predicted, np.int64)
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)


def class_scores(confusion: np.ndarray) -> ClassScores:
    """Return precision, recall and F1 per class from a confusion matrix.

    Precision: of all answers "7", the share that was right. Recall: of all true
    sevens, the share that was found. F1: their harmonic mean,
    ``2·tp / (answers + true ones)``.
    """
    right = np.diag(confusion).astype(float)
    answers = confusion.sum(axis=0)
    support = confusion.sum(axis=1)
    return ClassScores(
        precision=_share(right, answers),
        recall=_share(right, support),
        f1=_share(2 * right, answers + support),
        support=support,
    )


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
