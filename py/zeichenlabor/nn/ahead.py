"""Pictures of coming batches that helpers augment in advance.

The random numbers of a batch depend only on its place in the training, so its pictures are the same
whoever augments them. A batch that has not arrived when it is needed is augmented here instead:
nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

AHEAD = 4
"""How many batches each helper may have queued. With more, batches would arrive late whenever the
pace changes.
"""

Place = tuple[int, int]
"""Epoch and batch."""


class Augmenters(Protocol):
    """Workers that can augment pictures."""

    def count(self) -> int:
        """Return how many helpers are available now."""

    def alter(self, replica: int, at: Place, pictures: np.ndarray, ahead: Ahead) -> None:
        """Have pictures augmented with the random numbers of their place; the result goes to
        ``ahead``.
        """


class Ahead:
    """Distributes the coming batches that have to be augmented among the workers, in turns.

    Attributes
    ----------
    workers : how many there are, including this one
    """

    def __init__(self, augmenters: Augmenters) -> None:
        self.workers = 1
        self._augmenters = augmenters
        self._asked: dict[Place, int] = {}
        self._altered: dict[Place, np.ndarray] = {}

    def ask(self, at: Place, batches: int, pictures_of: Callable[[int], np.ndarray]) -> None:
        """Have coming batches of this epoch augmented.

        Parameters
        ----------
        at : the current batch
        batches : of the epoch
        pictures_of : returns a batch's pictures, by its number
        """
        epoch, now = at
        count = self._augmenters.count()
        if count + 1 != self.workers:  # a helper that has left will not answer
            self.workers, self._asked = count + 1, {}
        for batch in range(now + 1, min(batches, now + 1 + AHEAD * self.workers)):
            replica, place = batch % self.workers - 1, (epoch, batch)
            if replica < 0 or place in self._asked or place in self._altered:
                continue
            if list(self._asked.values()).count(replica) < AHEAD:
                self._asked[place] = replica
                self._augmenters.alter(replica, place, pictures_of(batch), self)

    def put(self, at: Place, altered: np.ndarray) -> None:
        """Store a batch's augmented pictures."""
        self._asked.pop(at, None)
        self._altered[at] = altered

    def take(self, at: Place) -> np.ndarray | None:
        """Return a batch's augmented pictures if they have arrived; discard those of earlier
        batches.
        """
        self._altered = {place: kept for place, kept in self._altered.items() if place >= at}
        return self._altered.pop(at, None)
