"""Widths of Helvetica, one of the 14 fonts that every PDF viewer has (Adobe's metrics files)."""

from __future__ import annotations

import unicodedata

_ASCII = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *((556,) * 10),
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
)
"""Thousandths of the size, from the space to the tilde."""

_OTHER = 556


def text_width(text: str, size: float) -> float:
    """Return the width of one line; accents count as nothing, unknown letters as a digit."""
    return sum(map(_width, unicodedata.normalize("NFD", text))) * size / 1000


def has_glyphs(text: str) -> bool:
    """Whether the font, with its Windows encoding, can show the text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    place = ord(character) - ord(" ")
    return _ASCII[place] if 0 <= place < len(_ASCII) else _OTHER
