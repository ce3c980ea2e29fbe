"""One training step: the gradients of a batch, computed in parts if it is long, and the optimizer.

Parts are summed in a fixed order, wherever they are computed, and the random numbers of each depend
on its place in the batch. So the result does not depend on pauses between parts, nor on the number
of replicas.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from .data_adapter import Augmentation, DataAdapter
from .lockstep import Lockstep, exchange_alone
from .pairwise_sum import PairwiseSum
from .replicas import Part, ReplicaLost, Replicas, StepParts


class Feed:
    """Draws the batches of a training, and parts of them.

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
        key : epoch, batch and the part's place
        altered : the pictures, if they have been augmented already
        """
        alter = self._augmentation if altered is None else lambda *_: altered
        return self._samples.draw(rows, alter, (self._seed, *key))

    def pictures(self, rows: np.ndarray) -> np.ndarray:
        """Return pictures without augmentation."""
        return self._samples.x[rows]

    def part(self, first: int, rows: np.ndarray) -> Part:
        """Return a part in the form that replicas take."""
        return Part(first, self._samples.x[rows], self._samples.y[rows])


class Steps:
    """Makes the steps of a training.

    Parameters
    ----------
    model : Sequential
        built and compiled
    replicas : compute parts in other workers, if there are any
    """

    def __init__(
        self, model: Any, feed: Feed, batch_size: int, replicas: Replicas | None = None
    ) -> None:
        self._model, self._feed, self._replicas = model, feed, replicas
        self._size = model.part_size(batch_size)
        self._total = PairwiseSum(model.parameters.gradients)
        self._lockstep = Lockstep(model) if model.normalizations else None
        self._batch_size, self._order = batch_size, np.empty(0, np.int32)
        shares = self._size < batch_size
        self._ahead = replicas.ahead if replicas and feed.alters and not shares else None

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
        parts = {first: rows[first : first + self._size] for first in places}
        shared = self._share(parts, len(rows), at) if self._replicas else None
        compute = self._compute_together if self._lockstep else self._compute
        try:
            found = yield from compute(parts, len(rows), at, shared)
        except ReplicaLost:
            found = yield from compute(parts, len(rows), at, None)
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

    def _share(self, parts, size, at):
        model, feed = self._model, self._feed

        def parts_of(blocks):
            model.parameters.gather()
            given = [[feed.part(first, parts[first]) for first in block] for block in blocks]
            return StepParts(at, size, model.optimizer.iterations, model.parameters.values, given)

        return self._replicas.begin(list(parts), parts_of)

    def _compute(self, parts, size, at, shared):
        """Without batch normalisation pictures are independent: one part after another."""
        model, gradients = self._model, self._model.parameters.gradients
        losses, hits = [], 0
        for number, first in enumerate(_kept(parts, shared)):
            if number:
                yield None
            batch = self._feed.draw(parts[first], (*at, first))
            loss, right = model.compute_gradients(*batch, first)
            self._total.add(number, gradients, scale=len(parts[first]) / size)
            losses.append(loss)
            hits += right
        theirs, right = yield from self._add_shared(shared)
        np.copyto(gradients, self._total.total())
        return sum(losses + theirs), hits + right

    def _compute_together(self, parts, size, at, shared):
        """With batch normalisation: all parts side by side, with gradients of the whole batch's
        loss.
        """
        model, gradients = self._model, self._model.parameters.gradients
        kept = _kept(parts, shared)
        numbers = {first: number for number, first in enumerate(kept)}
        batches = ((first, *self._feed.draw(parts[first], (*at, first))) for first in kept)

        def take(first, where):
            self._total.add(numbers[first], gradients, where=where)

        exchange = shared.exchange if shared else exchange_alone
        found, statistics = yield from self._lockstep.compute(batches, size, exchange, take)
        losses, hits = zip(*found.values(), strict=True)
        theirs, right = yield from self._add_shared(shared)
        np.copyto(gradients, self._total.total())
        model.add_penalty()
        for layer, whole in zip(model.normalizations, statistics, strict=True):
            layer.follow(whole)
        return sum([*losses, *theirs]) + size * model.penalty, sum(hits) + right

    def _add_shared(self, shared):
        """Add the gradients that replicas have computed; returns their losses and right answers."""
        losses, hits = [], 0
        for block, result in (yield from shared.results()) if shared else ():
            self._total.add(block.start, result.gradients, parts=len(block))
            losses += result.losses
            hits += result.hits
        return losses, hits


def _kept(parts, shared):
    """The first pictures of the parts that are computed here."""
    return list(parts)[: shared.kept if shared else None]
