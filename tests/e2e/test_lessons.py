"""The four lessons' whole programs, each typed into one cell of the page, on MNIST itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zeichenlabor.lab.designing.presets import PRESETS

from .code_page import RUN_ENDED, CodePage
from .lab_page import LabPage

pytestmark = pytest.mark.long

PROGRAMS = Path(__file__).parents[1] / "py/lab/code/lessons"
MNIST = [
    f"{part}-{kind}-ubyte.gz"
    for part in ("train", "t10k")
    for kind in ("images-idx3", "labels-idx1")
]
LESSON_MS = 1_800_000
TOLERANCE = 0.01
"""The lessons train for fewer epochs than the presets, which say what these reach."""


@pytest.fixture(scope="module")
def code(browser, site_url, data_dir):
    """The Code step of a page that holds MNIST's 60,000 and 10,000 pictures."""
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.drop(*(data_dir / "mnist" / name for name in MNIST))
    lab.wait_for_cards(1)
    lab.step("code")
    yield CodePage(lab)
    lab.close()


@pytest.mark.parametrize(
    ("lesson", "epochs", "presets"),
    [
        ("tutorial", 5, ["tutorial"]),
        ("blog", 6, ["blog", "blog-dropout"]),
        ("school", 4, ["school-1", "school-2"]),
        ("codelab", 2, ["codelab-cnn-batch-norm"]),
    ],
)
def test_a_lessons_program_gives_the_lessons_figures(code, lesson, epochs, presets):
    code.clear()
    program = (PROGRAMS / f"{lesson}.py").read_text(encoding="utf-8")
    cell = code.add(re.sub(r"^EPOCHS = \d+", f"EPOCHS = {epochs}", program, flags=re.MULTILINE))
    before = cell.get_attribute("data-run")
    cell.get_by_test_id("cell-run").click()
    code.lab.page.wait_for_function(
        RUN_ENDED, arg=[cell.element_handle(), before], timeout=LESSON_MS
    )
    assert cell.get_attribute("data-state") == "done", cell.inner_text()
    text = code.text(cell)
    assert ("235,146" in text) == (lesson == "blog")
    told = re.findall(r"Test accuracy: ([\d.]+)(%?)", text)
    reached = [float(number) / (100 if percent else 1) for number, percent in told]
    assert len(reached) == len(presets), text[-500:]
    for accuracy, preset in zip(reached, presets, strict=True):
        assert accuracy >= PRESETS[preset].expected.at_least - TOLERANCE, (preset, reached)
