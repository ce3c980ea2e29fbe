"""The playground: a small network on points of a plane."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from ...nn import Sequential
from ..explaining import plane
from ..session import Service, Session


class Play(Service):
    """Has its own network; does not change the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"plane.points": self.points, "plane.train": self.train}
        self.settings: plane.PlaneSettings | None = None
        self.model: Sequential | None = None
        self.epochs = 0

    def points(self, kind: str, count: int, noise: float, seed: int) -> plane.Points:
        """Generate points; see `plane.points`."""
        return plane.points(kind, count, noise, seed)

    def train(
        self,
        settings: dict[str, Any],
        positions: Sequence[float],
        labels: Sequence[int],
        epochs: int,
        anew: bool = False,
    ) -> Generator[plane.PlaneView, bool, plane.PlaneView]:
        """Train on these points; with other settings, or ``anew``, from initial weights.

        Yields a view after each epoch and returns the last one; with no epochs, the current view.

        Raises
        ------
        BadSetting
            if a setting is out of its range
        Diverged
            if the loss is no longer finite
        """
        wanted = plane.chosen(settings)
        if anew or self.model is None or self.settings != wanted:
            self.settings, self.model, self.epochs = wanted, plane.network(wanted), 0
        model, given = self.model, plane.given_points(positions, labels)
        for _ in range(epochs):
            plane.train_epoch(model, given, wanted, self.epochs)
            self.epochs += 1
            if (yield plane.view(model, given, self.epochs)):
                break
        return plane.view(model, given, self.epochs)
