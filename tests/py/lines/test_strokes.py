"""Lines written with a pen: strokes that belong to one symbol come together, others stay apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from zeichenlabor.data.pen import new_writer, write
from zeichenlabor.glyphs import BOX
from zeichenlabor.lines import HandCut, Symbol, cut_line, cut_strokes
from zeichenlabor.lines.strokes import draw_strokes, redraw
from zeichenlabor.style import Style, glyph_slants, pen_width

CELL = 60
"""Pixels of a cell; digits are about 0.6 of it high."""

SIGNS = {
    "+": [[(0, 18), (22, 18)], [(11, 7), (11, 29)]],
    "−": [[(0, 18), (22, 18)]],
    "×": [[(0, 8), (19, 27)], [(19, 8), (0, 27)]],
    "÷": [[(0, 18), (22, 18)], [(11, 9), (12, 9)], [(11, 27), (12, 27)]],
    "=": [[(0, 13), (22, 13)], [(0, 23), (22, 23)]],
    ":": [[(2, 12), (3, 12)], [(2, 32), (3, 32)]],
    "·": [[(2, 19), (3, 19)]],
    ".": [[(2, 36), (3, 36)]],
    ",": [[(4, 34), (1, 41)]],
    "(": [[(8, -2), (2, 8), (0, 18), (2, 28), (8, 38)]],
    "ü": [
        [(0, 12), (1, 32), (8, 36), (15, 32), (16, 12), (17, 36)],
        [(3, 2), (4, 2)],
        [(13, 2), (14, 2)],
    ],
    "i": [[(3, 12), (3, 36)], [(3, 2), (4, 2)]],
    "j": [[(6, 12), (6, 40), (0, 44)], [(6, 2), (7, 2)]],
    ")": [[(0, -2), (6, 8), (8, 18), (6, 28), (0, 38)]],
}
"""Strokes of the signs beside digits that reach from 0 to 36."""


def written(text: str, hand: int, gap: float = 12) -> list[np.ndarray]:
    """Write a line with the pen of a synthetic hand; signs are the same in all hands."""
    writer, chance = new_writer(hand), np.random.default_rng(hand)
    strokes, x = [], 20.0
    for one in text:
        if one == " ":
            x += 45
            continue
        if one in SIGNS:
            drawn = [np.array(stroke, float) for stroke in SIGNS[one]]
        else:
            drawn = [stroke * CELL for stroke in write(one, writer, chance)]
            points = np.concatenate(drawn)
            size = 36 / max(np.ptp(points[:, 1]), 1.2 * np.ptp(points[:, 0]), 1)
            drawn = [(stroke - points.min(axis=0)) * size for stroke in drawn]
        points = np.concatenate(drawn)
        place = np.array([x - points[:, 0].min(), 40])
        strokes += [stroke + place for stroke in drawn]
        x += np.ptp(points[:, 0]) + gap
    return strokes


def cut(text: str, hand: int) -> list[Symbol]:
    return cut_strokes(written(text, hand), pen=3.5)


@pytest.mark.parametrize(
    "text",
    ["3+4×2", "12÷4=3", "(5−2)·7", "47445", "555577", "iji", "üiü", "0,5+1.5", "8:2", "1−1", "="],
)
def test_strokes_of_one_symbol_come_together(text):
    hands = range(12)
    right = [len(cut(text, hand)) == len(text) for hand in hands]
    assert np.mean(right) >= 0.9


@pytest.mark.parametrize("text", ["2+3=5", "12÷4", "8:2", "iji", "üi"])
def test_what_stands_above_each_other_is_one_symbol_beyond_doubt(text):
    lines = [
        [one.sure for one in cut_strokes(written(text, hand, gap=20), pen=3.5)]
        for hand in range(12)
    ]
    whole = [line for line in lines if len(line) == len(text)]
    for place, one in enumerate(text):
        if one in "=÷:ijü":
            assert np.mean([line[place] for line in whole]) >= 0.9


def test_spaces_are_kept():
    lines = [[one.space_before for one in cut("12 34 5", hand)] for hand in range(12)]
    assert lines.count([False, False, True, False, True]) >= 11


def test_even_gaps_are_no_spaces_however_wide():
    for text, hand in itertools.product(("2026", "314"), range(6)):
        symbols = cut_strokes(written(text, hand, gap=46), pen=3.5)
        assert [one.space_before for one in symbols] == [False] * len(text), (text, hand)


@pytest.mark.parametrize("text", ["1 23 4", "7 12"])
def test_few_gaps_tell_their_spaces(text):
    expected = [" " in text[at - 1 : at] for at in range(len(text)) if text[at] != " "]
    lines = [[one.space_before for one in cut(text, hand)] for hand in range(12)]
    assert lines.count(expected) >= 11


def test_a_box_is_where_its_symbol_was_written():
    for symbol, left in zip(cut_strokes(written("1+1", 3), pen=4), (20, 0, 0), strict=True):
        assert symbol.box[0] >= left - 3
        assert symbol.box[1] >= 40 - 5
        assert symbol.box[3] <= 40 + 36 + 5


def test_each_glyph_is_redrawn_from_its_own_strokes():
    strokes, style = written("1+7", 5), Style(2.2, (0.0, 0.1))
    symbols = cut_strokes(strokes, pen=9, style=style)
    alone = [redraw(strokes[own], style) for own in (slice(0, 1), slice(1, 3), slice(3, None))]
    np.testing.assert_array_equal([one.glyph for one in symbols], alone)


def test_two_symbols_in_one_stroke_are_redrawn_apart():
    """The stroke is cut where the cut goes through it."""
    one = np.array([(20.0 + 8 * np.sin(y / 4), 40 + y) for y in range(36)])
    both = [np.concatenate([one, one[::-1] + np.array([45, 0])])]
    left, right = cut_strokes(both, 4, by_hand=[HandCut(np.array([(0.0, 0), (90, 90)]), 2)])
    assert left.box[2] <= right.box[0] + 4
    for symbol in (left, right):
        assert symbol.glyph.any(axis=0).sum() < BOX  # the whole is wider than high
        assert pen_width(symbol.glyph[None]) == pytest.approx(1.7, rel=0.3)


def test_pixels_and_strokes_give_the_same_symbols():
    for hand in range(6):
        strokes = written("2 + 5", hand)
        by_stroke, by_ink = cut_strokes(strokes, 4), cut_line(draw_strokes(strokes, 4))
        boxes = [np.array([one.box for one in some]) for some in (by_stroke, by_ink)]
        np.testing.assert_allclose(*boxes, atol=2)


def test_nothing_written_has_no_symbols():
    assert cut_line(np.zeros((20, 50), np.uint8)) == []
    assert cut_line(np.zeros((0, 0), np.uint8)) == []
    assert cut_strokes([], pen=4) == []


def test_a_network_decides_where_geometry_cannot():
    """Two tall strokes side by side are two symbols, unless the network knows them as one."""
    bars = [np.array([(20.0, 40), (20, 76)]), np.array([(28.0, 40), (28, 76)])]

    def wide(glyphs):
        inked = (glyphs > 60).any(axis=1)
        return inked.cumsum(axis=1).argmax(axis=1) - inked.argmax(axis=1) > 3

    def knows_pairs(glyphs):
        return np.where(wide(glyphs)[:, None], [[0.99, 0.01]], [[0.01, 0.01]])

    def knows_bars(glyphs):
        return np.where(wide(glyphs)[:, None], [[0.01, 0.01]], [[0.01, 0.99]])

    assert len(cut_strokes(bars, 3, knows_pairs)) == 1
    assert len(cut_strokes(bars, 3, knows_bars)) == 2


def test_a_symbol_is_redrawn_as_large_and_with_the_pen_that_is_wanted():
    """However large it was written, and wherever."""
    strokes = [CELL * stroke for stroke in write("8", new_writer(4), np.random.default_rng(1))]
    for pen in (1.6, 2.4):
        style = Style(pen)
        glyph = redraw(strokes, style)
        assert pen_width(glyph[None]) == pytest.approx(pen, rel=0.2)
        assert glyph.any(axis=1).sum() == BOX
        small = redraw([0.1 * stroke + 300 for stroke in strokes], style)
        np.testing.assert_allclose(small.astype(int), glyph.astype(int), atol=40)
        assert np.abs(small.astype(int) - glyph.astype(int)).mean() < 1


def test_a_dot_is_redrawn_and_nothing_is_nothing():
    assert redraw([], Style()) is None
    for pen in (2, BOX):
        assert redraw([np.array([[5.0, 7.0]])], Style(pen)).max() == 255


@pytest.mark.parametrize("lean", [-0.5, -0.2, 0.0, 0.1, 0.3, 0.6])
def test_a_symbol_is_redrawn_as_upright_as_is_usual(lean):
    """An upright h leans as it was written, and no more than the pictures usually do."""
    upright = [np.array([(0.0, y) for y in range(41)]), np.array([(8.0, y) for y in range(20, 41)])]
    written = [one - [lean, 0] * one[:, 1:] for one in upright]
    own = glyph_slants(redraw(upright, Style(1.7, (-9, 9)))[None])[0]
    slant = glyph_slants(redraw(written, Style(1.7, (own - 0.1, own + 0.2)))[None])[0]
    assert slant == pytest.approx(own + np.clip(lean, -0.1, 0.2), abs=0.05)


def test_a_flat_symbol_stays_as_it_was_written():
    minus = [np.array([(x, 0.1 * x) for x in range(40)])]
    upright, free = (redraw(minus, Style(1.7, (-reach, reach))) for reach in (0, 9))
    np.testing.assert_array_equal(upright, free)
