"""Learning-rate schedules in terms of epochs and shares of the training.

The schedules of `nn` count steps, whose number depends on the collection and the batch size. So
settings are stored in these terms and converted when a training begins.
"""

from __future__ import annotations

from ...nn import CosineDecay, ExponentialDecay, LearningRateSchedule
from ...nn.settings import Configurable, Integer, Number, configurable, setting


@configurable
class Schedule(Configurable):
    """Base of all."""

    abstract = True

    def rate(self, highest: float, steps: int, epochs: int) -> float | LearningRateSchedule:
        """Return the ``learning_rate`` for an optimizer.

        Parameters
        ----------
        highest : the chosen learning rate
        steps : per epoch
        epochs : of the whole training
        """
        raise NotImplementedError


@configurable
class Constant(Schedule):
    """Always the same."""

    def rate(self, highest, steps, epochs):
        return highest


@configurable
class Exponential(Schedule):
    """Exponential decay at every step; ``share`` is the factor per epoch."""

    share: float = setting(Number(above=0, maximum=1), default=0.8)

    def rate(self, highest, steps, epochs):
        return ExponentialDecay(highest, steps, self.share)


@configurable
class Steps(Schedule):
    """Multiplied by ``share`` after every ``every`` epochs."""

    share: float = setting(Number(above=0, maximum=1), default=0.5)
    every: int = setting(Integer(minimum=1, maximum=500), default=3)

    def rate(self, highest, steps, epochs):
        return ExponentialDecay(highest, steps * self.every, self.share, staircase=True)


@configurable
class Cosine(Schedule):
    """Half a cosine wave down to the share ``end``."""

    end: float = setting(Number(minimum=0, maximum=1), default=0.0)

    def rate(self, highest, steps, epochs):
        return CosineDecay(highest, steps * epochs, alpha=self.end)


@configurable
class WarmUp(Schedule):
    """Rises from a twentieth over the first ``warmup`` of the training, then like `Cosine`.

    Smith 2018, "one cycle".
    """

    warmup: float = setting(Number(above=0, maximum=0.9), default=0.25)
    end: float = setting(Number(minimum=0, maximum=1), default=0.0)

    def rate(self, highest, steps, epochs):
        rising = int(steps * epochs * self.warmup)
        return CosineDecay(
            highest / 20,
            steps * epochs - rising,
            alpha=self.end,
            warmup_target=highest,
            warmup_steps=rising,
        )
