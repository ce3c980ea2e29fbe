"""Keep: saves a training as a file, and restores it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import TooFewSamples
from ..session import Service, Session
from ..training import runs
from .train import SplitSizes, take_subsets


@dataclass(frozen=True)
class Restored:
    """A restored training; ``samples`` is None if there are too few pictures to continue it.

    ``same_data``: whether the training pictures are those that the network was trained on.
    """

    epochs: int
    parameters: int
    samples: SplitSizes | None
    same_data: bool


class Keep(Service):
    """Saves and restores the session's training."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"runs.save": self.save_run, "runs.restore": self.restore_run}

    def save_run(self) -> runs.Checkpoint:
        """Save the current training.

        Raises
        ------
        NoModel
            if no training has been started yet
        """
        return runs.checkpoint_of(self.session.run(), self.session.model)

    def restore_run(
        self,
        weights: memoryview,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
        classes: Sequence[str] | None = None,
        run: str | None = None,
    ) -> Restored:
        """Restore a training so that it can be continued, evaluated and tried.

        The collection is split again by the run's settings. If it has changed since, the test data
        may include pictures that the network was trained on.

        Parameters
        ----------
        edits, sources : of the collection, as in `Collection.counted`
        classes : of the collection; those of the network are stored with it
        run : id for this training

        Raises
        ------
        BadDataFile
            if the file is not a valid training; nothing is changed then
        Busy
            if a training is running
        """
        self.session.check_free()
        revived = runs.revive(bytes(weights))
        kept, settings, model = revived.run, revived.settings, revived.model
        samples = self.session.samples(kept.origin.classes, edits, sources)
        try:
            subsets = take_subsets(samples, settings)
        except TooFewSamples:
            subsets = None
        self.session.put(model, settings, subsets, kept.origin, run)
        self.session.position, self.session.history = kept.position, kept.history
        sizes = subsets and SplitSizes(
            len(subsets.train), len(subsets.validation), len(subsets.test)
        )
        same = subsets is not None and runs.fingerprint(subsets.train) == kept.origin.data
        return Restored(kept.position.epoch, model.count_params(), sizes, same)
