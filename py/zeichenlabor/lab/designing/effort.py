"""How long this machine works at a network: from its operations, and one measured product.

An estimate, good to a factor of two or so. It serves to warn, and to refuse what nobody could
stop any more; what a training computes does not depend on it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...errors import TooLarge
from ...nn import Sequential, kernels
from ...nn.training import STEP_PASSES

SLOW_SECONDS = 1.0
"""A batch that takes longer is told of beforehand."""

MOST_SECONDS = 30.0
"""For one batch: an epoch of twenty is then a lesson."""

MOST_AT_ONCE = 3.0
"""Seconds in which Python hears nothing: beyond, it seems to hang."""

SIDE = 192
ROUNDS = 12


@dataclass(frozen=True)
class Effort:
    """What one batch costs here.

    Attributes
    ----------
    seconds : for the batch
    at_once : for the longest part of it that nothing can break into
    """

    seconds: float
    at_once: float


def speed() -> float:
    """Return how many operations of a product this machine makes in a second."""
    return _speed(kernels.backend())


def forget_speed() -> None:
    """Measure anew: Python goes on elsewhere."""
    _speed.cache_clear()


@cache
def _speed(backend: str, clock: Callable[[], float] = time.perf_counter) -> float:
    """Multiply a few times; the shortest time is that without anybody else's work in it."""
    a = np.full((SIDE, SIDE), 0.5, np.float32)
    out = np.empty_like(a)
    seconds = []
    for _ in range(ROUNDS):
        begin = clock()
        kernels.matmul(a, a, out)
        seconds.append(clock() - begin)
    return 2 * SIDE**3 / max(min(seconds), 1e-5)  # some browsers' clocks stand still for a while


def effort_of(model: Sequential, batch_size: int) -> Effort:
    """Estimate what a step costs; the network has its shapes, it need not have weights."""
    picture = STEP_PASSES * model.count_operations() / speed()
    return Effort(picture * batch_size, picture * model.part_size(batch_size))


def check_effort(model: Sequential, batch_size: int) -> Effort:
    """Refuse a training for whose single steps one would have to wait too long.

    Raises
    ------
    TooLarge
        ``index`` is the layer with the largest part in it, ``found`` and ``most`` are seconds
    """
    effort = effort_of(model, batch_size)
    if effort.seconds > MOST_SECONDS or effort.at_once > MOST_AT_ONCE:
        forget_speed()  # somebody else may have worked while it was measured
        effort = effort_of(model, batch_size)
    for found, most, remedy in (
        (effort.seconds, MOST_SECONDS, "fewer-operations"),
        (effort.at_once, MOST_AT_ONCE, "shorter-steps"),
    ):
        if found > most:
            costs = [layer.count_operations() for layer in model.layers]
            index = costs.index(max(costs))
            raise TooLarge(
                f"{found:.1f} seconds are more than {most}",
                kind=type(model.layers[index]).__name__,
                index=index,
                found=math.ceil(found),
                most=round(most),
                remedy=remedy,
            )
    return effort
