"""Losses: how wrong the network is, as one number to minimise.

A loss gets the net's output and the targets, and gives the sum over the batch,
the number of right answers, and the gradient of the *mean* with respect to the
output. Cross-entropy takes the last layer's softmax (or sigmoid) into itself:
from the values in front of it, the logits z, both the loss

    -log softmax(z)_k = log Σ exp(z_j - max z) - (z_k - max z)

and its gradient ``softmax(z) - onehot`` are numerically stable for any z, whereas the logarithm of
a softmax that has underflowed to 0 is not.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from zeichenlabor.errors import BadShape

from . import kernels
from .settings import Configurable, Flag, Number, configurable, setting

_TINY = 1e-7  # keras.config.epsilon(): keeps a logarithm of given probabilities finite


@configurable
class Loss(Configurable):
    """Base of all losses.

    Attributes
    ----------
    activation : str or None
        the last layer's activation, if this loss includes it
    splits_logits_at_zero : bool
        with ``from_logits``, a single output is classified by its sign; Keras compares with 0.5
        even then
    """

    abstract = True
    activation: ClassVar[str | None] = None
    splits_logits_at_zero: ClassVar[bool] = True
    only: ClassVar[dict[str, tuple]] = {
        "reduction": ("sum_over_batch_size",),
        "name": (None,),
        "dtype": (None, "float32"),
        "axis": (-1,),
        "ignore_class": (None,),
    }

    @property
    def name(self) -> str:
        """The name in Keras."""
        return self.identifier()

    def __call__(self, y_true: np.ndarray, y_pred: np.ndarray) -> float:
        """Return the mean loss of outputs (n, …) for labels or targets.

        Raises
        ------
        BadShape
            where they do not fit
        """
        output = np.ascontiguousarray(y_pred, np.float32)
        targets = self.prepare(np.asarray(y_true), output.shape[1:], output.dtype)
        return self.measure(output, targets, None, raw=False)[0] / max(len(output), 1)

    def prepare(self, y: np.ndarray, output_shape: tuple[int, ...], dtype) -> np.ndarray:
        """Return the targets of a whole dataset in the form that `measure` takes.

        Integer labels (n,) become one-hot rows where the net has several outputs.

        Raises
        ------
        BadShape
            where targets and output do not fit
        """
        y = np.asarray(y)
        units = int(np.prod(output_shape))
        if y.ndim == 1 and units > 1:
            return one_hot(class_labels(y, units), units).astype(dtype)
        if y.size != len(y) * units:
            raise _misfit(y, output_shape)
        return np.ascontiguousarray(y.reshape(len(y), *output_shape), dtype)

    def measure(
        self, output: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None, raw: bool
    ) -> tuple[float, int]:
        """Return the summed loss and the number of hits; set the mean's gradient.

        Parameters
        ----------
        output : float (n, …)
        targets : as `prepare` made them, n rows
        gradient : float like ``output``, or None
        raw : bool
            the output is without its activation, which this loss includes
        """
        if not len(output):
            return 0.0, 0
        losses, slope = self._each(output, targets, raw)
        if gradient is not None:
            np.divide(slope, len(output), out=gradient)
        logits = raw or (getattr(self, "from_logits", False) and self.splits_logits_at_zero)
        threshold = 0.0 if logits else 0.5
        return float(losses.sum(dtype=np.float64)), hits(output, targets, threshold)

    def _each(self, output, targets, raw):
        """Return the loss per sample (n,), and its gradient, like ``output``."""
        raise NotImplementedError


@configurable
class SparseCategoricalCrossentropy(Loss):
    """``-log p_k`` for integer labels k, p the softmax of the output.

    With ``from_logits`` the last layer is linear and the softmax still belongs here.
    """

    activation = "softmax"

    from_logits: bool = setting(Flag(), default=False)

    def prepare(self, y, output_shape, dtype):
        """Return int32 labels (n,)."""
        if len(output_shape) != 1:
            raise _misfit(np.asarray(y), output_shape)
        return class_labels(np.asarray(y), output_shape[0])

    def measure(self, output, targets, gradient, raw):
        if raw or self.from_logits:
            return kernels.softmax_cross_entropy(output, targets, gradient)
        return super().measure(output, targets, gradient, raw)

    def _each(self, output, targets, raw):
        return _entropy_of_probabilities(output, one_hot(targets, output.shape[1]))


@configurable
class CategoricalCrossentropy(Loss):
    """``-Σ t_k log p_k`` for one-hot targets t, p the softmax of the output.

    ``label_smoothing`` s moves the share s of each target evenly to all classes.
    """

    activation = "softmax"

    from_logits: bool = setting(Flag(), default=False)
    label_smoothing: float = setting(Number(minimum=0, below=1), default=0.0)

    def _each(self, output, targets, raw):
        s = self.label_smoothing
        smooth = targets * (1 - s) + s / targets.shape[-1] if s else targets
        if not (raw or self.from_logits):
            return _entropy_of_probabilities(output, smooth)
        shifted = output - output.max(axis=-1, keepdims=True)
        e = np.exp(shifted)
        total = e.sum(axis=-1, keepdims=True)
        weight = smooth.sum(axis=-1, keepdims=True)
        losses = (smooth * (np.log(total) - shifted)).sum(axis=-1)
        return losses, weight * e / total - smooth


@configurable
class BinaryCrossentropy(Loss):
    """Mean over the outputs of ``-t log p - (1 - t) log(1 - p)``, p the sigmoid of the output."""

    activation = "sigmoid"

    from_logits: bool = setting(Flag(), default=False)
    label_smoothing: float = setting(Number(minimum=0, below=1), default=0.0)

    def _each(self, output, targets, raw):
        s = self.label_smoothing
        t = targets * (1 - s) + 0.5 * s if s else targets
        if raw or self.from_logits:
            # -t log σ(z) - (1 - t) log(1 - σ(z)) = max(z, 0) - z t + log(1 + e^-|z|)
            fade = np.exp(-np.abs(output))
            losses = np.maximum(output, 0) - output * t + np.log1p(fade)
            slope = np.where(output >= 0, 1, fade) / (1 + fade) - t
        else:
            p = _clipped(output)
            losses = -t * np.log(p) - (1 - t) * np.log1p(-p)
            slope = np.where(p == output, (p - t) / (p * (1 - p)), 0)
        return _mean_over_outputs(losses, slope)


@configurable
class MeanSquaredError(Loss):
    """Mean over the outputs of ``(y - t)²``."""

    aliases = ("mse",)

    def _each(self, output, targets, raw):
        difference = output - targets
        return _mean_over_outputs(difference * difference, 2 * difference)


@configurable
class MeanAbsoluteError(Loss):
    """Mean over the outputs of ``|y - t|``."""

    aliases = ("mae",)

    def _each(self, output, targets, raw):
        difference = output - targets
        return _mean_over_outputs(np.abs(difference), np.sign(difference))


def class_labels(y: np.ndarray, classes: int) -> np.ndarray:
    """Return int32 labels (n,) from labels or one-hot rows.

    Raises
    ------
    BadShape
        where a label has no output of its own, or the array is of another shape
    """
    if y.ndim == 2 and y.shape[1] == classes and classes > 1:
        return y.argmax(axis=1).astype(np.int32)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    whole = y.astype(np.int32, copy=False)
    if y.ndim != 1 or (whole != y).any():
        raise _misfit(y, (classes,))
    if len(y) and not (whole.min() >= 0 and whole.max() < classes):
        raise BadShape(
            f"labels from {whole.min()} to {whole.max()}, but the net has {classes} outputs",
            layer="labels",
            kind="labels",
            shape=f"{whole.min()}…{whole.max()}",
            remedy="more-outputs",
            classes=int(classes),
        )
    return np.ascontiguousarray(whole)


def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Return float32 (n, classes): 1 at the label's place, else 0."""
    rows = np.zeros((len(labels), classes), np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows


def hits(output: np.ndarray, targets: np.ndarray, threshold: float = 0.5) -> int:
    """Count right answers: the largest output, or one output's side of the threshold."""
    output = output.reshape(len(output), -1)
    if output.shape[1] == 1:
        right = (output[:, 0] > threshold) == (targets.reshape(-1) > 0.5)
    else:
        labels = targets if targets.ndim == 1 else targets.reshape(len(targets), -1).argmax(axis=1)
        right = output.argmax(axis=1) == labels
    return int(right.sum())


def _entropy_of_probabilities(p, targets):
    """Cross-entropy of outputs that are probabilities already, normalised as Keras does."""
    total = p.sum(axis=-1, keepdims=True)
    total = np.where(total == 0, np.asarray(_TINY, p.dtype), total)
    share = p / total
    kept = _clipped(share)
    losses = -(targets * np.log(kept)).sum(axis=-1)
    slope = np.where(kept == share, -targets / kept, 0)
    return losses, (slope - (slope * share).sum(axis=-1, keepdims=True)) / total


def _clipped(p):
    """Probabilities whose logarithm is finite. What is clipped has no slope any more."""
    return np.clip(p, _TINY, 1 - _TINY)


def _mean_over_outputs(losses, slope):
    losses = losses.reshape(len(losses), -1)
    return losses.mean(axis=1), slope / losses.shape[1]


def _misfit(y, output_shape):
    return BadShape(
        f"targets of shape {y.shape} do not fit an output of shape {output_shape}",
        layer="labels",
        kind="labels",
        shape=str(y.shape),
        remedy="match-output",
        output=str(output_shape),
    )
