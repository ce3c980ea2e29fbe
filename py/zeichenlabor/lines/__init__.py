"""Lines of symbols: from ink to symbols in their order, and from their names to a meaning."""

from zeichenlabor.lines.meaning import Meaning, understand

__all__ = ["Meaning", "understand"]
