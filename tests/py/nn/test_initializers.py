"""Initializers: standard deviation, range and reproducibility."""

import numpy as np
import pytest

from zeichenlabor.nn import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    Ones,
    RandomNormal,
    RandomUniform,
    Zeros,
)
from zeichenlabor.nn.initializers import fans

DENSE = (400, 200)  # fans 400 and 200
CONV = (5, 4, 20, 60)  # fans 400 and 1200


@pytest.mark.parametrize(
    ("initializer", "shape", "variance"),
    [
        (GlorotUniform(), DENSE, 2 / 600),
        (GlorotNormal(), DENSE, 2 / 600),
        (HeUniform(), DENSE, 2 / 400),
        (HeNormal(), DENSE, 2 / 400),
        (GlorotUniform(), CONV, 2 / 1600),
        (HeNormal(), CONV, 2 / 400),
        (RandomNormal(stddev=0.3), DENSE, 0.09),
        (RandomUniform(-0.3, 0.3), DENSE, 0.03),
    ],
    ids=repr,
)
def test_spread(initializer, shape, variance):
    values = initializer(shape, np.random.default_rng(1))
    n = values.size
    assert values.shape == shape
    assert values.var() == pytest.approx(variance, rel=6 * np.sqrt(2 / n))
    assert abs(values.mean()) < 5 * np.sqrt(variance / n)


def test_normal_ones_are_cut_off_at_two_standard_deviations():
    values = HeNormal()(DENSE, np.random.default_rng(1))
    limit = 2 * np.sqrt(2 / 400) / 0.87962566103423978
    assert np.abs(values).max() <= limit
    assert np.abs(values).max() > 0.99 * limit


def test_uniform_ones_fill_their_range():
    values = GlorotUniform()(DENSE, np.random.default_rng(1))
    limit = np.sqrt(6 / 600)
    assert 0.999 * limit < np.abs(values).max() <= limit


def test_constants():
    rng = np.random.default_rng(0)
    assert (Zeros()((2, 3), rng) == 0).all()
    assert (Ones()((2, 3), rng) == 1).all()
    assert (Constant(0.5)((2, 3), rng) == 0.5).all()


@pytest.mark.parametrize(
    ("shape", "expected"),
    [((7,), (7, 7)), ((3, 5), (3, 5)), ((3, 3, 4, 8), (36, 72)), ((), (1, 1))],
)
def test_fans(shape, expected):
    assert fans(shape) == expected
