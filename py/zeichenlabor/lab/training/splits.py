"""Splits pictures into training, validation and test data."""

from __future__ import annotations

import numpy as np

from ...data import Split, train_test_split
from ..collecting.collection import Samples
from ..designing.settings import Settings


def split_rows(
    labels: np.ndarray,
    chosen: Settings,
    shares: tuple[float, float, float] | None = None,
    apart: np.ndarray | None = None,
) -> Split:
    """Split labelled pictures as a training with these settings does.

    Without shuffling, the training pictures stay in the order in which they were collected.

    Parameters
    ----------
    labels : int (n,)
    shares : of training, validation and test; by default those of the settings
    apart : int8 (n,), or None, as in `train_test_split`

    Raises
    ------
    TooFewSamples
        if a subset with a positive share would be empty
    """
    shares = shares or chosen.shares
    split = train_test_split(labels, shares=shares, seed=chosen.split_seed, apart=apart)
    return split if chosen.shuffle else split._replace(train=np.sort(split.train))


def split_samples(samples: Samples, chosen: Settings) -> Split:
    """Split a collection; test sets of its sources become the test data.

    Raises
    ------
    TooFewSamples
        as `split_rows`
    """
    return split_rows(samples.labels, chosen, apart=samples.apart)
