"""Evaluate: accuracy, mistakes, comparisons."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...glyphs import SIZE, normalize_glyph
from ...nn.training import finished
from ..collecting.collection import Samples
from ..evaluating import atlas, classics, evaluation, novelty, suspects
from ..pieces import ClassicMaterial, Material, WriterMaterial
from ..session import Service, Session
from ..stopping import stoppable


@dataclass(frozen=True)
class Drawings:
    """The network's inputs, uint8 (n, 28, 28), its predictions, and their probabilities."""

    images: NDArray[np.uint8]
    predicted: NDArray[np.int64]
    shares: NDArray[np.float32]


@dataclass(frozen=True)
class Plan:
    """What a comparison trains on in turn: writers, or keys of classics.

    Attributes
    ----------
    left_out : for which there are too few pictures
    """

    names: list[str]
    left_out: list[str]


class Evaluate(Service):
    """Evaluates the session's network.

    Parameters
    ----------
    materials : storage for the data that pieces of work need
    """

    def __init__(self, session: Session, materials: dict[str, Material]) -> None:
        super().__init__(session)
        self._materials = materials
        self.methods = {
            "evaluate": self.evaluating,
            "suspects": self.find_suspects,
            "writers": self.compare_writers,
            "writers.plan": self.plan_writers,
            "writers.conclude": self.conclude_writers,
            "classics": self.compare_classics,
            "classics.plan": self.plan_classics,
            "classics.net": self.try_network,
            "atlas": self.draw_atlas,
            "fonts": self.reading_drawings,
            "unknown": self.judge_unknown,
        }

    def evaluate(self) -> evaluation.EvaluateResult:
        """Like `evaluating`, without pauses."""
        return finished(self.evaluating())

    def evaluating(self) -> Generator[None, bool, evaluation.EvaluateResult]:
        """Evaluate the network on the test pictures; can be stopped.

        Raises
        ------
        NoModel
            if no training has been started yet
        """
        test = self.session.trained_subsets().test
        return (yield from stoppable(evaluation.evaluating(self.session.model, test)))

    def find_suspects(
        self,
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> Generator[Any, bool, suspects.Suspects]:
        """Search all pictures for wrong labels; see `suspects.find_suspects`.

        The session's network is not used, since it may have memorised them.
        """
        return (yield from suspects.find_suspects(*self._counted(classes, edits, sources)))

    def compare_writers(
        self,
        mode: str,
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> Generator[Any, bool, evaluation.WriterResult]:
        """Train once per source, with the settings of the last training.

        The session's network is not changed; see `evaluation.compare_writers`.
        """
        self.session.trained_subsets()
        samples, count = self._counted(classes, edits, sources)
        return (yield from evaluation.compare_writers(samples, count, self.session.settings, mode))

    def plan_writers(
        self,
        key: str,
        mode: str,
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> Plan:
        """Store the data of `compare_writers` under ``key``, for pieces of work.

        Returns
        -------
        Plan
            the writers to train for
        """
        self.session.trained_subsets()
        samples, count = self._counted(classes, edits, sources)
        pictures, settings = evaluation.WriterSamples.of(samples), self.session.settings
        plan = Plan(*evaluation.plan_folds(pictures, settings, mode))
        self._materials[key] = WriterMaterial(pictures, count, settings, mode)
        return plan

    def conclude_writers(
        self,
        mode: str,
        state: str,
        folds: Sequence[Mapping[str, Any]],
        left_out: list[str],
    ) -> evaluation.WriterResult:
        """Summarise the folds of all workers."""
        made = [
            evaluation.Fold(
                fold["trained"],
                [
                    evaluation.SheetScore(**(score | {"interval": tuple(score["interval"])}))
                    for score in fold["scores"]
                ],
            )
            for fold in folds
        ]
        return evaluation.conclude(mode, state, made, left_out)

    def _counted(self, classes, edits, sources) -> tuple[Samples, int]:
        """The pictures that count, and the number of classes."""
        counted = self.session.collection.counted(sources, classes, edits)
        names = counted.classes() if classes is None else classes
        return counted.samples(names), len(names)

    def compare_classics(self) -> Generator[Any, bool, classics.Comparison]:
        """Compare the network with classic models of scikit-learn; see `classics.compare`.

        `PACKAGES` lists what must be loaded before.
        """
        subsets = self.session.trained_subsets()
        return (
            yield from classics.compare(
                self.session.model,
                self._seconds(),
                subsets.train,
                subsets.test,
                self.session.settings.seed,
            )
        )

    def plan_classics(self, key: str) -> Plan:
        """Store the data of `compare_classics` under ``key``, for pieces of work.

        Returns
        -------
        Plan
            the models to train
        """
        subsets = self.session.trained_subsets()
        pictures = classics.Material.of(subsets.train, subsets.test)
        self._materials[key] = ClassicMaterial(pictures, self.session.settings.seed)
        return Plan(*classics.plan(pictures))

    def try_network(self) -> Generator[Any, bool, classics.Row | None]:
        """Test the session's network, as a row of the comparison."""
        subsets = self.session.trained_subsets()
        pictures = classics.Material.of(subsets.train, subsets.test)
        return (
            yield from classics.try_network(
                self.session.model, self._seconds(), len(subsets.train), pictures
            )
        )

    def _seconds(self) -> float:
        """Training time of the network."""
        return sum(epoch.seconds for epoch in self.session.history)

    def draw_atlas(self, view: str) -> Generator[Any, bool, atlas.Places]:
        """Compute a map of training pictures; see `atlas.draw`."""
        return (
            yield from atlas.draw(self.session.model, self.session.trained_subsets().train, view)
        )

    def judge_unknown(self, classes: list[str]) -> Generator[None, bool, novelty.Judgement]:
        """Determine limits for unknown symbols; afterwards predictions for drawings include
        distances.

        Raises
        ------
        NoModel
            if no training has been started yet
        TooFewSamples
            if there are no validation or test pictures
        Cancelled
            if the network was trained meanwhile
        """
        subsets = self.session.trained_subsets()
        judging = novelty.judging(
            self.session.model,
            subsets.train,
            subsets.validation,
            subsets.test,
            classes,
            self.session.settings.seed,
        )
        self.session.novelty, judgement = yield from stoppable(judging)
        return judgement

    def read_drawings(self, drawings: memoryview, side: int) -> Drawings:
        """Like `reading_drawings`, without pauses."""
        return finished(self.reading_drawings(drawings, side))

    def reading_drawings(self, drawings: memoryview, side: int) -> Generator[None, bool, Drawings]:
        """Predict many drawings: uint8 (n, side, side), ink 255 on 0.

        Raises
        ------
        NoModel
            if no training has been started yet
        """
        self.session.trained_subsets()
        pictures = np.frombuffer(drawings, np.uint8).reshape(-1, side, side)
        blank = np.zeros((SIZE, SIZE), np.uint8)
        glyphs = [normalize_glyph(picture) for picture in pictures]
        images = np.array([blank if glyph is None else glyph for glyph in glyphs])
        probabilities = yield from stoppable(self.session.model.predicting(images))
        predicted = probabilities.argmax(axis=1)
        return Drawings(images, predicted, probabilities.max(axis=1))
