"""The pages of a TIFF, one by one, so that a damaged page does not affect the others."""

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
    """An error as the page needs it for translation."""

    code: str
    params: dict[str, str | float]


@dataclass(frozen=True)
class PageEvent:
    """A page as the bytes of a PNG, uint8, or an error."""

    number: int
    page: NDArray[np.uint8] | None = None
    error: ErrorRecord | None = None


def split_pages(file: memoryview, most: int) -> Generator[PageEvent, None, int]:
    """Yield the pages of a TIFF with several, up to a limit; a file with one picture is not split.

    Returns
    -------
    int
        the number of events

    Raises
    ------
    NotAnImage
        if the file is not a picture
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
