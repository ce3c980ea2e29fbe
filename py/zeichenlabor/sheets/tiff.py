"""Finds which pictures of a TIFF are pages, and whether the file is truncated."""

from __future__ import annotations

from PIL import Image

_KIND, _OLD_KIND = 254, 255
_REDUCED, _MASK, _OLD_REDUCED = 1, 4, 2
_SMALL = 3
_THUMBNAIL = 400
"""A picture whose sides are shorter than a page's by that factor, and than so many pixels, is a
thumbnail although no tag says so.
"""


def page_numbers(image: Image.Image) -> tuple[list[int], bool]:
    """Scan a TIFF without decoding pixels.

    Returns
    -------
    numbers : list of int
        The frames that are pages, without thumbnails and masks; never empty.
    broken : bool
        Whether further frames are missing: the file is truncated or damaged.
    """
    sizes: dict[int, tuple[int, int]] = {}
    number, broken = 0, False
    while True:
        try:
            image.seek(number)
        except EOFError:
            break
        except Exception:  # Pillow raises various errors for damaged tables
            broken = True
            break
        if not _is_beside(image):
            sizes[number] = image.size
        number += 1
    widest = max((width for width, _ in sizes.values()), default=0)
    highest = max((height for _, height in sizes.values()), default=0)
    numbers = [
        number
        for number, (width, height) in sizes.items()
        if max(width, height) >= _THUMBNAIL or _SMALL * width > widest or _SMALL * height > highest
    ]
    image.seek((numbers or [0])[0])
    return numbers or [0], broken


def _is_beside(image: Image.Image) -> bool:
    """Whether the tags mark this frame as a thumbnail or a mask."""
    tags = image.tag_v2
    return bool(tags.get(_KIND, 0) & (_REDUCED | _MASK)) or tags.get(_OLD_KIND) == _OLD_REDUCED
