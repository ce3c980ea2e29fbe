"""Diagnoses a training by its losses: overfitting, exploding or stuck.

Losses are without the regularization penalty, which says nothing about predictions.

The thresholds are rules of thumb, loose enough to ignore the usual fluctuations with a small
validation set.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ...nn import BatchEnd, EpochEnd, Sequential
from ...nn.data_adapter import DataAdapter
from ..collecting.collection import Samples

PATIENCE = 3
"""Epochs after the best one before overfitting is reported."""

GUESSING = 0.95
"""Share of the loss of guessing above which nothing has been learned."""

WORSE = 1.1
"""Factor above the best validation loss that counts as a rise."""


MEASURED = 256
"""Number of training pictures that are evaluated if the last step of an epoch is in doubt."""


@dataclass(frozen=True)
class Diagnosis:
    """``epoch``: since when, from 1.

    ``kind`` is "overfitting", "exploding", "stuck", or None for none of them.
    """

    kind: Literal["overfitting", "exploding", "stuck"] | None
    epoch: int
    type: str = field(default="diagnosis", init=False)


def diagnose(losses: Sequence[float], val_losses: Sequence[float], classes: int) -> Diagnosis:
    """Diagnose a training by the losses of its epochs.

    Exploding: the loss is far worse than for guessing. Stuck: it is not better. Overfitting: the
    mean validation loss of the last epochs is well above the best one, while the training loss has
    decreased since.
    """
    if losses and losses[-1] > _hopeless(classes):
        return Diagnosis("exploding", len(losses))
    if len(losses) >= PATIENCE and losses[-1] > GUESSING * math.log(classes):
        return Diagnosis("stuck", len(losses))
    if len(val_losses) > PATIENCE:
        best = min(range(len(val_losses)), key=val_losses.__getitem__)
        recent = val_losses[-PATIENCE:]
        late = best < len(val_losses) - PATIENCE
        if late and sum(recent) / PATIENCE > WORSE * val_losses[best] and losses[-1] < losses[best]:
            return Diagnosis("overfitting", best + 1)
    return Diagnosis(None, len(losses))


def diagnose_history(history: Sequence[EpochEnd], classes: int) -> Diagnosis:
    """Diagnose a training by its epochs, see `diagnose`."""
    val_losses = [epoch.val_loss - epoch.val_penalty for epoch in history]
    return diagnose([picture_loss(epoch) for epoch in history], val_losses, classes)


def picture_loss(event: EpochEnd | BatchEnd) -> float:
    """Return the loss without the penalty."""
    return event.loss - event.penalty


def explodes(before: float, after: float, classes: int) -> bool:
    """Return whether a network that was not worse than guessing has become far worse."""
    return before <= _hopeless(classes) < after


def training_loss(model: Sequential, samples: Samples) -> float:
    """Return the loss of some training pictures in training mode.

    The validation loss may be bad for other reasons: batch normalization after only a few batches,
    or averaged weights that lag behind.
    """
    rows = np.linspace(0, len(samples) - 1, min(len(samples), MEASURED)).astype(np.int32)
    kept = model.parameters.copy()
    model.show_average(False)
    pictures = DataAdapter(model, samples.images[rows], samples.labels[rows])
    loss, _ = model.compute_gradients(*pictures.draw(np.arange(len(rows), dtype=np.int32)))
    model.show_average(True)
    model.parameters.restore(kept)
    return loss / len(rows) - model.penalty


def _hopeless(classes: int) -> float:
    """Twice the loss of guessing."""
    return 2 * math.log(classes)
