"""Sheets of squared paper: reads one 28×28 picture per filled cell from a picture of a page."""

from zeichenlabor.sheets.decode import open_pages
from zeichenlabor.sheets.handwriting import read_line
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.quality import Quality
from zeichenlabor.sheets.reader import Cell, Sheet, read_sheet, read_sheets

__all__ = [
    "Cell",
    "Quality",
    "Sheet",
    "SheetLayout",
    "open_pages",
    "read_line",
    "read_sheet",
    "read_sheets",
]
