"""Photos and scans of handwriting on any paper: where the symbols are, in lines."""

from zeichenlabor.photos.reading import Placed, find_lines

__all__ = ["Placed", "find_lines"]
