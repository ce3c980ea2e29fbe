"""TIFFs packed with deflate, which the page's libtiff cannot unpack (TIFF 6.0)."""

from __future__ import annotations

import zlib

import numpy as np
from PIL import Image

_PACKED = {"tiff_adobe_deflate", "tiff_deflate"}
_BITS, _PHOTOMETRIC, _STRIPS, _SAMPLES, _ROWS, _COUNTS = 258, 262, 273, 277, 278, 279
_PLANAR, _PREDICTOR = 284, 317
_MODES = {(1, 1): "1", (8, 1): "L", (8, 3): "RGB", (8, 4): "RGBA", (16, 1): "I;16"}


def is_deflated(image: Image.Image) -> bool:
    """Whether this is a TIFF that `inflated` must unpack."""
    return image.format == "TIFF" and image.info.get("compression") in _PACKED


def inflated(image: Image.Image) -> Image.Image:
    """Return the frame with its pixels.

    Raises
    ------
    ValueError, zlib.error, KeyError
        Where it is damaged, or in tiles or planes, which scanners do not write.
    """
    tags, (width, height) = image.tag_v2, image.size
    samples, bits = int(tags.get(_SAMPLES, 1)), int(tags.get(_BITS, (1,))[0])
    mode = _MODES[bits, samples]
    if tags.get(_PLANAR, 1) != 1:
        raise ValueError("planes")
    row = -(-width * samples * bits // 8)
    rows = min(int(tags.get(_ROWS, height)), height)
    pixels = bytearray()
    for place, size in zip(tags[_STRIPS], tags[_COUNTS], strict=True):
        image.fp.seek(place)
        pixels += zlib.decompressobj().decompress(image.fp.read(size), rows * row)
    values = np.frombuffer(pixels, np.uint8, height * row)
    if bits == 16:
        values = values.view(">u2" if image.tag_v2.prefix == b"MM" else "<u2").astype("<u2")
    if tags.get(_PREDICTOR, 1) == 2 and bits > 1:
        values = values.reshape(height, width, samples).cumsum(axis=1, dtype=values.dtype)
    picture = Image.frombytes(mode, (width, height), values.tobytes())
    if tags.get(_PHOTOMETRIC) == 0 and mode in ("1", "L"):
        picture = picture.point(lambda value: 255 - value)
    return picture
