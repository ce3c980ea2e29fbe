"""Symbols are found on any paper, and nothing else is; `bench photos` does the same more often."""

from __future__ import annotations

import numpy as np
import pytest

from tests.written_photos import PAPERS, matched, take_photo
from zeichenlabor.photos import find_lines
from zeichenlabor.photos.ruling import find_tilt, turned, without_lines
from zeichenlabor.sheets import read_sheet

PHOTOS = 4


@pytest.fixture(scope="module")
def hand(data_dir) -> tuple[np.ndarray, np.ndarray]:
    sheet = read_sheet(data_dir / "sheets/sheet-07.png")
    return sheet.images, sheet.labels


@pytest.mark.native("reads whole scans")
@pytest.mark.parametrize("paper", PAPERS)
def test_symbols_are_found_and_nothing_else(hand, paper):
    photos = [take_photo(*hand, [19, number], paper) for number in range(PHOTOS)]
    found = [find_lines(photo.grey) for photo in photos]
    matches = [
        matched(photo, [one.corners for line in lines for one in line])
        for photo, lines in zip(photos, found, strict=True)
    ]
    right = sum(one is not None for some in matches for one in some)
    assert right >= 0.95 * sum(len(boxes) for photo in photos for boxes in photo.boxes)
    assert right >= 0.95 * sum(len(some) for some in matches)


@pytest.mark.native("reads whole scans")
def test_lines_come_in_their_order(hand):
    photo = take_photo(*hand, [19, 0], "squared")
    lines = find_lines(photo.grey)
    matches = matched(photo, [one.corners for line in lines for one in line])
    assert [len(line) for line in lines] == [len(names) for names in photo.labels]
    assert matches == sorted(matches)


@pytest.mark.native("reads whole scans")
@pytest.mark.parametrize("paper", PAPERS)
def test_bright_strokes_on_dark_are_read_like_ink(hand, paper):
    """As chalk on a board, or in a scanner's negative."""
    photo = take_photo(*hand, [19, 1], paper)
    ink, chalk = (
        [one for line in find_lines(grey) for one in line]
        for grey in (photo.grey, 255 - photo.grey)
    )
    assert len(ink) == len(chalk) >= 3
    np.testing.assert_array_equal(
        [one.symbol.glyph for one in ink], [one.symbol.glyph for one in chalk]
    )


def ruled(tilt: float) -> np.ndarray:
    """The ink of squared paper, turned."""
    ink = np.zeros((300, 400), np.uint8)
    ink[::25] = ink[:, ::25] = 60
    return turned(ink, -tilt)[0]


@pytest.mark.parametrize("tilt", [-9.0, 0.0, 4.0])
def test_the_tilt_of_squared_paper_is_measured(tilt):
    assert find_tilt(ruled(tilt)) == pytest.approx(tilt, abs=0.3)


def test_blank_paper_has_no_tilt():
    chance = np.random.default_rng(3)
    assert find_tilt(chance.integers(0, 12, (300, 400)).astype(np.uint8)) is None


def test_printed_lines_go_and_strokes_stay():
    ink = ruled(0.0).copy()
    ink[100:140, 110:115] = 200
    clean = without_lines(ink)
    assert (clean[100:140, 110:115] == 200).all()
    clean[99:141, 109:116] = 0  # where it crosses a line its edge is mended
    assert clean.max() == 0
