"""Losses: values, numerical stability, accepted targets."""

import math

import numpy as np
import pytest

from zeichenlabor.errors import BadShape
from zeichenlabor.nn import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Dense,
    MeanAbsoluteError,
    MeanSquaredError,
    Sequential,
    SparseCategoricalCrossentropy,
)
from zeichenlabor.nn.losses import class_labels, hits, one_hot

FLOATS = [np.float32, np.float64]


def measure(loss, output, y, raw=False):
    targets = loss.prepare(y, output.shape[1:], output.dtype)
    gradient = np.empty_like(output)
    total, right = loss.measure(output, targets, gradient, raw)
    return total / max(len(output), 1), right, gradient


@pytest.mark.parametrize(
    ("loss", "output", "y", "expected"),
    [
        (SparseCategoricalCrossentropy(), [[0.2, 0.8]], [1], -math.log(0.8)),
        (SparseCategoricalCrossentropy(from_logits=True), [[0.0, 0.0]], [1], math.log(2)),
        (CategoricalCrossentropy(), [[0.2, 0.8]], [[0.5, 0.5]], -0.5 * math.log(0.2 * 0.8)),
        (BinaryCrossentropy(), [[0.9], [0.4]], [1, 0], -0.5 * (math.log(0.9) + math.log(0.6))),
        (BinaryCrossentropy(from_logits=True), [[0.0]], [1], math.log(2)),
        (MeanSquaredError(), [[1.0, 3.0]], [[0.0, 1.0]], 2.5),
        (MeanAbsoluteError(), [[1.0, 3.0]], [[0.0, 1.0]], 1.5),
        (MeanSquaredError(), [[1.0, 3.0, 0.0]], [1], 5 / 3),
    ],
)
def test_values_by_hand(loss, output, y, expected):
    value, _, _ = measure(loss, np.array(output), np.array(y))
    assert value == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("size", [0.0, 50.0, 1e3, 1e30])
@pytest.mark.parametrize(
    "loss",
    [
        SparseCategoricalCrossentropy(from_logits=True),
        CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        BinaryCrossentropy(from_logits=True),
    ],
    ids=lambda loss: type(loss).__name__,
)
def test_extreme_logits_give_numbers(loss, size, dtype):
    """Right or wrong by as much as you like: no NaN, no infinity, a gradient within ±1."""
    z = np.array([[size, -size, 0], [-size, size, 0]], dtype)
    value, _, gradient = measure(loss, z, np.array([0, 0]))
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.abs(gradient).max() <= 1
    if size >= 50:
        assert value >= size * 0.3


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("loss", ["sparse", "categorical", "binary"])
def test_impossible_probabilities_give_numbers(loss, dtype):
    made = {
        "sparse": SparseCategoricalCrossentropy(),
        "categorical": CategoricalCrossentropy(),
        "binary": BinaryCrossentropy(),
    }[loss]
    p = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype)
    value, _, gradient = measure(made, p, np.array([0, 0, 1]))
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()


@pytest.mark.parametrize("activation", ["softmax", "sigmoid"])
def test_a_network_with_huge_weights_still_trains(activation):
    model = Sequential([Dense(3, activation)])
    loss = {"softmax": "sparse_categorical_crossentropy", "sigmoid": "binary_crossentropy"}
    model.compile("sgd", loss[activation])
    model.build((2,))
    model.set_weights([np.full((2, 3), 1e18), np.array([1e20, -1e20, 0])])
    history = model.fit(np.ones((8, 2)), np.arange(8) % 3, epochs=2)
    assert np.isfinite(history.history["loss"]).all()
    assert np.isfinite(model.predict(np.ones((2, 2)))).all()


def test_no_samples_have_no_loss():
    for loss in (SparseCategoricalCrossentropy(from_logits=True), MeanSquaredError()):
        assert measure(loss, np.zeros((0, 3)), np.zeros(0, int))[:2] == (0.0, 0)


def test_hits_count_right_answers():
    output = np.array([[0.1, 0.9], [0.9, 0.1], [0.5, 0.5]])
    assert hits(output, np.array([1, 1, 0])) == 2
    assert hits(output, np.array([[0, 1], [0, 1], [1, 0]])) == 2
    assert hits(np.array([[0.6], [0.4]]), np.array([[1.0], [1.0]])) == 1
    assert hits(np.array([[0.6], [-0.4]]), np.array([[1.0], [1.0]]), threshold=0) == 1


def test_a_logit_is_right_on_its_side_of_zero():
    z, y = np.array([[0.2], [-0.2]]), np.array([1, 0])
    assert measure(BinaryCrossentropy(from_logits=True), z, y)[1] == 2
    assert measure(BinaryCrossentropy(), z, y, raw=True)[1] == 2
    assert measure(BinaryCrossentropy(), np.array([[0.2], [0.7]]), y)[1] == 0


def test_labels_take_several_forms():
    for y in ([0, 2], [[1, 0, 0], [0, 0, 1]], [0.0, 2.0], [[0], [2]]):
        found = class_labels(np.array(y), 3)
        assert found.dtype == np.int32
        assert found.tolist() == [0, 2]
    assert one_hot(np.array([0, 2]), 3).tolist() == [[1, 0, 0], [0, 0, 1]]


def test_labels_need_flat_outputs():
    with pytest.raises(BadShape) as caught:
        SparseCategoricalCrossentropy().prepare(np.array([1]), (5, 5, 3), np.float32)
    assert caught.value.params["remedy"] == "match-output"
