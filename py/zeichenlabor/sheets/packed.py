"""TIFFs compressed with deflate or JPEG, which the page's libtiff does not support (TIFF 6.0).

Python can decompress both, so each strip or tile is decompressed separately. Strips of JPEG lack
the tables that they share (TIFF Technical Note 2).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageChops, TiffImagePlugin

from zeichenlabor.errors import UnreadCoding
from zeichenlabor.sheets.tiff import first_table

_DEFLATE = {"tiff_adobe_deflate", "tiff_deflate"}
_JPEG = "jpeg"
_LIBTIFF = {"raw", "packbits", "tiff_lzw", "tiff_ccitt", "group3", "group4"}
"""Compressions that Pillow always supports, by its names."""

_RARE = {34712: "JPEG 2000", 33003: "JPEG 2000", 33005: "JPEG 2000"}
_RARE |= {50002: "JPEG XL", 52546: "JPEG XL"}
"""Compressions that Pillow does not know, by the tag's value."""

_WIDTH, _HEIGHT = 256, 257  # as stored: Pillow's size is that of the upright picture
_BITS, _PHOTOMETRIC, _STRIPS, _SAMPLES, _ROWS, _STRIP_SIZES = 258, 262, 273, 277, 278, 279
_PLANAR, _PREDICTOR, _TABLES = 284, 317, 347
_TILE_WIDTH, _TILE_LENGTH, _TILES, _TILE_SIZES = 322, 323, 324, 325
_WHITE_IS_ZERO, _YCBCR = 0, 6  # colour spaces
_PLANES, _UNCHANGED, _DIFFERENCES = 2, 1, 2
_START, _END = b"\xff\xd8", b"\xff\xd9"


def is_packed(image: Image.Image) -> bool:
    """Whether this is a TIFF that `unpacked` must read, and has not read yet."""
    packed = image.format == "TIFF" and image.info.get("compression") in _DEFLATE | {_JPEG}
    return packed and bool(image.tile)


def check_coding(image: Image.Image) -> None:
    """Raise UnreadCoding for a compression that scanners do not use, such as Zstandard."""
    coding = image.info.get("compression", "raw")
    if image.format == "TIFF" and coding not in _LIBTIFF | _DEFLATE | {_JPEG}:
        raise UnreadCoding(coding=coding.removeprefix("tiff_").upper())


def check_table(stream: io.BytesIO) -> None:
    """Raise UnreadCoding for a TIFF that Pillow cannot open because of its compression."""
    table = first_table(stream)
    coding = table.coding if table else 1
    if coding not in TiffImagePlugin.COMPRESSION_INFO:
        raise UnreadCoding(coding=_RARE.get(coding, f"TIFF {coding}"))


def unpacked(image: Image.Image) -> Image.Image:
    """Return the frame with its pixels.

    Raises
    ------
    ValueError, OSError, zlib.error, KeyError
        If it is damaged, or in a layout that scanners do not use.
    """
    if image.info["compression"] == _JPEG:
        return _joined(image)
    _inflate(image)
    return image


def _inflate(image: Image.Image) -> None:
    """Let Pillow read uncompressed rows instead, since it knows all modes of TIFF."""
    tags, rawmode = image.tag_v2, image.tile[0].args[0]
    predictor = tags.get(_PREDICTOR, _UNCHANGED)
    if predictor not in (_UNCHANGED, _DIFFERENCES):
        raise ValueError(f"predictor {predictor}")
    image.getexif()  # Pillow would otherwise read it from the rows
    bits = tags.get(_BITS, (1,))
    in_planes = tags.get(_PLANAR, 1) == _PLANES and len(bits) > 1
    samples = 1 if in_planes else len(bits)
    plain, tiles = bytearray(), []
    for plane, (left, top), (width, height), data in _pieces(image):
        row = -(-width * samples * bits[0] // 8)
        pixels = zlib.decompressobj().decompress(data, height * row)
        if len(pixels) < height * row:
            raise ValueError("a strip is cut off")
        values = np.frombuffer(pixels, np.uint8).reshape(height, row)
        if bits[0] == 16:
            values = values.view(">u2" if tags.prefix == b"MM" else "<u2").astype(np.uint16)
        if predictor == _DIFFERENCES and bits[0] >= 8:
            values = values.reshape(height, width, samples).cumsum(axis=1, dtype=values.dtype)
        right, bottom = min(left + width, tags[_WIDTH]), min(top + height, tags[_HEIGHT])
        box = (left, top, right, bottom)
        arguments = (rawmode[plane] if in_planes else rawmode, row, 1)
        tiles.append(image.tile[0]._replace(codec_name="raw", extents=box, offset=len(plain)))
        tiles[-1] = tiles[-1]._replace(args=arguments)
        plain += values.tobytes()
    image.tile, image.fp, image.use_load_libtiff = tiles, io.BytesIO(plain), False


def _joined(image: Image.Image) -> Image.Image:
    """Paste strips or tiles of JPEG into their places."""
    if image.tag_v2.get(_PLANAR, 1) == _PLANES and image.tag_v2.get(_SAMPLES, 1) > 1:
        raise ValueError("planes")
    page = None
    for _, (left, top), size, data in _pieces(image):
        piece = _jpeg(image, data, *size)
        page = page or Image.new(piece.mode, (image.tag_v2[_WIDTH], image.tag_v2[_HEIGHT]))
        page.paste(piece, (left, top))
    if image.tag_v2.get(_PHOTOMETRIC) == _WHITE_IS_ZERO and page.mode == "L":
        page = page.point(lambda value: 255 - value)
    return page


Piece = tuple[int, tuple[int, int], tuple[int, int], bytes]


def _pieces(image: Image.Image) -> Iterator[Piece]:
    """Yield plane, position, width and height, and compressed bytes of every strip or tile."""
    tags = image.tag_v2
    width, height = tags[_WIDTH], tags[_HEIGHT]
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
    planes, left_over = divmod(len(offsets), len(places))
    if left_over or len(lengths) != len(offsets):
        raise ValueError("strips are missing")
    for at, (offset, length) in enumerate(zip(offsets, lengths, strict=True)):
        plane, place = divmod(at, len(places))
        image.fp.seek(offset)
        yield plane % planes, places[place], sizes[place], image.fp.read(length)


def _jpeg(image: Image.Image, data: bytes, width: int, height: int) -> Image.Image:
    tags = image.tag_v2
    head = _START
    if tags.get(_SAMPLES, 1) == 3:
        # A strip does not specify its colour space, and a decoder would guess.
        is_ycbcr = bytes([tags.get(_PHOTOMETRIC) == _YCBCR])
        head += b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + is_ycbcr
    tables = tags.get(_TABLES, b"").removeprefix(_START).removesuffix(_END)
    data = head + tables + data.removeprefix(_START)
    piece = Image.open(io.BytesIO(data), formats=["JPEG"])
    if piece.width * piece.height > 4 * max(width, 16) * max(height, 16):
        raise ValueError(f"a strip of {piece.size} instead of {width} × {height}")
    piece.load()
    if piece.mode == "CMYK":
        piece = ImageChops.invert(piece)  # Pillow has done so, as files of Adobe's need it
    return piece
