"""scikit-learn's classics on the split of the last training."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import NoModel
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.evaluating import classics


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    pytest.importorskip("sklearn")
    laboratory = Laboratory()
    put(laboratory, "a", *bars(300))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


@pytest.fixture(scope="module")
def compared(laboratory):
    return drain(laboratory.evaluate.compare_classics())


def test_every_classic_learns_from_the_same_pictures(laboratory, compared):
    events, found = compared
    assert [row.key for row in found.rows] == ["net", *classics.CLASSICS]
    assert [event for event in events if event.type == "row"] == found.rows
    shares = [event.share for event in events if event.type == "progress"]
    assert shares == sorted(shares)
    parts = laboratory.session.subsets
    net = found.rows[0]
    assert net.accuracy == laboratory.evaluate.evaluate().accuracy
    assert net.fit_seconds == sum(epoch.seconds for epoch in laboratory.session.history)
    assert {row.trained for row in found.rows} == {len(parts.train)}
    for row in found.rows:
        assert row.accuracy > 0.9
        assert row.interval[0] <= row.accuracy <= row.interval[1]


def test_every_accuracy_and_interval_is_that_of_the_same_predictions(laboratory, compared):
    stats = pytest.importorskip("scipy.stats")
    metrics = pytest.importorskip("sklearn.metrics")
    parts, seed = laboratory.session.subsets, laboratory.session.settings.seed
    flat = [
        part.images.reshape(len(part), -1) / np.float32(255) for part in (parts.train, parts.test)
    ]
    _, found = drain(laboratory.evaluate.compare_classics())
    for row in found.rows[1:]:
        *_, fitted = classics.CLASSICS[row.key](flat[0], parts.train.labels, seed)
        answers = fitted.predict(flat[1])
        assert row.accuracy == metrics.accuracy_score(parts.test.labels, answers)
        right = metrics.accuracy_score(parts.test.labels, answers, normalize=False)
        expected = stats.binomtest(int(right), len(answers)).proportion_ci(0.95, method="wilson")
        assert row.interval == pytest.approx((expected.low, expected.high), rel=1e-6)


def test_a_comparison_keeps_what_is_finished_when_it_is_ended(laboratory):
    events, found = drain(laboratory.evaluate.compare_classics(), stop_after=4)
    assert len(found.rows) < len(classics.CLASSICS)
    assert found.rows == [event for event in events if event.type == "row"]


def test_without_a_training_there_is_nothing_to_compare():
    with pytest.raises(NoModel):
        drain(Laboratory().evaluate.compare_classics())


def test_classics_that_cannot_learn_from_one_class_are_left_out():
    pytest.importorskip("sklearn")
    laboratory = Laboratory()
    images, labels = bars(100)
    sevens = labels == 7
    put(laboratory, "a", np.repeat(images[sevens], 3, axis=0), np.repeat(labels[sevens], 3))
    drain(laboratory.train.start_training(SETTINGS | {"epochs": 1}))
    _, found = drain(laboratory.evaluate.compare_classics())
    assert [row.key for row in found.rows] == ["net"]
    assert found.left_out == list(classics.CLASSICS)
