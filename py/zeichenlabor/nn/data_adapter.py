"""Pictures and targets, checked once and drawn batch by batch."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from zeichenlabor.errors import BadShape

Augmentation = Callable[[np.ndarray, np.random.Generator], np.ndarray]


class DataAdapter:
    """Pictures and targets in the network's form, checked once, before the first step.

    Pictures that are uint8 stay so in memory; a batch is converted to float when it is drawn.
    """

    def __init__(self, model, x: np.ndarray, y: np.ndarray | None = None) -> None:
        self.x = pictures(x, model.dtype)
        self._model = model
        given, taken = self.x.shape[1:], model.picture_shape
        if math.prod(given) != math.prod(taken):
            raise BadShape(
                f"pictures of shape {given} given to a network for {taken}",
                layer=model.name,
                kind="Sequential",
                shape=str(given),
                remedy="match-input",
                input=str(taken),
            )
        self.y = None
        if y is not None:
            self.y = model.prepare_targets(y)
            if len(self.y) != len(self.x):
                raise BadShape(
                    f"{len(self.x)} pictures but {len(self.y)} labels",
                    layer="labels",
                    kind="labels",
                    shape=str(len(self.y)),
                    remedy="same-length",
                    pictures=len(self.x),
                )

    def __len__(self) -> int:
        return len(self.x)

    @classmethod
    def prepared(cls, model, x: np.ndarray, y: np.ndarray) -> DataAdapter:
        """Return an adapter for arrays that have been checked already."""
        samples = object.__new__(cls)
        samples.x, samples.y, samples._model = x, y, model
        return samples

    def take(self, rows: slice | np.ndarray) -> DataAdapter:
        """Return some of the samples."""
        return DataAdapter.prepared(self._model, self.x[rows], self.y[rows])

    def draw(
        self,
        rows: np.ndarray,
        augmentation: Augmentation | None = None,
        key: tuple[int, ...] = (),
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the pictures (float) and targets of int32 ``rows``; the next call overwrites.

        With ``augmentation`` the pictures are augmented; ``key`` seeds its random numbers.
        """
        if augmentation is None:
            return self._model.draw(self.x, rows, self.y)
        altered = augmentation(self.x[rows], np.random.default_rng(key))
        altered = pictures(altered, self._model.dtype)
        batch, _ = self._model.draw(altered, np.arange(len(rows), dtype=np.int32))
        return batch, self.y[rows]


def pictures(x: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Return uint8 pictures unchanged, others converted to ``dtype``.

    uint8 means grey levels, which are divided by 255 when a batch is drawn. Values of other types
    are taken as they are, as in Keras.
    """
    x = np.asarray(x)
    if x.dtype != np.uint8:
        x = x.astype(dtype, copy=False)
    return np.ascontiguousarray(x)
