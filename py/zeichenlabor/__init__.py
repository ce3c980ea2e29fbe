"""Zeichenlabor: sheets of handwriting, and neural networks that learn to read it."""

__version__ = "0.1.0"
