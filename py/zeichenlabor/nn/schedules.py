"""Learning-rate schedules: large steps first, small ones at the end.

A schedule is called with the number of steps (batches) done so far. An
optimizer takes one in place of a number.
"""

from __future__ import annotations

import math
from typing import ClassVar

from zeichenlabor.errors import BadSetting

from .settings import Configurable, Flag, Integer, Number, Numbers, configurable, setting

_RATE = Number(minimum=0)


@configurable
class LearningRateSchedule(Configurable):
    """Base: a rule from the number of steps to the learning rate."""

    abstract = True
    only: ClassVar[dict[str, tuple]] = {"name": (None,), "cycle": (False,)}

    def __call__(self, step: int) -> float:
        """Return the learning rate for step number ``step``, counted from 0."""
        raise NotImplementedError


@configurable
class ExponentialDecay(LearningRateSchedule):
    """``initial · decay_rate^(step / decay_steps)``; with ``staircase`` the exponent is floored."""

    initial_learning_rate: float = setting(_RATE)
    decay_steps: int = setting(Integer(minimum=1))
    decay_rate: float = setting(Number(above=0))
    staircase: bool = setting(Flag(), default=False)

    def __call__(self, step):
        exponent = step / self.decay_steps
        if self.staircase:
            exponent = math.floor(exponent)
        return self.initial_learning_rate * self.decay_rate**exponent


@configurable
class PiecewiseConstantDecay(LearningRateSchedule):
    """``values[i]`` up to and including step ``boundaries[i]``; one value more than boundaries."""

    boundaries: tuple[int, ...] = setting(Numbers(each=Integer(minimum=0)))
    values: tuple[float, ...] = setting(Numbers(each=_RATE))

    def __post_init__(self):
        super().__post_init__()
        rising = all(a < b for a, b in zip(self.boundaries, self.boundaries[1:], strict=False))
        if len(self.values) != len(self.boundaries) + 1 or not rising:
            raise BadSetting(
                "PiecewiseConstantDecay needs rising boundaries and one value more than those",
                owner="PiecewiseConstantDecay",
                setting="values",
                value=str(self.values),
                expected=f"{len(self.boundaries) + 1} values and rising boundaries",
            )

    def __call__(self, step):
        return self.values[sum(step > boundary for boundary in self.boundaries)]


@configurable
class CosineDecay(LearningRateSchedule):
    """Half a cosine wave down to ``alpha`` of the peak, after an optional straight warm-up.

    Without ``warmup_target`` the peak is ``initial_learning_rate``; with it, the
    rate first rises from there to the target in ``warmup_steps`` (one cycle).
    """

    initial_learning_rate: float = setting(_RATE)
    decay_steps: int = setting(Integer(minimum=1))
    alpha: float = setting(Number(minimum=0), default=0.0)
    warmup_target: float | None = setting(Number(minimum=0, optional=True), default=None)
    warmup_steps: int = setting(Integer(minimum=0), default=0)

    def __call__(self, step):
        start, peak = self.initial_learning_rate, self.warmup_target
        if peak is None:
            return self._cosine(start, step)
        if step < self.warmup_steps:
            return start + (peak - start) * step / self.warmup_steps
        return self._cosine(peak, step - self.warmup_steps)

    def _cosine(self, peak, step):
        share = min(step, self.decay_steps) / self.decay_steps
        wave = 0.5 * (1 + math.cos(math.pi * share))
        return peak * ((1 - self.alpha) * wave + self.alpha)


@configurable
class PolynomialDecay(LearningRateSchedule):
    """From the initial to the end rate along ``(1 - step / decay_steps)^power``; 1 is a line."""

    initial_learning_rate: float = setting(_RATE)
    decay_steps: int = setting(Integer(minimum=1))
    end_learning_rate: float = setting(_RATE, default=0.0001)
    power: float = setting(Number(above=0), default=1.0)

    def __call__(self, step):
        left = 1 - min(step, self.decay_steps) / self.decay_steps
        span = self.initial_learning_rate - self.end_learning_rate
        return span * left**self.power + self.end_learning_rate


@configurable
class InverseTimeDecay(LearningRateSchedule):
    """``initial / (1 + decay_rate · step / decay_steps)``."""

    initial_learning_rate: float = setting(_RATE)
    decay_steps: int = setting(Integer(minimum=1))
    decay_rate: float = setting(Number(minimum=0))
    staircase: bool = setting(Flag(), default=False)

    def __call__(self, step):
        share = step / self.decay_steps
        if self.staircase:
            share = math.floor(share)
        return self.initial_learning_rate / (1 + self.decay_rate * share)
