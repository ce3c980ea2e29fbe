"""What the page's steps ask for: presets, trainings, evaluation."""

from .laboratory import PACKAGES, Laboratory
from .pieces import Pieces

__all__ = ["PACKAGES", "Laboratory", "Pieces"]
