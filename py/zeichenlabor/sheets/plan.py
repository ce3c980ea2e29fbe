"""Plans the pages that collect a list of symbols.

Every printed page has the same frame, two units wide and three high: so the frame's position
determines that of the mark, before the layout is known. The usual form has twenty columns; twelve
make larger cells for small children. Unused rows are for practice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from zeichenlabor.errors import BadSymbols
from zeichenlabor.sheets.layout import SheetLayout

FRAME_ASPECT = 1.5
"""Height of a printed frame over its width."""

COLUMNS = (20, 12)
"""The two layouts; a mark names them by their index."""

FREE = -1
"""The label of an unused row."""

MOST_SYMBOLS = 30
MOST_PAGES = 16


def plan_sheets(
    names: Sequence[str], columns: int = 20, pages: int | None = None, sheet_id: int | None = None
) -> list[SheetLayout]:
    """Distribute symbols over pages.

    Parameters
    ----------
    names : sequence of str
        The 2 to 30 symbols in class order, all different.
    columns : {20, 12}
        Cells per row; 12 makes larger cells.
    pages : int, optional
        More pages give each symbol more rows. By default the fewest pages with at most a third of
        the rows unused.
    sheet_id : int, optional
        32 bits that identify the template.

    Raises
    ------
    BadSymbols
        For too few or too many symbols, duplicates, empty ones, or too many pages.
    """
    names = tuple(unicodedata.normalize("NFC", name).strip() for name in names)
    if not 2 <= len(names) <= MOST_SYMBOLS:
        raise BadSymbols(reason="count", count=len(names), most=MOST_SYMBOLS)
    for name in names:
        if not name or any(unicodedata.category(c) == "Cc" for c in name):
            raise BadSymbols(reason="empty", name=name)
        if names.count(name) > 1:
            raise BadSymbols(reason="double", name=name)
    if pages is None:
        pages = _fewest_pages(len(names), columns)
    if not _fits(len(names), columns, pages):
        raise BadSymbols(reason="pages", count=len(names), pages=pages)
    return [page_layout(names, columns, page, pages, sheet_id) for page in range(pages)]


def page_layout(
    names: tuple[str, ...], columns: int, page: int, pages: int, sheet_id: int | None
) -> SheetLayout:
    """One page: its share of the symbols, each with as many rows as fit."""
    rows = page_shape(columns)[1]
    first, last = (len(names) * p // pages for p in (page, page + 1))
    repeat = rows // (last - first)
    labels = [label for label in range(first, last) for _ in range(repeat)]
    labels += [FREE] * (rows - len(labels))
    return SheetLayout(columns, rows, tuple(labels), names, page, pages, sheet_id)


def page_shape(columns: int) -> tuple[int, int]:
    """Columns and rows of a printed page with square cells."""
    return columns, round(columns * FRAME_ASPECT)


def _fits(symbols: int, columns: int, pages: int) -> bool:
    most = page_shape(columns)[1]
    return 1 <= pages <= min(symbols, MOST_PAGES) and _most_symbols(symbols, pages) <= most


def _fewest_pages(symbols: int, columns: int) -> int:
    """The fewest pages with at most a third of the rows unused."""
    pages = 1
    while (
        not _fits(symbols, columns, pages)
        or _free(symbols, columns, pages) * 3 > page_shape(columns)[1]
    ):
        pages += 1
    return pages


def _free(symbols: int, columns: int, pages: int) -> int:
    """Unused rows on the page with the most symbols."""
    return page_shape(columns)[1] % _most_symbols(symbols, pages)


def _most_symbols(symbols: int, pages: int) -> int:
    return -(-symbols // pages)
