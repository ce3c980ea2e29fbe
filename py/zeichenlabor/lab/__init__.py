"""The laboratory: everything that the page asks for."""

from .laboratory import PACKAGES, Laboratory
from .pieces import Pieces

__all__ = ["PACKAGES", "Laboratory", "Pieces"]
