"""A picture's stream in a PDF as a picture that Pillow opens (ISO 32000-1, 7.4 and 8.9.5).

Hardly anything is decoded here: a stream with PNG's predictors is a PNG without its head, and
a fax is a TIFF without its tags, so each gets the head of the format that it came from.
"""

from __future__ import annotations

import io
import re
import struct
import zlib

import numpy as np
from PIL import Image, features

from ..errors import UnreadCoding

SPOKEN = {b"JPXDecode": "JPEG 2000", b"JBIG2Decode": "JBIG2"}
"""Codings that Pillow lacks, in the page at least, by the names that scanners' menus use."""

_NAME = re.compile(rb"/(\w+)Decode\b")
_FAX, _LZW, _PACKED = 3, 5, 32773
"""TIFF's numbers of compressions; group 4's is one more than group 3's."""

_COLOURS = {1: 0, 3: 2}
"""PNG's colour types by the number of components."""


def open_stream(entries: bytes, data: bytes, width: int, height: int) -> Image.Image:
    """Open the picture whose dictionary has these entries; its pixels may still be coded.

    Raises
    ------
    UnreadCoding
        It is coded in a way that cannot be read here.
    """
    filters = [name + b"Decode" for name in _NAME.findall(entries)]
    predictor = _entry(entries, b"Predictor", 1)
    try:
        while filters[:1] == [b"FlateDecode"] and (len(filters) > 1 or predictor < 10):
            data = zlib.decompressobj().decompress(data, 4 * width * height + height)
            filters = filters[1:]
        picture = _open(filters, entries, data, width, height, predictor)
    except (zlib.error, ValueError, OSError) as error:
        raise UnreadCoding(str(error), coding=_spoken(filters)) from error
    return picture.point(lambda value: 255 - value) if _is_negative(entries) else picture


def _open(filters, entries, data, width, height, predictor) -> Image.Image:
    if not filters:
        return _plain(data, width, height, _entry(entries, b"BitsPerComponent", 8), predictor)
    if filters == [b"DCTDecode"]:
        return Image.open(io.BytesIO(data), formats=["JPEG"])
    if filters == [b"JPXDecode"] and features.check("jpg_2000"):
        return Image.open(io.BytesIO(data), formats=["JPEG2000"])
    if filters == [b"CCITTFaxDecode"]:
        return _fax(entries, data, width, height)
    if filters == [b"FlateDecode"]:
        return _png(entries, data, width, height)
    packed = {b"LZWDecode": _LZW, b"RunLengthDecode": _PACKED}.get(filters[0])
    if len(filters) == 1 and packed and predictor < 10:
        bits = _entry(entries, b"BitsPerComponent", 8)
        components = 3 if b"RGB" in entries else 1
        return _tiff(data, width, height, packed, bits, components, {317: predictor})
    raise UnreadCoding(coding=_spoken(filters))


def _plain(data: bytes, width: int, height: int, bits: int, predictor: int) -> Image.Image:
    if bits == 1:
        return Image.frombytes("1", (width, height), data)
    components = len(data) // (width * height)
    if bits != 8 or components not in (1, 3, 4):
        raise ValueError(f"{bits} bits, {components} components")
    shape = (height, width, components)
    pixels = np.frombuffer(data, np.uint8, width * height * components).reshape(shape)
    if predictor == 2:
        pixels = pixels.cumsum(axis=1, dtype=np.uint8)
    mode = {1: "L", 3: "RGB", 4: "CMYK"}[components]
    return Image.frombytes(mode, (width, height), pixels.tobytes())


def _png(entries: bytes, data: bytes, width: int, height: int) -> Image.Image:
    bits = _entry(entries, b"BitsPerComponent", 8)
    colours = _COLOURS.get(_entry(entries, b"Colors", 1))
    if colours is None:
        raise UnreadCoding(coding="CMYK")
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    ]
    return Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(parts)), formats=["PNG"])


def _fax(entries: bytes, data: bytes, width: int, height: int) -> Image.Image:
    kind = _entry(entries, b"K", 0)
    # PDF's ones are white unless BlackIs1, TIFF's photometric 0 means that zeros are.
    black = int(re.search(rb"/BlackIs1\s+true", entries) is not None)
    columns = _entry(entries, b"Columns", width)
    tags = {262: black} | ({292: 1} if kind > 0 else {})
    return _tiff(data, columns, height, _FAX + (kind < 0), 1, 1, tags)


def _tiff(data, width, height, compression, bits, components, more) -> Image.Image:
    tags = {
        256: width,
        257: height,
        258: bits,
        259: compression,
        262: 2 if components == 3 else 1,
        273: 8,  # where the one strip begins
        277: components,
        278: height,
        279: len(data),
        **more,
    }
    body = data + b"\0" * (len(data) % 2)
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items())]
    directory = struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"
    file = b"II*\0" + struct.pack("<I", 8 + len(body)) + body + directory
    return Image.open(io.BytesIO(file), formats=["TIFF"])


def _is_negative(entries: bytes) -> bool:
    return re.search(rb"/Decode\s*\[\s*1(?:\.0*)?\s+0", entries) is not None


def _entry(entries: bytes, name: bytes, default: int) -> int:
    found = re.search(rb"/" + name + rb"\s+(-?\d{1,9})\b", entries)
    return int(found[1]) if found else default


def _spoken(filters: list[bytes]) -> str:
    last = filters[-1] if filters else b"FlateDecode"
    return SPOKEN.get(last, last.decode().removesuffix("Decode"))
