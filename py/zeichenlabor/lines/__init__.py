"""Lines of symbols: segmentation of ink into symbols, and interpretation of the symbols read."""

from zeichenlabor.lines.by_hand import HandCut
from zeichenlabor.lines.cutting import Reader, Symbol, cut_line, cut_strokes
from zeichenlabor.lines.meaning import Meaning, decimal_of, understand
from zeichenlabor.lines.strokes import redraw, unpack_strokes

__all__ = [
    "HandCut",
    "Meaning",
    "Reader",
    "Symbol",
    "cut_line",
    "cut_strokes",
    "decimal_of",
    "redraw",
    "understand",
    "unpack_strokes",
]
