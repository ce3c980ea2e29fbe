"""Files with several pages: the pictures inside a scanned PDF, the frames of a TIFF.

A scanner's PDF holds one picture per page. Its streams are never packed into others
(ISO 32000-1, 7.5.7), so they are found without reading the file's tables; what a
scanner does not write (text, vector drawings) is not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageSequence

from ..errors import ImageTooLarge, LockedFile, NoPictures, SheetError
from ..sheets.decode import MAX_PIXELS, load_grey, open_image
from .streams import open_stream

MOST_PAGES = 60
"""More pages are no class set, but a book or a bomb."""

LEAST_SIDE = 400
"""Pixels; smaller pictures in a PDF are logos."""

_IMAGE = re.compile(rb"<<((?:[^<>]|<[^<]|>[^>]|<<[^<>]*>>)*?)>>\s*stream\r?\n", re.DOTALL)


def split_pages(file: memoryview) -> list[np.ndarray]:
    """Return the pages' pictures, each the bytes of an image file, uint8.

    A file that is one picture gives an empty list: it can be read as it is.

    Raises
    ------
    NoPictures, LockedFile
        A PDF without scanned pages, or one that asks for a password.
    UnreadCoding
        Its pictures are coded in a way that cannot be read here.
    SheetError
        Where the file is neither a PDF nor a picture.
    """
    content = bytes(file)
    is_pdf = content[:1024].lstrip().startswith(b"%PDF-")
    pages = _pages_in(content) if is_pdf else _frames(content)
    return [np.frombuffer(page, np.uint8) for page in pages]


def _pages_in(pdf: bytes) -> list[bytes]:
    """Every page's picture as a file; what cannot be read is told where nothing else is there."""
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", pdf):
        raise LockedFile("the PDF asks for a password")
    pages, failure = [], NoPictures("no scanned page in this PDF")
    for entries, data, width, height in _streams_in(pdf):
        try:
            pages.append(_file_of(open_stream(entries, data, width, height)))
        except SheetError as error:
            failure = error
        if len(pages) == MOST_PAGES:
            break
    if not pages:
        raise failure
    return pages


def _file_of(picture: Image.Image) -> bytes:
    """Return a JPEG as it stands in the PDF, all else as PNG."""
    if picture.format != "JPEG":
        return _png(load_grey(picture))
    picture.fp.seek(0)
    return picture.fp.read()


def _streams_in(pdf: bytes) -> Iterator[tuple[bytes, bytes, int, int]]:
    """Yield the entries, bytes, width and height of every picture that is as large as a page."""
    for found in _IMAGE.finditer(pdf):
        entries = found[1]
        if not re.search(rb"/Subtype\s*/Image\b", entries):
            continue
        width, height = _number(entries, b"Width"), _number(entries, b"Height")
        if min(width, height) < LEAST_SIDE:
            continue
        if width * height > MAX_PIXELS:
            raise ImageTooLarge(width=width, height=height, limit=MAX_PIXELS)
        end = pdf.find(b"endstream", found.end())
        size = _number(entries, b"Length")
        if pdf[found.end() + size :].lstrip()[:9] == b"endstream":
            end = found.end() + size  # coded bytes may happen to spell the word
        yield entries, pdf[found.end() : end], width, height


def _number(entries: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb"\s+(\d{1,9})\b", entries)
    return int(found[1]) if found else 0


def _frames(content: bytes) -> list[bytes]:
    image = open_image(content)
    count = getattr(image, "n_frames", 1)
    if image.format != "TIFF" or count == 1:
        return []
    frames = ImageSequence.Iterator(image)
    return [
        _png(load_grey(frame.copy())) for frame, _ in zip(frames, range(MOST_PAGES), strict=False)
    ]


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
