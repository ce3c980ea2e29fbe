"""Code cells on the user's own data, which run in the page, in Jupyter and in plain Python."""

from .display import bars, plot, show
from .past_run import PastRun
from .project import Project
from .snapshot import load_project

__all__ = ["PastRun", "Project", "bars", "load_project", "plot", "show"]
