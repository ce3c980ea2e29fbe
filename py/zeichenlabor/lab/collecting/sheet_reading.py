"""Templates to print, and reading of sheets."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ...arrays import Matrix
from ...glyphs import SIZE
from ...sheets import Quality, Sheet, read_sheet
from ...sheets.decode import load_grey, open_image
from ...sheets.pdf_writer import pages_pdf
from ...sheets.plan import plan_sheets
from ...sheets.svg import page_svg
from ...sheets.template import TemplatePage, template_page

PREVIEW_SIDE = 1400
"""Longest side of a page's preview in pixels: large enough to see a cell next to its glyph, small
enough for thirty pages.
"""

MENDED = ("inverted", "levelled", "turned", "blank", "renamed")
"""What may be corrected in a dataset; see `ready.from_files`."""

DOUBTS = ("scattered",)
"""What may be wrong with a dataset and is not corrected: labels that belong to other pictures."""


@dataclass(frozen=True)
class Preview:
    """A small JPEG of a page."""

    bytes: NDArray[np.uint8]
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A page that was not read: its size in pixels after EXIF rotation, and its preview."""

    width: int
    height: int
    preview: Preview


class Grid(TypedDict):
    """Number of cells of the page."""

    rows: int
    columns: int


@dataclass(frozen=True)
class PageResult:
    """Facts about the page.

    Attributes
    ----------
    width, height : of the given picture in pixels, after EXIF rotation
    corners : the grid's TL, TR, BR, BL as [x, y] in those pixels
    number : number of the page in its template, from 1
    preview : a small JPEG of the page
    sheet_id : of its template; None for a page without a mark
    twin : id of a source that shows the same page
    """

    width: int
    height: int
    corners: Matrix
    layout: Grid
    number: int
    pages: int
    quality: Quality
    preview: Preview
    sheet_id: int | None = None
    twin: str | None = None


@dataclass(frozen=True)
class SourceResult:
    """The pictures of one source: squared paper, the screen, or a dataset.

    Cells are in row-major order.

    Attributes
    ----------
    classes : the names that its labels refer to
    status : per cell: kept, empty, struck or doubtful
    labels : per cell that is not empty: index of its class
    cells : per cell that is not empty: its index in ``status``
    images : per cell that is not empty: uint8 (28, 28), ink 255 on 0
    page : None if there was no paper
    more : per class: number of pictures that are not included, since they would make project files
        too large (see `SourceRest`); may be empty
    test_from : the first cell of the source's test set, as for MNIST
    mended : corrections of a dataset, some of `MENDED`
    doubts : what may be wrong with it, some of `DOUBTS`
    """

    classes: list[str]
    status: list[str]
    labels: list[int]
    cells: list[int]
    images: NDArray[np.uint8]
    page: PageResult | None
    more: list[int] = field(default_factory=list)
    test_from: int | None = None
    mended: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SourceRest:
    """The pictures of a large source that are counted in ``more`` of its `SourceResult`."""

    labels: list[int]
    cells: list[int]
    images: NDArray[np.uint8]


@dataclass(frozen=True)
class SheetProgress:
    """Progress of reading a page: "decode", "frame" or "cells", and the share of that phase."""

    phase: Literal["decode", "frame", "cells"]
    share: float


def read_page(
    file: memoryview,
    emit: Callable[[SheetProgress], None],
    **told: Any,
) -> SourceResult:
    """Read a page.

    ``told``: ``corners``, ``classes``, ``top`` and ``beside``, as for `read_sheet`.

    Raises
    ------
    SheetError
        if the file is not a picture, or the picture not a sheet
    """
    emit(SheetProgress("decode", 0.0))
    page = load_grey(open_image(file))
    sheet = read_sheet(page, progress=lambda *step: emit(SheetProgress(*step)), **told)
    return _source(sheet, page)


def _source(sheet: Sheet, page: Image.Image) -> SourceResult:
    drawn = [index for index, cell in enumerate(sheet.cells) if cell.glyph is not None]
    glyphs = [sheet.cells[index].glyph for index in drawn]
    return SourceResult(
        classes=list(sheet.layout.names),
        status=[cell.status for cell in sheet.cells],
        labels=[sheet.cells[index].label for index in drawn],
        cells=drawn,
        images=np.array(glyphs, np.uint8).reshape(-1, SIZE, SIZE),
        page=PageResult(
            *sheet.size,
            corners=sheet.corners,
            layout={"rows": sheet.layout.rows, "columns": sheet.layout.columns},
            number=sheet.layout.page + 1,
            pages=sheet.layout.pages,
            quality=sheet.quality,
            preview=page_preview(page),
            sheet_id=sheet.layout.sheet_id,
        ),
    )


def read_preview(file: memoryview) -> Picture:
    """Return the picture of a page without reading it.

    Raises
    ------
    SheetError
        where the file is no picture
    """
    page = load_grey(open_image(file))
    return Picture(*page.size, page_preview(page))


def page_preview(page: Image.Image) -> Preview:
    """Return the page as a small JPEG."""
    share = min(1.0, PREVIEW_SIDE / max(page.size))
    size = tuple(max(1, round(side * share)) for side in page.size)
    small = page.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.0)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=75)
    return Preview(np.frombuffer(file.getvalue(), np.uint8), *small.size)


def template_svgs(**template: Any) -> list[str]:
    """Return one SVG per page of the template; the arguments are those of `_pages`."""
    return [page_svg(page) for page in _pages(**template)]


def template_pdf(**template: Any) -> np.ndarray:
    """Return the template as the bytes of a PDF, uint8; the arguments are those of `_pages`."""
    return np.frombuffer(pages_pdf(_pages(**template)), np.uint8)


def _pages(
    symbols: list[str],
    columns: int,
    paper: str,
    sheet_id: int,
    texts: dict[str, str],
    pictures: list[dict[str, Any]],
) -> list[TemplatePage]:
    """Draw the pages that collect the symbols.

    ``texts``: ``alias`` and ``hint`` in the page's language; ``pictures``: ``name`` and
    ``png`` of the symbols that Helvetica cannot show.

    Raises
    ------
    BadSymbols, TooMuchText
        if no such sheet can be made
    """
    shown = {picture["name"]: bytes(picture["png"]) for picture in pictures}
    plan = plan_sheets(symbols, columns, sheet_id=sheet_id)
    return [template_page(layout, paper, pictures=shown, **texts) for layout in plan]
