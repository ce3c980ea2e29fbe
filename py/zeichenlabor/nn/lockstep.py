"""A step in micro-batches although batch normalisation makes the pictures of a batch depend on
each other.

All micro-batches go through the layers side by side. Before each `BatchNormalization` they exchange
their statistics and continue with those of the whole batch (as in synchronized batch
normalization); backward likewise. So several workers can compute them, and sums are always taken in
the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

import numpy as np

from .layers import BatchNormalization, Layer
from .layers.batch_normalization import Statistics
from .workspace import Workspace

Exchange = Callable[[int, dict[int, np.ndarray]], Generator[Any, None, np.ndarray]]
"""``exchange(stage, own)`` sends the statistics of the local micro-batches, by their first picture;
it yields pauses and returns those of all, stacked in order.
"""

Take = Callable[[int, slice], None]
"""``take(first, where)`` is called when ``parameters.gradients[where]`` holds the gradients of the
micro-batch that begins with the picture ``first``; the next one overwrites them.
"""


def exchange_alone(stage: int, own: dict[int, np.ndarray]) -> Generator[Any, None, np.ndarray]:
    """The exchange if all micro-batches are local."""
    return np.stack(list(own.values()))
    yield


class Lockstep:
    """Passes micro-batches through a network; each has its own memory.

    Parameters
    ----------
    model : Sequential
        built and compiled
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._micro_batches: dict[int, _MicroBatch] = {}
        marks = [i for i, layer in enumerate(model.layers) if isinstance(layer, BatchNormalization)]
        self._stretches = list(zip([0, *marks], [*marks, len(model.layers)], strict=True))
        self._where = [
            model.parameters.slice_of(model.layers[begin:end]) for begin, end in self._stretches
        ]

    def compute(
        self,
        batches: Iterable[tuple[int, np.ndarray, np.ndarray]],
        size: int,
        exchange: Exchange,
        take: Take,
    ) -> Generator[Any, None, tuple[dict[int, tuple[float, int]], list[Statistics]]]:
        """Compute gradients; yields None between two micro-batches in a stretch of layers.

        Parameters
        ----------
        batches : micro-batches: place of the first picture, float pictures, targets; each is copied
            before the next one is asked for
        size : pictures in the whole batch; the gradients are those of its mean loss

        Returns
        -------
        losses : summed loss and right answers of each micro-batch
        statistics : of the whole batch, for each batch normalisation
        """
        micro_batches = []
        for first, x, targets in batches:
            micro_batches.append(self._micro_batch(first, x, targets))
            yield None
        statistics: list[Statistics] = []
        stage, last = 0, len(self._stretches) - 1
        for number, (begin, end) in enumerate(self._stretches):
            if number:
                found = {one.first: one.layers[begin].measure(one.signal) for one in micro_batches}
                everything = yield from exchange(stage, found)
                statistics.append(self._model.layers[begin].combine(everything))
                stage += 1
            for one in micro_batches:
                if one is not micro_batches[0]:
                    yield None
                one.forward(begin, end, statistics[-1] if number else None)
        losses = {one.first: one.measure(self._model, size) for one in micro_batches}
        for number in range(last, -1, -1):
            begin, end = self._stretches[number]
            if end <= self._model.first_trained:
                break
            sums = {}
            for one in micro_batches:
                if one is not micro_batches[0]:
                    yield None
                sums[one.first] = one.backward(begin, end, self._model.first_trained, number > 0)
                take(one.first, self._where[number])
            if number and begin > self._model.first_trained:
                everything = yield from exchange(stage, sums)
                stage += 1
                for one in micro_batches:
                    one.signal = one.layers[begin].input_gradient(everything)
        return losses, statistics

    def _micro_batch(self, first, x, targets):
        if first not in self._micro_batches:
            self._micro_batches[first] = _MicroBatch(self._model, first)
        found = self._micro_batches[first]
        found.begin(self._model, x, targets)
        return found


class _MicroBatch:
    """A micro-batch in the network: layers with the network's weights and their own memory.

    ``signal`` is the input of the next layer or, backward, the loss's gradient at its output.
    """

    def __init__(self, model, first) -> None:
        self.first = first
        self.layers: list[Layer] = [layer.with_own_workspace() for layer in model.layers]
        self._workspace = Workspace(model.dtype)

    def begin(self, model, x, targets):
        for layer in self.layers:
            layer.step, layer.first = model.optimizer.iterations, self.first
        self.signal = self._workspace.array("x", len(x), x.shape[1:])
        np.copyto(self.signal, x)
        self._targets = targets.copy()

    def forward(self, begin, end, whole):
        """Forward through a stretch of layers; ``whole`` are the statistics for its batch
        normalisation.
        """
        if whole is not None:
            self.signal = self.layers[begin].normalize(whole)
            begin += 1
        for layer in self.layers[begin:end]:
            self.signal = layer.forward(self.signal, training=True)

    def measure(self, model, size):
        """Compare with the targets; returns the summed loss and the number of right answers."""
        output = self.signal
        self.signal = self._workspace.array("dy", len(output), output.shape[1:])
        found = model.measure_batch(output, self._targets, self.signal)
        self.signal *= self.signal.dtype.type(len(output) / size)
        return found

    def backward(self, begin, end, first_trained, normalizes):
        """Backward through a stretch; returns the sums that its batch normalisation needs."""
        stop = max(begin + normalizes, first_trained)
        for place in range(end - 1, stop - 1, -1):
            self.signal = self.layers[place].backward(self.signal, need_dx=place > first_trained)
        if normalizes and begin >= first_trained:
            return self.layers[begin].gradient_sums(self.signal)
        return None
