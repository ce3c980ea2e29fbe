"""The desks of the laboratory: one for each step of the page, all around one bench."""

from .bench import Bench, Desk
from .code import Code, Packages, no_packages
from .collect import Collect
from .evaluate import Evaluate
from .keep import Keep
from .learn import Learn
from .look import Look
from .plan import Plan
from .play import Play
from .train import Train
from .write import Write

__all__ = [
    "Bench",
    "Code",
    "Collect",
    "Desk",
    "Evaluate",
    "Keep",
    "Learn",
    "Look",
    "Packages",
    "Plan",
    "Play",
    "Train",
    "Write",
    "no_packages",
]
