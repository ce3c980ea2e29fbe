"""What a training's losses say: learning by heart, or running away.

Losses are those of the pictures alone: what a regularizer asks for large weights says
nothing about how well they are read.

The thresholds are rules of thumb: loose enough that the ordinary up and down of a
small validation set is not called anything.
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
"""Epochs after the best one before anything is said."""

GUESSING = 0.95
"""A loss above this share of pure guessing's has learned nothing."""

WORSE = 1.1
"""How many times the best validation loss counts as a rise."""


MEASURED = 256
"""Training pictures that are read once more where the last step of an epoch is in doubt."""


@dataclass(frozen=True)
class Diagnosis:
    """``epoch``: since when, from 1.

    ``kind`` is "overfitting", "exploding", "stuck", or None for none of them.
    """

    kind: Literal["overfitting", "exploding", "stuck"] | None
    epoch: int
    type: str = field(default="diagnosis", init=False)


def diagnose(losses: Sequence[float], val_losses: Sequence[float], classes: int) -> Diagnosis:
    """Judge a training by the losses of its epochs.

    Exploding: the loss is far worse than with pure guessing. Stuck: it is not better.
    Overfitting: the mean validation loss of the last epochs lies well above the best
    one, whereas the training loss is lower than it was then.
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
    """Judge a training by its epochs, see `diagnose`."""
    val_losses = [epoch.val_loss - epoch.val_penalty for epoch in history]
    return diagnose([picture_loss(epoch) for epoch in history], val_losses, classes)


def picture_loss(event: EpochEnd | BatchEnd) -> float:
    """Return the loss of the pictures alone."""
    return event.loss - event.penalty


def explodes(before: float, after: float, classes: int) -> bool:
    """Tell whether a network that was not worse than guessing has become far worse."""
    return before <= _hopeless(classes) < after


def training_loss(model: Sequential, samples: Samples) -> float:
    """Return the loss of some training pictures as a step would find it next.

    That of the validation may be bad for another reason: batch normalization that has
    seen few batches yet, or averaged weights that lag behind.
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
    """Twice the loss of pure guessing."""
    return 2 * math.log(classes)
