"""Trainings are stored: paused, compared, restored, and passed to a new worker."""

from __future__ import annotations

import pytest

from .lab_page import BOOT_MS, LabPage
from .strokes import DIGITS

# Long enough for a click in the middle, also where everything is slow.
EPOCHS = 40


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with one sheet and two trainings: a small network, then a larger one."""
    lab = LabPage(browser, site_url, "en-GB", has_touch=True).open().wait_until_ready()
    lab.drop(data_dir / "sheets" / "sheet-03.png")
    lab.wait_for_cards(1)
    lab.step("train")
    lab.choose("one-layer", 5)
    lab.train()
    accuracy_of(lab, 1)
    lab.choose("school-2", EPOCHS)
    lab.train()
    accuracy_of(lab, 2)
    yield lab
    lab.close()


def row(lab: LabPage, number: int):
    return lab.hook("run", run=f"run-{number}")


def accuracy_of(lab: LabPage, number: int) -> float:
    """The accuracy of a run, once its test is done."""
    lab.page.wait_for_function(
        f"() => document.querySelector('[data-run=run-{number}]')?.dataset.accuracy"
    )
    return float(row(lab, number).get_attribute("data-validation"))


def order(lab: LabPage) -> list[str]:
    return [run.get_attribute("data-run") for run in lab.hook("run").all()]


def wait_for_order(lab: LabPage, *runs: int) -> None:
    wanted = [f"run-{number}" for number in runs]
    lab.page.wait_for_function(
        "(wanted) => [...document.querySelectorAll('[data-testid=run]')]"
        ".map((run) => run.dataset.run).join() === wanted.join()",
        arg=wanted,
    )


def press(lab: LabPage, hook, key: str) -> None:
    hook.focus()
    lab.page.keyboard.press(key)


def wait_for_epoch(lab: LabPage, epoch: int) -> None:
    lab.page.wait_for_function(
        "(epoch) => Number(document.querySelector('[data-testid=epoch]')?.dataset.value) >= epoch",
        arg=epoch,
    )


def test_two_trainings_are_compared_by_touch(lab):
    assert order(lab) == ["run-2", "run-1"]
    for number in (1, 2):
        row(lab, number).locator(".run-compare").tap()
    comparison = lab.hook("comparison")
    comparison.wait_for()
    assert comparison.locator(".chart").count() == 2
    head = comparison.locator(".chart table").first.locator("thead").inner_text()
    assert "Training 1" in head
    assert "Training 2" in head
    told = lab.hook("differences").inner_text()
    assert "One layer" in told
    assert "School model 2" in told
    assert "Epochs" in told
    assert "Seed" not in told  # it is the same
    row(lab, 1).locator(".run-compare").tap()
    comparison.wait_for(state="detached")


def test_sorted_named_and_starred_by_keyboard(lab):
    lab.choose_language("de")
    press(lab, lab.hook("runs-sort", by="parameters"), "Enter")
    lab.page.locator('th[aria-sort="descending"] [data-by="parameters"]').wait_for()
    assert order(lab) == ["run-2", "run-1"]
    press(lab, lab.hook("runs-sort", by="parameters"), "Enter")
    wait_for_order(lab, 1, 2)
    press(lab, lab.hook("runs-sort", by="accuracy"), "Enter")
    best_first = sorted(
        (2, 1), key=lambda number: -float(row(lab, number).get_attribute("data-validation"))
    )
    wait_for_order(lab, *best_first)
    name = row(lab, 1).get_by_test_id("run-name")
    name.focus()
    lab.page.keyboard.type("klein")
    lab.page.keyboard.press("Enter")
    lab.page.get_by_role("button", name="klein löschen").wait_for()
    star = row(lab, 1).get_by_test_id("run-star")
    press(lab, star, "Space")
    row(lab, 1).locator('[data-testid="run-star"][aria-pressed="true"]').wait_for()
    press(lab, lab.hook("runs-sort", by="number"), "Enter")
    wait_for_order(lab, 2, 1)


def test_deleted_and_undone_by_keyboard(lab):
    press(lab, row(lab, 1).get_by_test_id("run-delete"), "Enter")
    row(lab, 1).wait_for(state="detached")
    lab.page.locator('[data-testid="run-undo"]:focus').wait_for()
    lab.page.keyboard.press("Enter")
    wait_for_order(lab, 2, 1)
    assert row(lab, 1).get_by_test_id("run-name").input_value() == "klein"
    lab.choose_language("en")


def test_an_earlier_training_comes_back(lab):
    before = accuracy_of(lab, 1)
    row(lab, 1).get_by_test_id("run-open").click()
    row(lab, 1).get_by_test_id("run-here").wait_for()
    lab.step("evaluate")
    lab.hook("test-accuracy").wait_for()
    assert lab.value("test-accuracy") == before
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    lab.step("train")
    assert lab.value("epoch") == 5
    assert lab.hook("model-preset").input_value() == "one-layer"


def test_a_paused_training_ends_as_if_it_had_not_been(lab):
    lab.choose("school-2", EPOCHS)
    lab.hook("train-start").click()
    lab.settle()
    wait_for_epoch(lab, 1)
    lab.hook("train-stop").click()
    lab.wait_for_training("stopped")
    assert lab.value("epoch") < EPOCHS
    lab.hook("train-resume").click()
    lab.wait_for_training("done")
    assert lab.value("epoch") == EPOCHS
    assert accuracy_of(lab, 3) == accuracy_of(lab, 2)


def test_the_first_button_begins_what_is_chosen(lab):
    start, resume = lab.hook("train-start"), lab.hook("train-resume")
    assert start.get_attribute("data-anew") == ""
    lab.choose("one-layer", 5)
    assert start.get_attribute("data-anew") == "network"
    assert "One layer" in start.inner_text()
    assert "School model 2" in resume.inner_text()
    assert "is-primary" in start.get_attribute("class")
    assert "is-primary" not in resume.get_attribute("class")
    lab.choose("school-2", EPOCHS)
    assert start.get_attribute("data-anew") == ""


def test_a_killed_worker_loses_no_training(lab):
    lab.hook("train-start").click()
    lab.settle()
    wait_for_epoch(lab, 2)
    lab.page.workers[0].evaluate("setTimeout(() => { for (;;); })")
    lab.hook("python-problem-restart").wait_for(timeout=BOOT_MS)
    assert lab.value("epoch") < EPOCHS
    lab.hook("python-problem-restart").click()
    lab.wait_until_ready()
    row(lab, 4).get_by_test_id("run-here").wait_for()
    lab.hook("train-resume").click()
    lab.wait_for_training("done")
    assert lab.value("epoch") == EPOCHS
    assert accuracy_of(lab, 4) == accuracy_of(lab, 2)


def test_a_training_that_runs_away_is_explained(lab):
    lab.fill("learningRate", "1e36")
    lab.hook("train-start").click()
    accident = lab.hook("accident")
    accident.wait_for()
    assert accident.get_attribute("data-code") == "model/diverged"
    assert "smaller learning rate" in accident.inner_text()
    assert row(lab, 5).get_attribute("data-state") == "diverged"
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    lab.hook("train-slower").wait_for()
    row(lab, 2).get_by_test_id("run-open").click()
    row(lab, 2).get_by_test_id("run-here").wait_for()
    assert lab.value("epoch") == EPOCHS


def test_early_stopping_says_when_and_why_and_the_run_keeps_it(lab):
    lab.choose("blog", 60)
    lab.fill("learningRate", "0.004")
    lab.hook("more-settings").first.click()
    lab.fill("patience", "1")
    lab.train()
    ending = lab.hook("ending")
    ending.wait_for()
    best, last = (int(ending.get_attribute(f"data-{name}")) for name in ("best", "epoch"))
    assert (best + 1, last) == (last, lab.value("epoch"))
    assert last < 60
    text = ending.inner_text()
    assert f"after epoch {last} of 60" in text
    assert f"weights of the best epoch, {best}, count" in text
    lab.choose_language("de")
    assert f"Nach Epoche {last} von 60 vorzeitig gestoppt" in ending.inner_text()
    lab.choose_language("en")
    before, shown = accuracy_of(lab, 6), lab.value("val-accuracy")
    assert "stopped early" in row(lab, 6).inner_text()
    row(lab, 2).get_by_test_id("run-open").click()
    row(lab, 2).get_by_test_id("run-here").wait_for()
    ending.wait_for(state="detached")
    row(lab, 6).get_by_test_id("run-open").click()
    row(lab, 6).get_by_test_id("run-here").wait_for()
    ending.wait_for()
    assert lab.value("val-accuracy") == shown
    lab.step("evaluate")
    lab.hook("test-accuracy").wait_for()
    assert lab.value("test-accuracy") == before


def test_no_error_on_the_console(lab):
    assert lab.problems == []
