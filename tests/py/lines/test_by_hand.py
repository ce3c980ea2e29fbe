"""What a person says of some ink is how it is cut, whatever geometry says."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.lines import HandCut, Symbol, cut_line, cut_strokes

PEN = 6
ONE, SEVEN, BAR = [(0, 0), (0, 60)], [(0, 0), (34, 0), (12, 60)], [(2, 30), (30, 30)]


def at(left: float, stroke: list[tuple[float, float]]) -> np.ndarray:
    return np.array(stroke, float) + np.array([left + 10, 20])


def around(*symbols: Symbol) -> np.ndarray:
    return np.array([corner for one in symbols for corner in (one.box[:2], one.box[2:])], float)


def boxes(symbols: list[Symbol]) -> list[tuple[int, int]]:
    """Their left and right sides."""
    return [(one.box[0], one.box[2]) for one in symbols]


LINE = [at(0, ONE), at(60, ONE), at(120, SEVEN), at(120, BAR)]


def test_two_symbols_become_one_and_the_others_stay():
    one, other, seven = cut_strokes(LINE, PEN)
    joined = cut_strokes(LINE, PEN, by_hand=[HandCut(around(one, other), 1)])
    assert boxes(joined) == [(one.box[0], other.box[2]), boxes([seven])[0]]
    assert joined[0].sure


def test_one_symbol_of_two_strokes_becomes_two():
    *_, seven = cut_strokes(LINE, PEN)
    parted = cut_strokes(LINE, PEN, by_hand=[HandCut(around(seven), 2)])
    assert len(parted) == 4
    assert all(one.sure for one in parted[2:])


def test_one_stroke_is_cut_where_it_is_thin():
    together = [at(0, [(0, 0), (0, 60), (30, 60), (60, 60), (60, 0)])]
    (whole,) = cut_strokes(together, PEN, lambda glyphs: np.ones((len(glyphs), 1)))
    left, right = cut_strokes(together, PEN, by_hand=[HandCut(around(whole), 2)])
    assert (left.box[0], right.box[2]) == (whole.box[0], whole.box[2])
    assert abs(left.box[2] - right.box[0]) <= 1
    assert abs((left.box[2] + right.box[0]) / 2 - 40) < 25


def test_the_latest_word_counts():
    one, other, _ = cut_strokes(LINE, PEN)
    words = [HandCut(around(one, other), 1), HandCut(around(one, other), 2)]
    assert boxes(cut_strokes(LINE, PEN, by_hand=words)) == boxes(cut_strokes(LINE, PEN))
    assert len(cut_strokes(LINE, PEN, by_hand=words[::-1])) == 2


def test_what_is_told_of_ink_that_is_gone_is_nothing():
    gone = HandCut(np.array([[500.0, 20], [560, 80]]), 1)
    assert boxes(cut_strokes(LINE, PEN, by_hand=[gone])) == boxes(cut_strokes(LINE, PEN))


def test_two_words_may_overlap():
    """The second one takes a symbol out of what the first one had joined."""
    one, other, seven = cut_strokes(LINE, PEN)
    words = [HandCut(around(one, other), 1), HandCut(around(other, seven), 1)]
    assert len(cut_strokes(LINE, PEN, by_hand=words)) == 2


@pytest.mark.parametrize("symbols", [1, 2])
def test_a_picture_is_cut_as_told_too(symbols):
    ink = np.zeros((90, 120), np.uint8)
    ink[15:75, 20:26] = ink[15:75, 70:76] = 255
    one, other = cut_line(ink)
    (cut,) = [HandCut(around(one, other), symbols)]
    assert len(cut_line(ink, by_hand=[cut])) == symbols
