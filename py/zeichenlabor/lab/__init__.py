"""What the page's steps ask for: presets, trainings, evaluation."""

from .laboratory import PACKAGES, Laboratory

__all__ = ["PACKAGES", "Laboratory"]
