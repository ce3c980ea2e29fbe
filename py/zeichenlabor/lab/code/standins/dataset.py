"""``tf.data.Dataset`` as used in tutorials: arrays that are shuffled, repeated and batched.

It holds all of its elements in memory; a training uses them like arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ....nn.settings import Integer, bad_setting, checked
from . import missing
from .arrays import Tensor, tensor


class Dataset:
    """Elements that are arrays, or tuples of arrays."""

    def __init__(self, arrays: tuple[np.ndarray, ...], single: bool) -> None:
        self._arrays, self._single = arrays, single
        self.batch_size: int | None = None
        self.shuffled = self.repeated = False

    @classmethod
    def from_tensor_slices(cls, tensors: Any) -> Dataset:
        """Return the rows of an array, or of several of the same length."""
        single = not isinstance(tensors, tuple)
        arrays = tuple(np.asarray(one) for one in ((tensors,) if single else tensors))
        if len({len(array) for array in arrays}) != 1:
            lengths = [len(array) for array in arrays]
            raise bad_setting("Dataset", "tensors", lengths, "arrays of the same length")
        return cls(arrays, single)

    @classmethod
    def zip(cls, datasets: tuple[Dataset, ...]) -> Dataset:
        """Return tuples of the elements of several."""
        return cls.from_tensor_slices(tuple(one._arrays[0] for one in datasets))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing("tensorflow.data.Dataset", name, _public())

    def _with(self, arrays: tuple[np.ndarray, ...] | None = None, **more: Any) -> Dataset:
        made = Dataset(self._arrays if arrays is None else arrays, self._single)
        vars(made).update({name: getattr(self, name) for name in _STATE} | more)
        return made

    def shuffle(
        self, buffer_size: int, seed: int | None = None, reshuffle_each_iteration: bool = True
    ) -> Dataset:
        """Shuffle all elements for each iteration, whatever the buffer's size."""
        return self._with(shuffled=True)

    def repeat(self, count: int | None = None) -> Dataset:
        """Repeat the dataset; a training then needs ``steps_per_epoch``."""
        if count is None:
            return self._with(repeated=True)
        return self._with(tuple(np.concatenate([one] * count) for one in self._arrays))

    def batch(self, batch_size: int, drop_remainder: bool = False, **others: Any) -> Dataset:
        """Combine elements to batches."""
        size = checked("Dataset.batch", "batch_size", Integer(minimum=1), batch_size)
        kept = len(self._arrays[0]) // size * size if drop_remainder else None
        return self._with(tuple(one[:kept] for one in self._arrays), batch_size=size)

    def cache(self, filename: str = "") -> Dataset:
        """Return the dataset unchanged."""
        return self

    def prefetch(self, buffer_size: Any) -> Dataset:
        """Return the dataset unchanged."""
        return self

    def take(self, count: int) -> Dataset:
        """Return the first elements, or batches."""
        return self._some(slice(None, count * (self.batch_size or 1)))

    def skip(self, count: int) -> Dataset:
        """Return all but the first elements, or batches."""
        return self._some(slice(count * (self.batch_size or 1), None))

    def _some(self, rows: slice) -> Dataset:
        return self._with(tuple(one[rows] for one in self._arrays))

    def map(self, map_func: Callable, **others: Any) -> Dataset:
        """Apply a function to each element, or each batch."""
        found = [map_func(*one) for one in self._ordered()]
        single = not isinstance(found[0], tuple)
        rows = [[np.asarray(one) for one in ((each,) if single else each)] for each in found]
        join = np.stack if self.batch_size is None else np.concatenate
        made = self._with(tuple(join(column) for column in zip(*rows, strict=True)))
        made._single = single
        return made

    def _ordered(self) -> Iterator[tuple[Tensor, ...]]:
        count = len(self._arrays[0])
        if self.batch_size is None:
            yield from (tuple(tensor(one[row]) for one in self._arrays) for row in range(count))
            return
        for begin in range(0, count, self.batch_size):
            yield tuple(tensor(one[begin : begin + self.batch_size]) for one in self._arrays)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the elements, or the batches."""
        source = self
        if self.shuffled:
            order = np.random.permutation(len(self._arrays[0]))  # noqa: NPY002 - as tf's own seed
            source = self._with(tuple(one[order] for one in self._arrays))
        while True:
            for one in source._ordered():
                yield one[0] if self._single else one
            if not self.repeated:
                return

    def __len__(self) -> int:
        """Return the number of elements, or of batches."""
        return -(-len(self._arrays[0]) // (self.batch_size or 1))

    def as_numpy_iterator(self) -> Iterator[Any]:
        """Iterate over plain arrays."""
        for one in self:
            yield tuple(tensor.numpy() for tensor in one) if isinstance(one, tuple) else one.numpy()

    def arrays(self, owner: str, count: int = 2) -> tuple[np.ndarray, ...]:
        """Return all elements, for a training.

        Raises
        ------
        BadSetting
            if they are not batched, or have another number of arrays
        """
        if self.batch_size is None:
            raise bad_setting(owner, "x", "a Dataset without batches", "dataset.batch(32)")
        if len(self._arrays) < count:
            raise bad_setting(owner, "x", "a Dataset without labels", "pairs (x, y)")
        return self._arrays[:count]

    def check_steps(self, owner: str, name: str, steps: int | None) -> None:
        """Raise BadSetting unless this is the number of steps in an epoch.

        In a repeated dataset, Keras may carry an incomplete batch over to the next epoch; here each
        epoch includes it.
        """
        all_of_it = len(self)
        allowed = {all_of_it, math.floor(len(self._arrays[0]) / self.batch_size)}
        if not (steps in allowed or (steps is None and not self.repeated)):
            raise bad_setting(owner, name, steps, str(all_of_it))


_STATE = ("batch_size", "shuffled", "repeated")


def _public() -> list[str]:
    return [name for name in vars(Dataset) if name[0] != "_"]
