"""Practice: a page that nobody sees is read, so that the first real one finds everything ready.

What is run for the first time is slow in a browser: modules are unpacked, loops compiled.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from .paper import read_page

CELL = 40
MARGIN = 60


def practise() -> None:
    """Read an own drawing of the digits' form, with a stroke in every cell."""
    columns, rows = 20, 30
    width, height = columns * CELL, rows * CELL
    page = Image.new("L", (width + 2 * MARGIN, height + 2 * MARGIN), 245)
    draw = ImageDraw.Draw(page)
    for i in range(columns + 1):
        x = MARGIN + i * CELL
        draw.line((x, MARGIN, x, MARGIN + height), fill=40, width=2)
    for j in range(rows + 1):
        y = MARGIN + j * CELL
        draw.line((MARGIN, y, MARGIN + width, y), fill=40, width=2)
    for cell in range(columns * rows):
        x, y = MARGIN + cell % columns * CELL, MARGIN + cell // columns * CELL
        draw.line((x + 14, y + 10, x + 24, y + 30), fill=60, width=3)
    file = io.BytesIO()
    page.save(file, "PNG", compress_level=1)
    read_page(memoryview(file.getvalue()), lambda progress: None)
