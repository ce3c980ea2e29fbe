"""From scanned sheets to recognised drawings, in a real browser, as a pupil would do it."""

from __future__ import annotations

import pytest

from zeichenlabor.sheets import read_sheet

from .lab_page import LabPage
from .strokes import DIGITS, trace

SHEETS = ["sheet-01.png", "sheet-03.png", "sheet-07.png"]
OTHER_SHEET = "sheet-02.png"


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with three sheets dropped and a network trained on them."""
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.train_on(*(data_dir / "sheets" / name for name in SHEETS))
    yield lab
    lab.close()


def test_every_sheet_is_read(lab):
    assert lab.hook("sheet-card", state="failed").count() == 0
    lab.step("check")
    counts = [lab.hook("class-count", **{"class": digit}).first for digit in range(10)]
    values = [int(count.get_attribute("data-value")) for count in counts]
    assert min(values) >= 150  # 3 sheets with up to 60 cells per digit


def test_the_net_learns_the_sheets(lab):
    lab.step("train")
    assert lab.value("val-accuracy") >= 0.9
    lab.step("evaluate")
    assert lab.value("test-accuracy") >= 0.93


def test_drawn_digits_are_recognised(lab):
    lab.step("try")
    right = []
    for digit, strokes in DIGITS.items():
        lab.draw(strokes)
        right.append(lab.prediction() == digit)
    assert sum(right) >= 7


def test_a_strangers_digits_are_recognised(lab, data_dir):
    lab.step("try")
    sheet = read_sheet(data_dir / "sheets" / OTHER_SHEET)
    chosen = range(7, len(sheet.labels), 28)
    right = []
    for index in chosen:
        lab.draw(trace(sheet.images[index]))
        right.append(lab.prediction() == sheet.labels[index])
    assert len(right) >= 20
    # Three hands are few: this net reads 72 % of the stranger's sheet (chance: 10 %). Drawn again,
    # 43 of its glyphs stray by 7 % and more, since the pen writes thinner where it is quick.
    assert sum(right) / len(right) > 0.35


COUNT_WORK = """() => {
  window.work = { most: 0, needless: [] };
  new MutationObserver((records) => { // called once for all that one task has done
    let added = 0;
    for (const { type, target, attributeName, oldValue, addedNodes } of records) {
      for (const node of addedNodes) added += 1 + (node.querySelectorAll?.('*').length ?? 0);
      if (type === 'attributes' && target.getAttribute(attributeName) === oldValue)
        work.needless.push(`${target.localName} ${attributeName} ${oldValue}`);
    }
    work.most = Math.max(work.most, added);
  }).observe(document, { subtree: true, childList: true, attributeOldValue: true });
}"""
MOST_NODES = 400
"""In one task: Evaluate's matrix of ten classes is 346 of them; drawn whole, the step has 560."""
OFTEN = {"option value", "canvas width", "canvas height"}
"""What Preact and a canvas that is painted anew write each time."""


def test_a_slow_machine_is_spared(lab):
    """No step is rendered in one go, and nothing is written that already has that value."""
    lab.page.evaluate(COUNT_WORK)
    for step in ("collect", "check", "evaluate", "train", "code", "learn", "try"):
        lab.step(step)
        lab.settle()
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    work = lab.page.evaluate("() => work")
    assert 0 < work["most"] <= MOST_NODES
    assert {one for one in work["needless"] if one.rsplit(" ", 1)[0] not in OFTEN} == set()


HEADING = """() => {
  const { left, top } = document.querySelector('main h1').getBoundingClientRect();
  return [Math.round(left), Math.round(top + scrollY)];
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1180, 820), (390, 844)])
def test_every_step_begins_at_the_same_place(lab, width, height):
    lab.page.set_viewport_size({"width": width, "height": height})
    begins = set()
    for step in ("collect", "check", "train", "evaluate", "try", "learn", "code"):
        lab.step(step)
        lab.settle()
        if step != "try" or width > 1100:  # below that, Try begins with the pad
            begins.add(tuple(lab.page.evaluate(HEADING)))
    assert len(begins) == 1
    lab.page.set_viewport_size({"width": 1280, "height": 720})


def test_a_cleared_canvas_has_no_answer(lab):
    lab.draw(DIGITS[1])
    assert lab.prediction() is not None
    lab.hook("draw-clear").first.click()
    assert lab.prediction() is None


def test_training_stops_and_goes_on(lab):
    lab.step("train")
    goal = 60  # long enough for a click
    lab.page.locator("input[name=epochs]").fill(str(goal))
    lab.page.locator("input[name=epochs]").blur()
    lab.settle()
    lab.hook("train-start").click()
    lab.wait_for_training("running")
    lab.page.wait_for_function(
        "() => Number(document.querySelector('[data-testid=epoch]').dataset.value) >= 2"
    )
    lab.hook("train-stop").click()
    lab.wait_for_training("stopped")
    stopped_at = lab.value("epoch")
    assert 2 <= stopped_at < goal
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    lab.hook("train-resume").click()
    lab.wait_for_training("done")
    assert lab.value("epoch") == goal
    assert lab.value("val-accuracy") >= 0.9


def test_a_broken_file_gets_a_message_and_harms_nothing(lab):
    lab.step("check")
    before = lab.hook("class-count", **{"class": 0}).first.get_attribute("data-value")
    lab.step("collect")
    broken = {"name": "kaputt.png", "mimeType": "image/png", "buffer": b"\x89PNG but not really"}
    lab.drop(broken)
    card = lab.hook("sheet-card", state="failed").first
    card.wait_for()
    assert "kaputt.png" in card.inner_text()
    assert "beschädigt" in card.inner_text()  # it begins as a PNG does
    assert lab.hook("sheet-card", state="done").count() == len(SHEETS)
    lab.step("check")
    assert lab.hook("class-count", **{"class": 0}).first.get_attribute("data-value") == before


def test_nothing_left_the_page(lab):
    assert lab.strangers() == []


def test_no_error_on_the_console(lab):
    assert lab.problems == []


def test_the_language_switches_and_stays(lab):
    lab.step("collect")
    assert "Trainieren" in lab.hook("step-train").inner_text()
    lab.choose_language("en")
    assert "Trainieren" not in lab.hook("step-train").inner_text()
    assert lab.hook("sheet-card", state="done").count() == len(SHEETS)
    lab.page.reload()
    lab.page.locator('html[lang="en"]').wait_for(state="attached")
