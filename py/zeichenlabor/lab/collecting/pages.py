"""The pages of a TIFF, one by one: a damaged one does not take the others along."""

from __future__ import annotations

import io
from collections.abc import Generator
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ...errors import DamagedImage, SheetError, TooManyPages
from ...sheets.decode import load_grey, open_image
from ...sheets.tiff import page_numbers


class ErrorRecord(TypedDict):
    """What the page needs to say an error in its language."""

    code: str
    params: dict[str, str | float]


@dataclass(frozen=True)
class PageEvent:
    """A page as the bytes of a PNG, uint8, or the error in its place: its code and params."""

    number: int
    page: NDArray[np.uint8] | None = None
    error: ErrorRecord | None = None


def split_pages(file: memoryview, most: int) -> Generator[PageEvent, None, int]:
    """Yield the pages of a TIFF that has several, and at most so many; a file that is one picture
    is read as it is.

    Returns
    -------
    int
        how many events there were

    Raises
    ------
    NotAnImage
        where the file is no picture
    """
    image = open_image(bytes(file))
    numbers, broken = page_numbers(image) if image.format == "TIFF" else ([0], False)
    if len(numbers) + broken == 1:
        return 0
    told = 0
    for number in numbers[:most]:
        told += 1
        try:
            image.seek(number)
            yield PageEvent(told, page=_png(load_grey(image)))
        except SheetError as error:
            yield _failed(told, error)
    if broken:
        told += 1
        yield _failed(told, DamagedImage("the file breaks off"))
    if len(numbers) > most:
        told += 1
        yield _failed(told, TooManyPages(pages=len(numbers), limit=most))
    return told


def _failed(number: int, error: SheetError) -> PageEvent:
    return PageEvent(number, error={"code": error.code, "params": error.params})


def _png(image: Image.Image) -> np.ndarray:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return np.frombuffer(file.getvalue(), np.uint8)
