"""A photo goes to the network of the session, line by line."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.errors import NotAnImage
from zeichenlabor.lab import Laboratory

NAMES = list("0123456789")


def paper() -> Image.Image:
    """Two lines: 1 1 and 1, on white paper."""
    image = Image.new("L", (320, 240), 235)
    draw = ImageDraw.Draw(image)
    for x, y in ((60, 40), (100, 40), (70, 140)):
        draw.line([(x, y), (x, y + 44), (x + 18, y + 44)], fill=40, width=5)
    return image


def test_a_camera_s_picture_is_read_where_its_symbols_stand():
    grey = np.asarray(paper())
    laboratory = Laboratory()
    photo = laboratory.methods["photo.look"](memoryview(grey.tobytes()), 320, 240, NAMES)
    assert (photo.width, photo.height, photo.preview) == (320, 240, None)
    assert photo.lines == [0, 0, 1]
    lefts = photo.boxes.reshape(-1, 4, 2)[:, :, 0].min(axis=1)
    np.testing.assert_allclose(lefts, [57, 97, 67], atol=4)
    expected = laboratory.session.model.predict(photo.images)
    np.testing.assert_array_equal(photo.probabilities, expected)
    read = "".join(NAMES[one] for one in expected[:2].argmax(axis=1))
    assert photo.meanings[0].text.replace(" ", "") == read


def test_two_symbols_are_put_together_by_hand_where_they_stand_in_the_picture():
    file = io.BytesIO()
    paper().rotate(5, expand=True, fillcolor=235).save(file, "PNG")
    look = Laboratory().methods["photo.read"]
    before = look(memoryview(file.getvalue()), NAMES)
    assert before.lines == [0, 0, 1]
    together = {"points": before.boxes[:2].ravel().tolist(), "symbols": 1}
    after = look(memoryview(file.getvalue()), NAMES, [together])
    assert (after.lines, after.sure[0]) == ([0, 1], True)
    np.testing.assert_allclose(after.boxes[1], before.boxes[2])
    apart = {"points": after.boxes[0].tolist(), "symbols": 2}
    again = look(memoryview(file.getvalue()), NAMES, [together, apart])
    np.testing.assert_allclose(again.boxes, before.boxes)


def test_a_file_is_read_and_shown():
    file = io.BytesIO()
    paper().save(file, "PNG")
    photo = Laboratory().methods["photo.read"](memoryview(file.getvalue()), NAMES)
    assert photo.lines == [0, 0, 1]
    assert Image.open(io.BytesIO(photo.preview.bytes.tobytes())).size == (320, 240)


def test_empty_paper_has_no_lines():
    grey = np.full((240, 320), 230, np.uint8)
    photo = Laboratory().methods["photo.look"](memoryview(grey.tobytes()), 320, 240, NAMES)
    assert (len(photo.boxes), photo.lines, photo.meanings) == (0, [], [])


def test_what_is_no_picture_is_told():
    with pytest.raises(NotAnImage):
        Laboratory().methods["photo.read"](memoryview(b"no picture"), NAMES)
