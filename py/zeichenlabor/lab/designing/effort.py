"""Estimates training times from a network's operations and the measured speed of this machine.

Estimates are accurate to a factor of about two. They serve for warnings, and to reject networks
whose steps could not be interrupted; the results of a training do not depend on them.
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
"""Seconds per batch from which the page warns."""

MOST_SECONDS = 30.0
"""Limit for one batch, in seconds: with it an epoch of twenty batches takes a lesson."""

MOST_AT_ONCE = 3.0
"""Longest time in seconds without a pause, in which Python does not respond."""

SIDE = 192
ROUNDS = 12


@dataclass(frozen=True)
class Effort:
    """Estimated cost of one batch.

    Attributes
    ----------
    seconds : for the batch
    at_once : for the longest computation without a pause
    """

    seconds: float
    at_once: float


def speed() -> float:
    """Return this machine's speed in operations of a matrix product per second."""
    return _speed(kernels.backend())


def forget_speed() -> None:
    """Discard the measured speed, which belongs to another machine."""
    _speed.cache_clear()


@cache
def _speed(backend: str, clock: Callable[[], float] = time.perf_counter) -> float:
    """Multiply a few times; the shortest time is the least disturbed by other programs."""
    a = np.full((SIDE, SIDE), 0.5, np.float32)
    out = np.empty_like(a)
    seconds = []
    for _ in range(ROUNDS):
        begin = clock()
        kernels.matmul(a, a, out)
        seconds.append(clock() - begin)
    return 2 * SIDE**3 / max(min(seconds), 1e-5)  # some browsers' clocks have a low resolution


def effort_of(model: Sequential, batch_size: int) -> Effort:
    """Estimate the cost of a step; only the network's shapes are needed, not its weights."""
    picture = STEP_PASSES * model.count_operations() / speed()
    return Effort(picture * batch_size, picture * model.micro_batch_size(batch_size))


def check_effort(model: Sequential, batch_size: int) -> Effort:
    """Reject a training whose steps would take too long.

    Raises
    ------
    TooLarge
        ``index`` is the layer with the highest cost, ``found`` and ``most`` are seconds
    """
    effort = effort_of(model, batch_size)
    if effort.seconds > MOST_SECONDS or effort.at_once > MOST_AT_ONCE:
        forget_speed()  # other programs may have disturbed the measurement
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
