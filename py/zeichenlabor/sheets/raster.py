"""Draws a page as a grey picture, for sample sheets and tests."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from zeichenlabor.sheets.template import Box, Picture, TemplatePage, Text

_OVERSAMPLING = 3


def page_image(page: TemplatePage, dpi: float = 150) -> Image.Image:
    """Draw a page anti-aliased, mode "L", white paper."""
    scale = dpi / 25.4 * _OVERSAMPLING
    size = tuple(round(side * dpi / 25.4) * _OVERSAMPLING for side in (page.width, page.height))
    canvas = Image.new("L", size, 255)
    pen = ImageDraw.Draw(canvas)
    for item in page.items:
        if isinstance(item, Box):
            _box(pen, item, scale)
        elif isinstance(item, Text):
            _text(pen, item, scale)
        else:
            _picture(canvas, item, scale)
    return canvas.reduce(_OVERSAMPLING)


def _box(pen: ImageDraw.ImageDraw, box: Box, scale: float) -> None:
    left, top = round(box.x * scale), round(box.y * scale)
    right, bottom = round((box.x + box.width) * scale), round((box.y + box.height) * scale)
    right, bottom = max(right - 1, left), max(bottom - 1, top)
    pen.rectangle((left, top, right, bottom), fill=round(255 * (1 - box.darkness)))


def _text(pen: ImageDraw.ImageDraw, text: Text, scale: float) -> None:
    font = ImageFont.load_default(text.size * scale)
    place = text.x * scale, text.y * scale
    pen.text(place, text.text, fill=0, font=font, anchor="ms" if text.centred else "ls")


def _picture(canvas: Image.Image, picture: Picture, scale: float) -> None:
    side = round(picture.width * scale), round(picture.height * scale)
    drawing = Image.open(io.BytesIO(picture.png)).convert("RGBA").resize(side)
    place = round(picture.x * scale), round(picture.y * scale)
    canvas.paste(drawing.convert("L"), place, drawing.getchannel(3))
