"""What a training's losses say: learning by heart, or running away.

The thresholds are rules of thumb: loose enough that the ordinary up and down of a
small validation set is not called anything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE = 3
"""Epochs after the best one before anything is said."""

GUESSING = 0.95
"""A loss above this share of pure guessing's has learned nothing."""

WORSE = 1.1
"""How many times the best validation loss counts as a rise."""


@dataclass(frozen=True)
class Diagnosis:
    """``epoch``: since when, from 1.

    ``kind`` is "overfitting", "exploding", "stuck", or None for none of them.
    """

    kind: str | None
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


def explodes(losses: Sequence[float], classes: int) -> bool:
    """Tell whether the last epoch ruined a network that had learned something.

    A first epoch may go wrong: after it there is nothing better to go back to.
    """
    return len(losses) > 1 and losses[-2] <= _hopeless(classes) < losses[-1]


def _hopeless(classes: int) -> float:
    """Twice the loss of pure guessing."""
    return 2 * math.log(classes)
