"""Parts of a step that are computed by copies of the network in other workers.

Data parallelism as in Keras' ``MirroredStrategy``: every replica has the same weights and
computes the gradients of some parts of the batch; their sum is one step of the optimizer.
Neighbouring parts form blocks whose gradients are summed where they are computed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple, Protocol

import numpy as np

from . import ahead
from .data_adapter import Augmentation, DataAdapter
from .lockstep import Lockstep
from .pairwise_sum import PairwiseSum, blocks

WARM_UP = 2
"""Shared steps before timing begins: in its first ones a replica allocates its memory."""

TRIALS = 5
"""Steps that are timed with replicas, and as many without. The median counts: a shared step is
delayed if any one of the workers is.
"""

AGAIN = 500
"""Steps after which timing is repeated, since the load of the machine changes."""


class ReplicaLost(Exception):
    """A replica has ended within a step; the other parts of the step are discarded."""


class BlockResult(NamedTuple):
    """Result of a block of parts: the summed loss of each, right answers, and the gradients of its
    share of the batch's mean loss.
    """

    losses: list[float]
    hits: int
    gradients: np.ndarray


class Found(NamedTuple):
    """Statistics of a replica's parts at a stage of `Lockstep.compute`, by their first picture."""

    stage: int
    parts: dict[int, np.ndarray]


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
    at : epoch and batch
    size : pictures in the whole batch
    iterations : steps that the optimizer has made
    weights : float (trainable weights,)
    blocks : the parts to compute, see `pairwise_sum.blocks`
    """

    at: tuple[int, int]
    size: int
    iterations: int
    weights: np.ndarray
    blocks: Sequence[Sequence[Part]]


class Replica:
    """A copy of a network that computes gradients but makes no step.

    Parameters
    ----------
    model : Sequential
        built and compiled like the network that is trained
    seed, augmentation : of the training
    wait : returns what is yielded while the other parts' statistics are awaited
    """

    def __init__(
        self,
        model: Any,
        seed: int,
        augmentation: Augmentation | None,
        wait: Callable[[], Any] = lambda: None,
    ) -> None:
        self._model, self._seed, self._augmentation = model, seed, augmentation
        self._wait = wait
        self._lockstep = Lockstep(model) if model.normalizations else None
        self._answers: dict[int, np.ndarray] = {}
        self._step: StepParts | None = None
        model.seed_layers(seed)

    def compute(self, step: StepParts) -> Iterator[BlockResult | Found | Any]:
        """Compute parts: yields a `BlockResult` for each block, in their order.

        In lockstep it yields a `Found` at each stage, waits for `hear`, and yields pauses. A step
        is abandoned when another one begins.
        """
        self._step = step
        self._answers.clear()
        return self._begin(step)

    def alter(self, pictures: np.ndarray, at: tuple[int, int]) -> np.ndarray:
        """Augment a whole batch's pictures as the step ``at`` (epoch, batch) does."""
        return self._augmentation(pictures, np.random.default_rng((self._seed, *at)))

    def hear(self, stage: int, everything: np.ndarray) -> None:
        """Receive the statistics of all parts at a stage."""
        self._answers[stage] = everything

    def _begin(self, step):
        if self._step is not step:
            return
        np.copyto(self._model.parameters.values, step.weights)
        self._model.optimizer.iterations = step.iterations
        for event in self._compute_together(step) if self._lockstep else self._compute(step):
            yield event
            if self._step is not step:
                return

    def _compute(self, step):
        model = self._model
        for block in step.blocks:
            total, losses, hits = PairwiseSum(model.parameters.gradients), [], 0
            for number, part in enumerate(block):
                if number:
                    yield None
                loss, right = model.compute_gradients(*self._draw(step, part), part.first)
                scale = len(part.pictures) / step.size
                total.add(number, model.parameters.gradients, scale=scale)
                losses.append(loss)
                hits += right
            yield BlockResult(losses, hits, total.total())

    def _compute_together(self, step):
        gradients = self._model.parameters.gradients
        totals = [PairwiseSum(gradients) for _ in step.blocks]
        places = {
            part.first: (total, number)
            for total, block in zip(totals, step.blocks, strict=True)
            for number, part in enumerate(block)
        }

        def take(first, where):
            total, number = places[first]
            total.add(number, gradients, where=where)

        def exchange(stage, own):
            yield Found(stage, own)
            while stage not in self._answers:
                yield self._wait()
            return self._answers.pop(stage)

        parts = [part for block in step.blocks for part in block]
        batches = ((part.first, *self._draw(step, part)) for part in parts)
        found, _ = yield from self._lockstep.compute(batches, step.size, exchange, take)
        for total, block in zip(totals, step.blocks, strict=True):
            losses, hits = zip(*(found[part.first] for part in block), strict=True)
            yield BlockResult(list(losses), sum(hits), total.total())

    def _draw(self, step, part):
        samples = DataAdapter.prepared(self._model, part.pictures, part.targets)
        rows = np.arange(len(samples), dtype=np.int32)
        return samples.draw(rows, self._augmentation, (self._seed, *step.at, part.first))


