"""Which pictures a training learns from, and which it is checked and tested on."""

from __future__ import annotations

import numpy as np

from ..data import Split, train_test_split
from .settings import Settings


def share_rows(
    labels: np.ndarray, chosen: Settings, shares: tuple[float, float, float] | None = None
) -> Split:
    """Share out labelled pictures as a training with these settings does.

    Without shuffling, those to train on stay in the order in which they were collected.

    Parameters
    ----------
    labels : int (n,)
    shares : of training, validation and test; by default those of the settings

    Raises
    ------
    TooFewSamples
        where a part that has a share would stay empty
    """
    split = train_test_split(labels, shares=shares or chosen.shares, seed=chosen.split_seed)
    return split if chosen.shuffle else split._replace(train=np.sort(split.train))
