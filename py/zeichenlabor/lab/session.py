"""What all services share: the collection, and the network that learns from it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from ..errors import Busy, NoModel, OtherNetwork, TooFewSamples
from ..nn import EpochEnd, Position, Sequential
from .collecting.collection import Collection, Samples
from .designing import presets
from .designing.settings import Settings
from .evaluating.novelty import Novelty
from .training import runs


@dataclass(frozen=True)
class Parts:
    """The collection as it was when a training began, in three parts."""

    train: Samples
    validation: Samples
    test: Samples


_OF_NETWORK = (
    "model",
    "settings",
    "parts",
    "origin",
    "position",
    "history",
    "good",
    "name",
    "novelty",
)
"""What stands on the session for one network."""


@dataclass
class Session:
    """The state of the laboratory; each fact of it stands here and nowhere else.

    Attributes
    ----------
    model : untrained until the first training begins
    settings : of the network that is there; None before any training
    parts : what that network learns from and is tested on; None where its pictures are gone
    origin : what it has learned from
    position : where its training stands
    history : an event for each epoch that it has seen
    good : as it was when the epoch at hand began; of a network from a file, when it came
    name : what the page calls the training whose network is there; None where it gave no name
    novelty : tells new pictures from those that it knows; None where nobody has asked
    busy : a training is running, and nothing else may change the network
    _aside : all of that about a network that the page does not know of yet; see `expect`
    """

    collection: Collection = field(default_factory=Collection)
    model: Sequential = field(default_factory=lambda: presets.build(presets.DEFAULT, seed=0))
    settings: Settings | None = None
    parts: Parts | None = None
    origin: runs.TrainedOn | None = None
    position: Position = field(default_factory=Position)
    history: list[EpochEnd] = field(default_factory=list)
    good: runs.Snapshot | None = None
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
        """Before the network or its training is changed.

        Raises
        ------
        Busy
            where a training is running
        """
        if self.busy:
            raise Busy

    @contextmanager
    def training(self) -> Generator[None, None, None]:
        """While it lasts, nothing else changes the network.

        Raises
        ------
        Busy
            where a training is running already
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
        parts: Parts | None,
        origin: runs.TrainedOn | None,
        name: str | None = None,
    ) -> None:
        """Put another network on the session, at the beginning of its training.

        Raises
        ------
        Busy
            where a training is running; all then stays as it was
        """
        self.check_free()
        self.model, self.settings, self.parts, self.origin = model, settings, parts, origin
        self.position, self.history, self.name = Position(), [], name
        self.good = self.novelty = None
        self._aside = None

    def expect(self, name: str | None) -> None:
        """Before a request about the network: is it the one that the page means?

        A page that knows of no training means an untrained one. Its training may only just have
        begun, as what a cell has made, or its file may be on the way: so the network that is there
        is put aside, and comes back when the page asks about it.

        Raises
        ------
        OtherNetwork
            where it is that of another training
        Busy
            where a training is running that the page knows nothing of
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
        """Return what tells new pictures; None where nobody has asked since the last training."""
        novelty = self.novelty
        return novelty if novelty and novelty.is_of(self.model) else None

    def model_for(self, classes: int) -> Sequential:
        """Return the network; before any training, an untrained one with so many classes."""
        if self.settings is None and self.model.output_shape[-1] != classes:
            self.model = presets.build(presets.DEFAULT, classes=classes, seed=0)
        return self.model

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


class Service:
    """A place in the laboratory that answers requests of the page.

    Attributes
    ----------
    methods : what can be asked for, by the names of the protocol
    """

    methods: dict[str, Callable[..., Any]]

    def __init__(self, session: Session) -> None:
        self.session = session
