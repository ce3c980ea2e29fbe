"""Zeichenlabor: neural networks that learn to read handwriting from scanned sheets."""

__version__ = "0.1.0"
