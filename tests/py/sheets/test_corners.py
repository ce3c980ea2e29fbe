"""Reading where a person has pointed at the frame's corners."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.corners import straight_nodes
from zeichenlabor.sheets.plan import plan_sheets


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return fill_sheet(plan_sheets(["a", "b"], sheet_id=3)[0], seed=3, dpi=150)


@pytest.fixture(scope="module")
def found(page):
    return read_sheet(page)


def by_hand(corners: np.ndarray, pixels: float, seed: int = 0) -> np.ndarray:
    """The corners as a hand sets them, a few pixels off."""
    return corners + np.random.default_rng(seed).uniform(-pixels, pixels, (4, 2))


def test_corners_set_by_hand_give_the_same_pictures(page, found):
    read = read_sheet(page, corners=by_hand(found.corners, 9))
    np.testing.assert_allclose(read.corners, found.corners, atol=1)
    assert read.layout == found.layout
    # What stands out among its class is doubtful: a verdict that hangs on single pixels.
    same = [a.status == b.status for a, b in zip(read.cells, found.cells, strict=True)]
    assert np.mean(same) > 0.99
    assert "frame-doubtful" not in read.warnings


def test_the_mark_tells_which_corner_is_the_first(page, found):
    turned = page.transpose(Image.Transpose.ROTATE_90)
    corners = np.stack([found.corners[:, 1], page.width - found.corners[:, 0]], axis=1)
    read = read_sheet(turned, corners=np.roll(corners, 1, axis=0))
    assert read.layout.names == ("a", "b")
    np.testing.assert_allclose(read.corners, corners, atol=1)


def test_an_old_form_lying_on_its_side_is_turned(data_dir):
    with Image.open(data_dir / "sheets" / "sheet-02.png") as file:
        upright = file.convert("L").reduce(2)
    right = read_sheet(upright)
    turned = upright.transpose(Image.Transpose.ROTATE_270)
    corners = np.stack([upright.height - right.corners[:, 1], right.corners[:, 0]], axis=1)
    read = read_sheet(turned, corners=np.roll(corners, 2, axis=0))
    np.testing.assert_allclose(read.corners, corners, atol=2)
    assert len(read.labels) > 0.98 * len(right.labels)


def test_without_printed_lines_the_hand_is_believed():
    blank = Image.new("L", (900, 1300), 240)
    corners = np.array([[100.0, 100], [800, 120], [790, 1200], [90, 1190]])
    read = read_sheet(blank, corners=corners)
    np.testing.assert_allclose(read.corners, corners, atol=0.1)
    assert "frame-doubtful" in read.warnings
    assert {cell.status for cell in read.cells} == {"empty"}


def test_beside_the_frame_nothing_counts_until_a_person_says_so(page, found):
    right, down = found.corners[1] - found.corners[0], found.corners[3] - found.corners[0]
    columns, rows = found.layout.columns, found.layout.rows
    inset = np.array([[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]) * page.size
    for corners in (found.corners + right / columns, found.corners + down / rows, inset):
        read = read_sheet(page, layout=found.layout, corners=corners)
        statuses = {cell.status for cell in read.cells}
        assert "doubtful" in statuses
        assert "kept" not in statuses
        assert len(read.labels) == 0


@pytest.mark.parametrize(
    "corners",
    [
        [[0, 0], [10, 10], [20, 20], [30, 30]],
        [[0, 0], [900, 0], [900, 1200], [float("nan"), 1200]],
        [[0, 0], [900, 1200], [900, 0], [0, 1200]],
        [[0, 0], [900, 0], [900, 1200]],
    ],
)
def test_corners_that_enclose_no_page_are_refused(page, corners):
    with pytest.raises(NoGrid):
        read_sheet(page, corners=np.array(corners, float))


def test_straight_nodes_pass_through_the_corners():
    corners = np.array([[10.0, 20], [300, 5], [280, 400], [0, 350]])
    nodes = straight_nodes(corners, 4, 6)
    assert nodes.shape == (7, 5, 2)
    np.testing.assert_allclose(nodes[[0, 0, -1, -1], [0, -1, -1, 0]], corners, atol=1e-9)
