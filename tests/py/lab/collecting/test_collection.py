"""Sources, their classes, and edits."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.errors import LostSource
from zeichenlabor.lab.collecting.collection import LEFT_OUT, Collection, Edit


@pytest.fixture
def collection() -> Collection:
    """Two sources with a class in common, and one picture that is in doubt."""
    collection = Collection()
    images = np.arange(3, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8)
    collection.put("digits", ["0", "1"], images, [0, 1, LEFT_OUT], [4, 5, 9])
    collection.put("letters", ["a", "1"], images + 10, [0, 1, 1], [0, 1, 2])
    return collection


def test_the_classes_are_the_union_in_the_order_of_arrival(collection):
    assert collection.classes() == ["0", "1", "a"]
    samples = collection.samples()
    assert samples.labels.tolist() == [0, 1, 2, 1, 1]
    assert samples.images[:, 0, 0].tolist() == [0, 1, 10, 11, 12]


def test_a_picture_in_doubt_counts_once_it_is_accepted(collection):
    assert len(collection) == 5
    samples = collection.samples(edits=[Edit("digits", 9, "1")])
    assert samples.labels.tolist() == [0, 1, 1, 2, 1, 1]
    assert samples.origins[2].cell == 9


def test_pictures_are_relabelled_and_left_out(collection):
    edits = [Edit("digits", 4, "a"), Edit("letters", 1, None)]
    samples = collection.samples(["0", "1", "a"], edits)
    assert samples.labels.tolist() == [2, 1, 2, 1]


def test_a_class_that_is_not_wanted_takes_its_pictures_along(collection):
    assert collection.samples(["1"]).labels.tolist() == [0, 0, 0]


def test_edits_of_cells_and_sources_that_are_gone_do_nothing(collection):
    collection.forget("letters")
    samples = collection.samples(edits=[Edit("letters", 0, "0"), Edit("digits", 77, "0")])
    assert samples.labels.tolist() == [0, 1]


def test_an_empty_collection_has_no_samples():
    samples = Collection().samples()
    assert samples.images.shape == (0, 28, 28)
    assert samples.origins == []


def test_only_what_is_named_counts_in_that_order(collection):
    named = [{"sheet": "letters", "writer": "Ada"}]
    counted = collection.counted(named, ["a", "1"], [{"sheet": "letters", "cell": 1, "label": "a"}])
    samples = counted.samples(["a", "1"])
    assert samples.labels.tolist() == [0, 0, 1]
    assert {origin.writer_or_sheet for origin in samples.origins} == {"Ada"}
    both = collection.counted([*named, {"sheet": "digits", "writer": ""}]).samples()
    assert [origin.sheet for origin in both.origins] == ["letters"] * 3 + ["digits"] * 2
    assert list(collection.sources) == ["digits", "letters"]


def test_a_named_source_that_is_not_there_is_told(collection):
    with pytest.raises(LostSource) as raised:
        collection.counted([{"sheet": "gone", "writer": ""}])
    assert raised.value.params == {"sheet": "gone"}
