"""Reads a picture of a sheet: its cells with their labels, states and glyphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from zeichenlabor.errors import NoGrid
from zeichenlabor.glyphs import SIZE, normalize_glyph
from zeichenlabor.sheets.cells import (
    InkLevels,
    ink_levels,
    line_reach,
    remove_lines,
    split_cells,
)
from zeichenlabor.sheets.decode import Source, load_grey, open_image
from zeichenlabor.sheets.direction import has_digit_labels, is_mirrored
from zeichenlabor.sheets.flat_page import ROUGH_CELL, FlatPage, flat_page
from zeichenlabor.sheets.frame import frame_corners
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.plan import FREE
from zeichenlabor.sheets.quality import Quality, judge
from zeichenlabor.sheets.show_through import (
    darkness_of,
    edges,
    ink_tiles,
    is_faded,
    is_sharp,
    shining_below,
    two_inks,
)
from zeichenlabor.sheets.situations import mirror_points, recognise, what_is_beside
from zeichenlabor.sheets.status import cell_status, is_empty
from zeichenlabor.sheets.streaks import streaked_cells
from zeichenlabor.sheets.torn import torn_cells
from zeichenlabor.sheets.traces import cell_part, written_traces

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Cell:
    """One cell of a sheet.

    Attributes
    ----------
    row, column : int
        Position in the layout, from 0.
    label : int
        Class index, -1 in an unused row.
    status : {"kept", "empty", "struck", "doubtful"}
        ``struck``: crossed out by the writer. ``doubtful``: there is ink, but perhaps not a
        complete symbol; it has a glyph, which is not among the sheet's images, and blank if the
        picture shows nothing of this cell, as where light is reflected.
    glyph : ndarray of shape (28, 28), uint8, or None
        The normalised picture; None if the cell is empty.
    """

    row: int
    column: int
    label: int
    status: str
    glyph: np.ndarray | None


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read.

    Attributes
    ----------
    corners : ndarray of shape (4, 2), float64
        x, y of the grid's outer corners TL, TR, BR, BL in reading orientation, in pixels of
        the given image after its EXIF orientation was applied (0, 0 is the image's corner,
        a pixel's centre is at .5).
    size : tuple of int
        Width and height in pixels of that image.
    images : ndarray of shape (n, 28, 28), uint8
        Glyphs of the kept cells, ink 255 on 0, row by row.
    labels : ndarray of shape (n,), int64
        Their classes.
    cells : list of Cell
        All cells, row by row.
    nodes : ndarray of shape (rows + 1, columns + 1, 2), float64
        x, y of the crossings of the printed lines, like ``corners``; on bent paper the outer ones
        are not on straight lines between the corners.
    layout : SheetLayout
        The layout that was read.
    quality : Quality
        Certainty of the reading and quality of the picture; its ``warnings`` should be shown.
    """

    corners: np.ndarray
    size: tuple[int, int]
    images: np.ndarray
    labels: np.ndarray
    cells: list[Cell]
    nodes: np.ndarray
    layout: SheetLayout
    quality: Quality

    @property
    def warnings(self) -> tuple[str, ...]:
        """The codes of ``quality.warnings``."""
        return self.quality.warnings

    @property
    def confidence(self) -> float:
        """Certainty 0 … 1 that the grid was found correctly."""
        return self.quality.frame


def read_sheet(
    image: Source,
    layout: SheetLayout | None = None,
    progress: Progress | None = None,
    corners: np.ndarray | None = None,
    classes: Sequence[str] | None = None,
    top: Sequence[float] | None = None,
    beside: Sequence[np.ndarray] = (),
) -> Sheet:
    """Read one page.

    Parameters
    ----------
    image : path, bytes of an image file, or PIL image
        A scan or photo; only the first frame is read.
    layout : SheetLayout, optional
        Default: from the page's mark, or ``SheetLayout.digits()`` without a mark.
    progress : callable, optional
        Called as ``progress(phase, share)`` with the phases ``decode``, ``frame`` and
        ``cells``, share 0 … 1 of that phase.
    corners : array of shape (4, 2), optional
        The frame, as x, y in pixels like ``Sheet.corners``, clockwise from any of them; by default
        it is searched for. If there are no printed lines there, no cell is ``kept``: those with ink
        are ``doubtful``.
    classes : sequence of str, optional
        The symbols on a page without a mark, from top to bottom.
    top : array of shape (2,), optional
        x, y of a place near the page's top, set by a person.
    beside : sequence of arrays of shape (4, 2)
        The corners of other sheets in this picture, which are ignored.

    Raises
    ------
    SheetError
        ``NotAnImage``, ``ImageTooLarge``, ``ImageTooSmall``, ``BlankPage`` or another ``NoGrid``;
        ``BadSymbols`` if the classes do not fit on the page.
    """
    progress = progress or (lambda phase, share: None)
    progress("decode", 0.0)
    grey = load_grey(open_image(image))
    progress("frame", 0.0)
    beside = np.asarray(beside, float).reshape(-1, 4, 2)
    grey, found, mended = recognise(grey, layout, corners, classes, top, beside)
    layout, mesh = found.layout, found.mesh
    progress("cells", 0.0)
    page = flat_page(grey, mesh.nodes)
    levels = ink_levels(page)
    progress("cells", 0.3)

    def is_of_back(darkness: float) -> bool:
        """Return whether ink of this darkness looks mirrored where the print does not."""
        if layout != SheetLayout.digits():
            return False
        if "mirrored" in mended:
            return not has_digit_labels(mesh.ink, ROUGH_CELL)
        return is_mirrored(mesh.ink, ROUGH_CELL, darkness)

    is_back = is_faded(page) and ("mirrored" in mended or is_of_back(page.line_darkness))
    if is_back and corners is None and classes is None:
        raise NoGrid("the lines are those of the other side", reason="back")
    cells, inks = _read_cells(page, levels, layout, mesh.hidden, is_of_back, progress)
    if is_back:
        cells, inks = [doubted(cell) for cell in cells], inks | {"show-through"}
    quality = judge(found.lattice, mesh, found.upright, page, levels, inks)
    quality = replace(quality, warnings=(*quality.warnings, *mended))
    frame = frame_corners(mesh.nodes)

    def placed(points: np.ndarray) -> np.ndarray:
        """Map points from the corrected picture to the given one, or the other way round."""
        return mirror_points(points, grey.width) if "mirrored" in mended else points

    other = what_is_beside(grey, [*map(placed, beside), frame]) if corners is None else None
    if other:
        quality = replace(quality, warnings=(*quality.warnings, other))
    cells = [doubted(c) if mesh.bare[c.row, c.column] else c for c in cells]
    if corners is not None and "frame-doubtful" in quality.warnings:
        # Cells beside their frame contain the wrong symbol, or halves of two: a person has to
        # confirm them.
        cells = [doubted(cell) for cell in cells]
    if all(cell.status == "empty" for cell in cells):
        quality = replace(quality, warnings=(*quality.warnings, "nothing-written"))
    kept = [cell for cell in cells if cell.status == "kept"]
    return Sheet(
        corners=placed(frame),
        nodes=placed(mesh.nodes),
        size=grey.size,
        images=np.array([cell.glyph for cell in kept], np.uint8).reshape(-1, SIZE, SIZE),
        labels=np.array([cell.label for cell in kept], np.int64),
        cells=cells,
        layout=layout,
        quality=quality,
    )


