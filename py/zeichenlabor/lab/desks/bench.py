"""What all desks of the laboratory share: the collection, and the network that learns from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from ...errors import NoModel, TooFewSamples
from ...nn import EpochEnd, Position, Sequential
from .. import presets, runs
from ..collection import Collection, Samples
from ..settings import Settings


@dataclass(frozen=True)
class Parts:
    """The collection as it was when a training began, in three parts."""

    train: Samples
    validation: Samples
    test: Samples


@dataclass
class Bench:
    """The state of the laboratory; each fact of it stands here and nowhere else.

    Attributes
    ----------
    model : untrained until the first training begins
    settings : of the network that is there; None before any training
    parts : what that network learns from and is tested on; None where its pictures are gone
    origin : what it has learned from
    position : where its training stands
    history : an event for each epoch that it has seen
    """

    collection: Collection = field(default_factory=Collection)
    model: Sequential = field(default_factory=lambda: presets.build(presets.DEFAULT, seed=0))
    settings: Settings | None = None
    parts: Parts | None = None
    origin: runs.Origin | None = None
    position: Position = field(default_factory=Position)
    history: list[EpochEnd] = field(default_factory=list)

    @property
    def epochs(self) -> int:
        """How many the network has seen in full."""
        return self.position.epoch

    def run(self) -> runs.Run:
        """All of the training but its network.

        Raises
        ------
        NoModel
            where no training has been started yet
        """
        if self.settings is None:
            raise NoModel
        return runs.Run(asdict(self.settings), self.origin, self.position, self.history)

    def trained_parts(self) -> Parts:
        """The parts of the last training.

        Raises
        ------
        NoModel
            where no training has been started yet
        TooFewSamples
            where the training came from a file, and too few pictures are there for it
        """
        if self.settings is None:
            raise NoModel
        if self.parts is None:
            raise TooFewSamples
        return self.parts


class Desk:
    """A place in the laboratory that answers requests of the page.

    Attributes
    ----------
    methods : what can be asked for, by the names of the protocol
    """

    methods: dict[str, Callable[..., Any]]

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
