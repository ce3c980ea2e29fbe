"""Glare, shadows and what lies on a sheet: told as what they are, and nothing is lost silently."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import Sheet, read_sheet
from zeichenlabor.sheets.plan import plan_sheets

DPI = 150


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    """A filled sheet in the light of a room: its paper is not white."""
    (layout,) = plan_sheets(list("abcde"), sheet_id=4)
    return fill_sheet(layout, seed=3, dpi=DPI).point(lambda value: int(0.8 * value))


def as_taken(image: Image.Image) -> Image.Image:
    file = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.7)).save(file, "JPEG", quality=80)
    return Image.open(io.BytesIO(file.getvalue()))


def with_spot(photo: Image.Image, level: int) -> tuple[Image.Image, tuple[float, ...]]:
    width, height = photo.size
    box = 0.35 * width, 0.4 * height, 0.6 * width, 0.58 * height
    image = photo.copy()
    ImageDraw.Draw(image).ellipse(box, fill=level)
    return as_taken(image), box


def states_within(sheet: Sheet, box: tuple[float, ...]) -> list[str]:
    """The states of the cells whose middle is in the ellipse of this box."""
    nodes = sheet.nodes
    middle = (nodes[:-1, :-1] + nodes[1:, 1:]) / 2
    low, high = np.array(box[:2]), np.array(box[2:])
    away = np.linalg.norm((middle - (low + high) / 2) / ((high - low) / 2), axis=-1)
    return [cell.status for cell in sheet.cells if away[cell.row, cell.column] < 1]


def test_glare_is_told_and_what_it_hides_is_not_empty(photo):
    image, box = with_spot(photo, 255)
    sheet = read_sheet(image)
    assert "glare" in sheet.warnings
    assert not {"covered", "two-inks"} & set(sheet.warnings)
    states = states_within(sheet, box)
    assert len(states) > 30
    assert "empty" not in states
    assert len(sheet.images) > 0.97 * (len(sheet.cells) - 1.5 * len(states))


@pytest.mark.native("many readings")
@pytest.mark.parametrize("level", [40, 120, 190])
def test_what_lies_on_a_sheet_is_told_and_what_it_hides_is_not_empty(photo, level):
    image, box = with_spot(photo, level)
    sheet = read_sheet(image)
    assert "covered" in sheet.warnings
    assert "glare" not in sheet.warnings
    assert "empty" not in states_within(sheet, box)


def test_a_white_page_with_nothing_on_it_hides_nothing(photo):
    white = photo.point(lambda value: min(255, int(1.4 * value)))
    assert not {"glare", "covered"} & set(read_sheet(white).warnings)


@pytest.mark.native("many readings")
@pytest.mark.parametrize("darkness", [0.35, 0.6])
@pytest.mark.parametrize("softness", [0, 40])
def test_a_shadow_is_no_second_ink(photo, darkness, softness):
    mask = Image.new("L", photo.size, 255)
    width, height = photo.size
    shade = [(0.75 * width, 0), (width, 0), (width, height), (0.5 * width, height)]
    ImageDraw.Draw(mask).polygon(shade, fill=int(255 * darkness))
    mask = mask.filter(ImageFilter.GaussianBlur(softness))
    values = np.asarray(photo, float) * np.asarray(mask) / 255
    sheet = read_sheet(as_taken(Image.fromarray(values.astype(np.uint8))))
    assert not {"two-inks", "show-through", "glare", "covered"} & set(sheet.warnings)
    assert len(sheet.images) > 0.97 * len(sheet.cells)
