"""Every example runs on the data of a class, in both languages."""

from __future__ import annotations

import pytest

from zeichenlabor.lab.code.gallery import KEYS, LANGUAGES, example


@pytest.mark.parametrize("key", KEYS)
def test_every_example_runs_and_shows_something(page, key):
    if key == "classics":
        pytest.importorskip("sklearn")
    if key == "fool":
        page.train()
    page.text(example(key, "de"))
    assert page.outputs


@pytest.mark.parametrize("key", KEYS)
def test_the_languages_differ_in_words_only(key):
    german, english = (example(key, language).splitlines() for language in LANGUAGES)
    assert len(german) == len(english) <= 40
    for a, b in zip(german, english, strict=True):
        assert a == b or "#" in a or "print" in a
        assert not a.endswith(("# de", "# en"))


def test_the_squeezed_pictures_are_closer_than_empty_ones(page):
    text = page.text(example("squeeze", "en"))
    assert float(text.split()[-1]) < 0.75 * (page.laboratory.code.namespace["images"].mean())
