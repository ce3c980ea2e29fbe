"""The split: complete, disjoint, stratified, with groups kept together."""

import numpy as np
import pytest

from zeichenlabor.data import train_test_split
from zeichenlabor.errors import TooFewSamples


def labels_of(counts):
    labels = np.repeat(np.arange(len(counts)), counts)
    return np.random.default_rng(0).permutation(labels)


@pytest.mark.parametrize("counts", [[60] * 10, [7, 60, 3, 11, 1], [100, 10]])
def test_every_sample_is_in_exactly_one_part(counts):
    labels = labels_of(counts)
    split = train_test_split(labels)
    together = np.concatenate(split)
    assert sorted(together) == list(range(len(labels)))


def test_the_shares_hold_in_total_and_in_every_class():
    labels = labels_of([60] * 10)
    split = train_test_split(labels)
    assert [len(part) for part in split] == [480, 60, 60]
    for part, share in zip(split, (48, 6, 6), strict=True):
        assert np.bincount(labels[part]).tolist() == [share] * 10


def test_uneven_classes_are_shared_as_evenly_as_whole_numbers_allow():
    counts = [7, 60, 3, 11, 19]
    labels = labels_of(counts)
    split = train_test_split(labels)
    assert [len(part) for part in split] == [80, 10, 10]
    for part, share in zip(split, (0.8, 0.1, 0.1), strict=True):
        found = np.bincount(labels[part], minlength=5)
        assert (np.abs(found - share * np.array(counts)) <= 1).all()


def test_the_seed_decides():
    labels = labels_of([30] * 4)
    first, same, other = (train_test_split(labels, seed=seed) for seed in (1, 1, 2))
    for a, b in zip(first, same, strict=True):
        np.testing.assert_array_equal(a, b)
    assert set(first.test) != set(other.test)


def test_the_parts_are_mixed():
    labels = np.repeat(np.arange(5), 40)
    train = labels[train_test_split(labels).train]
    assert (np.diff(train) != 0).sum() > 50


def test_other_shares():
    labels = labels_of([50] * 4)
    split = train_test_split(labels, shares=(0.5, 0.0, 0.5))
    assert [len(part) for part in split] == [100, 0, 100]


@pytest.mark.parametrize("seed", range(5))
def test_a_group_is_never_divided(seed):
    labels = labels_of([70] * 10)
    writers = np.repeat(["a", "b", "c", "d", "e", "f", "g"], 100)
    split = train_test_split(labels, shares=(0.6, 0.2, 0.2), groups=writers, seed=seed)
    parts = [set(writers[part]) for part in split]
    assert sum(map(len, parts)) == 7
    assert set.union(*parts) == set("abcdefg")
    assert sorted(map(len, parts)) in ([1, 1, 5], [1, 2, 4])


def test_different_seeds_hold_out_different_writers():
    labels = labels_of([70] * 10)
    writers = np.repeat(np.arange(7), 100)
    held_out = {
        int(writers[train_test_split(labels, groups=writers, seed=seed).test][0])
        for seed in range(20)
    }
    assert len(held_out) > 3


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        ([], None),
        ([1], None),
        ([1, 1, 2], None),
        ([0] * 100, ["x"] * 100),
        ([0] * 9, [1] * 4 + [2] * 5),
    ],
)
def test_too_few_samples_are_refused(labels, groups):
    with pytest.raises(TooFewSamples) as caught:
        train_test_split(np.array(labels, int), groups=groups)
    assert caught.value.params["subset"] in ("train", "validation", "test")


@pytest.mark.parametrize("per_class", [3, 4, 5, 8])
def test_which_small_classes_are_tested_depends_on_the_seed(per_class):
    """The sizes are right for each seed, and no class is always or never asked."""
    labels = np.repeat(np.arange(10), per_class)
    asked = np.zeros((2, 10), int)
    for seed in range(60):
        split = train_test_split(labels, seed=seed)
        assert [len(part) for part in split] == [8 * per_class, per_class, per_class]
        for place, part in enumerate((split.validation, split.test)):
            asked[place] += np.bincount(labels[part], minlength=10) > 0
    assert (asked > 0).all()
    assert (asked < 60).all()
