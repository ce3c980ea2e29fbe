"""The state that all services share: the collection, and the network that learns from it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from ..errors import Busy, NoModel, OtherNetwork, TooFewSamples
from ..nn import EpochEnd, Position, Sequential
from ..style import STYLE, Style
from .collecting.collection import Collection, Samples
from .designing import presets
from .designing.settings import Settings
from .evaluating.novelty import Novelty
from .training import runs


@dataclass(frozen=True)
class Subsets:
    """The collection as split for a training."""

    train: Samples
    validation: Samples
    test: Samples


_OF_NETWORK = (
    "model",
    "settings",
    "subsets",
    "origin",
    "position",
    "history",
    "epoch_start",
    "name",
    "novelty",
)
"""The session's fields that belong to one network."""


@dataclass
class Session:
    """The state of the laboratory; nothing of it is stored anywhere else.

    Attributes
    ----------
    model : untrained until the first training begins
    settings : of the network; None before any training
    subsets : the data that the network learns from and is tested on; None if its pictures are gone
    origin : what it has learned from
    position : the progress of its training
    history : an event for each completed epoch
    epoch_start : a snapshot from the start of the current epoch, or of a loaded network; restored
        if the training diverges
    name : the page's id for the network's training; None if it gave none
    novelty : recognises unknown symbols; None if not requested yet
    busy : whether a training is running, so that nothing else may change the network
    _aside : these fields for a network that the page does not know yet; see `expect`
    """

    collection: Collection = field(default_factory=Collection)
    model: Sequential = field(default_factory=lambda: presets.build(presets.DEFAULT, seed=0))
    settings: Settings | None = None
    subsets: Subsets | None = None
    origin: runs.TrainedOn | None = None
    position: Position = field(default_factory=Position)
    history: list[EpochEnd] = field(default_factory=list)
    epoch_start: runs.Snapshot | None = None
    name: str | None = None
    novelty: Novelty | None = None
    busy: bool = False
    _aside: dict[str, Any] | None = None

    def samples(
        self,
        classes: Sequence[str] | None,
        edits: Sequence[Mapping[str, Any]],
        sources: Sequence[Mapping[str, str]] | None,
    ) -> Samples:
        """All pictures that count; see `Collection.counted`."""
        counted = self.collection.counted(sources, classes, edits)
        return counted.samples(counted.classes() if classes is None else classes)

    def check_free(self) -> None:
        """Check that the network may be changed.

        Raises
        ------
        Busy
            if a training is running
        """
        if self.busy:
            raise Busy

    @contextmanager
    def training(self) -> Generator[None, None, None]:
        """Context in which nothing else may change the network.

        Raises
        ------
        Busy
            if a training is running already
        """
        self.check_free()
        self.busy = True
        try:
            yield
        finally:
            self.busy = False

    def put(
        self,
        model: Sequential,
        settings: Settings | None,
        subsets: Subsets | None,
        origin: runs.TrainedOn | None,
        name: str | None = None,
    ) -> None:
        """Replace the network, at the beginning of its training.

        Raises
        ------
        Busy
            if a training is running; nothing is changed then
        """
        self.check_free()
        self.model, self.settings, self.subsets, self.origin = model, settings, subsets, origin
        self.position, self.history, self.name = Position(), [], name
        self.epoch_start = self.novelty = None
        self._aside = None

    def expect(self, name: str | None) -> None:
        """Check that the network is the one that a request refers to.

        A page that knows of no training refers to an untrained network. The training may just have
        begun, for instance from a cell, and the page may not know it yet: so the current network is
        set aside, and restored when the page refers to it.

        Raises
        ------
        OtherNetwork
            if the network belongs to another training
        Busy
            if a training is running that the page does not know
        """
        if name == self.name:
            return
        aside = self._aside
        if name is not None and (aside is None or aside["name"] != name):
            raise OtherNetwork(asked=name, found=self.name)
        self.check_free()
        if name is None:
            aside = {of: getattr(self, of) for of in _OF_NETWORK}
            self.put(presets.build(presets.DEFAULT, seed=0), None, None, None)
            self._aside = aside
        else:
            self._aside = None
            for of, value in aside.items():
                setattr(self, of, value)

    def current_novelty(self) -> Novelty | None:
        """Return the model that recognises unknown symbols; None if not requested since the last
        training.
        """
        novelty = self.novelty
        return novelty if novelty and novelty.is_of(self.model) else None

    def model_for(self, classes: int) -> Sequential:
        """Return the network; before any training, an untrained one with this number of classes."""
        if self.settings is None and self.model.output_shape[-1] != classes:
            self.model = presets.build(presets.DEFAULT, classes=classes, seed=0)
        return self.model

    @property
    def style(self) -> Style:
        """How the strokes look that the network has learned."""
        return self.origin.style if self.origin else STYLE

    @property
    def epochs(self) -> int:
        """Number of completed epochs."""
        return self.position.epoch

    def run(self) -> runs.Run:
        """The training without its network.

        Raises
        ------
        NoModel
            if no training has been started yet
        """
        if self.settings is None:
            raise NoModel
        return runs.Run(asdict(self.settings), self.origin, self.position, self.history)

    def trained_subsets(self) -> Subsets:
        """The subsets of the last training.

        Raises
        ------
        NoModel
            if no training has been started yet
        TooFewSamples
            if the training came from a file, and there are too few pictures for it
        """
        if self.settings is None:
            raise NoModel
        if self.subsets is None:
            raise TooFewSamples
        return self.subsets


class Service:
    """Base of the services, which answer the page's requests.

    Attributes
    ----------
    methods : by their names in the protocol
    """

    methods: dict[str, Callable[..., Any]]

    def __init__(self, session: Session) -> None:
        self.session = session
