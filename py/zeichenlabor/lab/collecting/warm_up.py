"""Warm-up: reads an artificial page, so that reading the first real one is not slow.

The first run is slow in a browser: modules are decompressed, loops compiled.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from ...sheets.layout import SheetLayout
from .sheet_reading import read_page

CELL = 40
MARGIN = 60

A, B, C, D, E, F = (14, 10), (26, 10), (14, 20), (26, 20), (14, 30), (26, 30)
"""Corners of a seven-segment digit: x, y in pixels."""

DIGITS = (
    (A, B, F, E, A),
    (B, F),
    (A, B, D, C, E, F),
    (A, B, D, C, D, F, E),
    (A, C, D, B, F),
    (B, A, C, D, F, E),
    (B, A, E, F, D, C),
    (A, B, F),
    (C, A, B, F, E, C, D),
    (D, C, A, B, F, E),
)


def read_practice_page() -> None:
    """Draw and read the digits' form, with a digit in every cell."""
    layout = SheetLayout.digits()
    columns, rows = layout.columns, layout.rows
    width, height = columns * CELL, rows * CELL
    page = Image.new("L", (width + 2 * MARGIN, height + 2 * MARGIN), 245)
    draw = ImageDraw.Draw(page)
    for i in range(columns + 1):
        x = MARGIN + i * CELL
        draw.line((x, MARGIN, x, MARGIN + height), fill=40, width=2)
    for j in range(rows + 1):
        y = MARGIN + j * CELL
        draw.line((MARGIN, y, MARGIN + width, y), fill=40, width=2)
    for cell, digit in enumerate(layout.label_grid().ravel()):
        left, top = MARGIN + cell % columns * CELL, MARGIN + cell // columns * CELL
        draw.line([(left + x, top + y) for x, y in DIGITS[digit]], fill=60, width=3)
    file = io.BytesIO()
    page.save(file, "PNG", compress_level=1)
    read_page(memoryview(file.getvalue()), lambda progress: None)
