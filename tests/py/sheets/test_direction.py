"""Which way up: with labels, and with the labels cut off."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.data import load_idx
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.direction import coarse_pictures, digit_means


@pytest.mark.parametrize("name", ["sheet-02.png", "sheet-11.png"])
@pytest.mark.parametrize("turned", [False, True])
def test_handwriting_tells_where_labels_are_cut_off(data_dir, name, turned):
    from PIL import Image

    with Image.open(data_dir / "sheets" / name) as image:
        page = image.convert("L").crop((130, 120, image.width, image.height))
    upright = read_sheet(page)
    sheet = read_sheet(page.transpose(Image.Transpose.ROTATE_180)) if turned else upright
    expected = np.array(page.size) - upright.corners if turned else upright.corners
    np.testing.assert_allclose(sheet.corners, expected, atol=2)
    assert upright.corners[0, 1] < upright.corners[3, 1]


def test_the_table_is_the_mean_of_mnist(data_dir):
    images, labels = load_idx(data_dir / "mnist")[:2]
    pictures, written = coarse_pictures(images)
    for digit, table in enumerate(digit_means()):
        mean = pictures[labels[written] == digit].mean(axis=0)
        np.testing.assert_allclose(mean / mean.max() * 15, table, atol=0.51)
