"""TIFFs packed with deflate or JPEG, which the page's libtiff cannot unpack (TIFF 6.0).

Pillow's own readers of both are there, so a strip or tile is unpacked by itself and laid into its
place. A strip of JPEG lacks the tables that all of them share (TIFF Technical Note 2).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image

from zeichenlabor.errors import UnreadCoding

_DEFLATE = {"tiff_adobe_deflate", "tiff_deflate"}
_JPEG = "jpeg"
_LIBTIFF = {"raw", "packbits", "tiff_lzw", "tiff_ccitt", "group3", "group4"}
"""What Pillow reads everywhere, by its names."""

_BITS, _PHOTOMETRIC, _STRIPS, _SAMPLES, _ROWS, _STRIP_SIZES = 258, 262, 273, 277, 278, 279
_PLANAR, _PREDICTOR, _TABLES = 284, 317, 347
_TILE_WIDTH, _TILE_LENGTH, _TILES, _TILE_SIZES = 322, 323, 324, 325
_MODES = {(1, 1): "1", (8, 1): "L", (8, 3): "RGB", (8, 4): "RGBA", (16, 1): "I;16"}
_YCBCR = 6
_START, _END = b"\xff\xd8", b"\xff\xd9"


def is_packed(image: Image.Image) -> bool:
    """Whether this is a TIFF that `unpacked` must read."""
    return image.format == "TIFF" and image.info.get("compression") in _DEFLATE | {_JPEG}


def check_coding(image: Image.Image) -> None:
    """Raise UnreadCoding for a TIFF that is packed as no scanner packs, such as Zstandard."""
    coding = image.info.get("compression", "raw")
    if image.format == "TIFF" and coding not in _LIBTIFF | _DEFLATE | {_JPEG}:
        raise UnreadCoding(coding=coding.removeprefix("tiff_").upper())


def unpacked(image: Image.Image) -> Image.Image:
    """Return the frame with its pixels.

    Raises
    ------
    ValueError, OSError, zlib.error, KeyError
        Where it is damaged, or its colours lie in planes, which scanners do not write.
    """
    if image.tag_v2.get(_PLANAR, 1) != 1 and image.tag_v2.get(_SAMPLES, 1) != 1:
        raise ValueError("planes")
    read = _jpeg if image.info["compression"] == _JPEG else _inflated
    page = None
    for (left, top), size, data in _pieces(image):
        piece = read(image, data, *size)
        page = page or Image.new(piece.mode, image.size)
        page.paste(piece, (left, top))
    if image.tag_v2.get(_PHOTOMETRIC) == 0 and page.mode in ("1", "L"):
        page = page.point(lambda value: 255 - value)
    return page


def _pieces(image: Image.Image) -> Iterator[tuple[tuple[int, int], tuple[int, int], bytes]]:
    """Yield place, width and height, and packed bytes of every strip or tile."""
    tags, (width, height) = image.tag_v2, image.size
    if _TILES in tags:
        across, down = int(tags[_TILE_WIDTH]), int(tags[_TILE_LENGTH])
        places = [(x, y) for y in range(0, height, down) for x in range(0, width, across)]
        sizes = [(across, down)] * len(places)
        offsets, lengths = tags[_TILES], tags[_TILE_SIZES]
    else:
        rows = min(int(tags.get(_ROWS, height)), height)
        places = [(0, y) for y in range(0, height, rows)]
        sizes = [(width, min(rows, height - y)) for _, y in places]
        offsets, lengths = tags[_STRIPS], tags[_STRIP_SIZES]
    for place, size, offset, length in zip(places, sizes, offsets, lengths, strict=True):
        image.fp.seek(offset)
        yield place, size, image.fp.read(length)


def _inflated(image: Image.Image, data: bytes, width: int, height: int) -> Image.Image:
    tags = image.tag_v2
    samples, bits = int(tags.get(_SAMPLES, 1)), int(tags.get(_BITS, (1,))[0])
    mode = _MODES[bits, samples]
    row = -(-width * samples * bits // 8)
    pixels = zlib.decompressobj().decompress(data, height * row)
    values = np.frombuffer(pixels, np.uint8, height * row)
    if bits == 16:
        values = values.view(">u2" if tags.prefix == b"MM" else "<u2").astype("<u2")
    if tags.get(_PREDICTOR, 1) == 2 and bits > 1:
        values = values.reshape(height, width, samples).cumsum(axis=1, dtype=values.dtype)
    return Image.frombytes(mode, (width, height), values.tobytes())


def _jpeg(image: Image.Image, data: bytes, width: int, height: int) -> Image.Image:
    tags = image.tag_v2
    head = _START
    if tags.get(_SAMPLES, 1) == 3:
        # A strip does not say what its colours are, and a reader would guess.
        is_ycbcr = bytes([tags.get(_PHOTOMETRIC) == _YCBCR])
        head += b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + is_ycbcr
    tables = tags.get(_TABLES, b"").removeprefix(_START).removesuffix(_END)
    data = head + tables + data.removeprefix(_START)
    piece = Image.open(io.BytesIO(data), formats=["JPEG"])
    if piece.width * piece.height > 4 * max(width, 16) * max(height, 16):
        raise ValueError(f"a strip of {piece.size} instead of {width} × {height}")
    piece.load()
    return piece
