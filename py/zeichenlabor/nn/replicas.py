"""Parts of a step that are computed elsewhere, by copies of the network.

Data parallelism as in Keras' ``MirroredStrategy``: every replica has the same weights and
computes the gradients of some parts of the batch; their sum is one step of the optimizer.
Here it is summed in the parts' order, whoever computed them, and a part's random numbers
belong to its place in the batch. So the step is the same, bit for bit, with any number of
replicas or none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from .sequential import Sequential
from .training import Augmentation, Samples

WARM_UP = 2
"""Shared steps before one is measured: a replica's first ones take their memory."""

TRIALS = 3
"""Steps that are measured with the replicas, and as many without."""


class PartResult(NamedTuple):
    """What a part of a batch gave: its summed loss, right answers, gradients of its mean loss."""

    loss: float
    hits: int
    gradients: np.ndarray


@dataclass(frozen=True)
class Part:
    """A part of a batch, before augmentation.

    Attributes
    ----------
    first : the place of its first picture in the batch
    pictures : uint8 or float (n, …)
    targets : as `Loss.prepare` made them, n rows
    """

    first: int
    pictures: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class StepParts:
    """What a replica needs for its share of one step.

    Attributes
    ----------
    key : seed, epoch and batch: of the random numbers of augmentation
    iterations : steps that the optimizer has made
    weights : float (trainable weights,)
    """

    key: tuple[int, int, int]
    iterations: int
    weights: np.ndarray
    parts: Sequence[Part]


class Elsewhere(Protocol):
    """Who has replicas: so many of them that work."""

    def count(self) -> int:
        """Return how many there are just now."""

    def ask(self, replica: int, step: StepParts, tell: Callable[[int, PartResult | None], None]):
        """Have parts computed; ``tell(first, result)`` each, None for one that is lost."""

    def wait(self) -> Any:
        """Return what the training yields while it waits to be told."""


class Replica:
    """A copy of a network that computes gradients, and makes no step itself.

    Parameters
    ----------
    model : built and compiled as the network that is trained
    seed, augmentation : of the training
    """

    def __init__(self, model: Sequential, seed: int, augmentation: Augmentation | None) -> None:
        self._model, self._augmentation = model, augmentation
        model.seed_layers(seed)

    def compute(self, step: StepParts) -> Iterator[PartResult]:
        """Compute the parts one after another."""
        model = self._model
        np.copyto(model.parameters.values, step.weights)
        model.optimizer.iterations = step.iterations
        for part in step.parts:
            samples = Samples.prepared(model, part.pictures, part.targets)
            rows = np.arange(len(samples), dtype=np.int32)
            batch = samples.draw(rows, self._augmentation, (*step.key, part.first))
            loss, hits = model.compute_gradients(*batch, part.first)
            yield PartResult(loss, hits, model.parameters.gradients.copy())


class Replicas:
    """Shares the parts of steps out, where that is measured to pay.

    Small networks are through with a part before the weights have come to a replica. What
    pays depends on the machine and on what else it does, so the first steps are made both ways.
    """

    def __init__(
        self, elsewhere: Elsewhere, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._elsewhere, self._clock = elsewhere, clock
        self._count, self._number, self._parts = 0, 0, 0
        self._seconds: dict[bool, list[float]] = {True: [], False: []}
        self._results: dict[int, PartResult | None] = {}

    def begin(
        self,
        key: tuple[int, int, int],
        iterations: int,
        weights: np.ndarray,
        raw: Mapping[int, tuple[np.ndarray, np.ndarray]],
    ) -> Collection[int]:
        """Begin a step; returns the parts, by their first picture, that are given away.

        Parameters
        ----------
        key, iterations, weights : as of `StepParts`
        raw : pictures and targets of all parts, by the place of their first picture
        """
        self._follow_count()
        self._number += 1  # what comes late for another step is not heard
        self._results, self._begin, self._parts = {}, self._clock(), len(raw)
        self._shared = self._count > 0 and self._is_to_share()
        if not self._shared:
            return ()
        kept = -(-len(raw) // (self._count + 1))
        given = [Part(first, *data) for first, data in raw.items()][kept:]
        for replica in range(self._count):
            parts = given[replica :: self._count]
            if parts:
                step = StepParts(key, iterations, weights, parts)
                self._elsewhere.ask(replica, step, self._listener())
        return {part.first for part in given}

    def result(self, first: int) -> Generator[Any, None, PartResult | None]:
        """Wait for a part that was given away; None where it was lost."""
        while first not in self._results:
            yield self._elsewhere.wait()
        return self._results.pop(first)

    def end(self) -> None:
        """Note that the step is made."""
        if self._count > 0 and not self._is_measured():
            self._seconds[self._shared].append((self._clock() - self._begin) / self._parts)

    def _follow_count(self):
        """Others come and go; then it is measured anew."""
        count = self._elsewhere.count()
        if count != self._count:
            self._count, self._seconds = count, {True: [], False: []}

    def _is_measured(self):
        return len(self._seconds[False]) == TRIALS

    def _is_to_share(self):
        shared, alone = self._seconds[True], self._seconds[False]
        if self._is_measured():
            return min(shared[WARM_UP:]) < min(alone)
        return len(shared) <= WARM_UP + len(alone)

    def _listener(self):
        number = self._number

        def tell(first, result):
            if number == self._number:
                self._results[first] = result

        return tell
