"""Photos and scans of handwriting on any paper: finds the symbols of each line."""

from zeichenlabor.photos.reading import Placed, find_lines

__all__ = ["Placed", "find_lines"]