def doubted(cell: Cell) -> Cell:
    """Return it with a status that counts only after a person has confirmed it."""
    return replace(cell, status="doubtful") if cell.status == "kept" else cell


def read_sheets(image: Source) -> list[Sheet]:
    """Read all sheets in one picture, the clearest first.

    Raises
    ------
    SheetError
        As `read_sheet`, if not a single one can be read.
    """
    picture = load_grey(open_image(image))
    sheets = [read_sheet(picture)]
    while "second-sheet" in sheets[-1].warnings:
        try:
            sheets.append(read_sheet(picture, beside=[sheet.corners for sheet in sheets]))
        except NoGrid:
            break
    return sheets


def _glyph(ink: np.ndarray) -> np.ndarray:
    """Return the normalised picture, blank if there is no ink."""
    glyph = normalize_glyph(ink)
    return np.zeros((SIZE, SIZE), np.uint8) if glyph is None else glyph


def _read_cells(
    page: FlatPage,
    levels: InkLevels,
    layout: SheetLayout,
    hidden: np.ndarray,
    is_of_back: Callable[[float], bool],
    progress: Progress,
) -> tuple[list[Cell], set[str]]:
    """Return the cells, and warnings about their ink: ``two-inks``, ``show-through``, ``torn``,
    ``faint``, ``streak``.
    """
    ink, half = remove_lines(page, levels.faint), line_reach(page.line_width)
    steep = edges(page, half)
    tiles = ink_tiles(ink, steep, levels.faint, page.paper)
    second, warnings = two_inks(tiles, levels.faint), set()
    inks, pieces = split_cells(ink, levels, half)
    all_ink, light = ink, inks
    if second:
        warnings.add("two-inks")
        writing, firmer = second.written(ink, steep), second.levels(levels)
        foreign = partial(second.are_ghosts, steep)
        inks, pieces = split_cells(writing, firmer, half, foreign)
        ink, tiles = writing, ink_tiles(writing, steep, firmer.faint, page.paper)
    streaked = streaked_cells(ink, (firmer if second else levels).faint, half)
    unsure = shining_below(ink, tiles, levels.faint, page, is_of_back)
    if unsure:
        warnings.add("show-through")
    progress("cells", 0.5)
    statuses = cell_status(inks, page, levels.faint, layout.labels)
    empty = np.array(statuses) == "empty"
    torn = torn_cells(pieces, empty, layout.labels, levels.noise)
    lost = torn | hidden
    if torn.any():
        warnings.add("torn")
    used = np.array([label != FREE for label in layout.labels])[:, None]
    unread = empty & used & ~lost
    traces = written_traces(all_ink, steep, tiles, levels, page, unread, second is not None)
    if traces and not second:
        warnings.add("faint")

    def is_light(row: int, column: int) -> bool:
        """Return whether there is light ink that is as sharp as the writing."""
        cell = light[row][column]
        return not is_empty(cell) and is_sharp(cell.ink, cell.of(steep, row, column), second)

    cells = []
    for row in range(layout.rows):
        for column in range(layout.columns):
            status, drawn = statuses[row][column], inks[row][column].ink
            if layout.labels[row] == FREE:
                status = "empty"
            elif status == "empty" and lost[row, column]:
                status, drawn = "doubtful", cell_part(ink, row, column, half)
                drawn = np.where(drawn > levels.faint, drawn, 0)
            elif status == "empty" and second and is_light(row, column):
                status, drawn = "doubtful", light[row][column].ink
            elif status == "empty" and (row, column) in traces:
                status, drawn = "doubtful", traces[row, column]
            glyph = None if status == "empty" else _glyph(drawn)
            cell = Cell(row, column, layout.labels[row], status, glyph)
            is_ghostly = bool(unsure and darkness_of(drawn) < unsure)
            if streaked[row, column] and status in ("kept", "struck"):
                warnings.add("streak")
            is_doubtful = is_ghostly or torn[row, column] or streaked[row, column]
            cells.append(doubted(cell) if is_doubtful else cell)
        progress("cells", 0.5 + 0.5 * (row + 1) / layout.rows)
    return cells, warnings
