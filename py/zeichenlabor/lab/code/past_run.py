"""Past trainings for cells: their metrics, and copies of their networks."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from ...errors import NoWeights
from ...nn import Sequential
from ..training.runs import revive


class PastRun(Mapping[str, Any]):
    """One training of the project: a mapping of its metrics, and its network.

    The names are ``number``, ``name``, ``settings``, ``epochs``, ``parameters``, ``seconds``,
    ``state``, and ``val_accuracy`` and ``test_accuracy``, which are None if unknown. ``dict(run)``
    shows all of them.

    Parameters
    ----------
    figures : metrics of the training, by name
    weights : the training's file as written by `lab.training.runs.pack`, or None
    """

    def __init__(
        self, figures: Mapping[str, Any], weights: bytes | memoryview | None = None
    ) -> None:
        self._figures = dict(figures)
        self._weights = weights

    def __getitem__(self, name: str) -> Any:
        return copy.deepcopy(self._figures[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __repr__(self) -> str:
        tested = self._figures.get("test_accuracy")
        said = "" if tested is None else f", {tested:.1%} of the test pictures right"
        return (
            f"<PastRun {self._figures.get('number')}: {self._figures.get('epochs')} epochs{said}>"
        )

    def model(self) -> Sequential:
        """Recreate the network of this training, with its saved weights.

        Each call returns a new copy, independent of the page; it can predict, be evaluated, and be
        trained further with `Sequential.fit`.

        Returns
        -------
        Sequential
            input (n, 28, 28), output float32 (n, classes)

        Raises
        ------
        NoWeights
            if they were deleted to save space, or no epoch had been completed
        BadDataFile
            if the file is damaged
        """
        if self._weights is None:
            raise NoWeights(number=self._figures.get("number", 0))
        return revive(bytes(self._weights)).model
