"""``sample_weight`` and ``class_weight``: a loss with weighted samples."""

from __future__ import annotations

from typing import Any

import numpy as np

from .... import nn
from ....errors import BadShape
from ....nn.settings import bad_setting


class WeightedLoss(nn.Loss):
    """A loss with weighted samples; `prepare` returns targets combined with their weights.

    Parameters
    ----------
    weights : of the targets that are prepared first, second, …; all others have weight 1
    """

    abstract = True

    def __init__(self, loss: nn.Loss, *weights: np.ndarray) -> None:
        self.loss, self._weights = loss, [*weights]
        self.from_logits = getattr(loss, "from_logits", False)
        self.splits_logits_at_zero = loss.splits_logits_at_zero
        self.activation = loss.activation

    def prepare(self, y: Any, output_shape: tuple[int, ...], dtype: Any) -> np.ndarray:
        """Return the flattened targets (n, …), each followed by its weight, float."""
        targets = self.loss.prepare(y, output_shape, dtype)
        weights = self._weights.pop(0) if self._weights else np.ones(len(targets))
        self._shape, self._dtype = targets.shape[1:], targets.dtype
        rows = targets.reshape(len(targets), -1)
        return np.hstack([rows, weights[:, None]]).astype(dtype)

    def unpacked(self, packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the targets in the loss's own form, and their weights (n,)."""
        targets = packed[:, :-1].reshape(len(packed), *self._shape).astype(self._dtype)
        return np.ascontiguousarray(targets), packed[:, -1]

    def measure(
        self, output: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None, raw: bool
    ) -> tuple[float, int]:
        """Return the summed loss and the number of hits; set the mean's gradient."""
        plain, weights = self.unpacked(targets)
        _, right = self.loss.measure(output, plain, gradient, raw)
        if gradient is not None:
            gradient *= weights.reshape(-1, *[1] * (gradient.ndim - 1))
        loss = self.loss
        if isinstance(loss, nn.SparseCategoricalCrossentropy):
            loss = nn.CategoricalCrossentropy(from_logits=self.from_logits)
            plain = nn.losses.one_hot(plain, output.shape[-1])
        each, _ = loss._each(output, plain, raw)
        return float((each * weights).sum(dtype=np.float64)), right


def weights_of(y: Any, sample_weight: Any, class_weight: Any, owner: str) -> np.ndarray | None:
    """Return the weights (n,) for ``fit``, or None.

    Raises
    ------
    BadSetting, BadShape
        if they do not fit the samples
    """
    if sample_weight is None and class_weight is None:
        return None
    if sample_weight is not None and class_weight is not None:
        raise bad_setting(owner, "sample_weight", "…", "None beside class_weight")
    if sample_weight is not None:
        weights = np.asarray(sample_weight, np.float64)
        if weights.shape != (len(y),):
            raise BadShape(
                f"{weights.shape} weights for {len(y)} samples",
                layer="sample_weight",
                kind="labels",
                shape=str(weights.shape),
                remedy="same-length",
                pictures=len(y),
            )
        return weights
    if not isinstance(class_weight, dict):
        raise bad_setting(owner, "class_weight", class_weight, "a dictionary {class: weight}")
    labels = np.asarray(y)
    labels = labels.argmax(axis=-1) if labels.ndim > 1 and labels.shape[-1] > 1 else labels.ravel()
    return np.array([float(class_weight.get(int(label), 1.0)) for label in labels])
