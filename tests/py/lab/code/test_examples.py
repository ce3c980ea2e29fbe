"""Every example runs on the data of a class, in both languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zeichenlabor.data import load_idx
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code.gallery import KEYS, example, language_of

from .conftest import CLASSES, Page

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "py/zeichenlabor/lab/code/examples"


@pytest.mark.parametrize("key", KEYS)
def test_every_example_runs_and_shows_something(page, key):
    if key == "classics":
        pytest.importorskip("sklearn")
    if key in ("line", "fool"):
        page.train()
    page.text(example(key, "de"))
    assert page.outputs


@pytest.mark.parametrize("key", KEYS)
def test_the_languages_differ_in_words_only(key):
    german, english = (example(key, language).splitlines() for language in ("de", "en"))
    assert len(german) == len(english) <= 40
    for a, b in zip(german, english, strict=True):
        assert a == b or "#" in a or "print" in a
        assert not a.endswith(("# de", "# en"))


@pytest.mark.native("reads the repository's sources")
@pytest.mark.parametrize("key", KEYS)
def test_every_language_of_the_page_has_its_words_in_every_example(key):
    """Also that a comment such as ``# see: …`` is not taken for a language's."""
    lines = (EXAMPLES / f"{key}.py").read_text("utf-8").splitlines()
    told = {language_of(line) for line in lines} - {None}
    tags = {folder.name for folder in (ROOT / "site/i18n").iterdir() if folder.is_dir()}
    assert told in (set(), tags), f"{EXAMPLES.name}/{key}.py has words in {sorted(told)}"


def test_a_language_without_words_of_its_own_gets_the_english_ones():
    assert example("first", "fr") == example("first", "en")
    lines = ["# en: one", "# en: two", "# pt-BR: um", "    print()  # en", "    print(1)  # pt-BR"]
    assert [language_of(line) for line in lines] == ["en", "en", "pt-BR", "en", "pt-BR"]


def test_the_squeezed_pictures_are_closer_than_empty_ones(page):
    text = page.text(example("squeeze", "en"))
    assert float(text.split()[-1]) < 0.75 * (page.laboratory.code.namespace["images"].mean())


def test_a_line_is_cut_where_its_columns_are_empty(page):
    page.train()
    program = example("line", "en")
    assert page.text(program).split() == ["Symbols:", "4"]
    assert page.text(program.replace("gap = 4", "gap = 0")).split() == ["Symbols:", "1"]


def test_the_solutions_tell_what_the_programs_print(page):
    """Of pupils' own handwriting: known writers, here those of the synthetic pen."""
    right, of = page.text(example("neighbour", "en")).split("/")
    assert int(right) / int(of) > 40 / 50
    accuracy, baseline = page.text(example("neuron", "en")).split()
    assert baseline == "90.0%"
    assert float(accuracy[:-1]) > 90
    page.train()
    counts = []
    for step in ("0.01", "0.002"):
        program = example("fool", "en").replace("0.01", step)
        before, after = page.text(f"{program}\nprint(step)").split("→")
        assert before.strip() != after.split()[0]
        counts.append(int(after.split()[-1]))
    assert counts[0] < 10 < counts[1]


@pytest.mark.native("reads MNIST")
def test_the_squeezed_pictures_reach_on_mnist_what_the_task_says(data_dir):
    mnist, laboratory = load_idx(data_dir / "mnist"), Laboratory()
    images, labels = mnist.x_train[:300], mnist.y_train[:300].tolist()
    laboratory.collect.restore_sheet("a", CLASSES, memoryview(images.tobytes()), labels, range(300))
    page = Page(laboratory)
    page.text(example("squeeze", "en"))
    unseen = mnist.x_test[:1000, :, :, None] / 255
    back = page.laboratory.code.namespace["model"].predict(unseen)
    assert np.abs(back - unseen).mean() < 0.06
