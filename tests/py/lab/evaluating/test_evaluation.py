"""Every number of an evaluation against scikit-learn on the same predictions; the comparisons."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import BAR, SETTINGS, bars, drain, put, written
from zeichenlabor.errors import NoModel, TooFewSamples
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.evaluating import evaluation

WRITERS = ("ann", "ben", "cem")


def strange(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Bars of which some are labelled wrongly, so that there is something to find."""
    images, labels = bars(count, seed)
    labels = labels.copy()
    labels[::23] = (labels[::23] + 3) % 10
    return images, labels


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    for seed, sheet in enumerate(WRITERS):
        put(laboratory, sheet, *strange(200, seed))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


def test_every_number_is_scikit_learns(laboratory):
    metrics = pytest.importorskip("sklearn.metrics")
    found = laboratory.evaluate.evaluate()
    labels, predicted = found.labels, found.predicted
    assert 0 < (labels != predicted).sum() < len(labels)
    assert found.accuracy == pytest.approx(metrics.accuracy_score(labels, predicted))
    shares = found.probabilities.astype(float)
    shares /= shares.sum(axis=1, keepdims=True)  # scikit-learn wants no float32 crumbs
    assert found.loss == pytest.approx(metrics.log_loss(labels, shares, labels=range(10)), rel=1e-4)
    np.testing.assert_array_equal(
        found.confusion, metrics.confusion_matrix(labels, predicted, labels=range(10))
    )
    np.testing.assert_allclose(
        found.shares,
        metrics.confusion_matrix(labels, predicted, labels=range(10), normalize="true"),
    )
    expected = metrics.precision_recall_fscore_support(
        labels, predicted, labels=range(10), zero_division=0
    )
    mine = np.array([(c.precision, c.recall, c.f1, c.support) for c in found.classes]).T
    np.testing.assert_allclose(mine, expected)
    macro = metrics.precision_recall_fscore_support(
        labels, predicted, average="macro", zero_division=0
    )
    np.testing.assert_allclose((found.mean.precision, found.mean.recall, found.mean.f1), macro[:3])
    writers = np.array([origin.sheet for origin in found.origins])
    for score in found.sheets:
        mine = writers == score.sheet
        assert score.n == mine.sum()
        assert score.accuracy == metrics.accuracy_score(labels[mine], predicted[mine])


def test_every_interval_is_scipys(laboratory):
    stats = pytest.importorskip("scipy.stats")
    found = laboratory.evaluate.evaluate()
    right = int((found.labels == found.predicted).sum())
    scored = [(right, len(found.labels), found.interval)]
    scored += [(score.right, score.n, score.interval) for score in found.sheets]
    for hits, n, interval in scored:
        expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
        assert interval == pytest.approx((expected.low, expected.high), rel=1e-6)


def test_every_fold_is_scored_as_scikit_learn_does(laboratory):
    metrics = pytest.importorskip("sklearn.metrics")
    _, result = drain(laboratory.evaluate.compare_writers("alone"))
    for fold in result.folds:
        for score in fold.scores:
            labels, answers = np.zeros(score.n, int), np.ones(score.n, int)
            answers[: score.right] = 0
            assert score.accuracy == metrics.accuracy_score(labels, answers)


def test_classes_without_a_test_picture_have_no_scores_and_no_part_in_the_mean():
    metrics = pytest.importorskip("sklearn.metrics")
    labels, predicted = np.array([0, 0, 1, 1]), np.array([0, 3, 1, 0])
    confusion = evaluation.confusion_matrix(labels, predicted, 6)
    classes = evaluation.score_classes(confusion)
    assert [score.support for score in classes] == [2, 2, 0, 0, 0, 0]
    for score in classes[2:]:
        assert (score.precision, score.recall, score.f1) == (None, None, None)
    mean = evaluation._mean(classes)
    macro = metrics.precision_recall_fscore_support(
        labels, predicted, labels=[0, 1], average="macro", zero_division=0
    )
    np.testing.assert_allclose((mean.precision, mean.recall, mean.f1), macro[:3])
    assert mean.support == 4


def test_few_pictures_of_each_class_leave_some_untested():
    laboratory = Laboratory()
    put(laboratory, "few", *bars(50))
    drain(laboratory.train.start_training(SETTINGS | {"epochs": 1}))
    found = laboratory.evaluate.evaluate()
    tested = [score for score in found.classes if score.support]
    assert len(tested) == 5
    assert all((score.recall is None) == (score.support == 0) for score in found.classes)
    assert found.mean.recall == pytest.approx(np.mean([score.recall for score in tested]))


def test_the_interval_holds_the_accuracy_and_shrinks_with_more_pictures(laboratory):
    found = laboratory.evaluate.evaluate()
    low, high = found.interval
    assert low < found.accuracy < high
    for score in found.sheets:
        assert score.interval[1] - score.interval[0] > high - low


def test_leaving_one_writer_out_trains_on_the_others(laboratory):
    before = laboratory.session.model.get_weights()
    events, result = drain(laboratory.evaluate.compare_writers("others"))
    folds = [event for event in events if event.type == "fold"]
    assert [[score.sheet for score in fold.scores] for fold in folds] == [[w] for w in WRITERS]
    assert [sorted([*fold.trained, fold.scores[0].sheet]) for fold in folds] == [
        sorted(WRITERS)
    ] * 3
    assert all(fold.scores[0].n == 200 for fold in folds)
    assert result.state == "done"
    assert result.mean == pytest.approx(np.mean([fold.scores[0].accuracy for fold in folds]))
    shares = [event.share for event in events if event.type == "progress" and event.fold == 1]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for mine, now in zip(before, laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, now)


