"""One step of a training by itself: its batch, the loss before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...errors import Diverged
from ...nn import Sequential
from ...nn.training import epoch_order
from ..collecting.collection import Samples
from .runs import Run


@dataclass(frozen=True)
class Step:
    """What one batch did; losses and accuracies are those of this batch, without dropout.

    Attributes
    ----------
    step : how many steps the network has made in all
    size : pictures in the batch
    """

    step: int
    size: int
    loss: float
    loss_after: float
    accuracy: float
    accuracy_after: float
    learning_rate: float


class StepProbe:
    """Measures the batch that a training takes next, before and after its step.

    Where the network uses averaged weights, the step itself is measured.
    """

    def __init__(self, model: Sequential, samples: Samples, run: Run) -> None:
        size, seed, shuffle = (run.settings[name] for name in ("batch_size", "seed", "shuffle"))
        order = epoch_order(len(samples), seed, run.position.epoch, shuffle)
        self._batch = samples.take(order[run.position.batch * size :][:size])
        self._model = model
        self._rate = model.optimizer.current_learning_rate
        model.show_average(False)
        self._before = self._measure()
        model.show_average(True)

    def after(self) -> Step:
        """Measure again.

        Raises
        ------
        Diverged
            where the loss is no number any more
        """
        after, done = self._measure(), self._model.optimizer.iterations
        if not math.isfinite(after.loss):
            raise Diverged(f"loss {after.loss} after step {done}", learning_rate=self._rate)
        return Step(
            step=done,
            size=len(self._batch),
            loss=self._before.loss,
            loss_after=after.loss,
            accuracy=self._before.accuracy,
            accuracy_after=after.accuracy,
            learning_rate=self._rate,
        )

    def _measure(self):
        return self._model.evaluate(self._batch.images, self._batch.labels)
