"""Metrics against scikit-learn where it is installed, and against its stored answers anywhere."""

import numpy as np
import pytest

from zeichenlabor.nn import metrics

LABELS = np.array([0, 0, 1, 1, 1, 2, 2, 4, 4, 4, 4, 0])
PREDICTED = np.array([0, 1, 1, 1, 2, 2, 0, 4, 4, 2, 4, 0])

# sklearn.metrics 1.9.1 on the lines above, labels=range(5), zero_division=0
STORED = {
    "confusion": [
        [2, 1, 0, 0, 0],
        [0, 2, 1, 0, 0],
        [1, 0, 1, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 1, 0, 3],
    ],
    "precision": [2 / 3, 2 / 3, 1 / 3, 0, 1],
    "recall": [2 / 3, 2 / 3, 1 / 2, 0, 3 / 4],
    "f1": [2 / 3, 2 / 3, 2 / 5, 0, 6 / 7],
    "support": [3, 3, 2, 0, 4],
}


def test_stored_values():
    confusion = metrics.confusion_matrix(LABELS, PREDICTED, 5)
    assert confusion.tolist() == STORED["confusion"]
    scores = metrics.class_scores(confusion)
    for name in ("precision", "recall", "f1", "support"):
        np.testing.assert_allclose(getattr(scores, name), STORED[name], err_msg=name)
    assert metrics.accuracy(LABELS, PREDICTED) == pytest.approx(8 / 12)


@pytest.mark.parametrize("seed", range(5))
def test_scikit_learn_agrees(seed):
    sklearn_metrics = pytest.importorskip("sklearn.metrics", reason="needs scikit-learn")
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 7, 60)
    probabilities = rng.random((60, 7))
    predicted = probabilities.argmax(axis=1)
    confusion = metrics.confusion_matrix(labels, predicted, 7)
    np.testing.assert_array_equal(
        confusion, sklearn_metrics.confusion_matrix(labels, predicted, labels=range(7))
    )
    expected = sklearn_metrics.precision_recall_fscore_support(
        labels, predicted, labels=range(7), zero_division=0
    )
    for found, wanted in zip(metrics.class_scores(confusion), expected, strict=True):
        np.testing.assert_allclose(found, wanted)
    assert metrics.accuracy(labels, predicted) == sklearn_metrics.accuracy_score(labels, predicted)
    for k in (1, 3, 5):
        assert metrics.top_k_accuracy(labels, probabilities, k) == pytest.approx(
            sklearn_metrics.top_k_accuracy_score(labels, probabilities, k=k, labels=range(7))
        )


def test_top_k_by_hand():
    probabilities = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]])
    assert metrics.top_k_accuracy([1, 0], probabilities, 1) == 0
    assert metrics.top_k_accuracy([1, 0], probabilities, 2) == 0.5
    assert metrics.top_k_accuracy([1, 0], probabilities, 3) == 1


@pytest.mark.parametrize(
    ("right", "n", "expected"),
    [
        # statsmodels.stats.proportion.proportion_confint(right, n, method="wilson")
        (50, 100, (0.403832, 0.596168)),
        (10, 10, (0.722467, 1.0)),
        (0, 10, (0.0, 0.277533)),
    ],
)
def test_interval(right, n, expected):
    low, high = metrics.accuracy_interval(right, n)
    assert (low, high) == pytest.approx(expected, abs=1e-6)


def test_nothing_measured():
    assert metrics.accuracy([], []) == 0
    assert metrics.top_k_accuracy([], np.zeros((0, 3))) == 0
    assert metrics.accuracy_interval(0, 0) == (0.0, 1.0)
    assert metrics.confusion_matrix([], [], 3).tolist() == [[0] * 3] * 3