def test_a_class_is_compared_in_a_bounded_number_of_trainings():
    laboratory = Laboratory()
    names = [f"pupil {number}" for number in range(30)]
    for seed, name in enumerate(names):
        put(laboratory, name, *bars(20, seed))
    drain(laboratory.train.start_training(SETTINGS | {"epochs": 1}))
    _, result = drain(laboratory.evaluate.compare_writers("others"))
    assert len(result.folds) == evaluation.FOLDS < 30
    assert [score.sheet for fold in result.folds for score in fold.scores] == names
    for fold in result.folds:
        tested = {score.sheet for score in fold.scores}
        assert tested | set(fold.trained) == set(names)
        assert not tested & set(fold.trained)
    strangers = [score.accuracy for fold in result.folds for score in fold.scores]
    assert result.mean == pytest.approx(np.mean(strangers))


@pytest.mark.parametrize(("count", "sizes"), [(10, {1}), (11, {1, 2}), (23, {2, 3})])
def test_strangers_stay_alone_as_long_as_that_is_quick(count, sizes):
    hands = np.repeat([f"{number:02}" for number in range(count)], 20)
    given = evaluation.WriterSamples(
        np.zeros((20 * count, 28, 28), np.uint8), np.zeros(20 * count, int), hands
    )
    groups = evaluation._groups(given, "others")
    assert {len(group) for group in groups} == sizes
    assert [name for group in groups for name in group] == given.names
    assert len(evaluation._groups(given, "alone")) == count


def test_alone_tests_everybody_and_oneself_on_what_was_held_back(laboratory):
    _, result = drain(laboratory.evaluate.compare_writers("alone"))
    assert [fold.trained for fold in result.folds] == [[w] for w in WRITERS]
    for fold in result.folds:
        assert [score.sheet for score in fold.scores] == list(WRITERS)
        sizes = {score.sheet: score.n for score in fold.scores}
        assert sizes.pop(fold.trained[0]) == 20
        assert set(sizes.values()) == {200}
    strangers = [s.accuracy for f in result.folds for s in f.scores if s.sheet not in f.trained]
    assert result.mean == pytest.approx(np.mean(strangers))


def test_a_comparison_can_be_ended_and_keeps_what_is_finished(laboratory):
    events, _ = drain(laboratory.evaluate.compare_writers("others"))
    first = [event.type for event in events].index("fold")
    _, result = drain(laboratory.evaluate.compare_writers("others"), stop_after=first + 3)
    assert result.state == "stopped"
    assert len(result.folds) == 1


def test_edits_count_in_a_comparison(laboratory):
    edits = [{"sheet": "ann", "cell": cell, "label": None} for cell in range(100)]
    _, result = drain(laboratory.evaluate.compare_writers("others", list("0123456789"), edits))
    assert result.folds[0].scores[0].n == 100


@pytest.mark.parametrize(
    ("mode", "folds", "left_out"), [("alone", 2, ["drawn"]), ("others", 3, [])]
)
def test_what_is_too_small_is_left_out_of_a_comparison(mode, folds, left_out):
    laboratory = Laboratory()
    for seed, sheet in enumerate(("ann", "ben")):
        put(laboratory, sheet, *bars(100, seed))
    put(laboratory, "drawn", *bars(3, 9))
    drain(laboratory.train.start_training(SETTINGS | {"epochs": 1}))
    _, result = drain(laboratory.evaluate.compare_writers(mode))
    assert (result.state, len(result.folds), result.left_out) == ("done", folds, left_out)
    tested = {score.sheet: score.n for fold in result.folds for score in fold.scores}
    assert tested["drawn"] == 3  # too few to learn from, but they can be read


def test_a_comparison_of_nothing_but_small_sources_is_refused():
    laboratory = Laboratory()
    for seed, sheet in enumerate("abcdef"):
        put(laboratory, sheet, *bars(4, seed))
    drain(laboratory.train.start_training(SETTINGS | {"epochs": 1}))
    with pytest.raises(TooFewSamples):
        drain(laboratory.evaluate.compare_writers("alone"))


def test_one_writer_cannot_be_compared():
    laboratory = Laboratory()
    put(laboratory, "only", *bars(200))
    drain(laboratory.train.start_training(SETTINGS))
    with pytest.raises(TooFewSamples):
        drain(laboratory.evaluate.compare_writers("others"))


def test_without_a_training_there_is_nothing_to_compare():
    with pytest.raises(NoModel):
        Laboratory().evaluate.evaluate()
    with pytest.raises(NoModel):
        drain(Laboratory().evaluate.compare_writers("others"))


def test_an_explanation_follows_the_wishes(laboratory):
    bare = laboratory.look.explain(**BAR)
    assert bare.unit is bare.relevance is bare.neighbours is None
    np.testing.assert_array_equal(bare.probabilities, laboratory.look.predict(**BAR).probabilities)
    wishes = {"unit": {"layer": 1, "unit": 3}, "relevance": "gradient", "neighbours": 6}
    full = laboratory.look.explain(**BAR, wishes=wishes)
    assert full.unit.unit == 3
    assert full.relevance.label == bare.probabilities.argmax()
    assert len(full.neighbours.labels) == 6
    assert full.neighbours.distances == sorted(full.neighbours.distances)


def test_an_empty_canvas_explains_nothing(laboratory):
    empty = laboratory.look.explain(**written(), wishes={"relevance": "occlusion"})
    assert empty.glyph is None
    assert empty.layers == []


def test_a_dream_can_be_ended(laboratory):
    events, last = drain(laboratory.look.dream(2), stop_after=4)
    assert len(events) == 5
    assert last is events[-1]
