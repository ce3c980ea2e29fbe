"""Keep: a training as a file, and back into the laboratory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import TooFewSamples
from .. import runs
from ..collection import Edit
from .bench import Bench, Desk
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


class Keep(Desk):
    """Writes the training of the bench down, and puts one back."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.methods = {"runs.save": self.save_run, "runs.restore": self.restore_run}

    def save_run(self) -> runs.Checkpoint:
        """Write down the training as it stands.

        Raises
        ------
        NoModel
            where no training has been started yet
        """
        return runs.checkpoint_of(self.bench.run(), self.bench.model)

    def restore_run(self, weights: memoryview, edits: Sequence[dict[str, Any]] = ()) -> Restored:
        """Put back a training: it can go on, be evaluated and tried, as where it was saved.

        The collection is shared out anew, by the run's own settings. Where it has changed
        since, the network may be tested on pictures that it has learned from.

        Raises
        ------
        BadDataFile
            where the file holds no training of this laboratory; all then stays as it was
        """
        revived = runs.revive(bytes(weights))
        run, settings, model = revived.run, revived.settings, revived.model
        changes = [Edit(**edit) for edit in edits]
        samples = self.bench.collection.samples(run.origin.classes, changes)
        try:
            parts = share_out(samples, settings)
        except TooFewSamples:
            parts = None
        bench = self.bench
        bench.model, bench.settings, bench.parts = model, settings, parts
        bench.origin, bench.position, bench.history = run.origin, run.position, run.history
        sizes = parts and SplitSizes(len(parts.train), len(parts.validation), len(parts.test))
        same = parts is not None and runs.fingerprint(parts.train) == run.origin.data
        return Restored(run.position.epoch, model.count_params(), sizes, same)
