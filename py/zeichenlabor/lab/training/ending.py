"""How a training ended if it did not simply reach its last epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...nn import Callback, EarlyStopping


@dataclass(frozen=True)
class Ending:
    """The effect of early stopping; epochs count from 1.

    Attributes
    ----------
    epoch : the last one
    early : whether there would have been more
    monitor : the metric that did not improve, "val_loss" or "val_accuracy"
    best_epoch : when it was best
    restored : whether the weights of the best epoch were restored
    """

    epoch: int
    early: bool
    monitor: Literal["val_loss", "val_accuracy"]
    best_epoch: int
    restored: bool
    type: str = field(default="ending", init=False)


def ending_of(callbacks: Sequence[Callback], epochs: int, goal: int) -> Ending | None:
    """Return how a training ended after a number of epochs.

    None if it completed all epochs and its last weights are used.
    """
    for one in callbacks:
        if isinstance(one, EarlyStopping) and one.best_epoch is not None:
            best = one.best_epoch + 1
            ending = Ending(
                epoch=epochs,
                early=one.model.stop_training and epochs < goal,
                monitor=one.monitor,
                best_epoch=best,
                restored=one.restore_best_weights and best < epochs,
            )
            return ending if ending.early or ending.restored else None
    return None
