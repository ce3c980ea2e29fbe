"""How good the network is, what it gets wrong, and how it reads strangers' hands."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import TooFewSamples
from ..nn import Sequential
from ..nn.metrics import accuracy_interval, class_scores, confusion_matrix
from . import presets
from .collection import Origin, Samples
from .settings import SHARES, Settings
from .shares import share_rows


@dataclass(frozen=True)
class ClassScore:
    """Of one class: ``precision``, ``recall`` and ``f1`` as shares, ``support`` true pictures.

    None of the shares can be told of a class without a test picture.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    support: int


@dataclass(frozen=True)
class SheetScore:
    """How well the pictures of one source (a writer's sheet) are read."""

    sheet: str
    right: int
    n: int
    accuracy: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Evaluation:
    """The test pictures, what the net says about them, and what follows from that.

    Attributes
    ----------
    interval : range of the true accuracy with 95 % confidence (Wilson)
    confusion : counts, rows are the true classes, columns the answers
    shares : the same divided by each row's sum
    classes : scores of each class
    mean : their means over the classes that have test pictures
    sheets : scores of each source
    """

    loss: float
    accuracy: float
    interval: tuple[float, float]
    labels: np.ndarray
    predicted: np.ndarray
    probabilities: np.ndarray
    images: np.ndarray
    origins: list[Origin]
    confusion: np.ndarray
    shares: list[list[float]]
    classes: list[ClassScore]
    mean: ClassScore
    sheets: list[SheetScore]


def evaluate(model: Sequential, test: Samples) -> Evaluation:
    """Measure a network on pictures that it never saw."""
    loss, accuracy = model.evaluate(test.images, test.labels)
    probabilities = model.predict(test.images)
    predicted = probabilities.argmax(axis=1)
    confusion = confusion_matrix(test.labels, predicted, probabilities.shape[1])
    right = predicted == test.labels
    classes = score_classes(confusion)
    return Evaluation(
        loss=loss,
        accuracy=accuracy,
        interval=accuracy_interval(int(right.sum()), len(test)),
        labels=test.labels,
        predicted=predicted,
        probabilities=probabilities,
        images=test.images,
        origins=test.origins,
        confusion=confusion,
        shares=(confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)).tolist(),
        classes=classes,
        mean=_mean(classes),
        sheets=score_sheets([origin.hand for origin in test.origins], right),
    )


def score_classes(confusion: np.ndarray) -> list[ClassScore]:
    """Precision, recall, F1 and support of each class."""
    columns = (column.tolist() for column in class_scores(confusion))
    return [
        ClassScore(*shares, support) if support else ClassScore(None, None, None, 0)
        for *shares, support in zip(*columns, strict=True)
    ]


def _mean(classes: Sequence[ClassScore]) -> ClassScore:
    """Unweighted ("macro" in scikit-learn), over the classes that have test pictures."""
    rows = [(c.precision, c.recall, c.f1) for c in classes if c.support]
    support = sum(c.support for c in classes)
    return ClassScore(*np.mean(rows, axis=0).tolist(), support)


def score_sheets(sheets: Sequence[str], right: np.ndarray) -> list[SheetScore]:
    """Accuracy of each source, sorted by its id."""
    names = np.array(sheets)
    return [_sheet_score(name, right[names == name]) for name in sorted(set(sheets))]


def _sheet_score(sheet: str, right: np.ndarray) -> SheetScore:
    hits, n = int(right.sum()), len(right)
    return SheetScore(sheet, hits, n, hits / max(n, 1), accuracy_interval(hits, n))


@dataclass(frozen=True)
class Progress:
    """Share of a long work that is done, 0…1."""

    share: float
    type: str = field(default="progress", init=False)


# --- strangers' hands


@dataclass(frozen=True)
class Fold:
    """One training of a comparison: on whom, and how well everybody is read then."""

    trained: list[str]
    scores: list[SheetScore]
    type: str = field(default="fold", init=False)


@dataclass(frozen=True)
class WriterProgress:
    """Training ``fold`` of ``folds`` has finished that share of its epochs."""

    fold: int
    folds: int
    share: float
    type: str = field(default="progress", init=False)


@dataclass(frozen=True)
class WriterResult:
    """All folds that were finished; ``mean`` accuracy over strangers' hands, None without any.

    ``left_out``: the sources whose training would have had too few pictures.
    """

    mode: str
    state: str
    folds: list[Fold]
    mean: float | None
    left_out: list[str]


def compare_writers(
    samples: Samples, classes: int, settings: Settings, mode: str
) -> Generator[WriterProgress | Fold | None, bool, WriterResult]:
    """Train anew for each source, to see how well strangers' hands are read.

    Parameters
    ----------
    mode : "others" or "alone"
        "others": trained on all sources but one, tested on that one. "alone":
        trained on one source, tested on all of each other one, and on the part
        of its own that was held back. A training with too few pictures is left out.

    Raises
    ------
    TooFewSamples
        where there are fewer than two sources, or too few pictures for any training
    """
    names = np.array([origin.hand for origin in samples.origins])
    sheets = sorted(set(names.tolist()))
    if len(sheets) < 2:
        raise TooFewSamples("two sources are needed", samples=len(sheets), part="writers", needed=2)
    folds: list[Fold] = []
    left_out: list[str] = []
    for index, sheet in enumerate(sheets):
        mine = names == sheet
        pool = np.flatnonzero(mine if mode == "alone" else ~mine)
        held = SHARES[2] if mode == "alone" else 0.0
        validated = settings.validation_share
        shares = (1 - validated - held, validated, held)
        try:
            split = share_rows(samples.labels[pool], settings, shares)
        except TooFewSamples:
            left_out.append(sheet)
            continue
        train, validation, own = (samples.take(pool[rows]) for rows in split)
        model = presets.build_for(settings, classes=classes, samples=len(train))
        for done in _epochs(model, settings, train, validation):
            if (yield None if done is None else WriterProgress(index, len(sheets), done)):
                return _writer_result(mode, "stopped", folds, left_out)
        tested = [sheet] if mode == "others" else sheets
        scores = []
        for name in tested:
            part = (
                own
                if mode == "alone" and name == sheet
                else samples.take(np.flatnonzero(names == name))
            )
            right = model.predict(part.images).argmax(axis=1) == part.labels
            scores.append(_sheet_score(name, right))
        fold = Fold([sheet] if mode == "alone" else [s for s in sheets if s != sheet], scores)
        folds.append(fold)
        if (yield fold):
            return _writer_result(mode, "stopped", folds, left_out)
    if not folds:
        raise TooFewSamples("no source is large enough", samples=len(samples), part="train")
    return _writer_result(mode, "done", folds, left_out)


def _epochs(model, settings, train, validation):
    """Train; yields the share that is done after each batch, and None within a long one."""
    for event in model.fit_events(
        train.images,
        train.labels,
        validation_data=(validation.images, validation.labels),
        epochs=settings.epochs,
        pauses=True,
        **presets.fit_arguments(settings, validated=len(validation) > 0),
    ):
        if event is None:
            yield None
            continue
        within = (event.batch + 1) / event.batches if event.type == "batch" else 1.0
        yield (event.epoch + within) / settings.epochs


def _writer_result(mode, state, folds, left_out) -> WriterResult:
    strange = [
        score.accuracy for fold in folds for score in fold.scores if score.sheet not in fold.trained
    ]
    mean = float(np.mean(strange)) if strange else None
    return WriterResult(mode, state, folds, mean, left_out)
