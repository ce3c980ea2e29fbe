"""The services, one for each step of the page, which share one session."""

from ..session import Service, Session
from .code import Code, Packages, no_packages
from .collect import Collect
from .evaluate import Evaluate
from .keep import Keep
from .learn import Learn
from .look import Look
from .photograph import Photograph
from .plan import Plan
from .play import Play
from .train import Train
from .write import Write

__all__ = [
    "Code",
    "Collect",
    "Evaluate",
    "Keep",
    "Learn",
    "Look",
    "Packages",
    "Photograph",
    "Plan",
    "Play",
    "Service",
    "Session",
    "Train",
    "Write",
    "no_packages",
]
