"""How accurate the network is, what it gets wrong, and how well it reads unknown writers."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...arrays import Matrix
from ...errors import TooFewSamples
from ...nn import Sequential, training
from ...nn.metrics import accuracy_interval, class_scores, confusion_matrix
from ..collecting.collection import Origin, Samples
from ..designing import presets
from ..designing.settings import SHARES, Settings
from ..stopping import one_network, retold
from ..training.splits import split_rows

FOLDS = 10
"""The most trainings of a comparison: the usual number of folds in a cross-validation."""


@dataclass(frozen=True)
class ClassScore:
    """Scores of one class: ``precision``, ``recall`` and ``f1``, and ``support``, the number of its
    pictures.

    The scores are None for a class without test pictures.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    support: int


@dataclass(frozen=True)
class SheetScore:
    """Accuracy for the pictures of one source (a writer's sheet)."""

    sheet: str
    right: int
    n: int
    accuracy: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class EvaluateResult:
    """The test pictures, the network's predictions, and scores.

    Attributes
    ----------
    interval : 95 % confidence interval of the accuracy (Wilson)
    confusion : counts, rows are the true classes, columns the answers
    shares : the same divided by each row's sum
    classes : scores of each class
    mean : their means over the classes that have test pictures
    sheets : scores of each source
    """

    loss: float
    accuracy: float
    interval: tuple[float, float]
    labels: NDArray[np.int64]
    predicted: NDArray[np.int64]
    probabilities: NDArray[np.float32]
    images: NDArray[np.uint8]
    origins: list[Origin]
    confusion: Matrix
    shares: list[list[float]]
    classes: list[ClassScore]
    mean: ClassScore
    sheets: list[SheetScore]


