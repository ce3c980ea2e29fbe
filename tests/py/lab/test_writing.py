"""A line that is written goes to the network of the session, symbol by symbol."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.errors import Incomplete
from zeichenlabor.lab import Laboratory

STROKES = [[(10, 10), (40, 10), (20, 60)], [(150, 35), (180, 35)], [(165, 20), (165, 50)]]


def read(laboratory: Laboratory, strokes, **params):
    points = np.array([point for stroke in strokes for point in stroke], np.float32)
    counts = [len(stroke) for stroke in strokes]
    return laboratory.methods["line.read"](memoryview(points.tobytes()), counts, 6, **params)


def test_each_symbol_is_read_where_it_stands():
    laboratory = Laboratory()
    line = read(laboratory, STROKES)
    assert line.images.shape == (2, 28, 28)
    np.testing.assert_allclose(line.boxes, [(7, 7, 43, 63), (147, 17, 183, 53)], atol=2)
    expected = laboratory.session.model.predict(line.images)
    np.testing.assert_array_equal(line.probabilities, expected)
    assert line.sure == [True, True]
    assert line.spaces == [False, True]


def test_before_any_training_an_untrained_network_has_the_classes_of_the_page():
    assert read(Laboratory(), STROKES, classes=13).probabilities.shape == (2, 13)


def test_an_empty_line_has_no_symbols():
    line = read(Laboratory(), [])
    assert (len(line.boxes), len(line.images), len(line.probabilities)) == (0, 0, 0)


def test_what_was_read_has_a_meaning():
    mean = Laboratory().methods["line.understand"]
    eleven = mean(list("3+4×2"))
    assert (eleven.kind, eleven.decimal, eleven.numerator) == ("calculation", "11", "11")
    third = mean(list("1÷3"))
    assert (third.decimal, third.numerator, third.denominator) == (None, "1", "3")
    assert mean(list("Haus")).numerator is None
    with pytest.raises(Incomplete):
        mean(list("3+"))
