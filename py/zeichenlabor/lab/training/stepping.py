"""A single training step: its batch, and the loss before and after."""

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
    """The effect of one batch; losses and accuracies are those of this batch, without dropout.

    Attributes
    ----------
    step : total number of steps
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
    """Evaluates the next batch of a training, before and after its step.

    If the network uses averaged weights, they are swapped out for this.
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
        """Evaluate the batch after the step.

        Raises
        ------
        Diverged
            if the loss is no longer finite
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
