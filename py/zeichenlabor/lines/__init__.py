"""Lines of symbols: from ink to symbols in their order, and from their names to a meaning."""

from zeichenlabor.lines.cutting import Reader, Symbol, cut_line, cut_strokes
from zeichenlabor.lines.meaning import Meaning, decimal_of, understand

__all__ = ["Meaning", "Reader", "Symbol", "cut_line", "cut_strokes", "decimal_of", "understand"]
