"""Wrong labels are found by networks that were not trained on them."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import bars, drain, put
from zeichenlabor.errors import TooFewSamples
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.collecting.collection import Origin, Samples
from zeichenlabor.lab.evaluating import suspects
from zeichenlabor.sheets import read_sheet


def gather(images: np.ndarray, labels: np.ndarray) -> Samples:
    origins = [Origin("sheet", cell) for cell in range(len(labels))]
    return Samples(images, np.asarray(labels), origins)


def search(images, labels, classes=10, stop_after=None):
    samples = gather(images, labels)
    return drain(suspects.find_suspects(samples, classes), stop_after)


@pytest.mark.native("two searches among 3,000 pictures")
def test_zeros_labelled_six_are_found_and_little_else(data_dir):
    names = [f"sheet-{n}.png" for n in ("01", "02", "03", "05", "07")]
    read = [read_sheet(data_dir / "sheets" / name) for name in names]
    images = np.concatenate([one.images for one in read])
    labels = np.concatenate([one.labels for one in read])
    _, clean = search(images, labels)
    assert clean.n <= len(labels) // 100
    wrong = np.random.default_rng(0).choice(np.flatnonzero(labels == 0), 15, replace=False)
    told = labels.copy()
    told[wrong] = 6
    _, found = search(images, told)
    planted = [origin.cell in wrong for origin in found.origins]
    assert sum(planted) >= 13
    assert sum(planted[:25]) >= 12
    assert all(found.predicted[place] == 0 for place, bad in enumerate(planted) if bad)
    assert found.searched == len(labels)


def test_the_surest_come_first_and_all_numbers_agree():
    images, labels = bars(120)
    told = labels.copy()
    wrong = [0, 21, 42, 63]
    told[wrong] = labels[wrong] + 5
    events, found = search(images, told)
    shares = [event.share for event in events]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert sorted(origin.cell for origin in found.origins) == wrong
    assert found.own == sorted(found.own)
    assert found.sure == [own < suspects.SURE for own in found.own]
    assert (found.n, found.certain) == (4, sum(found.sure))
    assert (found.rounds, found.state, found.left_out) == (suspects.ROUNDS, "done", [])
    np.testing.assert_array_equal(found.labels, found.predicted + 5)
    np.testing.assert_array_equal(found.images, images[[o.cell for o in found.origins]])


def test_no_picture_is_read_by_a_network_that_has_learned_it():
    labels = np.repeat([0, 1, 2], [4, 9, 30])
    parts = suspects.deal(labels, suspects.FOLDS, np.random.default_rng(1))
    for label in range(3):
        sizes = np.bincount(parts[labels == label], minlength=suspects.FOLDS)
        assert sizes.min() >= 1
        assert np.ptp(sizes) <= 1
    assert np.ptp(np.bincount(parts)) <= 1


def test_a_stopped_search_tells_what_whole_rounds_have_found():
    images, labels = bars(40)
    labels = labels.copy()
    labels[7] = 1
    events, whole = search(images, labels)
    assert [origin.cell for origin in whole.origins] == [7]
    _, early = search(images, labels, stop_after=3)
    assert (early.n, early.rounds, early.state, len(early.labels)) == (0, 0, "stopped", 0)
    _, late = search(images, labels, stop_after=len(events) // 2)
    assert (late.rounds, late.state) == (1, "stopped")
    assert 7 in [origin.cell for origin in late.origins]


def test_a_large_collection_can_be_stopped_while_it_is_looked_at(monkeypatch):
    """What the networks are shown is made slice by slice, none larger than `CHUNK`."""
    slices = []
    whole = suspects.directions

    def counted(images):
        slices.append(len(images))
        return whole(images)

    monkeypatch.setattr(suspects, "directions", counted)
    monkeypatch.setattr(suspects, "CHUNK", 16)
    images, labels = bars(50)
    events, found = search(images, labels, stop_after=2)
    assert slices == [16, 16, 16]  # the last one was under way
    assert (found.state, found.rounds, found.n, found.searched) == ("stopped", 0, 0, 50)
    assert [event.share for event in events] == sorted(event.share for event in events)
    slices.clear()
    events, found = search(images, labels)
    assert slices == [16, 16, 16, 2]
    assert found.state == "done"
    assert [event.share for event in events[:4]] == pytest.approx(
        [suspects.LOOKING * done for done in (0.32, 0.64, 0.96, 1)]
    )
    np.testing.assert_array_equal(
        np.concatenate([whole(images[begin : begin + 16]) for begin in range(0, 50, 16)]),
        whole(images),
    )


def test_what_is_too_small_is_told_and_not_searched():
    images, labels = bars(40)
    kept = (labels < 3) | ((labels == 7) & (np.arange(40) < 30))  # three sevens
    _, found = search(images[kept], labels[kept])
    assert (found.left_out, found.smallest) == ([7], suspects.SMALLEST)
    assert found.searched == 12


@pytest.mark.parametrize("classes", [0, 1])
def test_with_fewer_than_two_classes_there_is_nothing_to_suspect(classes):
    images, labels = bars(40)
    kept = labels < classes
    with pytest.raises(TooFewSamples) as refused:
        search(images[kept], labels[kept])
    assert refused.value.params == {"reason": "suspects", "needed": suspects.SMALLEST}


def test_the_collection_is_searched_with_its_edits_before_any_training():
    laboratory = Laboratory()
    put(laboratory, "sheet", *bars(80))
    edits = [{"sheet": "sheet", "cell": 13, "label": "8"}]
    names = list("0123456789")
    _, found = drain(laboratory.evaluate.find_suspects(names, edits, [{"sheet": "sheet"}]))
    assert [origin.cell for origin in found.origins] == [13]
    assert found.labels.tolist() == [8]
