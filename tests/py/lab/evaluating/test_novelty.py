"""Out-of-distribution detection by distance in the last hidden layer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.py.lab.test_laboratory import BAR, SETTINGS, bars, drain, put, written
from zeichenlabor.data.nonsense import KINDS, make_nonsense
from zeichenlabor.errors import TooFewSamples
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.evaluating.hidden import hidden
from zeichenlabor.lab.evaluating.novelty import (
    MOST_PACKED,
    NEIGHBOR_RANK,
    REFUSED_SHARES,
    Novelty,
    judging,
    packing,
)
from zeichenlabor.nn.training import finished

CLASSES = ["0", "1", "2"]


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "sheet", *bars(300))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


def test_the_distance_is_that_to_the_fifth_neighbour_on_the_unit_sphere():
    rng = np.random.default_rng(3)
    known, asked = rng.normal(size=(40, 7)), rng.normal(size=(600, 7))
    found = Novelty(known, steps=0).distances(asked)
    known, asked = (x / np.sqrt((x**2).sum(axis=1))[:, None] for x in (known, asked))
    each = np.sqrt(((asked[:, None] - known[None]) ** 2).sum(axis=2))
    np.testing.assert_allclose(found, np.sort(each, axis=1)[:, NEIGHBOR_RANK - 1], atol=1e-5)


def test_fewer_pictures_than_neighbours_and_values_of_nothing_have_a_distance():
    novelty = Novelty(np.eye(3), steps=0)
    assert novelty.distances(np.zeros((1, 3)))[0] == pytest.approx(np.sqrt(2))
    assert novelty.distances(np.empty((0, 3))).shape == (0,)


def test_limits_lose_what_they_may_and_refuse_the_more_the_more_they_lose(laboratory):
    judged = drain(laboratory.evaluate.judge_unknown(CLASSES))[1]
    assert [limit.lost for limit in judged.limits] == list(REFUSED_SHARES)
    for limits in (judged.limits, judged.softmax):
        refused = [limit.nonsense for limit in limits]
        assert refused == sorted(refused)
        assert all(a.limit >= b.limit for a, b in pairwise(limits))
    strict = judged.limits[-1]
    assert (judged.distances > strict.limit).mean() == pytest.approx(strict.nonsense)
    assert strict.nonsense > 0.9
    assert len(judged.images) == len(judged.kinds) == len(judged.predicted) == len(judged.shares)


def test_symbols_of_a_line_and_of_a_photo_are_judged_as_drawings_are(laboratory):
    points = np.array([[10, 10], [10, 60], [60, 20], [90, 50]], np.float32)
    grey = np.full((120, 160), 230, np.uint8)
    grey[30:80, 60:66] = 40
    names = [str(index) for index in range(laboratory.session.model.output_shape[-1])]

    def read():
        line = laboratory.methods["line.read"](memoryview(points.tobytes()), [2, 2], 6)
        return line, laboratory.methods["photo.look"](memoryview(grey.tobytes()), 160, 120, names)

    laboratory.session.novelty = None
    assert [one.distances for one in read()] == [None, None]
    drain(laboratory.evaluate.judge_unknown(CLASSES))
    model, novelty = laboratory.session.model, laboratory.session.novelty
    for one in read():
        assert len(one.distances) == len(one.images) > 0
        np.testing.assert_allclose(
            one.distances, novelty.distances(hidden(model, one.images)), atol=1e-6
        )


def test_drawings_are_judged_once_it_has_been_asked_and_until_it_learns_on():
    laboratory = Laboratory()
    put(laboratory, "sheet", *bars(300))
    drain(laboratory.train.start_training(SETTINGS))
    assert laboratory.look.predict(**BAR).distance is None
    judged = drain(laboratory.evaluate.judge_unknown(CLASSES))[1]
    assert laboratory.look.predict(**BAR).distance < judged.distances.max()
    told = laboratory.look.explain(**written([(10, 10), (90, 80), (20, 300), (200, 20)]))
    session = laboratory.session
    (far,) = session.novelty.distances(hidden(session.model, told.glyph[None]))
    assert told.distance == pytest.approx(far, abs=1e-6)
    drain(laboratory.train.resume_training(1))
    assert laboratory.look.predict(**BAR).distance is None


def test_what_is_packed_for_a_page_loses_what_it_may(laboratory):
    model, parts = laboratory.session.model, laboratory.session.subsets
    packed = finished(packing(model, parts.train, parts.validation, 0.1, seed=1))
    assert packed.values.dtype == np.float16
    assert packed.values.size <= MOST_PACKED
    np.testing.assert_allclose(np.linalg.norm(packed.values.astype(float), axis=1), 1, atol=2e-3)
    far = Novelty(packed.values, steps=0).distances(hidden(model, parts.validation.images))
    assert (far > packed.limit).mean() == pytest.approx(0.1, abs=1.5 / len(far))
    nothing = parts.validation.take(np.empty(0, int))
    with pytest.raises(TooFewSamples):
        finished(packing(model, parts.train, nothing, 0.1, seed=1))


@pytest.mark.parametrize("part", ["train", "validation", "test"])
def test_without_pictures_there_is_no_limit(laboratory, part):
    parts = dict(vars(laboratory.session.subsets))
    parts[part] = parts[part].take(np.empty(0, int))
    with pytest.raises(TooFewSamples):
        drain(judging(laboratory.session.model, **parts, classes=CLASSES, seed=1))


def test_a_part_of_a_symbol_has_about_half_of_its_ink():
    bar = np.zeros((28, 28), np.uint8)
    bar[4:24, 5:9] = 255
    bar[23, 20] = 255  # beside it, hardly any ink: a cut between them would leave the bar whole
    made = make_nonsense(bar[None], [], 40, seed=2)
    parts = made.images[[kind == "part" for kind in made.kinds]]
    sizes = {tuple(np.ptp(np.nonzero(part), axis=1) + 1) for part in parts}
    assert (20, 4) not in sizes
    assert len(sizes) >= 3


def test_nonsense_is_of_every_kind_the_same_for_a_seed_and_no_class():
    symbols = bars(30)[0]
    made = make_nonsense(symbols, ["0", "1"], 20, seed=4)
    assert made.images.shape == (60, 28, 28)
    assert made.images.dtype == np.uint8
    assert {kind: made.kinds.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 20)
    assert made.images.any(axis=(1, 2)).all()
    again = make_nonsense(symbols, ["0", "1"], 20, seed=4)
    np.testing.assert_array_equal(made.images, again.images)
    every = make_nonsense(symbols, list("acefhkmnprtuvwxy♥★"), 20, seed=4)
    assert "sign" not in every.kinds
