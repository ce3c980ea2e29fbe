"""Try: predicts a drawing, and explains the prediction."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...lines import redraw, unpack_strokes
from ...nn.training import finished
from ..collecting.collection import Origin
from ..explaining import byhand, explanation
from ..session import Service, Session
from ..stopping import stoppable


@dataclass(frozen=True)
class Prediction:
    """The network's input and its output; both empty for an empty canvas.

    ``pen`` is the width of its strokes, in its pixels; ``distance`` is the distance from the
    training pictures, if limits were determined; see `novelty`.
    """

    glyph: NDArray[np.uint8] | None
    probabilities: NDArray[np.float64]
    pen: float
    distance: float | None = None


@dataclass(frozen=True)
class Neighbours:
    """The training pictures most similar to the drawing, the nearest first."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    distances: list[float]
    origins: list[Origin]


@dataclass(frozen=True)
class Explanation:
    """A prediction with its explanation; for an empty canvas, only the pen is given."""

    glyph: NDArray[np.uint8] | None
    probabilities: NDArray[np.float64]
    pen: float
    distance: float | None = None
    layers: list[explanation.LayerView] = field(default_factory=list)
    unit: explanation.UnitView | None = None
    relevance: explanation.Relevance | None = None
    edges: list[explanation.Edges] = field(default_factory=list)
    neighbours: Neighbours | None = None


class Look(Service):
    """Predicts drawings with the session's network."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "predict": self.predict,
            "explain": self.explain_or_begin,
            "dream": self.dream,
            "byhand.small": self.small_step,
            "byhand.path": self.path_step,
        }

    def predict(self, points: memoryview, counts: list[int], classes: int = 10) -> Prediction:
        """Predict a drawing.

        Its strokes are redrawn in the style of the training pictures; see `lines.redraw`.

        Parameters
        ----------
        points : float32, x and y of all strokes' points, concatenated
        counts : number of points of each stroke
        classes : before any training, an untrained network with that many is used
        """
        glyph, pen = self._glyph(points, counts, classes), self.session.style.pen
        if glyph is None:
            return Prediction(None, np.empty(0, np.float32), pen)
        model, novelty = self.session.model, self.session.current_novelty()
        if novelty is None:
            return Prediction(glyph, model.predict(glyph[None])[0], pen)
        outputs = model.activations(glyph[None])
        return Prediction(glyph, outputs[-1][0], pen, novelty.distance(outputs, glyph))

    def explain(self, *drawing: Any, **wanted: Any) -> Explanation:
        """Like `explaining`, without pauses."""
        return finished(self.explaining(*drawing, **wanted))

    def explain_or_begin(
        self, wishes: dict[str, Any] | None = None, **drawing: Any
    ) -> Explanation | Generator[None, bool, Explanation]:
        """Like `explaining`, but without pauses if one pass is enough.

        A result without pauses does not go through the event loop, and so keeps up with the pen.
        """
        long = (wishes or {}).get("relevance") == "occlusion"
        explain = self.explaining if long else self.explain
        return explain(**drawing, wishes=wishes)

    def explaining(
        self,
        points: memoryview,
        counts: list[int],
        classes: int = 10,
        wishes: dict[str, Any] | None = None,
    ) -> Generator[None, bool, Explanation]:
        """Like `predict`, with the activations of all layers and the requested explanations.

        Parameters
        ----------
        wishes : ``unit``, ``relevance`` and ``edges`` as in `explanation.look`;
            ``neighbours``: how many
        """
        glyph, pen = self._glyph(points, counts, classes), self.session.style.pen
        if glyph is None:
            return Explanation(None, np.empty(0, np.float32), pen)
        wishes, novelty = wishes or {}, self.session.current_novelty()
        looking = explanation.looking(self.session.model, glyph, wishes, novelty)
        seen = yield from stoppable(looking)
        neighbours = self._neighbours(glyph, wishes)
        return Explanation(glyph, pen=pen, neighbours=neighbours, **seen)

    def dream(self, label: int) -> Generator[explanation.Dream, bool, explanation.Dream]:
        """Optimise a picture for a class; yields every step."""
        for step in explanation.dream(self.session.model, label):
            if (yield step):
                break
        return step

    def small_step(self, label: int, steps: int) -> byhand.Walk:
        """Make one step of the tiny network, with all its numbers; see `byhand.small_walk`."""
        return byhand.small_walk(label, steps)

    def path_step(
        self,
        points: memoryview,
        counts: list[int],
        classes: int,
        label: int,
        unit: int | None = None,
        hidden: int | None = None,
        source: int | None = None,
    ) -> byhand.Path | None:
        """Follow one path through a step of a copy of the network; None for an empty canvas."""
        glyph = self._glyph(points, counts, classes)
        if glyph is None:
            return None
        return byhand.path(self.session.model, glyph, label, unit, hidden, source)

    def _glyph(self, points, counts, classes):
        self.session.model_for(classes)
        return redraw(unpack_strokes(points, counts), self.session.style)

    def _neighbours(self, glyph: np.ndarray, wishes: dict[str, Any]) -> Neighbours | None:
        count = wishes.get("neighbours") or 0
        if self.session.subsets is None or not count:
            return None
        train = self.session.subsets.train
        rows, distances = explanation.nearest(train.images, glyph, count)
        chosen = train.take(rows)
        return Neighbours(chosen.images, chosen.labels, distances.tolist(), chosen.origins)
