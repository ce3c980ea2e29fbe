"""The printable page of a layout, as a list of drawing primitives in millimetres.

`svg.py`, `pdf.py` and `raster.py` draw that list. Nothing is closer than 10 mm to the paper's edge,
and reading uses only proportions of the frame, so "fit to page" in the printer's dialog does no
harm.

          alias ________   hint
          ▒▒▒▒▒▒▒▒ mark ▒▒▒▒▒▒▒▒▒
        ■                         ■
          ┌──┬──┬──┬──┬──┬──┬──┬──┐
        0 │  │  │  │  │  │  │  │  │   rows: label, 20 or 12 cells
          └──┴──┴──┴──┴──┴──┴──┴──┘
        ■               page · id ■
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from zeichenlabor.errors import BadSetting
from zeichenlabor.sheets.helvetica import text_width
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.mark import STRIP_BOTTOM, STRIP_HEIGHT, mark_modules
from zeichenlabor.sheets.plan import FRAME_ASPECT, FREE


@dataclass(frozen=True)
class Paper:
    """A paper size and the frame's width on it, mm."""

    width: float
    height: float
    frame: float


PAPERS = {"a4": Paper(210.0, 297.0, 160.0), "letter": Paper(215.9, 279.4, 150.0)}

FRAME_TOP = 36.0
FRAME_LINE = 0.6
CELL_LINE = 0.3
CELL_DARKNESS = 0.6
CORNER = 4.0
CORNER_GAP = 2.5
LABEL_WIDTH = 12.0
LABEL_GAP = 2.0


@dataclass(frozen=True)
class Box:
    """A filled rectangle; darkness 0 … 1."""

    x: float
    y: float
    width: float
    height: float
    darkness: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line of Helvetica; x is its centre or its left end, y the baseline."""

    x: float
    y: float
    size: float
    text: str
    centred: bool = False


@dataclass(frozen=True)
class Picture:
    """A PNG, scaled to fit this rectangle."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


@dataclass(frozen=True)
class TemplatePage:
    """A page in mm, y down from the top left corner; ``frame`` is x, y, width, height."""

    width: float
    height: float
    frame: tuple[float, float, float, float]
    layout: SheetLayout
    items: list[Box | Text | Picture] = field(default_factory=list)

    def corners(self) -> np.ndarray:
        """Return the frame's corners TL, TR, BR, BL in mm, float64 (4, 2)."""
        x, y, width, height = self.frame
        return np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])


def template_page(
    layout: SheetLayout,
    paper: str = "a4",
    alias: str = "",
    hint: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> TemplatePage:
    """Draw the page that collects a layout.

    Parameters
    ----------
    layout : SheetLayout
        From `plan_sheets`.
    paper : {"a4", "letter"}
    alias, hint : str
        The label of the line for the writer's name, and a hint; in the user's language.
    pictures : mapping of str to bytes, optional
        PNG per symbol name, used as row labels instead of text.

    Raises
    ------
    BadSetting
        If there is no such paper.
    TooMuchText
        If the names do not fit into the mark.
    """
    if paper not in PAPERS:
        raise BadSetting(owner="template", setting="paper", value=paper, expected="a4, letter")
    size = PAPERS[paper]
    frame = ((size.width - size.frame) / 2 + 2, FRAME_TOP, size.frame, size.frame * FRAME_ASPECT)
    page = TemplatePage(size.width, size.height, frame, layout)
    page.items.extend(_header(page, alias, hint))
    page.items.extend(_strip(page))
    page.items.extend(_corner_squares(page))
    page.items.extend(_lattice(page))
    page.items.extend(_labels(page, pictures or {}))
    page.items.append(_footer(page))
    return page


def _header(page: TemplatePage, alias: str, hint: str) -> list[Box | Text]:
    left, _, width, _ = page.frame
    start = left + text_width(alias, 3.6) + 2
    line = Box(start, 15.4, 45, 0.2)
    space = left + width - (line.x + line.width) - 5
    size = min(3.2, 3.2 * space / max(text_width(hint, 3.2), 0.1))
    return [
        Text(left, 15, 3.6, alias),
        line,
        Text(line.x + line.width + 5, 15, size, hint),
    ]


def _strip(page: TemplatePage) -> list[Box]:
    """The mark, each run of black modules in a row as one box."""
    modules = mark_modules(page.layout)
    left, top, width, _ = page.frame
    rows, columns = modules.shape
    module, height = width / columns, width * STRIP_HEIGHT / rows
    top -= width * (STRIP_BOTTOM + STRIP_HEIGHT)
    edges = np.diff(np.pad(modules.astype(int), ((0, 0), (1, 1))))
    row, start = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    return [
        Box(left + a * module, top + r * height, (b - a) * module, height)
        for r, a, b in zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    ]


def _corner_squares(page: TemplatePage) -> list[Box]:
    """Squares outside the frame's corners, which show what a photo must include."""
    left, top, width, height = page.frame
    xs = left - CORNER_GAP - CORNER, left + width + CORNER_GAP
    ys = top - CORNER_GAP - CORNER, top + height + CORNER_GAP
    return [Box(x, y, CORNER, CORNER) for y in ys for x in xs]


def _lattice(page: TemplatePage) -> list[Box]:
    left, top, width, height = page.frame
    columns, rows = page.layout.columns, page.layout.rows
    inner = [
        *(_upright(left + width * i / columns, top, height, CELL_LINE) for i in range(1, columns)),
        *(_level(left, top + height * i / rows, width, CELL_LINE) for i in range(1, rows)),
    ]
    outer = [
        *(_upright(x, top, height, FRAME_LINE) for x in (left, left + width)),
        *(_level(left, y, width, FRAME_LINE) for y in (top, top + height)),
    ]
    shaded = [Box(b.x, b.y, b.width, b.height, CELL_DARKNESS) for b in inner]
    return shaded + outer


def _upright(x: float, y: float, length: float, line: float) -> Box:
    return Box(x - line / 2, y - line / 2, line, length + line)


def _level(x: float, y: float, length: float, line: float) -> Box:
    return Box(x - line / 2, y - line / 2, length + line, line)


def _labels(page: TemplatePage, pictures: Mapping[str, bytes]) -> list[Text | Picture]:
    left, top, _, height = page.frame
    cell = height / page.layout.rows
    middle = left - LABEL_GAP - LABEL_WIDTH / 2 + 1.5
    items: list[Text | Picture] = []
    for row, label in enumerate(page.layout.labels):
        if label == FREE:
            continue
        name, y = page.layout.names[label], top + (row + 0.5) * cell
        if name in pictures:
            side = 0.7 * min(cell, LABEL_WIDTH)
            items.append(Picture(middle - side / 2, y - side / 2, side, side, pictures[name]))
        else:
            full = text_width(name, 4.2)
            size = 4.2 * min(1.0, (LABEL_WIDTH - 3) / full)
            items.append(Text(middle, y + 0.36 * size, size, name, centred=True))
    return items


def _footer(page: TemplatePage) -> Text:
    left, top, width, height = page.frame
    layout = page.layout
    text = f"{layout.page + 1} / {layout.pages}"
    if layout.sheet_id is not None:
        text += f" · {layout.sheet_id:08x}"
    return Text(left + width / 2, top + height + 5.5, 3.0, text, centred=True)
