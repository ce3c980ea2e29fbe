"""The style of pictures: their pen and how far they usually lean."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.glyphs import BOX, SIZE, normalize_glyph
from zeichenlabor.style import (
    MOST_PEN,
    PEN,
    SLANTS,
    glyph_slants,
    measure_style,
    pen_width,
    stroke_slant,
    usual_slants,
)


def drawn(points: list[tuple[float, float]], pen: int = 16) -> np.ndarray:
    image = Image.new("L", (280, 280), 0)
    ImageDraw.Draw(image).line(points, fill=255, width=pen, joint="curve")
    return normalize_glyph(np.asarray(image))


def seven(pen: int) -> np.ndarray:
    return drawn([(60, 40), (150, 40), (90, 200)], pen)


def leaning(slant: float) -> np.ndarray:
    """A bar 160 pixels high."""
    return drawn([(140 + 80 * slant, 40), (140 - 80 * slant, 200)])


@pytest.mark.parametrize("pen", [12, 20, 28])
def test_the_pen_of_pictures_is_measured(pen):
    expected = pen * BOX / (160 + pen)
    assert pen_width(seven(pen)[None]) == pytest.approx(expected, rel=0.1)


def test_the_pen_is_the_finer_one_and_blank_pictures_do_not_count():
    fine, broad = seven(10), seven(30)
    alone = pen_width(fine[None])
    assert pen_width(np.stack([fine, fine, broad, broad, broad])) == pytest.approx(alone)
    assert pen_width(np.stack([fine, np.zeros_like(fine)])) == alone
    assert pen_width(np.zeros((3, SIZE, SIZE), np.uint8)) == PEN
    assert pen_width(np.full((3, SIZE, SIZE), 255, np.uint8)) == MOST_PEN


@pytest.mark.parametrize("slant", [-0.6, -0.3, 0.0, 0.2, 0.5])
def test_the_slant_of_a_picture_is_that_of_its_stroke(slant):
    assert glyph_slants(leaning(slant)[None])[0] == pytest.approx(slant, abs=0.05)


@pytest.mark.parametrize("points", [2, 7, 100])
def test_the_slant_of_strokes_does_not_depend_on_how_many_points_they_have(points):
    """The two strokes of a 4 have the slant of its picture."""
    angle = [(100.0, 40), (40.0, 150), (200.0, 150)], [(150.0, 90), (140.0, 240)]
    strokes = [
        np.concatenate([np.linspace(a, b, points) for a, b in itertools.pairwise(stroke)])
        for stroke in angle
    ]
    image = Image.new("L", (280, 280), 0)
    for stroke in angle:
        ImageDraw.Draw(image).line(stroke, fill=255, width=8)
    (seen,) = glyph_slants(normalize_glyph(np.asarray(image))[None])
    assert stroke_slant(strokes, 8) == pytest.approx(seen, abs=0.03)


def test_what_is_flat_or_empty_has_no_slant():
    minus = drawn([(40, 100), (240, 110)])
    assert np.isnan(glyph_slants(np.stack([minus, np.zeros_like(minus)]))).all()
    assert np.isnan(stroke_slant([np.array([(0.0, 0), (9, 1)])], 1))
    assert np.isnan(stroke_slant([np.zeros((1, 2))], 1))


def test_usual_is_the_middle_half():
    slants = np.linspace(-0.4, 0.4, 13)
    least, most = usual_slants(np.stack([leaning(one) for one in slants]), np.zeros(13, int))
    assert (least, most) == pytest.approx((-0.2, 0.2), abs=0.05)


def test_a_class_that_is_meant_to_lean_may_lean():
    ones, slashes = [leaning(0.0)] * 20, [leaning(0.8)] * 3
    pictures, labels = np.stack(ones + slashes), np.array([0] * 20 + [1] * 3)
    assert usual_slants(pictures, labels) == pytest.approx((0.0, 0.8), abs=0.05)
    assert usual_slants(pictures, 0 * labels) == pytest.approx((0.0, 0.0), abs=0.05)


def test_without_a_slanted_picture_the_style_is_that_of_five_hands():
    blank = np.zeros((2, SIZE, SIZE), np.uint8)
    assert measure_style(blank, np.zeros(2, int)) == (PEN, SLANTS)
    assert measure_style(blank[:0], np.zeros(0, int)) == (PEN, SLANTS)
