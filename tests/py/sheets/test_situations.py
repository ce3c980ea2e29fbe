"""Pictures of sheets as they should not be made: mended and told, or refused; never digits
where none are.
"""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import BadSymbols, NoGrid
from zeichenlabor.sheets import read_sheet


@pytest.mark.parametrize("name", ["cropped-to-frame", "strip-cut-away", "strip-half-covered"])
def test_letters_without_their_strip_are_no_digits(data_dir, name):
    with pytest.raises(NoGrid) as caught:
        read_sheet(data_dir / "cases" / f"letters-{name}.jpg")
    assert caught.value.params["reason"] == "no-strip"


def test_a_frame_that_is_pointed_at_makes_letters_no_digits(data_dir):
    image = Image.open(data_dir / "cases" / "letters-whole.jpg").convert("L")
    corners = read_sheet(image).corners
    cropped = image.crop((*corners.min(axis=0).astype(int), *corners.max(axis=0).astype(int)))
    w, h = cropped.size
    with pytest.raises(NoGrid) as caught:
        read_sheet(cropped, corners=np.array([(0, 0), (w, 0), (w, h), (0, h)], float))
    assert caught.value.params["reason"] == "no-strip"


@pytest.mark.parametrize("form", ["sheets/sheet-03.png", "cases/letters-whole.jpg"])
def test_a_mirrored_picture_reads_like_the_right_one(data_dir, form):
    image = Image.open(data_dir / form).convert("L")
    right, back = read_sheet(image), read_sheet(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert "mirrored" in back.warnings
    assert "mirrored" not in right.warnings
    assert back.layout == right.layout
    np.testing.assert_array_equal(back.labels, right.labels)
    np.testing.assert_array_equal(back.images, right.images)
    np.testing.assert_allclose(back.corners, right.corners * (-1, 1) + (image.width, 0))


def test_the_mirrored_case(data_dir):
    sheet = read_sheet(data_dir / "cases" / "digits-mirrored.jpg")
    assert "mirrored" in sheet.warnings
    assert len(sheet.images) > 580


def test_a_negative_is_read_as_its_positive(data_dir):
    sheet = read_sheet(data_dir / "cases" / "negative.png")
    assert "negative" in sheet.warnings
    assert len(sheet.images) > 580


def test_of_two_sheets_in_a_picture_the_card_says_that_one_is_left(data_dir):
    sheet = read_sheet(data_dir / "cases" / "two-sheets-one-picture.jpg")
    assert "second-sheet" in sheet.warnings


@pytest.mark.parametrize("name", ["only-sevens", "sixty-sevens-two-ones", "letters-whole"])
def test_sheets_as_they_should_be_are_read_without_a_word(data_dir, name):
    sheet = read_sheet(data_dir / "cases" / f"{name}.jpg")
    assert not {"mirrored", "negative", "second-sheet"} & set(sheet.warnings)


@pytest.mark.parametrize("name", ["cropped-to-frame", "strip-cut-away", "strip-half-covered"])
def test_letters_without_their_strip_are_those_that_a_person_names(data_dir, name):
    whole = read_sheet(data_dir / "cases" / "letters-whole.jpg")
    sheet = read_sheet(data_dir / "cases" / f"letters-{name}.jpg", classes=whole.layout.names)
    assert sheet.layout.labels == whole.layout.labels
    assert sheet.layout.names == whole.layout.names
    assert len(sheet.labels) > 0.9 * len(whole.labels)


def test_a_strip_that_is_read_says_more_than_a_person(data_dir):
    sheet = read_sheet(data_dir / "cases" / "letters-whole.jpg", classes="01")
    assert sheet.layout == read_sheet(data_dir / "cases" / "letters-whole.jpg").layout


def test_more_symbols_than_rows_are_refused(data_dir):
    with pytest.raises(BadSymbols):
        read_sheet(data_dir / "sheets" / "sheet-03.png", classes=[f"s{n}" for n in range(31)])
