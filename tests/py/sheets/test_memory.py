"""What reading leaves behind: memory of WebAssembly that has grown is never given back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import BadSymbols, NoGrid
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.plan import plan_sheets


@contextmanager
def left_behind() -> Iterator[list[str]]:
    """What only the collector of garbage would find: pictures, and the frames that hold them."""
    found = []
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield found
        gc.collect()
        for one in gc.garbage:
            if isinstance(one, FrameType):
                found.append(one.f_code.co_qualname)
            elif isinstance(one, (Image.Image, np.ndarray)):
                found.append(type(one).__name__)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def letters() -> Image.Image:
    (layout,) = plan_sheets(list("abc"), pages=1, sheet_id=5)
    return fill_sheet(layout, seed=7, dpi=130).convert("L")


def test_a_page_that_was_read_is_let_go_of(drawn_sheet):
    with left_behind() as found:
        read_sheet(drawn_sheet.image)
    assert found == []


@pytest.mark.native("fills a whole sheet in")
def test_so_is_one_that_was_not_or_that_took_several_tries():
    sheet = letters()
    without_strip = sheet.crop((0, sheet.height // 5, *sheet.size))
    corners = np.array([(0, 0), (60, 0), (60, 60), (0, 60)], float) + 100
    with left_behind() as found:
        for picture in (sheet, sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT), without_strip):
            with suppress(NoGrid):
                read_sheet(picture)
        with suppress(NoGrid):
            read_sheet(Image.new("L", (900, 1200), 255))
        with suppress(NoGrid, BadSymbols):
            read_sheet(sheet, corners=corners, classes=[f"s{n}" for n in range(25)])
        with suppress(BadSymbols):
            read_sheet(sheet, corners=corners, classes=[f"s{n}" for n in range(99)])
    assert found == []
