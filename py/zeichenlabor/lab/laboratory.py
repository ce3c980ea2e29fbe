"""The methods of all services, and pieces of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from . import services
from .pieces import Pieces
from .training import helpers

PACKAGES = {method: ["scikit-learn"] for method in ("ready.digits", "classics", "classics.row")}
"""Packages that a method needs and that are not loaded at the start."""


class Laboratory:
    """A collection of handwriting and the network that learns from it.

    Parameters
    ----------
    packages : loads packages that a cell imports; by default none
    wait : what trainings and helpers yield while they wait for each other, see `Helpers`
    around : names that Python itself needs from JavaScript, see `Intact`
    """

    def __init__(
        self,
        packages: services.Packages = services.no_packages,
        wait: Callable[[], Any] = helpers.wait_for_nobody,
        around: Callable[[], Mapping[str, object]] = dict,
    ) -> None:
        self.session = services.Session()
        self.pieces = Pieces(wait)
        self.collect = services.Collect(self.session)
        self.plan = services.Plan(self.session)
        self.helpers = helpers.Helpers(wait)
        self.train = services.Train(self.session, self.helpers)
        self.evaluate = services.Evaluate(self.session, self.pieces.materials)
        self.look = services.Look(self.session)
        self.write = services.Write(self.session)
        self.photograph = services.Photograph(self.session)
        self.keep = services.Keep(self.session)
        self.learn = services.Learn(self.session)
        self.play = services.Play(self.session)
        self.code = services.Code(self.session, packages, around)

    @cached_property
    def methods(self) -> dict[str, Callable[..., Any]]:
        """All methods by their names in the protocol."""
        around = [one for one in vars(self).values() if isinstance(one, (services.Service, Pieces))]
        return {name: method for one in around for name, method in one.methods.items()}