class Elsewhere(ahead.Elsewhere, Protocol):
    """Whatever has replicas in other workers."""

    def ask(self, replica: int, step: StepParts, shared: SharedStep) -> None:
        """Have parts computed; the results go to ``shared``."""

    def answer(self, replica: int, stage: int, everything: np.ndarray) -> None:
        """Send a replica the statistics of all parts, see `Replica.hear`."""

    def wait(self) -> Any:
        """Return what the training yields while it waits for results."""


class SharedStep:
    """A step some parts of which are computed by replicas.

    Parameters
    ----------
    firsts : the first pictures of all parts
    parts_of : makes what a replica needs for blocks, given the first pictures of their parts
    count : number of replicas that take part; with 0 all parts are computed here

    Attributes
    ----------
    kept : how many parts, the first ones, are computed here
    blocks : the numbers of the parts that replicas compute, in order
    """

    def __init__(
        self,
        elsewhere: Elsewhere,
        firsts: Sequence[int],
        parts_of: Callable[[Sequence[Sequence[int]]], StepParts],
        count: int,
    ) -> None:
        self._elsewhere, self._order = elsewhere, firsts
        workers, parts = min(count + 1, len(firsts)), len(firsts)
        self.kept, *ends = (-(-parts * (worker + 1) // workers) for worker in range(workers))
        shares = [blocks(*ends, parts) for ends in pairwise((self.kept, *ends))]
        self.blocks = [block for share in shares for block in share]
        self._results: dict[int, BlockResult] = {}
        self._found: dict[int, dict[int, np.ndarray]] = {}
        self._lost = False
        self._replicas = range(len(shares))
        for replica, share in enumerate(shares):
            given = [[firsts[number] for number in block] for block in share]
            elsewhere.ask(replica, parts_of(given), self)

    def put(self, first: int, result: BlockResult) -> None:
        """Receive the result of the block that begins with this picture."""
        self._results[first] = result

    def put_found(self, found: Found) -> None:
        """Receive the statistics of parts at a stage."""
        self._found.setdefault(found.stage, {}).update(found.parts)

    def lose(self) -> None:
        """Note that a replica has ended."""
        self._lost = True

    def results(self) -> Generator[Any, None, list[tuple[range, BlockResult]]]:
        """Wait for the blocks that replicas compute; returns them in order.

        Raises
        ------
        ReplicaLost
        """
        while len(self._results) < len(self.blocks):
            yield from self._waiting()
        return [(block, self._results[self._order[block.start]]) for block in self.blocks]

    def exchange(self, stage: int, own: dict[int, np.ndarray]) -> Generator[Any, None, np.ndarray]:
        """Wait for the replicas' statistics, and send all of them to every replica.

        Raises
        ------
        ReplicaLost
        """
        self.put_found(Found(stage, own))
        while len(self._found[stage]) < len(self._order):
            yield from self._waiting()
        found = self._found.pop(stage)
        everything = np.stack([found[first] for first in self._order])
        for replica in self._replicas:
            self._elsewhere.answer(replica, stage, everything)
        return everything

    def _waiting(self):
        if self._lost:
            raise ReplicaLost
        yield self._elsewhere.wait()


class Replicas:
    """Distributes the parts of steps among replicas if that is measurably faster.

    A small network computes a part in less time than it takes to send the weights to a replica. The
    break-even point depends on the machine and its load, so the first steps are timed both ways.

    Attributes
    ----------
    ahead : augments coming pictures if steps are not shared
    """

    def __init__(
        self, elsewhere: Elsewhere, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.ahead = ahead.Ahead(elsewhere)
        self._elsewhere, self._clock = elsewhere, clock
        self._count = self._steps = 0
        self._shares = False
        self._shared: list[float] = []
        self._alone: list[float] = []

    @property
    def workers(self) -> int:
        """How many workers shared the latest step, including this one."""
        return 1 + self._count if self._shares else self.ahead.workers

    def begin(
        self, firsts: Sequence[int], parts_of: Callable[[Sequence[Sequence[int]]], StepParts]
    ) -> SharedStep:
        """Begin a step, shared or not; the parameters are those of `SharedStep`."""
        count = self._elsewhere.count()
        self._steps += 1
        if count != self._count or self._steps == AGAIN:
            self._count, self._steps, self._shared, self._alone = count, 0, [], []
        self._begun, self._parts = self._clock(), len(firsts)
        self._shares = count > 0 and self._pays()
        return SharedStep(self._elsewhere, firsts, parts_of, count if self._shares else 0)

    def end(self) -> None:
        """Note that the step is made."""
        if self._count and not self._is_measured():
            seconds = (self._clock() - self._begun) / self._parts
            (self._shared if self._shares else self._alone).append(seconds)

    def _is_measured(self):
        return len(self._alone) == TRIALS

    def _pays(self):
        if self._is_measured():
            return median(self._shared[WARM_UP:]) < median(self._alone)
        return len(self._shared) <= WARM_UP + len(self._alone)
