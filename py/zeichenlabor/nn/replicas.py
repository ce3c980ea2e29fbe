"""Copies of the network in other workers, which compute some of a step's micro-batches.

Data parallelism as in Keras' ``MirroredStrategy``: every replica has the same weights and
computes the gradients of some micro-batches; their sum is one step of the optimizer. Neighbouring
micro-batches form blocks whose gradients are summed where they are computed.
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
"""Distributed steps before timing begins: in its first ones a replica allocates its memory."""

TRIALS = 5
"""Steps that are timed with replicas, and as many without. The median counts: a distributed step
is delayed if any one of the workers is.
"""

AGAIN = 500
"""Steps after which timing is repeated, since the load of the machine changes."""


class ReplicaLost(Exception):
    """A replica has ended within a step; its other micro-batches are discarded."""


class BlockResult(NamedTuple):
    """Result of a block of micro-batches: the summed loss of each, right answers, and the gradients
    of its share of the batch's mean loss.
    """

    losses: list[float]
    hits: int
    gradients: np.ndarray


class StageStatistics(NamedTuple):
    """Statistics of a replica's micro-batches at a stage of `Lockstep.compute`, by their first
    picture.
    """

    stage: int
    of: dict[int, np.ndarray]


@dataclass(frozen=True)
class MicroBatch:
    """Some successive pictures of a batch, before augmentation.

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
class ReplicaStep:
    """What a replica needs for one step.

    Attributes
    ----------
    at : epoch and batch
    size : pictures in the whole batch
    iterations : steps that the optimizer has made
    weights : float (trainable weights,)
    blocks : the micro-batches to compute, see `pairwise_sum.blocks`
    """

    at: tuple[int, int]
    size: int
    iterations: int
    weights: np.ndarray
    blocks: Sequence[Sequence[MicroBatch]]


class Replica:
    """A copy of a network that computes gradients but makes no step.

    Parameters
    ----------
    model : Sequential
        built and compiled like the network that is trained
    seed, augmentation : of the training
    wait : returns what is yielded while the others' statistics are awaited
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
        self._step: ReplicaStep | None = None
        model.seed_layers(seed)

    def compute(self, step: ReplicaStep) -> Iterator[BlockResult | StageStatistics | Any]:
        """Compute micro-batches: yields a `BlockResult` for each block, in their order.

        In lockstep it yields `StageStatistics` at each stage, waits for `hear`, and yields pauses.
        A step is abandoned when another one begins.
        """
        self._step = step
        self._answers.clear()
        return self._begin(step)

    def alter(self, pictures: np.ndarray, at: tuple[int, int]) -> np.ndarray:
        """Augment a whole batch's pictures as the step ``at`` (epoch, batch) does."""
        return self._augmentation(pictures, np.random.default_rng((self._seed, *at)))

    def hear(self, stage: int, everything: np.ndarray) -> None:
        """Receive the statistics of all micro-batches at a stage."""
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
            for number, one in enumerate(block):
                if number:
                    yield None
                loss, right = model.compute_gradients(*self._draw(step, one), one.first)
                scale = len(one.pictures) / step.size
                total.add(number, model.parameters.gradients, scale=scale)
                losses.append(loss)
                hits += right
            yield BlockResult(losses, hits, total.total())

    def _compute_together(self, step):
        gradients = self._model.parameters.gradients
        totals = [PairwiseSum(gradients) for _ in step.blocks]
        places = {
            one.first: (total, number)
            for total, block in zip(totals, step.blocks, strict=True)
            for number, one in enumerate(block)
        }

        def take(first, where):
            total, number = places[first]
            total.add(number, gradients, where=where)

        def exchange(stage, own):
            yield StageStatistics(stage, own)
            while stage not in self._answers:
                yield self._wait()
            return self._answers.pop(stage)

        batches = ((one.first, *self._draw(step, one)) for block in step.blocks for one in block)
        found, _ = yield from self._lockstep.compute(batches, step.size, exchange, take)
        for total, block in zip(totals, step.blocks, strict=True):
            losses, hits = zip(*(found[one.first] for one in block), strict=True)
            yield BlockResult(list(losses), sum(hits), total.total())

    def _draw(self, step, micro_batch):
        samples = DataAdapter.prepared(self._model, micro_batch.pictures, micro_batch.targets)
        rows = np.arange(len(samples), dtype=np.int32)
        return samples.draw(rows, self._augmentation, (self._seed, *step.at, micro_batch.first))