def evaluating(model: Sequential, test: Samples) -> Generator[None, None, EvaluateResult]:
    """Evaluate a network on test pictures, with pauses.

    Raises
    ------
    Cancelled
        if the network was trained in a pause
    """
    with one_network(model):
        samples = training.DataAdapter(model, test.images, test.labels)
        loss, accuracy = yield from model.measuring(samples)
        probabilities = yield from model.predicting(test.images)
    predicted = probabilities.argmax(axis=1)
    confusion = confusion_matrix(test.labels, predicted, probabilities.shape[1])
    right = predicted == test.labels
    classes = score_classes(confusion)
    return EvaluateResult(
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
        sheets=score_sheets([origin.writer_or_sheet for origin in test.origins], right),
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
    """Progress of a long task, 0…1."""

    share: float
    type: str = field(default="progress", init=False)


# --- unknown writers


@dataclass(frozen=True)
class Fold:
    """One training of a comparison: the writers it was trained on, and the accuracy for all
    writers.
    """

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
    """All folds that were finished; ``mean`` accuracy over unknown writers, None without any.

    ``left_out``: the sources whose training would have had too few pictures.
    """

    mode: Literal["others", "alone"]
    state: Literal["done", "stopped"]
    folds: list[Fold]
    mean: float | None
    left_out: list[str]


@dataclass(frozen=True)
class WriterSamples:
    """Labelled pictures and who wrote them: all that a comparison of writers needs.

    ``images``: uint8 (n, 28, 28); ``labels``: int64 (n,); ``writers``: str (n,).
    """

    images: np.ndarray
    labels: np.ndarray
    writers: np.ndarray

    @classmethod
    def of(cls, samples: Samples) -> WriterSamples:
        """The samples, with the writer of each."""
        return cls(
            samples.images,
            samples.labels,
            np.array([origin.writer_or_sheet for origin in samples.origins]),
        )

    @property
    def names(self) -> list[str]:
        """Every writer once, in the order of the pictures."""
        return list(dict.fromkeys(self.writers.tolist()))

    def take(self, rows: np.ndarray) -> WriterSamples:
        """These rows, in their order."""
        return WriterSamples(self.images[rows], self.labels[rows], self.writers[rows])

    def of_writer(self, writer: str) -> WriterSamples:
        """The pictures of one writer."""
        return self.take(np.flatnonzero(self.writers == writer))


def compare_writers(
    samples: Samples, classes: int, settings: Settings, mode: str
) -> Generator[WriterProgress | Fold | None, bool, WriterResult]:
    """Train once per writer, to see how well unknown writers are read.

    Parameters
    ----------
    mode : "others" or "alone"
        "others": trained on all sources but one (or several, beyond FOLDS), tested on it. "alone":
        trained on one source, tested on all other ones, and on its own test data. Trainings with
        too few pictures are left out.

    Raises
    ------
    TooFewSamples
        if there are fewer than two sources, or too few pictures for any training
    """
    pictures = WriterSamples.of(samples)
    chosen, left_out = plan_folds(pictures, settings, mode)
    folds: list[Fold] = []
    for index, writer in enumerate(chosen):
        training = train_fold(pictures, classes, settings, mode, writer)
        fold = yield from retold(training, partial(_numbered, index, len(chosen)))
        if fold is not None:
            folds.append(fold)
        if fold is None or (yield fold):
            return conclude(mode, "stopped", folds, left_out)
    return conclude(mode, "done", folds, left_out)


def _numbered(index: int, folds: int, done: Progress | None) -> WriterProgress | None:
    """The progress of one of several folds."""
    return None if done is None else WriterProgress(index, folds, done.share)


def plan_folds(
    pictures: WriterSamples, settings: Settings, mode: str
) -> tuple[list[str], list[str]]:
    """Return the writers to train a network for, and those with too few pictures.

    With "others" every writer is tested, but in at most FOLDS trainings: beyond that, several
    writers are left out at once, and the first of them names the training.

    Raises
    ------
    TooFewSamples
        as `compare_writers`
    """
    count = len(pictures.names)
    if count < 2:
        raise TooFewSamples("two sources are needed", samples=count, subset="writers", needed=2)
    chosen, left_out = [], []
    for group in _groups(pictures, mode):
        try:
            _split_fold(pictures, settings, mode, group)
        except TooFewSamples:
            left_out.extend(group)
        else:
            chosen.append(group[0])
    if not chosen:
        raise TooFewSamples(
            "no source is large enough", samples=len(pictures.labels), subset="train"
        )
    return chosen, left_out


def _groups(pictures: WriterSamples, mode: str) -> list[list[str]]:
    """The writers of each training: one, or with "others" several if there are more than FOLDS."""
    names = pictures.names
    count = len(names) if mode == "alone" else min(len(names), FOLDS)
    return [group.tolist() for group in np.array_split(names, count)]


def _split_fold(
    pictures: WriterSamples, settings: Settings, mode: str, group: list[str]
) -> list[np.ndarray]:
    """Rows for training, validation and, with "alone", the test on the writers' own pictures."""
    mine = np.isin(pictures.writers, group)
    pool = np.flatnonzero(mine if mode == "alone" else ~mine)
    held = SHARES[2] if mode == "alone" else 0.0
    validated = settings.validation_share
    shares = (1 - validated - held, validated, held)
    return [pool[rows] for rows in split_rows(pictures.labels[pool], settings, shares)]


def train_fold(
    pictures: WriterSamples, classes: int, settings: Settings, mode: str, writer: str
) -> Generator[Progress | None, bool, Fold | None]:
    """Train one network of a comparison and test it; None if stopped.

    ``writer``: one that `plan_folds` named; it stands for its group. The result depends on
    these arguments only, so any worker can compute it.
    """
    group = next(group for group in _groups(pictures, mode) if writer in group)
    rows = _split_fold(pictures, settings, mode, group)
    train, validation, own = (pictures.take(subset) for subset in rows)
    model = presets.build_for(settings, classes=classes, samples=len(train.labels))
    for done in _epochs(model, settings, train, validation):
        if (yield None if done is None else Progress(done)):
            return None
    names = pictures.names
    scores = []
    for name in group if mode == "others" else names:
        tested = own if mode == "alone" and name == writer else pictures.of_writer(name)
        right = model.predict(tested.images).argmax(axis=1) == tested.labels
        scores.append(_sheet_score(name, right))
    return Fold(group if mode == "alone" else [n for n in names if n not in group], scores)


def _epochs(model, settings, train, validation):
    """Train; yields the progress after each batch, and None within a long one."""
    for event in model.fit_events(
        train.images,
        train.labels,
        validation_data=(validation.images, validation.labels),
        epochs=settings.epochs,
        pauses=True,
        **presets.fit_arguments(settings, validated=len(validation.labels) > 0),
    ):
        if event is None:
            yield None
            continue
        within = (event.batch + 1) / event.batches if event.type == "batch" else 1.0
        yield (event.epoch + within) / settings.epochs


def conclude(mode: str, state: str, folds: list[Fold], left_out: list[str]) -> WriterResult:
    """Summarize the folds that were finished."""
    strange = [
        score.accuracy for fold in folds for score in fold.scores if score.sheet not in fold.trained
    ]
    mean = float(np.mean(strange)) if strange else None
    return WriterResult(mode, state, folds, mean, left_out)
