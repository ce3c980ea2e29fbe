"""Try: reads a line of symbols while it is written, and interprets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...arrays import Matrix
from ...lines import HandCut, Symbol, cut_strokes, decimal_of, understand, unpack_strokes
from ..evaluating.hidden import hidden_of
from ..session import Service, Session


@dataclass(frozen=True)
class ReadLine:
    """The symbols of a line from left to right.

    Attributes
    ----------
    boxes : ndarray of shape (n, 4), int32
        Left, top, right and bottom in the strokes' pixels.
    images : ndarray of shape (n, 28, 28), uint8
        The network's inputs.
    probabilities : ndarray of shape (n, classes), float32
        Its outputs.
    sure : list of bool
        Whether the segmentation is certain there.
    spaces : list of bool
        Whether there is a space before the symbol.
    distances : list of float, or None
        The distance of each from the training pictures, if limits were determined; see `novelty`.
    """

    boxes: Matrix
    images: NDArray[np.uint8]
    probabilities: NDArray[np.float32]
    sure: list[bool]
    spaces: list[bool]
    distances: list[float] | None


@dataclass(frozen=True)
class Understood:
    """A line's meaning, see `lines.Meaning`; numbers as text, since they may have any length.

    ``decimal`` is the value if its decimals end; otherwise see ``numerator`` and ``denominator``.
    """

    kind: Literal["nothing", "number", "calculation", "word", "text"]
    text: str
    holds: bool | None
    numerator: str | None
    denominator: str | None
    decimal: str | None


class Write(Service):
    """Reads lines with the session's network."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"line.read": self.read, "line.understand": self.understand}

    def read(
        self,
        points: memoryview,
        counts: list[int],
        pen: float,
        classes: int = 10,
        cuts: Sequence[Mapping[str, Any]] = (),
    ) -> ReadLine:
        """Read a line of strokes.

        Parameters
        ----------
        points : float32, x and y of all strokes' points
        counts : number of points of each stroke
        pen : width of the strokes in pixels
        classes : number of outputs of the untrained network that is used before any training
        cuts : manual corrections of the segmentation, the latest last, see `lines.HandCut`:
            ``points``, alternating x and y, and ``symbols``
        """
        model = self.session.model_for(classes)
        strokes = unpack_strokes(points, counts)
        symbols = cut_strokes(strokes, pen, model.predict, hand_cuts(cuts), self.session.style)
        seen = answers(symbols, self.session)
        return ReadLine(
            np.array([one.box for one in symbols], np.int32).reshape(-1, 4),
            seen.images,
            seen.shares,
            [one.sure for one in symbols],
            [one.space_before for one in symbols],
            seen.distances,
        )

    def understand(self, symbols: list[str]) -> Understood:
        """Interpret names of classes in a line, ``" "`` for a space.

        Raises
        ------
        LineError
            if the line is a calculation without a result
        """
        return understood(symbols)


def hand_cuts(cuts: Sequence[Mapping[str, Any]]) -> list[HandCut]:
    """Return what the page sends as ``cuts``, see `Write.read`."""
    return [
        HandCut(np.reshape(np.array(cut["points"], float), (-1, 2)), cut["symbols"]) for cut in cuts
    ]


class Answers(NamedTuple):
    """Symbols' pictures, uint8 (n, 28, 28), and the network's output for each; see `ReadLine`."""

    images: np.ndarray
    shares: np.ndarray
    distances: list[float] | None


def answers(symbols: Sequence[Symbol], session: Session) -> Answers:
    """Predict symbols with the session's network."""
    model, novelty = session.model, session.current_novelty()
    images = np.array([one.glyph for one in symbols], np.uint8).reshape(-1, 28, 28)
    if not len(images):
        return Answers(images, np.empty((0, model.output_shape[-1]), np.float32), None)
    if novelty is None:
        return Answers(images, model.predict(images), None)
    outputs = model.activations(images)
    distances = novelty.distances(hidden_of(outputs, images))
    return Answers(images, outputs[-1], distances.tolist())


def understood(symbols: list[str]) -> Understood:
    """Interpret names of classes, see `Write.understand`."""
    meaning = understand(symbols)
    value = meaning.value
    if value is None:
        return Understood(meaning.kind, meaning.text, meaning.holds, None, None, None)
    return Understood(
        meaning.kind,
        meaning.text,
        meaning.holds,
        str(value.numerator),
        str(value.denominator),
        decimal_of(value),
    )
