"""Initial weights, drawn so that signals neither vanish nor explode on their way through the
layers.

A unit adds up ``fan_in`` products. For their sum to have the same spread as the
inputs, the weights' variance must be about 1 / fan_in (times 2 for ReLU, which
sets half of them to 0: He 2015); Glorot (2010) averages over the forward and the backward pass.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from zeichenlabor.errors import BadSetting

from .settings import Configurable, Integer, Number, checked, configurable, setting

#: Standard deviation of the standard normal truncated at ±2; dividing by it gives the truncated
#: normal the requested standard deviation (as in Keras and SciPy's truncnorm).
_TRUNCATED_STD = 0.87962566103423978


@configurable
class Initializer(Configurable):
    """Base: an object that draws an array.

    Attributes
    ----------
    seed : int or None
        of its random numbers; by default that of the network
    """

    abstract = True
    seed: ClassVar[int | None] = None

    def takes(self, name: str, value: Any) -> bool:
        """Also accept a seed, which is not part of the settings."""
        if name != "seed":
            return super().takes(name, value)
        self.seed = checked(type(self).__name__, name, Integer(optional=True), value)
        return True

    def rng(self, *seeds: int) -> np.random.Generator:
        """Return a random generator: of its own seed, or else of the given ones."""
        return np.random.default_rng(seeds if self.seed is None else self.seed)

    def __call__(self, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
        """Return float64 of ``shape``, drawn from ``rng``."""
        raise NotImplementedError


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many inputs feed one unit of a kernel, and how many units one input feeds."""
    if len(shape) < 2:
        return (shape[0], shape[0]) if shape else (1, 1)
    window = math.prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


@configurable
class Zeros(Initializer):
    """All 0."""

    def __call__(self, shape, rng):
        return np.zeros(shape)


@configurable
class Ones(Initializer):
    """All 1."""

    def __call__(self, shape, rng):
        return np.ones(shape)


@configurable
class Constant(Initializer):
    """All the same value."""

    value: float = setting(Number(), default=0.0)

    def __call__(self, shape, rng):
        return np.full(shape, self.value)


@configurable
class RandomNormal(Initializer):
    """Normal with the given mean and standard deviation."""

    aliases = ("normal",)

    mean: float = setting(Number(), default=0.0)
    stddev: float = setting(Number(minimum=0), default=0.05)

    def __call__(self, shape, rng):
        return rng.normal(self.mean, self.stddev, shape)


@configurable
class RandomUniform(Initializer):
    """Uniform between two values."""

    aliases = ("uniform",)

    minval: float = setting(Number(), default=-0.05)
    maxval: float = setting(Number(), default=0.05)

    def __post_init__(self):
        super().__post_init__()
        if self.maxval < self.minval:
            raise BadSetting(
                "RandomUniform: maxval must not be below minval",
                owner="RandomUniform",
                setting="maxval",
                value=str(self.maxval),
                expected=f"at least {self.minval}",
            )

    def __call__(self, shape, rng):
        return rng.uniform(self.minval, self.maxval, shape)


@configurable
class GlorotUniform(Initializer):
    """Uniform in ±sqrt(6 / (fan_in + fan_out)): variance 2 / (fan_in + fan_out)."""

    def __call__(self, shape, rng):
        limit = math.sqrt(6 / sum(fans(shape)))
        return rng.uniform(-limit, limit, shape)


@configurable
class GlorotNormal(Initializer):
    """Normal truncated at two standard deviations, variance 2 / (fan_in + fan_out)."""

    def __call__(self, shape, rng):
        return _truncated_normal(math.sqrt(2 / sum(fans(shape))), shape, rng)


@configurable
class HeNormal(Initializer):
    """Normal truncated at two standard deviations, variance 2 / fan_in."""

    def __call__(self, shape, rng):
        return _truncated_normal(math.sqrt(2 / fans(shape)[0]), shape, rng)


@configurable
class HeUniform(Initializer):
    """Uniform in ±sqrt(6 / fan_in): variance 2 / fan_in."""

    def __call__(self, shape, rng):
        limit = math.sqrt(6 / fans(shape)[0])
        return rng.uniform(-limit, limit, shape)


@configurable
class Orthogonal(Initializer):
    """Orthogonal columns (or rows, if there are fewer), each of length ``gain``.

    Repeated multiplication by such weights makes a signal neither vanish nor explode (Saxe 2013).
    """

    gain: float = setting(Number(), default=1.0)

    def __call__(self, shape, rng):
        columns = shape[-1] if shape else 1
        rows = math.prod(shape[:-1])
        drawn = rng.standard_normal((max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(drawn)
        q *= np.sign(np.diag(r))  # otherwise the directions would not be uniformly distributed
        return self.gain * (q if rows >= columns else q.T).reshape(shape)


def _truncated_normal(std, shape, rng):
    values = rng.standard_normal(shape)
    while (outside := np.abs(values) > 2).any():
        values[outside] = rng.standard_normal(int(outside.sum()))
    return values * (std / _TRUNCATED_STD)
