"""Speed of a training and time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY = 0.5
"""Seconds between two reports, slow enough to read them."""


@dataclass(frozen=True)
class Pace:
    """The speed since the last report, and the time left at the mean speed of all.

    ``workers`` is how many share the steps.
    """

    samples_per_second: float
    seconds_left: float
    workers: int = 1
    type: str = field(default="pace", init=False)


class Stopwatch:
    """Counts the steps of a training.

    Parameters
    ----------
    steps : to be made in total
    clock : returns seconds
    """

    def __init__(self, steps: int, clock: Callable[[], float] = time.perf_counter) -> None:
        self._steps = steps
        self._clock = clock
        self._begin = self._told = clock()
        self._done = self._samples = 0

    def count(self, samples: float, workers: int = 1) -> Pace | None:
        """Note a step with this many pictures; returns the pace at intervals, else None."""
        self._done += 1
        self._samples += samples
        now = self._clock()
        if now - self._told < EVERY:
            return None
        left = (now - self._begin) / self._done * (self._steps - self._done)
        pace = Pace(self._samples / (now - self._told), max(left, 0.0), workers)
        self._told, self._samples = now, 0
        return pace
