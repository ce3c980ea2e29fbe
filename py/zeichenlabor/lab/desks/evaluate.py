"""Evaluate: how good the network is, where it errs, for whom it works."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...glyphs import SIZE, normalize_glyph
from ...nn.training import finished
from .. import atlas, classics, evaluation, suspects
from ..stopping import stoppable
from .bench import Bench, Desk


@dataclass(frozen=True)
class Drawings:
    """Pictures as the net saw them, uint8 (n, 28, 28), its answers, and how sure it was."""

    images: np.ndarray
    predicted: np.ndarray
    shares: np.ndarray


class Evaluate(Desk):
    """Judges the network of the bench."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.methods = {
            "evaluate": self.evaluating,
            "suspects": self.find_suspects,
            "writers": self.compare_writers,
            "classics": self.compare_classics,
            "atlas": self.draw_atlas,
            "fonts": self.reading_drawings,
        }

    def evaluate(self) -> evaluation.Evaluation:
        """Like `evaluating`, at once."""
        return finished(self.evaluating())

    def evaluating(self) -> Generator[None, bool, evaluation.Evaluation]:
        """Test the network on the pictures that it never saw; it can be stopped.

        Raises
        ------
        NoModel
            where no training has been started yet
        """
        test = self.bench.trained_parts().test
        return (yield from stoppable(evaluation.evaluating(self.bench.model, test)))

    def find_suspects(
        self,
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> Generator[Any, bool, suspects.Suspects]:
        """Look for wrong labels among all pictures; see `suspects.find_suspects`.

        The network that is there is not asked: it may have learned them by heart.
        """
        counted = self.bench.collection.counted(sources, classes, edits)
        names = counted.classes() if classes is None else classes
        return (yield from suspects.find_suspects(counted.samples(names), len(names)))

    def compare_writers(
        self,
        mode: str,
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> Generator[Any, bool, evaluation.WriterResult]:
        """Train anew for each source, with the settings of the last training.

        The network that is there stays as it is; see `evaluation.compare_writers`.
        """
        self.bench.trained_parts()
        counted = self.bench.collection.counted(sources, classes, edits)
        names = counted.classes() if classes is None else classes
        samples = counted.samples(names)
        return (
            yield from evaluation.compare_writers(samples, len(names), self.bench.settings, mode)
        )

    def compare_classics(self) -> Generator[Any, bool, classics.Comparison]:
        """Compare the network with scikit-learn's classics; see `classics.compare`.

        `PACKAGES` says what must be loaded before.
        """
        parts = self.bench.trained_parts()
        seconds = sum(epoch.seconds for epoch in self.bench.history)
        return (
            yield from classics.compare(
                self.bench.model, seconds, parts.train, parts.test, self.bench.settings.seed
            )
        )

    def draw_atlas(self, view: str) -> Generator[Any, bool, atlas.Places]:
        """Draw a map of training pictures; see `atlas.draw`."""
        return (yield from atlas.draw(self.bench.model, self.bench.trained_parts().train, view))

    def read_drawings(self, drawings: memoryview, side: int) -> Drawings:
        """Like `reading_drawings`, at once."""
        return finished(self.reading_drawings(drawings, side))

    def reading_drawings(self, drawings: memoryview, side: int) -> Generator[None, bool, Drawings]:
        """Read many drawings at once: uint8 (n, side, side), ink 255 on 0.

        Raises
        ------
        NoModel
            where no training has been started yet
        """
        self.bench.trained_parts()
        pictures = np.frombuffer(drawings, np.uint8).reshape(-1, side, side)
        blank = np.zeros((SIZE, SIZE), np.uint8)
        glyphs = [normalize_glyph(picture) for picture in pictures]
        images = np.array([blank if glyph is None else glyph for glyph in glyphs])
        probabilities = yield from stoppable(self.bench.model.predicting(images))
        predicted = probabilities.argmax(axis=1)
        return Drawings(images, predicted, probabilities.max(axis=1))
