"""Draws a page as SVG, for the preview and for printing."""

from __future__ import annotations

import base64
from html import escape

from zeichenlabor.sheets.template import Box, Picture, TemplatePage, Text


def page_svg(page: TemplatePage) -> str:
    """Return one SVG document in millimetres."""
    body = "\n".join(_DRAW[type(item)](item) for item in page.items)
    size = f"{page.width:g}", f"{page.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}mm" height="{size[1]}mm"'
        f' viewBox="0 0 {size[0]} {size[1]}" font-family="Helvetica, Arial, sans-serif">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _box(box: Box) -> str:
    level = f"{round(255 * (1 - box.darkness)):02x}"
    return f'<rect {_place(box)} fill="#{level * 3}"/>'


def _text(text: Text) -> str:
    anchor = ' text-anchor="middle"' if text.centred else ""
    return (
        f'<text x="{text.x:.3f}" y="{text.y:.3f}" font-size="{text.size:.3f}"{anchor}>'
        f"{escape(text.text)}</text>"
    )


def _picture(picture: Picture) -> str:
    data = base64.b64encode(picture.png).decode()
    return f'<image {_place(picture)} href="data:image/png;base64,{data}"/>'


def _place(item: Box | Picture) -> str:
    return f'x="{item.x:.3f}" y="{item.y:.3f}" width="{item.width:.3f}" height="{item.height:.3f}"'


_DRAW = {Box: _box, Text: _text, Picture: _picture}
