"""Lines of real handwriting are cut where they were put together, or marked unsure."""

from __future__ import annotations

import numpy as np
import pytest

from tests.written_lines import WrittenLine, cut_right, write_line
from zeichenlabor.lines import cut_line
from zeichenlabor.sheets import read_sheet

LINES = 40


@pytest.fixture(scope="module")
def hands(data_dir) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pictures and labels of two hands; the cutter's constants were chosen on others."""
    sheets = [read_sheet(data_dir / "sheets" / f"sheet-{name}.png") for name in ("07", "11")]
    return [(sheet.images, sheet.labels) for sheet in sheets]


def lines(hands, touching: float) -> list[WrittenLine]:
    return [write_line(*hands[i % len(hands)], [19, i], touching) for i in range(LINES)]


@pytest.mark.native("reads whole scans")
def test_apart_symbols_are_cut_right(hands):
    right = [cut_right(line, cut_line(line.ink)) for line in lines(hands, 0.0)]
    assert np.mean(right) >= 0.95


@pytest.mark.native("reads whole scans")
def test_touching_symbols_are_cut_right_or_marked(hands):
    found = [(line, cut_line(line.ink)) for line in lines(hands, 0.2)]
    honest = [cut_right(line, some) or not all(one.sure for one in some) for line, some in found]
    assert np.mean(honest) >= 0.9
