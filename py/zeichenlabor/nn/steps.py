"""One training step: the gradients of a batch, and the optimizer.

A long batch is divided into micro-batches whose gradients are accumulated. They are summed in a
fixed order, wherever they are computed, and the random numbers of each depend on its place in the
batch. So the result does not depend on pauses between micro-batches, nor on the number of replicas.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from .data_adapter import Augmentation, DataAdapter
from .lockstep import Lockstep, exchange_alone
from .pairwise_sum import PairwiseSum
from .replicas import MicroBatch, ReplicaLost, Replicas, ReplicaStep


class Feed:
    """Draws the batches of a training, and its micro-batches.

    Parameters
    ----------
    seed : for the random numbers of ``augmentation``
    """

    def __init__(self, samples: DataAdapter, augmentation: Augmentation | None, seed: int) -> None:
        self._samples, self._augmentation, self._seed = samples, augmentation, seed
        self.alters = augmentation is not None

    def draw(
        self, rows: np.ndarray, key: tuple[int, ...], altered: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return float pictures and targets.

        Parameters
        ----------
        key : epoch, batch and the micro-batch's place
        altered : the pictures, if they have been augmented already
        """
        alter = self._augmentation if altered is None else lambda *_: altered
        return self._samples.draw(rows, alter, (self._seed, *key))

    def pictures(self, rows: np.ndarray) -> np.ndarray:
        """Return pictures without augmentation."""
        return self._samples.x[rows]

    def micro_batch(self, first: int, rows: np.ndarray) -> MicroBatch:
        """Return a micro-batch in the form that replicas take."""
        return MicroBatch(first, self._samples.x[rows], self._samples.y[rows])


class Steps:
    """Makes the steps of a training.

    Parameters
    ----------
    model : Sequential
        built and compiled
    replicas : compute micro-batches in other workers, if there are any
    """

    def __init__(
        self, model: Any, feed: Feed, batch_size: int, replicas: Replicas | None = None
    ) -> None:
        self._model, self._feed, self._replicas = model, feed, replicas
        self._size = model.micro_batch_size(batch_size)
        self._total = PairwiseSum(model.parameters.gradients)
        self._lockstep = Lockstep(model) if model.normalizations else None
        self._batch_size, self._order = batch_size, np.empty(0, np.int32)
        divides = self._size < batch_size
        self._ahead = replicas.ahead if replicas and feed.alters and not divides else None

    def begin_epoch(self, order: np.ndarray) -> None:
        """Set the order of the pictures in an epoch: int32 rows."""
        self._order = order

    def make(
        self, rows: np.ndarray, at: tuple[int, int]
    ) -> Generator[Any, None, tuple[float, int]]:
        """Make a step; yields pauses in which the network can be used.

        Returns the summed loss and the number of right answers, of before the step.

        Parameters
        ----------
        rows : int32, of the batch
        at : epoch and batch
        """
        if len(rows) <= self._size:
            return self._model.train_step(*self._feed.draw(rows, at, self._altered(at)))
        places = range(0, len(rows), self._size)
        micro_batches = {first: rows[first : first + self._size] for first in places}
        distributed = self._distribute(micro_batches, len(rows), at) if self._replicas else None
        compute = self._compute_together if self._lockstep else self._compute
        try:
            found = yield from compute(micro_batches, len(rows), at, distributed)
        except ReplicaLost:
            found = yield from compute(micro_batches, len(rows), at, None)
        self._model.apply_gradients()
        if self._replicas:
            self._replicas.end()
        return found

    def _altered(self, at):
        """The pictures that helpers have augmented; they continue with coming batches."""
        if self._ahead is None:
            return None
        size, order = self._batch_size, self._order

        def pictures_of(batch):
            return self._feed.pictures(order[batch * size : (batch + 1) * size])

        self._ahead.ask(at, -(-len(order) // size), pictures_of)
        return self._ahead.take(at)

    def _distribute(self, micro_batches, size, at):
        model, feed = self._model, self._feed

        def step_of(blocks):
            model.parameters.gather()
            given = [
                [feed.micro_batch(first, micro_batches[first]) for first in block]
                for block in blocks
            ]
            return ReplicaStep(at, size, model.optimizer.iterations, model.parameters.values, given)

        return self._replicas.begin(list(micro_batches), step_of)

    def _compute(self, micro_batches, size, at, distributed):
        """Without batch normalisation pictures are independent: one micro-batch after another."""
        model, gradients = self._model, self._model.parameters.gradients
        losses, hits = [], 0
        for number, first in enumerate(_local(micro_batches, distributed)):
            if number:
                yield None
            batch = self._feed.draw(micro_batches[first], (*at, first))
            loss, right = model.compute_gradients(*batch, first)
            self._total.add(number, gradients, scale=len(micro_batches[first]) / size)
            losses.append(loss)
            hits += right
        theirs, right = yield from self._add_distributed(distributed)
        np.copyto(gradients, self._total.total())
        return sum(losses + theirs), hits + right

    def _compute_together(self, micro_batches, size, at, distributed):
        """With batch normalisation: all micro-batches side by side, with gradients of the whole
        batch's loss.
        """
        model, gradients = self._model, self._model.parameters.gradients
        local = _local(micro_batches, distributed)
        numbers = {first: number for number, first in enumerate(local)}
        batches = ((first, *self._feed.draw(micro_batches[first], (*at, first))) for first in local)

        def take(first, where):
            self._total.add(numbers[first], gradients, where=where)

        exchange = distributed.exchange if distributed else exchange_alone
        found, statistics = yield from self._lockstep.compute(batches, size, exchange, take)
        losses, hits = zip(*found.values(), strict=True)
        theirs, right = yield from self._add_distributed(distributed)
        np.copyto(gradients, self._total.total())
        model.add_penalty()
        for layer, whole in zip(model.normalizations, statistics, strict=True):
            layer.follow(whole)
        return sum([*losses, *theirs]) + size * model.penalty, sum(hits) + right

    def _add_distributed(self, distributed):
        """Add the gradients that replicas have computed; returns their losses and right answers."""
        losses, hits = [], 0
        for block, result in (yield from distributed.results()) if distributed else ():
            self._total.add(block.start, result.gradients, count=len(block))
            losses += result.losses
            hits += result.hits
        return losses, hits


def _local(micro_batches, distributed):
    """The first pictures of the micro-batches that are computed here."""
    return list(micro_batches)[: distributed.local if distributed else None]
