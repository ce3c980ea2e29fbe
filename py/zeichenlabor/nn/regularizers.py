"""Regularization: a penalty on large weights, added to the loss.

L2 costs ``l2·Σw²``: its gradient ``2·l2·w`` pulls every weight towards 0 in
proportion. L1 costs ``l1·Σ|w|``: its gradient ``l1·sign(w)`` pulls with the same
force however small the weight is, so that many end at 0.
"""

from __future__ import annotations

import numpy as np

from . import kernels
from .settings import Configurable, Number, configurable, setting


@configurable
class Regularizer(Configurable):
    """Base: a concrete class defines the factors ``l1`` and ``l2``."""

    abstract = True

    def __call__(self, weight: np.ndarray) -> float:
        """Return the penalty for one array of weights."""
        return self.add(weight, np.zeros_like(weight))

    def add(self, weight: np.ndarray, gradient: np.ndarray) -> float:
        """Add the penalty's gradient to ``gradient`` and return the penalty."""
        return kernels.penalty(
            weight, gradient, l1=getattr(self, "l1", 0.0), l2=getattr(self, "l2", 0.0)
        )


@configurable
class L1(Regularizer):
    """``l1·Σ|w|``."""

    l1: float = setting(Number(minimum=0), default=0.01)


@configurable
class L2(Regularizer):
    """``l2·Σw²``."""

    l2: float = setting(Number(minimum=0), default=0.01)


@configurable
class L1L2(Regularizer):
    """``l1·Σ|w| + l2·Σw²``."""

    aliases = ("l1_l2",)

    l1: float = setting(Number(minimum=0), default=0.0)
    l2: float = setting(Number(minimum=0), default=0.0)
