"""The pairwise sum of micro-batches' gradients: the same bits however they are divided."""

import numpy as np
import pytest

from zeichenlabor.nn.pairwise_sum import PairwiseSum, blocks

WEIGHTS = 5
COUNTS = [*range(1, 18), 31, 32, 33]


def gradients_of(count):
    """Summands of very different sizes: another order gives other bits."""
    rng = np.random.default_rng(count)
    return (rng.normal(size=(count, WEIGHTS)) * 10.0 ** rng.integers(-4, 4, (count, 1))).astype(
        "f4"
    )


def summed(gradients):
    total = PairwiseSum(gradients[0])
    for number, one in enumerate(gradients):
        total.add(number, one)
    return total.total().copy()


def by_recursion(gradients):
    """The definition: halves, the first of which is the largest power of two that leaves a rest."""
    if len(gradients) == 1:
        return gradients[0]
    half = 1 << (len(gradients) - 1).bit_length() - 1
    return by_recursion(gradients[:half]) + by_recursion(gradients[half:])


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_the_sum_of_the_halves(count):
    gradients = gradients_of(count)
    np.testing.assert_array_equal(summed(gradients), by_recursion(gradients))
    np.testing.assert_allclose(summed(gradients), gradients.astype(float).sum(axis=0), rtol=1e-4)


@pytest.mark.parametrize("count", COUNTS)
def test_blocks_that_are_summed_elsewhere_change_no_bit(count):
    gradients = gradients_of(count)
    for begin in range(1, count):
        total = PairwiseSum(gradients[0])
        for number in range(begin):
            total.add(number, gradients[number])
        for block in blocks(begin, count, count):
            total.add(block.start, summed(gradients[block.start : block.stop]), count=len(block))
        np.testing.assert_array_equal(total.total(), summed(gradients))


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
    gradients, scale = gradients_of(6), 0.25
    total, halves = PairwiseSum(gradients[0]), (slice(3), slice(3, None))
    for where in halves:
        for number, one in enumerate(gradients):
            total.add(number, one, where=where, scale=scale)
    np.testing.assert_array_equal(total.total(), scale * summed(gradients))
