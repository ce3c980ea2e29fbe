"""Explanations, evaluation and training, by mouse, touch and keyboard."""

from __future__ import annotations

import math

import pytest

from .lab_page import READ_MS, TRAIN_MS, LabPage
from .strokes import DIGITS

SHEETS = ["sheet-01.png", "sheet-03.png", "sheet-07.png"]
EPOCHS = 4


def train(lab: LabPage, preset: str, epochs: int) -> None:
    lab.step("train")
    lab.choose(preset, epochs)
    lab.train()


def load(lab: LabPage, data_dir) -> LabPage:
    lab.open().wait_until_ready()
    lab.step("collect")
    lab.drop(*(data_dir / "sheets" / name for name in SHEETS))
    lab.wait_for_cards(len(SHEETS))
    return lab


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with a small network, trained on three sheets, that looks at a drawn three."""
    lab = load(LabPage(browser, site_url), data_dir)
    train(lab, "school-1", EPOCHS)
    lab.step("try")
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    yield lab
    lab.close()


def frames(lab: LabPage):
    return lab.page.locator("[data-testid=layer] .layer-frame")


def unit(lab: LabPage, kind: str | None = None):
    data = {"kind": kind} if kind else {}
    found = lab.hook("unit", **data)
    found.wait_for(timeout=READ_MS)
    return found


def test_every_layer_is_shown_while_drawing(lab):
    lab.step("try")
    lab.hook("layer").first.wait_for()
    kinds = [layer.get_attribute("data-kind") for layer in lab.hook("layer").all()]
    assert kinds == ["Dense", "Dense", "Dense"]
    answers = lab.hook("answer-unit")
    assert answers.count() == 10
    before = frames(lab).first.locator("canvas").evaluate("canvas => canvas.toDataURL()")
    lab.draw(DIGITS[1])
    lab.prediction()
    assert frames(lab).first.locator("canvas").evaluate("c => c.toDataURL()") != before
    lab.draw(DIGITS[3])
    lab.prediction()


def test_a_unit_under_the_mouse_shows_how_it_calculates(lab):
    lab.step("try")
    frames(lab).first.hover(position={"x": 10, "y": 10})
    seen = unit(lab, "Dense")
    assert seen.get_attribute("data-unit") == "0"
    before, value = (float(seen.get_attribute(f"data-{name}")) for name in ("before", "value"))
    assert value == pytest.approx(max(before, 0), abs=1e-4)  # ReLU
    assert seen.locator(".value-picture").count() == 3
    seen.locator(".value-picture").nth(1).hover()
    assert "×" in seen.locator(".unit-term").inner_text()


def test_the_last_layers_units_belong_to_the_classes(lab):
    lab.step("try")
    values = []
    # From 1 on, for a unit 0 of another layer may still be on show.
    for index in (*range(1, 10), 0):
        lab.hook("answer-unit").nth(index).click()
        lab.hook("unit", unit=index).wait_for(timeout=READ_MS)
        values.append(float(lab.hook("unit").get_attribute("data-before")))
    lab.hook("answer-unit").nth(lab.prediction()).click()
    top = lab.hook("unit", unit=lab.prediction())
    top.wait_for()
    share = math.exp(max(values)) / sum(math.exp(value) for value in values)
    assert float(top.get_attribute("data-value")) == pytest.approx(share, abs=1e-3)


def test_units_are_reached_by_keyboard_alone(lab):
    lab.step("try")
    lab.hook("draw-canvas").focus()
    for _ in range(40):
        lab.page.keyboard.press("Tab")
        if lab.page.evaluate("document.activeElement.className") == "layer-frame":
            break
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        lab.page.keyboard.press(key)
        lab.page.wait_for_timeout(150)
    chosen = int(unit(lab).get_attribute("data-unit"))
    lab.page.keyboard.press("ArrowRight")
    lab.hook("unit", unit=chosen + 1).wait_for(timeout=READ_MS)


def test_the_pixels_that_mattered_follow_the_drawing(lab):
    lab.step("try")
    for method in ("gradient", "occlusion"):
        lab.hook(f"relevance-{method}").click()
        lab.hook("relevance", method=method).wait_for(timeout=READ_MS)
    picture = lab.hook("relevance").locator("canvas")
    before = picture.evaluate("canvas => canvas.toDataURL()")
    lab.draw(DIGITS[8])
    lab.prediction()
    assert picture.evaluate("canvas => canvas.toDataURL()") != before
    lab.hook("relevance-occlusion").click()
    lab.hook("relevance").wait_for(state="detached")


def test_the_nearest_training_pictures_are_shown(lab):
    lab.step("try")
    lab.draw(DIGITS[1])
    lab.hook("neighbours").click()
    lab.hook("neighbour").first.wait_for(timeout=READ_MS)
    names = [tile.locator("b").inner_text() for tile in lab.hook("neighbour").all()]
    assert len(names) == 8
    assert names.count("1") >= 5
    lab.hook("neighbours").click()


def test_a_dream_grows_until_the_network_is_sure(lab):
    lab.step("try")
    lab.hook("dream", **{"class": 4}).click()
    lab.hook("dreamt", state="done").wait_for(timeout=READ_MS)
    assert lab.value("dreamt") > 0.9


def test_an_empty_canvas_says_what_to_do(lab):
    lab.step("try")
    lab.hook("draw-clear").first.click()
    lab.page.locator(".inside-empty").wait_for()
    assert lab.hook("layer").count() == 0
    lab.draw(DIGITS[3])
    lab.hook("layer").first.wait_for()


def test_the_interval_holds_the_test_accuracy(lab):
    lab.step("evaluate")
    low, high = (
        float(lab.hook("interval").get_attribute(f"data-{end}")) for end in ("low", "high")
    )
    assert low < lab.value("test-accuracy") < high


def test_counts_turn_into_shares(lab):
    lab.step("evaluate")
    cell = lab.page.locator(".confusion-cell.is-right").first
    count = int(cell.inner_text())
    lab.hook("confusion-shares").click()
    row = lab.page.locator(".confusion tbody tr").first.locator(".confusion-cell")
    shares = [int(text) for text in row.all_inner_texts() if text]
    assert abs(sum(shares) - 100) <= 2
    lab.hook("confusion-shares").click()
    assert int(cell.inner_text()) == count


def test_every_class_and_every_sheet_has_its_scores(lab):
    lab.step("evaluate")
    assert lab.hook("class-scores").locator("tbody tr").count() == 10
    assert lab.hook("sheet-scores").locator("li").count() == len(SHEETS)


def test_a_misread_picture_opens_where_it_is_seen_and_is_relabelled(lab):
    lab.step("evaluate")
    wrong = lab.hook("test-tile", wrong="true").first
    wrong.locator("button").focus()
    lab.page.keyboard.press("Enter")
    details = lab.hook("looked").get_by_test_id("details")
    written = details.get_attribute("data-written")
    assert int(lab.hook("contrast").get_attribute("data-after")) > 200
    other = "1" if written != "1" else "2"
    lab.page.keyboard.press(other)
    lab.settle()
    assert details.get_attribute("data-label") == other
    lab.hook("looked-undo").click()
    lab.hook("looked-out").click()
    lab.settle()
    assert details.get_attribute("data-label") == ""
    lab.page.keyboard.press("Control+z")
    lab.settle()
    assert details.get_attribute("data-label") == written
    lab.hook("looked-label").select_option(other)
    lab.page.keyboard.press("Escape")
    lab.hook("looked").wait_for(state="detached")
    assert wrong.get_attribute("data-now") == other
    lab.page.locator(".confusion-cell.is-right").first.click()
    lab.hook("picked").get_by_test_id("test-tile").first.locator("button").click()
    assert lab.hook("looked-undo").is_disabled(), "the last step is about another picture"
    lab.hook("looked-close").click()
    lab.hook("picked").get_by_role("button", name="Alle zeigen").click()
    wrong.locator("button").click()
    lab.hook("looked-undo").click()
    lab.hook("looked-close").click()
    lab.settle()
    assert wrong.get_attribute("data-now") == ""


def test_a_wrong_label_is_suspected_and_can_be_taken_out(lab):
    lab.step("evaluate")
    lab.hook("suspects-find").click()
    lab.hook("suspects", state="done").wait_for(timeout=TRAIN_MS)
    own = [float(s.get_attribute("data-own")) for s in lab.hook("suspect").all()]
    assert own == sorted(own)


@pytest.mark.parametrize(("mode", "results"), [("others", 3), ("alone", 9)])
def test_strangers_hands_are_tested_with_progress(lab, mode, results):
    lab.step("evaluate")
    accuracy = lab.value("test-accuracy")
    lab.hook(f"writers-{mode}").click()
    lab.settle()
    lab.hook("writers", state="done").wait_for(timeout=TRAIN_MS)
    shown = lab.hook("writers").locator("[data-testid=sheet-score], tbody td")
    assert shown.count() == results
    assert 0.3 < lab.value("writers-mean") < accuracy
    assert lab.value("test-accuracy") == accuracy


def test_a_comparison_can_be_stopped_and_training_goes_on(lab):
    train(lab, "school-1", 40)
    lab.step("evaluate")
    lab.hook("writers-others").click()
    lab.hook("writers-stop").click()
    lab.hook("writers", state="stopped").wait_for(timeout=READ_MS)
    train(lab, "school-1", EPOCHS)
    assert lab.value("val-accuracy") > 0.5


def test_a_convolution_is_taken_apart_by_touch(browser, site_url, data_dir):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    lab = load(LabPage(browser, site_url, "en-GB", **phone), data_dir)
    train(lab, "own-handwriting", 1)
    lab.step("try")
    lab.draw(DIGITS[5])
    lab.prediction()
    lab.hook("layer").first.wait_for()
    frames(lab).first.scroll_into_view_if_needed()
    lab.settle()  # or the page may still move under the finger
    frames(lab).first.tap(position={"x": 30, "y": 40})
    seen = unit(lab, "Conv2D")
    assert seen.locator("figure").count() == 3
    assert lab.page.evaluate("document.documentElement.scrollWidth") == 390
    assert lab.problems == []
    lab.close()


def test_a_single_step_shows_what_it_does(browser, site_url, data_dir):
    lab = LabPage(browser, site_url, "en-GB").open().wait_until_ready()
    lab.step("collect")
    lab.drop(data_dir / "sheets" / SHEETS[0])
    lab.wait_for_cards(1)
    lab.step("train")
    for step in (1, 2, 3):
        lab.hook("train-step").click()
        lab.hook("step", step=step).wait_for(timeout=READ_MS)
        before, after = (
            float(lab.hook("step").get_attribute(f"data-{name}")) for name in ("before", "after")
        )
        assert after < before
    lab.hook("train-resume").click()
    lab.wait_for_training("done")
    assert lab.value("val-accuracy") > 0.5
    assert lab.value("speed") > 0
    lab.close()


def test_the_curves_can_be_saved(lab, tmp_path):
    lab.step("train")
    begins = {"csv": b"epoch,loss,", "svg": b"<svg", "png": b"\x89PNG"}
    for kind, begin in begins.items():
        with lab.page.expect_download() as download:
            lab.hook(f"save-{kind}").click()
        download.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(begin)
    assert len((tmp_path / "csv").read_text().splitlines()) == 1 + lab.value("epoch")


def test_a_dangerous_learning_rate_warns(lab):
    lab.step("train")
    field = lab.page.locator("input[name=learningRate]")
    warning = lab.page.locator(".field:has(input[name=learningRate]) [data-testid=warning]")
    usual = field.input_value()
    field.fill("0.5")
    field.blur()
    warning.wait_for()
    field.fill(usual)
    field.blur()
    warning.wait_for(state="detached")


def test_no_error_on_the_console(lab):
    assert lab.problems == []
