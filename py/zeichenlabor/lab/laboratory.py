"""What the page can ask for: the methods of all desks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from . import desks

PACKAGES = {"ready.digits": ["scikit-learn"], "classics": ["scikit-learn"]}
"""What a method needs that a start does not load."""


class Laboratory:
    """A collection of handwriting and the network that learns from it.

    Parameters
    ----------
    packages : brings packages along that a cell imports; by default none
    """

    def __init__(self, packages: desks.Packages = desks.no_packages) -> None:
        self.bench = desks.Bench()
        self.collect = desks.Collect(self.bench)
        self.plan = desks.Plan(self.bench)
        self.train = desks.Train(self.bench)
        self.evaluate = desks.Evaluate(self.bench)
        self.look = desks.Look(self.bench)
        self.keep = desks.Keep(self.bench)
        self.learn = desks.Learn(self.bench)
        self.play = desks.Play(self.bench)
        self.code = desks.Code(self.bench, packages)

    @cached_property
    def methods(self) -> dict[str, Callable[..., Any]]:
        """Everything that can be asked for, by the names of the protocol."""
        around = [desk for desk in vars(self).values() if isinstance(desk, desks.Desk)]
        return {name: method for desk in around for name, method in desk.methods.items()}
