"""Which way up: with labels, and with the labels cut off."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.ghosts import Ghost, emptied, shone_through
from zeichenlabor.data import load_idx
from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.direction import coarse_pictures, digit_means


def without_labels(page, rows=30):
    """Return a sheet cut off at its frame, on which only so many rows are written."""
    corners = read_sheet(page).corners
    left, top = (corners.min(axis=0) - 6).astype(int)
    return emptied(page, corners, rows).crop((left, top, *page.size))


@pytest.mark.parametrize("name", ["sheet-02.png", "sheet-11.png"])
@pytest.mark.parametrize("turned", [False, True])
def test_handwriting_tells_where_labels_are_cut_off(data_dir, name, turned):
    from PIL import Image

    with Image.open(data_dir / "sheets" / name) as image:
        page = without_labels(image.convert("L"))
    upright = read_sheet(page)
    sheet = read_sheet(page.transpose(Image.Transpose.ROTATE_180)) if turned else upright
    expected = np.array(page.size) - upright.corners if turned else upright.corners
    np.testing.assert_allclose(sheet.corners, expected, atol=2)
    assert upright.corners[0, 1] < upright.corners[3, 1]
    assert "direction-doubtful" not in sheet.warnings


@pytest.mark.parametrize("digits", [1, 2])
def test_many_cells_of_few_digits_are_little_evidence(data_dir, digits):
    from PIL import Image

    with Image.open(data_dir / "sheets" / "sheet-03.png") as image:
        page = without_labels(image.convert("L"), 3 * digits)
    with pytest.raises(NoGrid) as caught:
        read_sheet(page)
    assert caught.value.params["reason"] == "no-strip"  # a few letters look like some digits, too
    assert "direction-doubtful" in read_sheet(page, classes="0123456789").warnings


@pytest.mark.parametrize("turned", [False, True])
def test_labels_say_what_stands_beside_few_digits(data_dir, turned):
    from PIL import Image

    with Image.open(data_dir / "sheets" / "sheet-03.png") as image:
        page = emptied(image, read_sheet(image).corners, 3)
    sheet = read_sheet(page.rotate(180) if turned else page)
    assert set(sheet.labels) == {0}
    assert "direction-doubtful" not in sheet.warnings


@pytest.mark.native("reads large scans")
@pytest.mark.parametrize(("labels", "share"), [(True, 0.44), (False, 0.34)])
def test_a_back_that_shines_through_turns_no_sheet_with_little_on_it(data_dir, labels, share):
    from PIL import Image

    front, back = (Image.open(data_dir / "sheets" / f"sheet-{name}.png") for name in ("07", "09"))
    corners = read_sheet(front).corners
    page = emptied(front, corners, 2)
    page = shone_through(page, back, Ghost(share, 1.9, (11, -9)))
    if labels:
        sheet = read_sheet(page)
        np.testing.assert_allclose(sheet.corners, corners, atol=4)
        assert not {"direction-doubtful", "mirrored"} & set(sheet.warnings)
        return
    left, top = (corners.min(axis=0) - 6).astype(int)
    with pytest.raises(NoGrid) as caught:  # two rows of one digit do not tell which symbols
        read_sheet(page.crop((left, top, *page.size)))
    assert caught.value.params["reason"] == "no-strip"


def test_the_table_is_the_mean_of_mnist(data_dir):
    images, labels = load_idx(data_dir / "mnist")[:2]
    pictures, written = coarse_pictures(images)
    for digit, table in enumerate(digit_means()):
        mean = pictures[labels[written] == digit].mean(axis=0)
        np.testing.assert_allclose(mean / mean.max() * 15, table, atol=0.51)
