"""Datasets are corrected: polarity by their paper, orientation by comparison with known digits."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.data import load_digits
from zeichenlabor.data.righting import righted

NAMES = tuple("0123456789")
TURNS = {
    "transposed": lambda images: images.swapaxes(1, 2),
    "right": lambda images: np.rot90(images, -1, (1, 2)),
    "left": lambda images: np.rot90(images, 1, (1, 2)),
}


@pytest.fixture(scope="module")
def digits() -> tuple[np.ndarray, np.ndarray]:
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    return images, labels


def test_upright_ink_stays_as_it_is(digits):
    images, labels = digits
    same, mended = righted(images, labels, NAMES)
    assert mended == ()
    np.testing.assert_array_equal(same, images)


def test_black_on_white_is_inverted(digits):
    images, labels = digits
    same, mended = righted(255 - images, labels, NAMES)
    assert mended == ("inverted",)
    np.testing.assert_array_equal(same, images)


@pytest.mark.parametrize("turn", TURNS)
def test_digits_that_lie_on_their_side_are_turned(digits, turn):
    images, labels = digits
    same, mended = righted(TURNS[turn](images), labels, NAMES)
    assert mended == ("turned",)
    np.testing.assert_array_equal(same, images)
    both = righted(255 - TURNS[turn](images), labels, NAMES)
    assert both[1] == ("inverted", "turned")
    np.testing.assert_array_equal(both[0], images)


def test_of_other_symbols_or_a_few_digits_no_direction_is_guessed(digits):
    images, labels = digits
    lying = TURNS["transposed"](images)
    assert righted(lying, labels, tuple("abcdefghij"))[1] == ()
    assert righted(lying[:10], labels[:10], NAMES)[1] == ()
    assert righted(lying, (labels + 3) % 10, NAMES)[1] == ()  # clothes, not digits


def test_nothing_is_nothing():
    nothing = np.zeros((0, 28, 28), np.uint8)
    assert righted(nothing, np.zeros(0, np.int64), ("0", "1"))[1] == ()
