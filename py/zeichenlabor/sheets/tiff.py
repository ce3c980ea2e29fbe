"""The pages of a TIFF: which of its pictures are pages, and where the file breaks off."""

from __future__ import annotations

from PIL import Image

_KIND, _OLD_KIND = 254, 255
_REDUCED, _MASK, _OLD_REDUCED = 1, 4, 2
_SMALL = 3
"""A picture whose sides are so many times shorter than a page's is its thumbnail."""


def page_numbers(image: Image.Image) -> tuple[list[int], bool]:
    """Look through a TIFF without decoding a pixel.

    Returns
    -------
    numbers : list of int
        The frames that are pages, without thumbnails and masks; never none.
    broken : bool
        Whether more should follow, but cannot be found: the file is cut off or damaged.
    """
    sizes: dict[int, tuple[int, int]] = {}
    number, broken = 0, False
    while True:
        try:
            image.seek(number)
        except EOFError:
            break
        except Exception:  # Pillow stumbles over damaged tables in many ways
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
        if _SMALL * width > widest or _SMALL * height > highest
    ]
    image.seek((numbers or [0])[0])
    return numbers or [0], broken


def _is_beside(image: Image.Image) -> bool:
    """Whether the tags say that this is no page but a small copy or a mask of one."""
    tags = image.tag_v2
    return bool(tags.get(_KIND, 0) & (_REDUCED | _MASK)) or tags.get(_OLD_KIND) == _OLD_REDUCED
