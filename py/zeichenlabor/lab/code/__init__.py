"""Code: cells on the pupil's own data, the same in the page, in Jupyter and in plain Python."""

from .display import bars, plot, show
from .project import Project
from .snapshot import load_project

__all__ = ["Project", "bars", "load_project", "plot", "show"]
