"""Pages with nothing on them are told as such."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from zeichenlabor.errors import BlankPage, NoGrid
from zeichenlabor.sheets import read_sheet

SIZE = 1240, 1754


def paper(level: float = 247, grain: float = 2, seed: int = 0) -> Image.Image:
    values = np.random.default_rng(seed).normal(level, grain, SIZE[::-1])
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def with_lid(page: Image.Image) -> Image.Image:
    """A strip of the scanner's lid at the edge, and two holes."""
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 20, SIZE[1]), fill=30)
    for y in (700, 1050):
        draw.ellipse((45, y, 80, y + 35), fill=120)
    return page


def with_shadow(page: Image.Image) -> Image.Image:
    x = np.linspace(1, 0.6, SIZE[0])
    return Image.fromarray((np.asarray(page) * x).astype(np.uint8))


def shone_through(page: Image.Image, share: float) -> Image.Image:
    """The text of the other side, pale and soft."""
    lines = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(lines)
    for y in range(100, 1650, 30):
        for x in range(100, 1100, 20):
            draw.line((x, y, x + 10, y + 14), fill=0, width=3)
    dark = 1 - np.asarray(lines.filter(ImageFilter.GaussianBlur(2)), float) / 255
    return Image.fromarray((np.asarray(page) * (1 - share * dark)).astype(np.uint8))


BLANK = {
    "white": lambda: Image.new("L", SIZE, 255),
    "grain": paper,
    "bad light": lambda: with_shadow(paper(170, 6)),
    "lid": lambda: with_lid(paper()),
}


@pytest.mark.parametrize("kind", BLANK)
def test_a_page_with_nothing_on_it_is_blank(kind):
    with pytest.raises(BlankPage) as caught:
        read_sheet(BLANK[kind]())
    assert "reason" not in caught.value.params


@pytest.mark.parametrize("share", [0.15, 0.3])
def test_where_the_back_shines_through_all_is_pale(share):
    with pytest.raises(BlankPage) as caught:
        read_sheet(shone_through(paper(), share))
    assert caught.value.params == {"reason": "pale"}


def with_text(page: Image.Image) -> Image.Image:
    return shone_through(page, 0.9)


OTHER = {
    "text": lambda: with_text(paper()),
    "dark": lambda: paper(20, 4),
    "text, faint": lambda: shone_through(paper(), 0.8),
    "frame": lambda: framed(paper()),
}


def framed(page: Image.Image) -> Image.Image:
    ImageDraw.Draw(page).rectangle((200, 200, 1000, 1500), outline=60, width=3)
    return page


@pytest.mark.native("many readings")
@pytest.mark.parametrize("kind", OTHER)
def test_a_page_with_something_else_is_not_blank(kind):
    with pytest.raises(NoGrid) as caught:
        read_sheet(OTHER[kind]())
    assert not isinstance(caught.value, BlankPage)
