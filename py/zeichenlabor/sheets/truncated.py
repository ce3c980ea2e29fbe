"""JPEGs without their last bytes, as after an interrupted copy: read if hardly a row is lost."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

MOST_MISSING = 0.02
"""Share of the rows that may be missing: less than the margin below a sheet's frame."""

_END = b"\xff\xd9"
_TAIL = 1024
"""Bytes in which the end is looked for: some cameras write further data behind it."""

_PADDING = bytes(range(1, 129)) * 64
"""Valid data for any Huffman table, as far as they go."""


def completed(image: Image.Image) -> Image.Image:
    """Return the picture as it is, or a JPEG that breaks off shortly before its end with an end.

    The decoder fills what is missing with grey if the data end, and with noise if other data
    follow: where the two differ, the picture breaks off.
    """
    if image.format not in ("JPEG", "MPO") or not image.tile:
        return image
    position, size = image.fp.tell(), image.fp.seek(0, io.SEEK_END)
    tail = _read(image, max(0, size - _TAIL))
    data = b"" if _END in tail else _read(image, 0)
    image.fp.seek(position)
    if not data:
        return image
    data = data.rstrip(b"\xff")  # half of a marker, which the padding would make another one
    grey, noisy = (_decoded(image, data + tail) for tail in (_END, _PADDING + _END))
    differing = np.flatnonzero((np.asarray(grey) != np.asarray(noisy)).any(axis=1))
    if len(differing) and differing[0] < (1 - MOST_MISSING) * grey.height:
        return image
    return grey


def _read(image, begin):
    image.fp.seek(begin)
    return image.fp.read()


def _decoded(image, data):
    decoded = Image.open(io.BytesIO(data), formats=["JPEG"])
    decoded.draft("L", image.size)
    return decoded.convert("L")
