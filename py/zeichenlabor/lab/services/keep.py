"""Keep: a training as a file, and back into the laboratory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import TooFewSamples
from ..session import Service, Session
from ..training import runs
from .train import SplitSizes, share_out


@dataclass(frozen=True)
class Restored:
    """What came back; ``samples`` is None where too few pictures are there to go on with.

    ``same_data``: the training pictures are those that the network has learned from.
    """

    epochs: int
    parameters: int
    samples: SplitSizes | None
    same_data: bool


class Keep(Service):
    """Writes the training of the session down, and puts one back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"runs.save": self.save_run, "runs.restore": self.restore_run}

    def save_run(self) -> runs.Checkpoint:
        """Write down the training as it stands.

        Raises
        ------
        NoModel
            where no training has been started yet
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
        """Put back a training: it can go on, be evaluated and tried, as where it was saved.

        The collection is shared out anew, by the run's own settings. Where it has changed
        since, the network may be tested on pictures that it has learned from.

        Parameters
        ----------
        edits, sources : of the collection, as in `Collection.counted`
        classes : of the collection; those of the network are its own
        run : what this training is called from now on

        Raises
        ------
        BadDataFile
            where the file holds no training of this laboratory; all then stays as it was
        Busy
            where a training is running
        """
        self.session.check_free()
        revived = runs.revive(bytes(weights))
        kept, settings, model = revived.run, revived.settings, revived.model
        samples = self.session.samples(kept.origin.classes, edits, sources)
        try:
            parts = share_out(samples, settings)
        except TooFewSamples:
            parts = None
        self.session.put(model, settings, parts, kept.origin, run)
        self.session.position, self.session.history = kept.position, kept.history
        sizes = parts and SplitSizes(len(parts.train), len(parts.validation), len(parts.test))
        same = parts is not None and runs.fingerprint(parts.train) == kept.origin.data
        return Restored(kept.position.epoch, model.count_params(), sizes, same)
