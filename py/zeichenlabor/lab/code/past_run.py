"""A training that is over, for a cell: its figures, and its network once more."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from ...errors import NoWeights
from ...nn import Sequential
from ..training.runs import revive


class PastRun(Mapping[str, Any]):
    """One training of the project: its figures by name, as in a dictionary, and its network.

    The names are ``number``, ``name``, ``settings``, ``epochs``, ``parameters``, ``seconds``,
    ``state``, and ``val_accuracy`` and ``test_accuracy``, which are None where they are not
    known. ``dict(run)`` shows them all.

    Parameters
    ----------
    figures : of the training, by name
    weights : file of the training as `lab.runs.pack` writes it; None where it is not kept
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
        """Build the network of this training anew, with the weights that were kept.

        Each call gives another copy, which the page does not share; it can predict, be
        evaluated, and go on with `Sequential.fit`.

        Returns
        -------
        Sequential
            input (n, 28, 28), output float32 (n, classes)

        Raises
        ------
        NoWeights
            where they were given up for later trainings, or no epoch had ended
        BadDataFile
            where the file is damaged
        """
        if self._weights is None:
            raise NoWeights(number=self._figures.get("number", 0))
        return revive(bytes(self._weights)).model
