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
from ...sheets.decode import load_grey, open_image, open_page
from ...sheets.tiff import HEADS, page_places


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
    if not bytes(file[:4]).startswith(HEADS):
        open_image(file)
        return 0
    stream = io.BytesIO(file)
    places, broken = page_places(stream)
    if len(places) < 2 and not (places and broken):
        open_image(file)
        return 0
    told = 0
    for place in places[:most]:
        told += 1
        try:
            yield PageEvent(told, page=_png(load_grey(open_page(stream, place))))
        except SheetError as error:
            yield _failed(told, error)
    if broken:
        told += 1
        yield _failed(told, DamagedImage("the file breaks off"))
    if len(places) > most:
        told += 1
        yield _failed(told, TooManyPages(pages=len(places), limit=most))
    return told


def _failed(number: int, error: SheetError) -> PageEvent:
    return PageEvent(number, error={"code": error.code, "params": error.params})


def _png(image: Image.Image) -> np.ndarray:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return np.frombuffer(file.getvalue(), np.uint8)
