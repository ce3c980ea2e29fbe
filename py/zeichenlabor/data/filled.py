"""Sample sheets: the template, filled in by a synthetic writer and scanned."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from zeichenlabor.data.pen import Writer, draw_strokes, new_writer, write
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.plan import FREE
from zeichenlabor.sheets.raster import page_image
from zeichenlabor.sheets.template import TemplatePage, template_page

_OVERSAMPLING = 2


def fill_sheet(layout: SheetLayout, seed: int, paper: str = "a4", dpi: float = 200) -> Image.Image:
    """Print a layout, let one writer fill every labelled cell, and scan the page.

    Parameters
    ----------
    layout : SheetLayout
        From `plan_sheets`.
    seed : int
        Of the writer.
    paper : {"a4", "letter"}
    dpi : float
        Pixels per inch of the scan.

    Returns
    -------
    PIL image, mode "L"
    """
    page = template_page(layout, paper)
    writer = new_writer(seed)
    rng = np.random.default_rng([seed, 3])
    print_ = np.asarray(page_image(page, dpi), np.float32)
    ink = np.asarray(_handwriting(page, writer, rng, dpi, print_.shape), np.float32) / 255
    grain = 1 - writer.grain * rng.random(ink.shape, np.float32)
    noise = rng.normal(0, 2.0, ink.shape).astype(np.float32)
    scan = 0.97 * print_ * (1 - writer.darkness * ink * grain) + noise
    return Image.fromarray(scan.clip(0, 255).astype(np.uint8))


def _handwriting(
    page: TemplatePage, writer: Writer, rng: np.random.Generator, dpi: float, shape: tuple[int, int]
) -> Image.Image:
    layer = Image.new("L", (shape[1] * _OVERSAMPLING, shape[0] * _OVERSAMPLING))
    pen = ImageDraw.Draw(layer)
    layout, scale = page.layout, dpi / 25.4 * _OVERSAMPLING
    left, top, width, _ = page.frame
    cell = width / layout.columns
    for row, label in enumerate(layout.labels):
        if label == FREE:
            continue
        for column in range(layout.columns):
            centre = (left + (column + 0.5) * cell) * scale, (top + (row + 0.5) * cell) * scale
            strokes = write(layout.names[label], writer, rng)
            draw_strokes(pen, strokes, centre, cell * scale, writer.pen * cell * scale, 255)
    return layer.reduce(_OVERSAMPLING)
