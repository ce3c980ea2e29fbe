"""Adds a network to the session that does not come from a training: from a file, or from a cell."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...errors import TooFewSamples
from ...nn import Sequential
from ..collecting.collection import Samples
from ..designing import presets
from ..designing.settings import Settings
from ..session import Session
from ..training import runs
from .train import SplitSizes, TrainStart, take_subsets


@dataclass(frozen=True)
class Arrived:
    """A network that was added, as if a training with these settings had just begun.

    ``start`` reports no pictures if there are too few to split.
    """

    settings: Settings
    start: TrainStart
    checkpoint: runs.Checkpoint


def put_into_session(
    session: Session,
    settings: Settings,
    classes: Sequence[str],
    samples: Samples,
    give_weights: Callable[[Sequential], None],
    run: str | None = None,
) -> Arrived:
    """Make a network with these settings the session's.

    Parameters
    ----------
    classes, samples : of the collection
    give_weights : loads the network's weights; if it raises, nothing is changed
    run : id for the training of this network

    Raises
    ------
    Busy
        if a training is running
    """
    session.check_free()
    try:
        subsets = take_subsets(samples, settings)
    except TooFewSamples:
        subsets = None
    if subsets:
        origin = runs.trained_on(list(classes), subsets.train)
    else:
        origin = runs.TrainedOn(list(classes), presets.MNIST_SAMPLES, 0)
    model = presets.build_for(settings, classes=len(classes), samples=origin.samples)
    give_weights(model)
    session.put(model, settings, subsets, origin, run)
    sizes = (
        [len(subsets.train), len(subsets.validation), len(subsets.test)] if subsets else [0, 0, 0]
    )
    start = TrainStart(
        SplitSizes(*sizes),
        -(-sizes[0] // settings.batch_size),
        model.count_params(),
        origin.data,
        time.time() * 1000,
    )
    return Arrived(settings, start, runs.checkpoint_of(session.run(), model))
