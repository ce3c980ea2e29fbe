"""The gradients of a batch, summed in pairs: of neighbouring micro-batches, then of these pairs, …

The order is fixed, so the sum is the same bit for bit whoever computes it. A replica that computes
neighbouring micro-batches sends the sum of their gradients, not each of them: sending costs about
as much as a third of computing. Pairwise summation also has the smaller rounding error (Higham,
"The accuracy of floating point summation", SIAM J. Sci. Comput. 14, 1993).
"""

from __future__ import annotations

import numpy as np

from . import kernels

EVERYTHING = slice(None)


class PairwiseSum:
    """Sums the gradients of micro-batches, which are added in their order.

    Only unfinished sums are stored: one array for each level of the tree of pairs.

    Parameters
    ----------
    like : float (trainable weights,)
        what arrays are made like
    """

    def __init__(self, like: np.ndarray) -> None:
        self._like = like
        self._levels: dict[int, np.ndarray] = {}
        self._begun: list[int] = []

    def add(
        self,
        number: int,
        gradients: np.ndarray,
        *,
        scale: float = 1.0,
        where: slice = EVERYTHING,
        count: int = 1,
    ) -> None:
        """Add the gradients of a micro-batch, or the sum of a block of them.

        Parameters
        ----------
        number : the place of the micro-batch, or of the block's first, in the batch
        where : which of the gradients to add; the others are added at another time
        count : micro-batches in the block, see `blocks`
        """
        width = 1 << (count - 1).bit_length()
        if number == 0:
            self._begun = []
        if not number & width:
            np.multiply(gradients[where], gradients.dtype.type(scale), out=self._at(number)[where])
            self._begun.append(number)
        while number & width:
            left = number - width
            kernels.add_scaled(gradients[where], self._at(left)[where], scale=scale)
            gradients, scale, number, width = self._at(left), 1.0, left, 2 * width
            self._begun = [begun for begun in self._begun if begun <= left]

    def total(self) -> np.ndarray:
        """Return the sum of all micro-batches; the next sum overwrites it."""
        while len(self._begun) > 1:
            last = self._begun.pop()
            kernels.add_scaled(self._at(last), self._at(self._begun[-1]), scale=1.0)
        return self._at(0)

    def _at(self, number):
        """The array of the sum that begins with a micro-batch: of those that are unfinished at one
        time, each begins at another power of two.
        """
        level = number & -number
        if level not in self._levels:
            self._levels[level] = np.empty_like(self._like)
        return self._levels[level]


def blocks(begin: int, end: int, count: int) -> list[range]:
    """Divide the micro-batches begin…end-1 of ``count`` into as few blocks as possible that are
    sums of a `PairwiseSum`; ``begin`` is not 0.
    """
    found = []
    while begin < end:
        width = begin & -begin
        while begin + width > end < count:
            width //= 2
        found.append(range(begin, min(begin + width, count)))
        begin += width
    return found
