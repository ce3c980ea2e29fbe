"""Try: read a drawing, and look into the network while it answers."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...glyphs import normalize_glyph
from ...nn.training import finished
from ..collecting.collection import Origin
from ..explaining import byhand, explanation
from ..session import Service, Session
from ..stopping import stoppable


@dataclass(frozen=True)
class Prediction:
    """The picture that the net saw and its answer; both empty for an empty canvas.

    ``distance`` is how far it is from all that was learned, where that was asked for before; see
    `novelty`.
    """

    glyph: NDArray[np.uint8] | None
    probabilities: NDArray[np.float64]
    distance: float | None = None


@dataclass(frozen=True)
class Neighbours:
    """The training pictures most like the drawing, the nearest first."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    distances: list[float]
    origins: list[Origin]


@dataclass(frozen=True)
class Explanation:
    """A prediction with the way to it; all but the glyph is empty for an empty canvas."""

    glyph: NDArray[np.uint8] | None
    probabilities: NDArray[np.float64]
    distance: float | None = None
    layers: list[explanation.LayerView] = field(default_factory=list)
    unit: explanation.UnitView | None = None
    relevance: explanation.Relevance | None = None
    edges: list[explanation.Edges] = field(default_factory=list)
    neighbours: Neighbours | None = None


class Look(Service):
    """Shows drawings to the network of the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "predict": self.predict,
            "explain": self.explain_or_begin,
            "dream": self.dream,
            "byhand.small": self.small_step,
            "byhand.path": self.path_step,
        }

    def predict(
        self, drawing: memoryview, width: int, height: int, classes: int = 10
    ) -> Prediction:
        """Read a drawing: uint8, ink 255 on 0, row by row.

        Before any training an untrained network with that many ``classes`` answers.
        """
        glyph = self._glyph(drawing, width, height, classes)
        if glyph is None:
            return Prediction(None, np.empty(0, np.float32))
        model, novelty = self.session.model, self.session.current_novelty()
        if novelty is None:
            return Prediction(glyph, model.predict(glyph[None])[0])
        outputs = model.activations(glyph[None])
        return Prediction(glyph, outputs[-1][0], novelty.distance(outputs, glyph))

    def explain(self, *drawing: Any, **wanted: Any) -> Explanation:
        """Like `explaining`, at once."""
        return finished(self.explaining(*drawing, **wanted))

    def explain_or_begin(
        self, wishes: dict[str, Any] | None = None, **drawing: Any
    ) -> Explanation | Generator[None, bool, Explanation]:
        """Explain at once what needs one pass, and in parts what needs many; see `explaining`.

        What is answered at once takes no turn of the event loop: so it keeps up with the pen.
        """
        long = (wishes or {}).get("relevance") == "occlusion"
        explain = self.explaining if long else self.explain
        return explain(**drawing, wishes=wishes)

    def explaining(
        self,
        drawing: memoryview,
        width: int,
        height: int,
        classes: int = 10,
        wishes: dict[str, Any] | None = None,
    ) -> Generator[None, bool, Explanation]:
        """Like `predict`, with the activations of all layers and what is wished for beside.

        Parameters
        ----------
        wishes : ``unit``, ``relevance`` and ``edges`` as in `explanation.look`;
            ``neighbours``: how many
        """
        glyph = self._glyph(drawing, width, height, classes)
        if glyph is None:
            return Explanation(None, np.empty(0, np.float32))
        wishes, novelty = wishes or {}, self.session.current_novelty()
        looking = explanation.looking(self.session.model, glyph, wishes, novelty)
        seen = yield from stoppable(looking)
        return Explanation(glyph, **seen, neighbours=self._neighbours(glyph, wishes))

    def dream(self, label: int) -> Generator[explanation.Dream, bool, explanation.Dream]:
        """Let the network draw its idea of a class; yields every step."""
        for step in explanation.dream(self.session.model, label):
            if (yield step):
                break
        return step

    def small_step(self, label: int, steps: int) -> byhand.Walk:
        """Make one step of the small network, with all its numbers; see `byhand.small_walk`."""
        return byhand.small_walk(label, steps)

    def path_step(
        self,
        drawing: memoryview,
        width: int,
        height: int,
        classes: int,
        label: int,
        unit: int | None = None,
        hidden: int | None = None,
        source: int | None = None,
    ) -> byhand.Path | None:
        """Follow one path through a step of a copy of the network; None for an empty canvas."""
        glyph = self._glyph(drawing, width, height, classes)
        if glyph is None:
            return None
        return byhand.path(self.session.model, glyph, label, unit, hidden, source)

    def _glyph(self, drawing, width, height, classes):
        self.session.model_for(classes)
        return normalize_glyph(np.frombuffer(drawing, np.uint8).reshape(height, width))

    def _neighbours(self, glyph: np.ndarray, wishes: dict[str, Any]) -> Neighbours | None:
        count = wishes.get("neighbours") or 0
        if self.session.parts is None or not count:
            return None
        train = self.session.parts.train
        rows, distances = explanation.nearest(train.images, glyph, count)
        chosen = train.take(rows)
        return Neighbours(chosen.images, chosen.labels, distances.tolist(), chosen.origins)
