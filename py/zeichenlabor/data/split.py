"""Splits samples into training, validation and test data.

The split is stratified: every class is divided in the same proportions, since a test set without a
single 7 would say nothing about sevens. With ``groups`` (the writers) every group stays together,
so that the test uses unknown writers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from zeichenlabor.errors import TooFewSamples

SHARED, TO_LEARN, TO_TEST = range(3)
"""What a sample is used for: by the shares, or as its source determines."""


class Split(NamedTuple):
    """Row numbers, int64, of three disjoint subsets, each shuffled."""

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray


def train_test_split(
    labels: np.ndarray,
    *,
    shares: tuple[float, float, float] = (0.8, 0.1, 0.1),
    seed: int = 0,
    groups: np.ndarray | None = None,
    apart: np.ndarray | None = None,
) -> Split:
    """Split the samples.

    If a dataset has a test set of its own, that becomes the test data, and the validation data are
    taken from its training set. No minimum applies to the other samples then: the subsets need
    only be nonempty in total.

    Parameters
    ----------
    labels : int (n,)
    shares : three floats, at least 0, with sum 1
        of training, validation and test
    seed : int
        the same seed gives the same split
    groups : (n,) or None
        the group of each sample, for instance its writer; a group is never divided
    apart : int8 (n,), or None for all `SHARED`
        predetermined use of each sample: `TO_LEARN` or `TO_TEST`

    Raises
    ------
    TooFewSamples
        if a subset with a positive share would be empty
    """
    labels = np.asarray(labels)
    if apart is None or not (apart == TO_TEST).any():
        apart = np.full(len(labels), SHARED, np.int8)
    splits = []
    for kind, of_kind in ((SHARED, shares), (TO_LEARN, (1 - shares[1], shares[1], 0.0))):
        rows = np.flatnonzero(apart == kind)
        split = _split(
            labels[rows], of_kind, seed, None if groups is None else np.asarray(groups)[rows]
        )
        splits.append([rows[subset] for subset in split])
    train, validation, test = (np.concatenate(rows) for rows in zip(*splits, strict=True))
    split = Split(train, validation, np.concatenate([test, np.flatnonzero(apart == TO_TEST)]))
    for name, share, rows in zip(Split._fields, shares, split, strict=True):
        if share > 0 and not len(rows):
            raise TooFewSamples(
                f"no sample left for {name}", subset=name, samples=len(labels), needed=share
            )
    return split


def _split(labels, shares, seed, groups) -> Split:
    """The three subsets, shuffled; with few samples, some are empty."""
    rng = np.random.default_rng(seed)
    if groups is None:
        subset = _subset_by_class(labels, shares, rng, np.random.default_rng([seed, 1]))
    else:
        subset = _subset_by_group(groups, shares, rng)
    return Split(*(rng.permutation(np.flatnonzero(subset == place)) for place in range(3)))


def _subset_by_class(labels, shares, rng, class_rng):
    """The number of each sample's subset.

    Within each class the samples are shuffled and cut at the shares. Remainders are carried over
    from class to class, so that the sizes of the subsets are also right in total. The classes are
    processed in random order: which of the small ones get a test sample must depend on the seed
    only.
    """
    subset = np.empty(len(labels), np.int8)
    edges = np.cumsum(shares)[:2]
    mixed = rng.permutation(len(labels))
    order = mixed[np.argsort(labels[mixed], kind="stable")]
    bounds = np.flatnonzero(np.diff(labels[order])) + 1
    carry = np.zeros(2)
    by_class = np.split(order, bounds)
    for place in class_rng.permutation(len(by_class)):
        rows = by_class[place]
        wanted = carry + edges * len(rows)
        cuts = np.clip(np.floor(wanted + 0.5).astype(int), 0, len(rows))
        cuts[1] = max(cuts)
        carry = wanted - cuts
        subset[rows] = np.searchsorted(cuts, np.arange(len(rows)), side="right")
    return subset


def _subset_by_group(groups, shares, rng):
    """The number of each sample's subset, the same for a whole group.

    Groups are assigned in random order to the subset that lacks the most samples; every subset
    with a positive share gets one before any gets a second.
    """
    names, sizes = np.unique(groups, return_counts=True)
    wanted = np.array(shares) * len(groups)
    have = np.zeros(3)
    chosen = {}
    for place in rng.permutation(len(names)):
        missing = np.where(have > 0, wanted - have, np.where(wanted > 0, wanted + len(groups), -1))
        target = int(missing.argmax())
        chosen[names[place]] = target
        have[target] += sizes[place]
    return np.array([chosen[group] for group in groups], np.int8)
