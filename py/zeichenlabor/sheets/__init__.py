"""Sheets of squared paper: a picture of a page in, one 28×28 picture per written cell out."""

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
