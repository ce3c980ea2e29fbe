"""Which pictures are for training, which for validation, which for the test.

The parts are stratified: every class is shared out in the same proportions, for
a test set without a single 7 would say nothing about sevens. With ``groups`` (the
writers) a group stays whole: then the test asks for hands never seen before.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from zeichenlabor.errors import TooFewSamples

SHARED, TO_LEARN, TO_TEST = range(3)
"""What a sample is for: by the shares, or as its source has decided."""


class Split(NamedTuple):
    """Row numbers, int64, of three parts without overlap, each in mixed order."""

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
    """Share out the samples.

    What a collection has set apart for its test is the test. From what it gives to learn, the
    validation takes its share. Samples beside it may then be as few as they like: the parts have
    to be filled by all together.

    Parameters
    ----------
    labels : int (n,)
    shares : three floats, at least 0, together 1
        of training, validation and test
    seed : int
        the same seed gives the same split
    groups : (n,) or None
        of each sample, for instance its writer; a group is never divided
    apart : int8 (n,), or None for all `SHARED`
        what each sample is for, where that is decided: `TO_LEARN` or `TO_TEST`

    Raises
    ------
    TooFewSamples
        where a part that has a share would stay empty
    """
    labels = np.asarray(labels)
    if apart is None or not (apart == TO_TEST).any():
        apart = np.full(len(labels), SHARED, np.int8)
    splits = []
    for kind, of_kind in ((SHARED, shares), (TO_LEARN, (1 - shares[1], shares[1], 0.0))):
        rows = np.flatnonzero(apart == kind)
        split = _share_out(
            labels[rows], of_kind, seed, None if groups is None else np.asarray(groups)[rows]
        )
        splits.append([rows[part] for part in split])
    train, validation, test = (np.concatenate(parts) for parts in zip(*splits, strict=True))
    split = Split(train, validation, np.concatenate([test, np.flatnonzero(apart == TO_TEST)]))
    for name, share, rows in zip(Split._fields, shares, split, strict=True):
        if share > 0 and not len(rows):
            raise TooFewSamples(
                f"no sample left for {name}", part=name, samples=len(labels), needed=share
            )
    return split


def _share_out(labels, shares, seed, groups) -> Split:
    """The three parts, in mixed order; where the samples are few, some stay empty."""
    rng = np.random.default_rng(seed)
    if groups is None:
        part = _part_by_class(labels, shares, rng, np.random.default_rng([seed, 1]))
    else:
        part = _part_by_group(groups, shares, rng)
    return Split(*(rng.permutation(np.flatnonzero(part == place)) for place in range(3)))


def _part_by_class(labels, shares, rng, class_rng):
    """For each sample the number of its part.

    In each class the samples are put in a random order and cut at the shares. What
    does not divide evenly is decided over all classes together (the cut points
    run on from class to class), so the parts' sizes are right in total too. The classes
    take their turns in a random order: which of the small ones get a picture for the
    test must depend on the seed alone.
    """
    part = np.empty(len(labels), np.int8)
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
        part[rows] = np.searchsorted(cuts, np.arange(len(rows)), side="right")
    return part


def _part_by_group(groups, shares, rng):
    """For each sample the number of its group's part.

    Groups in random order go, one by one, to the part that misses most samples;
    a part with a share gets one before any gets its second.
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