class RemoteReplicas(ahead.Augmenters, Protocol):
    """The replicas in other workers."""

    def ask(self, replica: int, step: ReplicaStep, to: DistributedStep) -> None:
        """Have micro-batches computed; the results go ``to`` the step."""

    def answer(self, replica: int, stage: int, everything: np.ndarray) -> None:
        """Send a replica the statistics of all micro-batches, see `Replica.hear`."""

    def wait(self) -> Any:
        """Return what the training yields while it waits for results."""


class DistributedStep:
    """A step of which replicas compute some micro-batches.

    Parameters
    ----------
    firsts : the first pictures of all micro-batches
    step_of : makes what a replica needs for blocks, given the first pictures of their micro-batches
    count : number of replicas that take part; with 0 everything is computed here

    Attributes
    ----------
    local : how many micro-batches, the first ones, are computed here
    blocks : the numbers of those that replicas compute, in order
    """

    def __init__(
        self,
        remote: RemoteReplicas,
        firsts: Sequence[int],
        step_of: Callable[[Sequence[Sequence[int]]], ReplicaStep],
        count: int,
    ) -> None:
        self._remote, self._order = remote, firsts
        workers, total = min(count + 1, len(firsts)), len(firsts)
        self.local, *ends = (-(-total * (worker + 1) // workers) for worker in range(workers))
        given = [blocks(*ends, total) for ends in pairwise((self.local, *ends))]
        self.blocks = [block for of_one in given for block in of_one]
        self._results: dict[int, BlockResult] = {}
        self._found: dict[int, dict[int, np.ndarray]] = {}
        self._lost = False
        self._replicas = range(len(given))
        for replica, of_one in enumerate(given):
            pictures = [[firsts[number] for number in block] for block in of_one]
            remote.ask(replica, step_of(pictures), self)

    def put(self, first: int, result: BlockResult) -> None:
        """Receive the result of the block that begins with this picture."""
        self._results[first] = result

    def put_found(self, found: StageStatistics) -> None:
        """Receive the statistics of micro-batches at a stage."""
        self._found.setdefault(found.stage, {}).update(found.of)

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
        self.put_found(StageStatistics(stage, own))
        while len(self._found[stage]) < len(self._order):
            yield from self._waiting()
        found = self._found.pop(stage)
        everything = np.stack([found[first] for first in self._order])
        for replica in self._replicas:
            self._remote.answer(replica, stage, everything)
        return everything

    def _waiting(self):
        if self._lost:
            raise ReplicaLost
        yield self._remote.wait()


class Replicas:
    """Distributes steps among replicas if that is measurably faster.

    A small network computes a micro-batch in less time than it takes to send the weights to a
    replica. The break-even point depends on the machine and its load, so the first steps are timed
    both ways.

    Attributes
    ----------
    ahead : augments coming pictures if steps are not distributed
    """

    def __init__(
        self, remote: RemoteReplicas, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.ahead = ahead.Ahead(remote)
        self._remote, self._clock = remote, clock
        self._count = self._steps = 0
        self._distributes = False
        self._distributed: list[float] = []
        self._alone: list[float] = []

    @property
    def workers(self) -> int:
        """How many workers computed the latest step, including this one."""
        return 1 + self._count if self._distributes else self.ahead.workers

    def begin(
        self, firsts: Sequence[int], step_of: Callable[[Sequence[Sequence[int]]], ReplicaStep]
    ) -> DistributedStep:
        """Begin a step, with replicas or without; the parameters are those of `DistributedStep`."""
        count = self._remote.count()
        self._steps += 1
        if count != self._count or self._steps == AGAIN:
            self._count, self._steps, self._distributed, self._alone = count, 0, [], []
        self._begun, self._micro_batches = self._clock(), len(firsts)
        self._distributes = count > 0 and self._pays()
        return DistributedStep(self._remote, firsts, step_of, count if self._distributes else 0)

    def end(self) -> None:
        """Note that the step is made."""
        if self._count and not self._is_measured():
            seconds = (self._clock() - self._begun) / self._micro_batches
            (self._distributed if self._distributes else self._alone).append(seconds)

    def _is_measured(self):
        return len(self._alone) == TRIALS

    def _pays(self):
        if self._is_measured():
            return median(self._distributed[WARM_UP:]) < median(self._alone)
        return len(self._distributed) <= WARM_UP + len(self._alone)
