"""How the learning rate goes over a training, told in epochs and shares of the training.

The engine's schedules count steps; how many there are depends on the collection and
the batch size. So what a person chooses is kept in these terms and turned into one of
the engine's when a training begins.
"""

from __future__ import annotations

from ...nn import CosineDecay, ExponentialDecay, LearningRateSchedule
from ...nn.settings import Configurable, Integer, Number, configurable, setting


@configurable
class Schedule(Configurable):
    """Base of all."""

    abstract = True

    def rate(self, highest: float, steps: int, epochs: int) -> float | LearningRateSchedule:
        """Return what an optimizer takes as its learning rate.

        Parameters
        ----------
        highest : the learning rate that was chosen
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
    """A little smaller with every step; ``share`` is what is left of it after an epoch."""

    share: float = setting(Number(above=0, maximum=1), default=0.8)

    def rate(self, highest, steps, epochs):
        return ExponentialDecay(highest, steps, self.share)


@configurable
class Steps(Schedule):
    """Times ``share`` after every ``every`` epochs, at once."""

    share: float = setting(Number(above=0, maximum=1), default=0.5)
    every: int = setting(Integer(minimum=1, maximum=500), default=3)

    def rate(self, highest, steps, epochs):
        return ExponentialDecay(highest, steps * self.every, self.share, staircase=True)


@configurable
class Cosine(Schedule):
    """Along half a cosine wave down to ``end`` of it."""

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
