"""Datasets are corrected: polarity by their paper, orientation by comparison with known digits."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from zeichenlabor.data import load_digits, righting
from zeichenlabor.data.righting import righted

NAMES = tuple("0123456789")
VIEW = Path(__file__).parents[3] / "site/views/collect/turnPictures.js"
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


@pytest.mark.parametrize("paper", [0, 60, 180, 255])
@pytest.mark.parametrize("ink", [0, 90, 110, 255])
def test_ink_of_any_brightness_is_255_on_0(paper, ink):
    images = np.full((40, 28, 28), paper, np.uint8)
    images[:, 6:22, 13:15] = ink
    same, mended = righted(images, np.zeros(40, int), ("a", "b"))
    if ink == paper:
        assert mended == ()
        return
    assert set(np.unique(same)) == {0, 255 if "levelled" in mended else abs(ink - paper)}
    assert same[0, 10, 13] > same[0, 0, 0]
    assert ("inverted" in mended) == (ink < paper)
    assert ("levelled" in mended) == (paper in (60, 180) or abs(ink - paper) < 128)


def test_the_test_set_may_have_another_polarity(digits):
    images, labels = digits
    mixed = np.concatenate([images[:1500], 255 - images[1500:]])
    same, mended = righted(mixed, labels, NAMES, test_from=1500)
    assert mended == ("inverted",)
    np.testing.assert_array_equal(same, images)


@pytest.mark.skipif(not VIEW.is_file(), reason="the page's sources are not here")
def test_the_page_offers_turns_that_there_are():
    offered = re.search(r"const TURNS = \[(.*)\]", VIEW.read_text(encoding="utf-8"))[1]
    assert set(re.findall(r"'([\w-]+)'", offered)) <= set(righting.TURNS)


def test_pictures_without_paper_are_not_changed():
    photos = np.random.default_rng(1).integers(0, 256, (50, 28, 28)).astype(np.uint8)
    assert righted(photos, np.zeros(50, int), ("a", "b"))[1] == ()


def test_nothing_is_nothing():
    nothing = np.zeros((0, 28, 28), np.uint8)
    assert righted(nothing, np.zeros(0, np.int64), ("0", "1"))[1] == ()
