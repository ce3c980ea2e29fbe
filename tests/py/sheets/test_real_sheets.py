"""read_sheet on real scans of seven hands, against what a person found in them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from zeichenlabor.sheets import read_sheet

NAMES = [f"sheet-{number:02}.png" for number in (1, 2, 3, 5, 7, 9, 11)]


@pytest.fixture(scope="module")
def truths(data_dir):
    return json.loads((data_dir / "sheets" / "truth.json").read_text())["sheets"]


@pytest.fixture(scope="module", params=NAMES)
def scan(request, data_dir, truths):
    """One scan read, and the truth about it."""
    return read_sheet(data_dir / "sheets" / request.param), truths[request.param]


def test_corners_are_on_the_printed_frame(scan):
    sheet, truth = scan
    error = np.linalg.norm(sheet.corners - truth["corners"], axis=1).max()
    assert error < 0.003 * sheet.size[0]


def test_written_cells_are_kept_and_struck_ones_are_not(scan):
    """All 600 cells of each scan are written, as contact sheets show."""
    sheet, truth = scan
    struck = {tuple(place) for place in truth["struck"]}
    kept = {(cell.row, cell.column) for cell in sheet.cells if cell.status == "kept"}
    assert not kept & struck
    assert len(kept) >= 0.97 * (600 - len(struck))


def test_labels_follow_the_rows(scan):
    sheet, _ = scan
    kept = [cell for cell in sheet.cells if cell.status == "kept"]
    assert sheet.labels.tolist() == [cell.row // 3 for cell in kept]
    np.testing.assert_array_equal(sheet.images, [cell.glyph for cell in kept])


def test_no_residue_of_printed_lines(scan):
    """A leftover line is straight and thin, and runs along the glyph's outer edge.

    Written strokes do that too in 1, 2, 4, 5 and 7, so the round digits are counted.
    """
    sheet, _ = scan
    round_digits = sheet.images[np.isin(sheet.labels, [0, 3, 6, 8, 9])]
    assert len(round_digits) > 290
    assert sum(map(has_line_at_edge, round_digits)) == 0


def has_line_at_edge(glyph: np.ndarray) -> bool:
    """Tell whether an outer row or column is inked over 16 pixels with paper behind it."""
    rows = np.flatnonzero(glyph.any(axis=1))
    columns = np.flatnonzero(glyph.any(axis=0))
    ink = glyph[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] > 60
    sides = (ink, ink[::-1], ink.T, ink.T[::-1])
    return any(len(side) > 6 and side[0].sum() >= 16 and side[3].sum() <= 3 for side in sides)


def test_glyphs_of_a_class_look_alike(scan):
    """A cell cut beside its square would not fit the mean picture of its own class."""
    sheet, _ = scan
    means = np.stack([sheet.images[sheet.labels == k].mean(axis=0).ravel() for k in range(10)])
    means -= means.mean(axis=1, keepdims=True)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    nearest = (sheet.images.reshape(len(sheet.images), -1) @ means.T).argmax(axis=1)
    assert np.mean(nearest == sheet.labels) > 0.9


def test_reading_is_deterministic(data_dir):
    first, second = (read_sheet(data_dir / "sheets" / NAMES[1]) for _ in range(2))
    np.testing.assert_array_equal(first.corners, second.corners)
    np.testing.assert_array_equal(first.images, second.images)
    assert [cell.status for cell in first.cells] == [cell.status for cell in second.cells]
