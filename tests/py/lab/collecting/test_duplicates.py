"""Pages that were scanned twice and pictures that are nearly the same are found, others are not."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.data import pen
from zeichenlabor.lab.collecting.collection import Collection, Origin
from zeichenlabor.lab.collecting.duplicates import (
    Duplicates,
    DuplicatesProgress,
    find_duplicates,
    twin_page,
)

LABELS = np.repeat(np.arange(3), 20)


def page_of(seed: int) -> np.ndarray:
    """One hand's 4s, 5s and 8s."""
    return pen.glyphs(["458"[label] for label in LABELS], seed)


def scanned_again(images: np.ndarray) -> np.ndarray:
    """Paler, noisy, and shifted by a pixel."""
    noise = np.random.default_rng(1).normal(0, 12, images.shape)
    return (np.roll(images, 1, axis=2) * 0.9 + noise).clip(0, 255).astype(np.uint8)


def collected(**pages: np.ndarray) -> Collection:
    collection = Collection()
    for sheet, images in pages.items():
        collection.put(sheet, "458", images, LABELS[: len(images)], range(len(images)))
    return collection


def finished(search) -> Duplicates:
    try:
        while True:
            assert 0 < next(search).share <= 1
    except StopIteration as end:
        return end.value


@pytest.fixture(scope="module")
def mine() -> np.ndarray:
    return page_of(1)


def test_a_page_that_was_scanned_twice_is_known(mine):
    collection = collected(a=page_of(2), b=mine, c=scanned_again(mine))
    page = collection.sources.pop("c")
    assert twin_page(page, collection.sources) == "b"


def test_two_hands_are_two_pages(mine):
    collection = collected(a=mine, b=page_of(2), c=page_of(3))
    page = collection.sources.pop("a")
    assert twin_page(page, collection.sources) is None


def test_few_cells_say_nothing(mine):
    collection = collected(a=mine[:10], b=mine[:10])
    assert twin_page(collection.sources.pop("b"), collection.sources) is None


def test_every_cell_of_a_second_scan_is_a_twin(mine):
    groups = finished(find_duplicates(collected(a=mine, b=scanned_again(mine)))).groups
    assert [Origin("a", 7), Origin("b", 7)] in groups
    assert len(groups) == len(LABELS)


def test_single_pictures_are_found_within_a_class(mine):
    images = page_of(2)
    images[25] = mine[30]  # both are 5s
    images[3] = mine[50]  # an 8 among the 4s
    images[44] = images[42] = mine[41]
    groups = finished(find_duplicates(collected(a=mine, b=images))).groups
    assert [Origin("a", 30), Origin("b", 25)] in groups
    assert [Origin("a", 41), Origin("b", 42), Origin("b", 44)] in groups
    assert len(groups) == 2


def test_the_search_ends_when_asked(mine):
    search = find_duplicates(collected(a=mine, b=mine))
    assert isinstance(next(search), DuplicatesProgress)
    with pytest.raises(StopIteration):
        search.send(True)


def test_nothing_has_no_duplicates():
    assert finished(find_duplicates(Collection())).groups == []


def test_a_signed_source_is_its_writers(mine):
    collection = collected(a=mine, b=page_of(2), c=page_of(3))
    collection.sign("a", " Ada ")
    collection.sign("b", "Ada")
    hands = [origin.writer_or_sheet for origin in collection.samples().origins]
    assert sorted(set(hands)) == ["Ada", "c"]
    collection.forget("b")
    collection.put("b", "458", mine, LABELS, range(len(mine)))
    assert "b" in {origin.writer_or_sheet for origin in collection.samples().origins}
