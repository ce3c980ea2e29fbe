"""Decodes a path, bytes or a PIL image to an upright grey picture, or raises a typed error.

Malicious files are rejected here: sizes are checked in the header before pixels are decoded.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, features

from zeichenlabor.errors import (
    DamagedImage,
    EmptyFile,
    ImageTooLarge,
    ImageTooSmall,
    NotAnImage,
    UnreadCoding,
)
from zeichenlabor.sheets.packed import check_coding, check_table, is_packed, unpacked
from zeichenlabor.sheets.pdf_pages import is_pdf, rendered_pages
from zeichenlabor.sheets.tiff import HEADS, make_first, page_places
from zeichenlabor.sheets.truncated import completed

MAX_PIXELS = 80_000_000
"""Largest number of pixels that are decoded: an A3 page at 600 dpi has 70 million."""

MIN_SIDE = 200
"""Shortest side in pixels: below, the cells of any form are too small to read."""

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "TIFF", "GIF", "BMP", "PPM")
"""The readers of Pillow that are used; photos of two pictures (MPO) are opened as JPEG."""

_HEAD = 1024
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", *HEADS)
_CODINGS = dict.fromkeys([b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"], "HEIC")
_CODINGS |= dict.fromkeys([b"avif", b"avis"], "AVIF")
"""Formats of phones by their brand (ISO/IEC 23008-12)."""
_UNREAD = {
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"\xff\x0a": "JPEG XL",
}
"""Other formats of pictures by their first bytes (ISO/IEC 15444-1, 18181-2)."""

Source = str | os.PathLike | bytes | bytearray | memoryview | Image.Image


def open_image(source: Source) -> Image.Image:
    """Open a picture without decoding its pixels; of a TIFF or a PDF, the first page.

    Raises
    ------
    EmptyFile, DamagedImage, NotAnImage
        If the bytes are not a picture in a known format, or it cannot be opened.
    LockedFile, MissingReader, UnreadCoding
        If it is a PDF or a photo in an unsupported format.
    """
    return source if isinstance(source, Image.Image) else next(open_pages(source))


def open_pages(source: Source) -> Iterator[Image.Image]:
    """Yield the pages of a TIFF or a PDF one by one, of any other picture the first frame.

    Each is valid until the next is requested. Of a TIFF, `open_page` also opens those behind one
    that cannot be opened.

    Raises
    ------
    NotAnImage
        As `open_image`; DamagedImage after the last page of a truncated TIFF.
    """
    if isinstance(source, Image.Image):
        yield source
        return
    is_file = isinstance(source, str | os.PathLike)
    stream = Path(source) if is_file else io.BytesIO(source)
    head = _head(stream)
    if is_pdf(head):
        yield from rendered_pages(stream)
    elif head.startswith(HEADS):
        yield from _tiff_pages(io.BytesIO(stream.read_bytes()) if is_file else stream)
    else:
        yield _open(stream, head)


def _tiff_pages(stream: io.BytesIO) -> Iterator[Image.Image]:
    places, broken = page_places(stream)
    for place in places:
        yield open_page(stream, place)
    if broken or not places:
        raise DamagedImage("the TIFF breaks off")


def open_page(stream: io.BytesIO, place: int) -> Image.Image:
    """Open a page of a TIFF, at one of its `page_places`; it is valid until the next is opened.

    Raises
    ------
    DamagedImage, UnreadCoding
        If it cannot be opened.
    """
    make_first(stream, place)
    return _open(stream, _head(stream))


def _head(stream: io.BytesIO | Path) -> bytes:
    if isinstance(stream, io.BytesIO):
        stream.seek(0)
        head = stream.read(_HEAD)
        stream.seek(0)
        return head
    with stream.open("rb") as file:
        return file.read(_HEAD)


def _open(stream: io.BytesIO | Path, head: bytes) -> Image.Image:
    if not head:
        raise EmptyFile("no bytes in this file")
    with _pillow_without_limit():
        try:
            return Image.open(stream, formats=FORMATS)
        except Exception as error:
            coding = _CODINGS.get(head[8:12]) if head[4:8] == b"ftyp" else None
            if coding and not (coding == "AVIF" and features.check("avif")):
                raise UnreadCoding(coding=coding) from error
            for beginning, name in _UNREAD.items():
                if head.startswith(beginning):
                    raise UnreadCoding(coding=name) from error
            if head.startswith(HEADS):
                check_table(stream)
            if coding or head.startswith(_BEGINNINGS):
                raise DamagedImage(f"the picture cannot be opened: {error}") from error
            raise NotAnImage(f"no picture in this file: {error}") from error


@contextmanager
def _pillow_without_limit() -> Iterator[None]:
    """Disable Pillow's own limit, which raises before the size is known; ours is checked later."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def load_grey(image: Image.Image, min_side: int = MIN_SIDE) -> Image.Image:
    """Decode the first frame as 8-bit grey on white, rotated according to its EXIF orientation.

    Returns
    -------
    PIL.Image.Image
        Mode ``L``. Corners are reported in its pixel coordinates.

    Raises
    ------
    DamagedImage, UnreadCoding
        If the pixels cannot be decoded, for instance because the file is truncated.
    ImageTooLarge, ImageTooSmall
        If the size is out of range; nothing has been decoded then.
    """
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(
            f"{width} × {height} px are more than {MAX_PIXELS} px",
            width=width,
            height=height,
            limit=MAX_PIXELS,
        )
    if min(width, height) < min_side:
        raise ImageTooSmall(
            f"{width} × {height} px: a side is shorter than {min_side} px",
            width=width,
            height=height,
            limit=min_side,
        )
    with _pillow_without_limit():
        try:
            if image.format == "JPEG":
                image.draft("L", image.size)  # does not decode the colours
            pixels = unpacked(image) if is_packed(image) else completed(image)
            pixels.load()
            return _upright(_to_grey(pixels), image)
        except MemoryError:
            raise
        except Exception as error:
            check_coding(image)
            raise DamagedImage(f"the picture cannot be decoded: {error}") from error


def _to_grey(image: Image.Image) -> Image.Image:
    mode = image.mode
    if mode == "L":
        return image
    if mode == "LAB":  # lightness is grey, and Pillow has no other conversion
        return image.getchannel("L")
    if mode.startswith(("I", "F")):
        return _squeeze_depth(image)
    if mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(paper, rgba).convert("L")
    return image.convert("L")


def _squeeze_depth(image: Image.Image) -> Image.Image:
    """Map 16- or 32-bit grey to 8 bit: by the range of the type, or of the values for floats."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype(np.uint8))
    if image.mode == "I" and values.min() < 0:
        values = values.view(np.uint32)  # Pillow knows no other whole numbers of 32 bits
    values = np.nan_to_num(values.astype(np.float32))
    low, high = float(values.min()), float(values.max())
    if image.mode == "I" and low >= 0 and 255 < high <= 65535:
        low, high = 0.0, 65535.0
    scaled = (values - low) * (255.0 / max(high - low, 1e-6))
    return Image.fromarray(scaled.astype(np.uint8))


def _upright(grey: Image.Image, original: Image.Image) -> Image.Image:
    orientation = original.getexif().get(0x0112, 1)
    if orientation not in range(2, 9):
        return grey
    turned = grey.copy()
    turned.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(turned)
