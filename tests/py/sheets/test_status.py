"""Cells crossed out in other ways than from corner to corner, scribbles and specks."""

from __future__ import annotations

import pytest
from PIL import ImageDraw

from tests.py.sheets.conftest import CELL, MARGIN, draw_sheet
from zeichenlabor.sheets import read_sheet

MARKS = {
    "slash": ((2, 3), "struck", ((3, CELL - 6, CELL - 6, 5),)),
    "cross": ((5, 5), "struck", ((5, CELL - 6, CELL - 6, 5), (5, 5, CELL - 5, CELL - 5))),
    "bar": ((8, 8), "doubtful", ((3, CELL // 2 + 3, CELL - 3, CELL // 2),)),
    "scribble": ((10, 10), "doubtful", [(8, 8 + k, 34, 10 + k) for k in range(0, 24, 3)]),
}


@pytest.fixture(scope="module")
def marked():
    """A drawn sheet with all the marks, and a speck where a symbol should be."""
    drawn = draw_sheet(empty=frozenset({(16, 16)}))
    draw = ImageDraw.Draw(drawn.image)
    for (row, column), _, lines in MARKS.values():
        x, y = MARGIN + column * CELL, MARGIN + row * CELL
        for x0, y0, x1, y1 in lines:
            draw.line((x + x0, y + y0, x + x1, y + y1), fill=60, width=3)
    x, y = MARGIN + 16 * CELL, MARGIN + 16 * CELL
    draw.rectangle((x + 20, y + 20, x + 25, y + 25), fill=60)
    return {(cell.row, cell.column): cell for cell in read_sheet(drawn.image).cells}


@pytest.mark.parametrize("mark", MARKS)
def test_marks_keep_a_cell_out(marked, mark):
    place, status, _ = MARKS[mark]
    assert marked[place].status == status
    assert marked[place].glyph is not None


def test_a_speck_is_doubtful(marked):
    assert marked[16, 16].status == "doubtful"


def test_all_other_cells_are_kept(marked):
    others = [cell.status for place, cell in marked.items() if place != (16, 16)]
    assert others.count("kept") == 600 - 1 - len(MARKS)
