"""What the page can ask for: the methods of all desks, and pieces of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from . import crew, desks
from .pieces import Pieces

PACKAGES = {method: ["scikit-learn"] for method in ("ready.digits", "classics", "classics.row")}
"""What a method needs that a start does not load."""


class Laboratory:
    """A collection of handwriting and the network that learns from it.

    Parameters
    ----------
    packages : brings packages along that a cell imports; by default none
    wait : what trainings and helpers yield while they wait for each other, see `Crew`
    around : what Python itself needs of the place it runs in, see `Intact`
    """

    def __init__(
        self,
        packages: desks.Packages = desks.no_packages,
        wait: Callable[[], Any] = crew.nothing,
        around: Callable[[], Mapping[str, object]] = dict,
    ) -> None:
        self.bench = desks.Bench()
        self.pieces = Pieces(wait)
        self.collect = desks.Collect(self.bench)
        self.plan = desks.Plan(self.bench)
        self.crew = crew.Crew(wait)
        self.train = desks.Train(self.bench, self.crew)
        self.evaluate = desks.Evaluate(self.bench, self.pieces.materials)
        self.look = desks.Look(self.bench)
        self.write = desks.Write(self.bench)
        self.keep = desks.Keep(self.bench)
        self.learn = desks.Learn(self.bench)
        self.play = desks.Play(self.bench)
        self.code = desks.Code(self.bench, packages, around)

    @cached_property
    def methods(self) -> dict[str, Callable[..., Any]]:
        """Everything that can be asked for, by the names of the protocol."""
        around = [one for one in vars(self).values() if isinstance(one, (desks.Desk, Pieces))]
        return {name: method for one in around for name, method in one.methods.items()}
