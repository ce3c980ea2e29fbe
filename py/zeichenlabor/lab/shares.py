"""Which pictures a training learns from, and which it is checked and tested on."""

from __future__ import annotations

import numpy as np

from ..data import Split, train_test_split
from .collection import SHARED, TO_LEARN, TO_TEST, Samples
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


def share_samples(samples: Samples, chosen: Settings) -> Split:
    """Share out a collection: what its sources set apart for the test is the test.

    From what such a source gives to learn, the validation takes its share.

    Raises
    ------
    TooFewSamples
        as `share_rows`
    """
    if samples.apart is None or (samples.apart == SHARED).all():
        return share_rows(samples.labels, chosen)
    rows = {kind: np.flatnonzero(samples.apart == kind) for kind in (SHARED, TO_LEARN, TO_TEST)}
    held = chosen.shares[1]
    splits = []
    for kind, shares in ((SHARED, None), (TO_LEARN, (1 - held, held, 0.0))):
        if len(rows[kind]):
            split = share_rows(samples.labels[rows[kind]], chosen, shares)
            splits.append([rows[kind][part] for part in split])
    train, validation, test = (np.concatenate(parts) for parts in zip(*splits, strict=True))
    return Split(train, validation, np.concatenate([test, rows[TO_TEST]]))
