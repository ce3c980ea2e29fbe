"""The pairwise sum of a batch's parts: the same bits however the parts are divided."""

import numpy as np
import pytest

from zeichenlabor.nn.pairwise_sum import PairwiseSum, blocks

WEIGHTS = 5
COUNTS = [*range(1, 18), 31, 32, 33]


def parts_of(count):
    """Summands of very different sizes: another order gives other bits."""
    rng = np.random.default_rng(count)
    return (rng.normal(size=(count, WEIGHTS)) * 10.0 ** rng.integers(-4, 4, (count, 1))).astype(
        "f4"
    )


def summed(parts):
    total = PairwiseSum(parts[0])
    for number, part in enumerate(parts):
        total.add(number, part)
    return total.total().copy()


def by_recursion(parts):
    """The definition: halves, the first of which is the largest power of two that leaves a rest."""
    if len(parts) == 1:
        return parts[0]
    half = 1 << (len(parts) - 1).bit_length() - 1
    return by_recursion(parts[:half]) + by_recursion(parts[half:])


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_the_sum_of_the_halves(count):
    parts = parts_of(count)
    np.testing.assert_array_equal(summed(parts), by_recursion(parts))
    np.testing.assert_allclose(summed(parts), parts.astype(float).sum(axis=0), rtol=1e-4)


@pytest.mark.parametrize("count", COUNTS)
def test_blocks_that_are_summed_elsewhere_change_no_bit(count):
    parts = parts_of(count)
    for begin in range(1, count):
        total = PairwiseSum(parts[0])
        for number in range(begin):
            total.add(number, parts[number])
        for block in blocks(begin, count, count):
            total.add(block.start, summed(parts[block.start : block.stop]), parts=len(block))
        np.testing.assert_array_equal(total.total(), summed(parts))


@pytest.mark.parametrize("count", COUNTS)
def test_blocks_cover_what_they_divide(count):
    for begin in range(1, count):
        for end in range(begin, count + 1):
            found = blocks(begin, end, count)
            assert [number for block in found for number in block] == list(range(begin, end))


def test_the_second_half_of_a_batch_is_one_block():
    assert blocks(4, 8, 8) == [range(4, 8)]
    assert blocks(4, 7, 7) == [range(4, 7)]
    assert blocks(3, 6, 8) == [range(3, 4), range(4, 6)]


def test_slices_can_be_added_at_different_times():
    parts, scale = parts_of(6), 0.25
    total, halves = PairwiseSum(parts[0]), (slice(3), slice(3, None))
    for where in halves:
        for number, part in enumerate(parts):
            total.add(number, part, where=where, scale=scale)
    np.testing.assert_array_equal(total.total(), scale * summed(parts))
