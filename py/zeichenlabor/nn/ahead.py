"""Pictures of coming batches that are altered elsewhere, before their turn.

A batch's random numbers are those of its place in the training, so its pictures are the same
whoever alters them. What has not come when its turn is there, is altered here: nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

AHEAD = 4
"""Batches that each of the others has before it. More would be late after a change of pace."""

Place = tuple[int, int]
"""Epoch and batch."""


class Elsewhere(Protocol):
    """Who alters pictures."""

    def count(self) -> int:
        """Return how many work just now."""

    def alter(self, replica: int, at: Place, pictures: np.ndarray, ahead: Ahead) -> None:
        """Have pictures altered with the random numbers of their place; ``ahead`` is told."""


class Ahead:
    """Shares the batches out whose pictures are to be altered: every worker has its turn.

    Attributes
    ----------
    workers : how many there are, this one among them
    """

    def __init__(self, elsewhere: Elsewhere) -> None:
        self.workers = 1
        self._elsewhere = elsewhere
        self._asked: dict[Place, int] = {}
        self._altered: dict[Place, np.ndarray] = {}

    def ask(self, at: Place, batches: int, pictures_of: Callable[[int], np.ndarray]) -> None:
        """Have coming batches of this epoch altered.

        Parameters
        ----------
        at : the batch whose turn it is
        batches : of the epoch
        pictures_of : returns a batch's pictures, by its number
        """
        epoch, now = at
        count = self._elsewhere.count()
        if count + 1 != self.workers:  # who has gone answers nothing more
            self.workers, self._asked = count + 1, {}
        for batch in range(now + 1, min(batches, now + 1 + AHEAD * self.workers)):
            replica, place = batch % self.workers - 1, (epoch, batch)
            if replica < 0 or place in self._asked or place in self._altered:
                continue
            if list(self._asked.values()).count(replica) < AHEAD:
                self._asked[place] = replica
                self._elsewhere.alter(replica, place, pictures_of(batch), self)

    def put(self, at: Place, altered: np.ndarray) -> None:
        """Take a batch's altered pictures."""
        self._asked.pop(at, None)
        self._altered[at] = altered

    def take(self, at: Place) -> np.ndarray | None:
        """Return a batch's altered pictures, where they have come; forget those before it."""
        self._altered = {place: kept for place, kept in self._altered.items() if place >= at}
        return self._altered.pop(at, None)
