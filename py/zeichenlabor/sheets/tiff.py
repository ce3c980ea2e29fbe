"""Finds which tables of a TIFF are pages, and makes each the first one, so that Pillow opens it.

So a page that Pillow cannot open does not hide those behind it (TIFF 6.0, and BigTIFF).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from PIL import TiffImagePlugin

HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_BIG = b"+"
_KIND, _OLD_KIND = 254, 255
_REDUCED, _MASK, _OLD_REDUCED = 1, 4, 2
_WIDTH, _HEIGHT, _CODING = 256, 257, 259
_SMALL = 3
_THUMBNAIL = 400
"""A picture whose sides are shorter than a page's by that factor, and than so many pixels, is a
thumbnail although no tag says so.
"""
_MOST_TABLES = 10_000


class Table(NamedTuple):
    """What a table says of its picture.

    Attributes
    ----------
    following : place of the next table, 0 for the last
    size : width and height as stored; None where they are damaged
    beside : whether the picture is marked as a thumbnail or a mask
    coding : the compression, 1 for none
    """

    following: int
    size: tuple[int, int] | None
    beside: bool
    coding: int


def page_places(stream: io.BytesIO) -> tuple[list[int], bool]:
    """Scan a TIFF without decoding pixels.

    Returns
    -------
    places : list of int
        Of the tables of pages, without thumbnails and masks, for `make_first`; empty only if none
        is whole.
    broken : bool
        Whether further pages are missing: the file is truncated or damaged.
    """
    tables = dict(_tables(stream))
    whole = {place: table for place, table in tables.items() if table is not None}
    pages = {place: table.size for place, table in whole.items() if not table.beside}
    sizes = [size for size in pages.values() if size]
    widest, highest = map(max, zip((0, 0), *sizes, strict=True))
    places = [
        place for place, size in pages.items() if not size or not _is_small(size, widest, highest)
    ]
    return places or list(whole)[:1], len(whole) < len(tables)


def first_table(stream: io.BytesIO) -> Table | None:
    """The table that Pillow opens; None if it is not whole."""
    return next((table for _, table in _tables(stream)), None)


def make_first(stream: io.BytesIO, place: int) -> None:
    """Let Pillow open the page whose table is there."""
    order, start, length = _head(stream)
    stream.seek(start)
    if int.from_bytes(stream.read(length), order) != place:
        stream.seek(start)
        stream.write(place.to_bytes(length, order))
    stream.seek(0)


def _tables(stream: io.BytesIO) -> Iterator[tuple[int, Table | None]]:
    """The place of each table and the table, None if it is not whole; then it is the last."""
    order, start, length = _head(stream)
    head = stream.read(start + length)
    place, seen = int.from_bytes(head[start:], order), set()
    while place and place not in seen and len(seen) < _MOST_TABLES:
        seen.add(place)
        table = _table(stream, head, place)
        yield place, table
        place = table.following if table else 0


def _head(stream):
    """Byte order, and where the place of the first table stands and its length; rewinds."""
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    order = "little" if head.startswith(b"II") else "big"
    return (order, 8, 8) if _BIG in head else (order, 4, 4)


def _table(stream, head, place):
    tags = TiffImagePlugin.ImageFileDirectory_v2(head)
    try:
        stream.seek(place)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is damaged
            tags.load(stream)
            width, height = tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
            is_less = bool(tags.get(_KIND, 0) & (_REDUCED | _MASK))
            beside = is_less or tags.get(_OLD_KIND) == _OLD_REDUCED
            coding = tags.get(_CODING, 1)
        is_sized = isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0
        following = int(tags.next)
    except Exception:  # Pillow raises various errors for damaged tables
        return None
    return Table(following, (width, height) if is_sized else None, beside, coding)


def _is_small(size, widest, highest):
    width, height = size
    return max(size) < _THUMBNAIL and _SMALL * width <= widest and _SMALL * height <= highest
