"""A line is found in whatever picture it comes as, with the same symbols."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import ImageTooSmall, NotAnImage
from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.lines.strokes import draw_strokes
from zeichenlabor.sheets import read_line

STROKES = [
    np.array([(20.0, 30), (45, 30), (28, 80)]),  # 7
    np.array([(70.0, 55), (95, 55)]),
    np.array([(82.0, 43), (82, 67)]),  # +
    np.array([(125.0, 30), (124, 80)]),  # 1
]


@pytest.fixture(scope="module")
def ink() -> np.ndarray:
    return np.pad(draw_strokes(STROKES, 5), ((0, 20), (0, 20)))


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def boxes(source) -> list[tuple[int, ...]]:
    return [symbol.box for symbol in read_line(source)]


def test_pixels_give_boxes_and_glyphs(ink):
    seven, plus, one = read_line(ink)
    assert seven.box[0] < 20 < 45 < seven.box[2] <= plus.box[0] < plus.box[2] <= one.box[0]
    expected = normalize_glyph(np.where(np.arange(ink.shape[1]) < 55, ink, 0))
    np.testing.assert_array_equal(seven.glyph, expected)
    assert seven.glyph.shape == (28, 28)
    assert seven.glyph.dtype == np.uint8


def test_paper_board_and_bytes_are_the_same_line(ink, tmp_path):
    paper, board = Image.fromarray(255 - ink), Image.fromarray(ink // 2 + 40)
    paper.save(tmp_path / "line.png")
    for source in (paper, board, png(paper), tmp_path / "line.png", str(tmp_path / "line.png")):
        np.testing.assert_allclose(boxes(source), boxes(ink), atol=1)


def test_a_shadow_is_no_ink(ink):
    light = np.linspace(230, 120, ink.shape[1])[None] * np.linspace(1, 0.9, ink.shape[0])[:, None]
    photo = Image.fromarray((light * (1 - 0.7 * (ink / 255))).astype(np.uint8))
    np.testing.assert_allclose(boxes(photo), boxes(ink), atol=2)


def test_an_empty_picture_has_no_symbols():
    assert read_line(np.zeros((60, 200), np.uint8)) == []
    assert read_line(Image.new("L", (200, 60), 240)) == []


def test_what_is_no_picture_is_told():
    with pytest.raises(NotAnImage):
        read_line(b"no picture")
    with pytest.raises(ImageTooSmall):
        read_line(Image.new("L", (200, 3), 240))
