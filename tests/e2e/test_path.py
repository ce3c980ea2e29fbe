"""The guided path, the certificate, the guide and the playground, as a pupil meets them."""

from __future__ import annotations

import pytest

from .lab_page import READ_MS, TRAIN_MS, LabPage
from .strokes import DIGITS

EN = "en-GB"


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url).open().wait_until_ready()
    yield lab
    lab.close()


NOT_CUT = """() => [...document.querySelectorAll('.paper *')].every((one) => {
  const [paper, box] = [one.closest('.paper'), one].map((x) => x.getBoundingClientRect());
  return box.left >= paper.left - 1 && box.right <= paper.right + 1;
})"""


def found(locator):
    """All that it names, when the first of them is there."""
    locator.first.wait_for(timeout=READ_MS)
    return locator.all()


def go(lab: LabPage, place: str) -> None:
    lab.page.evaluate(f"location.hash = '#learn/{place}'")
    lab.settle()


def answer(lab: LabPage, station: str, text: str) -> None:
    """Write an answer in a station, which is then done."""
    go(lab, "path")
    row = lab.hook("station", station=station)
    if not row.locator("textarea").is_visible():
        row.locator("summary").click()
    row.locator("textarea").fill(text)
    row.locator("textarea").blur()
    lab.hook("station", station=station, done="true").wait_for(timeout=READ_MS)


def epochs(lab: LabPage, count: int) -> None:
    """How long the next trainings take; a class takes what is proposed."""
    lab.step("train")
    field = lab.page.locator("input[name=epochs]")
    field.fill(str(count))
    field.blur()
    lab.settle()


def evaluated(lab: LabPage) -> None:
    lab.step("evaluate")
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)


def pages(lab: LabPage, margin: str = "0") -> int:
    """On how many sheets of A4 the page is printed."""
    margins = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    return lab.page.pdf(format="A4", margin=margins).count(b"/Type /Page\n")


def wait_until(lab: LabPage, station: str, state: str) -> None:
    """Wait until the words of a station are there, or folded away."""
    shown = {"open": "details[open]", "folded": "details:not([open])"}[state]
    lab.hook("station", station=station).locator(shown).wait_for(timeout=READ_MS)


def task(lab: LabPage, name: str, *, done: bool):
    return lab.hook("plane-task", task=name, done=str(done).lower())


def test_the_playground_solves_the_clouds_and_says_so(lab):
    go(lab, "playground")
    lab.hook("plane-kind", kind="clouds").click()
    lab.hook("plane-epoch", value=0).wait_for(timeout=READ_MS)
    for layers in (1, 0):
        lab.hook("plane-fewer-layers").click()
        lab.settle()
        assert lab.hook("plane-fewer-layers").is_enabled() == (layers > 0)
    assert task(lab, "line", done=False).count() == 1
    lab.hook("plane-run").click()
    task(lab, "line", done=True).wait_for(timeout=READ_MS)
    lab.hook("plane-run").click()
    lab.page.locator('[data-testid="plane-step"]:enabled').wait_for(timeout=READ_MS)
    assert lab.value("plane-accuracy") > 0.9


def test_a_step_is_one_epoch_and_new_weights_begin_anew(lab):
    go(lab, "playground")
    lab.hook("plane-again").click()
    lab.hook("plane-epoch", value=0).wait_for(timeout=READ_MS)
    for epoch in (1, 2):
        lab.hook("plane-step").click()
        lab.hook("plane-epoch", value=epoch).wait_for(timeout=READ_MS)


def test_own_points_are_set_by_keyboard_alone(lab):
    go(lab, "playground")
    lab.hook("plane-empty").press("Enter")
    points = lab.page.locator(".points-point")
    points.first.wait_for(state="detached", timeout=READ_MS)
    lab.hook("plane").focus()
    for key in ("ArrowRight", "ArrowUp", "Enter", "ArrowLeft", "ArrowLeft", "Enter"):
        lab.page.keyboard.press(key)
    points.nth(1).wait_for(timeout=READ_MS)
    assert points.count() == 2


def test_the_path_notes_what_was_done_and_leads_on(lab, data_dir):
    go(lab, "path")
    assert lab.hook("station", done="true").count() == 0
    lab.page.locator("[data-station=paper] a").click()
    lab.hook("path-bar").wait_for()
    lab.drop(data_dir / "sheets" / "sheet-03.png")
    lab.wait_for_cards(1)
    lab.step("check")
    lab.step("learn")
    lab.hook("station", station="check", done="true").wait_for(timeout=READ_MS)
    assert lab.hook("station", station="paper", done="true").count() == 1
    answer(lab, "guess", "80, denn <b>vier</b> & neun ähneln sich")
    lab.step("train")
    lab.train()
    lab.step("learn")
    lab.hook("station", station="first", done="true").wait_for(timeout=READ_MS)


def test_a_mistake_and_a_drawing_are_looked_at(lab):
    evaluated(lab)
    answer(lab, "mistakes", "4 und 9")
    lab.step("try")
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    go(lab, "path")
    lab.hook("station", station="draw", done="true").wait_for(timeout=READ_MS)


def test_a_station_that_is_done_stays_open_until_one_leaves(lab):
    wait_until(lab, "numbers", "open")
    answer(lab, "guess", "90, denn <b>vier</b> & neun ähneln sich")
    lab.settle()
    wait_until(lab, "guess", "open")
    lab.step("train")
    lab.hook("train-start").wait_for()
    go(lab, "path")
    wait_until(lab, "guess", "folded")


def test_unknown_hands_are_tested_with_four_sheets(lab, data_dir):
    lab.step("collect")
    lab.drop(*(data_dir / "sheets" / f"sheet-{number}.png" for number in ("05", "07", "11")))
    lab.wait_for_cards(4)
    go(lab, "path")
    lab.hook("station", station="more", done="false").wait_for(timeout=READ_MS)
    assert lab.hook("station", station="strangers", done="false").count() == 1
    epochs(lab, 3)
    lab.train()
    go(lab, "path")
    lab.hook("station", station="more", done="true").wait_for(timeout=READ_MS)
    evaluated(lab)
    known = lab.value("test-accuracy")
    lab.hook("writers-others").click()
    lab.settle()
    lab.hook("writers", state="done").wait_for(timeout=TRAIN_MS)
    assert lab.value("writers-mean") < known
    answer(lab, "strangers", "Schlechter. Sie braucht viele Hände.")


def test_exchanged_labels_are_learned_and_taken_back(lab):
    go(lab, "path")
    station = lab.hook("station", station="swap")
    if not lab.hook("path-swap").is_visible():
        station.locator("summary").click()
    lab.hook("path-swap").click()
    lab.page.locator('[data-testid=path-swap][aria-pressed="true"]').wait_for(timeout=READ_MS)
    lab.step("train")
    lab.train()
    lab.step("evaluate")
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)
    go(lab, "path")
    answer(lab, "swap", "Die Daten.")
    lab.hook("path-swap").click()
    lab.page.locator('[data-testid=path-swap][aria-pressed="false"]').wait_for(timeout=READ_MS)


def test_without_shuffling_the_first_epoch_is_worse(lab):
    lab.step("train")
    lab.train()
    go(lab, "path")
    station = lab.hook("station", station="order")
    if not lab.hook("path-order").is_visible():
        station.locator("summary").click()
    assert lab.hook("path-order").is_disabled()
    station.locator("input[value=late]").check()
    lab.hook("path-order").click()
    lab.page.locator('[data-testid=path-order][aria-pressed="true"]').wait_for(timeout=READ_MS)
    assert lab.hook("path-orders").count() == 0
    lab.step("train")
    lab.train()
    go(lab, "path")
    if not lab.hook("path-orders").is_visible():
        station.locator("summary").click()
        lab.hook("path-orders").wait_for()
    told = {
        (cell.get_attribute("data-order"), cell.get_attribute("data-end")): float(
            cell.get_attribute("data-value") or "nan"
        )
        for cell in lab.hook("path-orders").locator("td[data-order]").all()
    }
    assert told["sorted", "first"] < told["mixed", "first"]
    assert told["sorted", "first"] < told["sorted", "last"]
    answer(lab, "order", "Es vergisst.")
    lab.hook("path-order").click()
    lab.page.locator('[data-testid=path-order][aria-pressed="false"]').wait_for(timeout=READ_MS)


def test_a_convolution_ends_the_path(lab):
    lab.step("train")
    lab.hook("model-preset").select_option("school-2")
    epochs(lab, 1)
    lab.train()
    go(lab, "path")
    assert lab.hook("station", station="convolution", done="false").count() == 1
    answer(lab, "convolution", "Ein Bogen ist überall ein Bogen.")
    for card in ("numbers", "neuron"):
        go(lab, card)
        lab.hook("path-bar").wait_for(timeout=READ_MS)
        lab.solve_card(card)
    answer(lab, "hand", "1, und ReLU lässt sie durch.")
    assert not lab.page.locator(".path-end.is-reached").count()
    answer(lab, "review", "Wie sicher es sich irrt.")
    lab.page.locator(".path-end.is-reached").wait_for(timeout=READ_MS)
    left = lab.hook("station", done="false")
    assert [one.get_attribute("data-station") for one in left.all()] == ["plane", "machine"]
    go(lab, "playground")
    lab.hook("plane-kind", kind="xor").click()
    lab.hook("plane-epoch", value=0).wait_for(timeout=READ_MS)
    lab.hook("plane-more-layers").click()
    lab.settle()
    lab.hook("plane-run").click()
    task(lab, "corner", done=True).wait_for(timeout=READ_MS)
    lab.hook("plane-run").click()
    go(lab, "path")
    lab.hook("station", station="plane", done="true").wait_for(timeout=READ_MS)


def test_the_address_opens_a_lesson_and_the_projector_tells_where_it_should_be(lab):
    stations = {}
    for form in (45, 180, 90):
        go(lab, f"path/{form}")
        lab.page.locator(f"[data-form='{form}'][aria-current]").wait_for(timeout=READ_MS)
        stations[form] = lab.hook("station", extra="false").count()
    assert stations[45] < stations[90] < stations[180]
    lab.hook("projector").click()
    lab.hook("clock-start").click()
    lab.page.evaluate("location.hash = '#train'")
    lab.settle()
    assert lab.hook("clock").get_attribute("data-station") == "paper"
    lab.hook("clock-stop").click()
    lab.hook("projector").click()
    assert lab.hook("clock").count() == 0


def test_the_certificate_shows_the_answers_as_text(lab):
    go(lab, "certificate")
    lab.page.locator("input[name=pupil]").fill("Gruppe 3")
    lab.page.locator("input[name=pupil]").blur()
    paper = lab.hook("certificate")
    paper.get_by_text("Gruppe 3").wait_for()
    text = paper.inner_text()
    assert "90, denn <b>vier</b> & neun" in text
    assert "Die Daten." in text
    assert "Es vergisst." in text
    lab.page.emulate_media(media="print")
    assert not lab.hook("certificate-print").is_visible()
    assert paper.is_visible()
    assert pages(lab) == 1
    lab.page.emulate_media(media="screen")


def test_the_guide_has_every_plan_in_both_languages(lab):
    go(lab, "guide")
    for language, word in (("de", "Stundenverläufe"), ("en", "Lesson plans")):
        lab.choose_language(language)
        lab.hook("guide").get_by_role("heading", name=word).wait_for()
        assert lab.hook("guide-plan").count() == 5
    lab.choose_language("de")


def test_the_guide_is_printed_unfolded(lab):
    go(lab, "guide")
    plan = lab.hook("guide-plan").first
    folded = pages(lab)
    lab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert plan.locator("td").first.is_visible()
    lab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not plan.locator("td").first.is_visible()
    assert folded > 3


def test_every_sheet_for_the_class_fits_on_one_page_and_is_not_cut(lab):
    go(lab, "guide")
    papers = [one.get_attribute("data-paper") for one in found(lab.hook("paper-link"))]
    assert len(papers) == 7
    for language in ("de", "en"):
        lab.choose_language(language)
        for place in [f"{kind}-{paper}" for paper in papers for kind in ("sheet", "solution")]:
            kind, paper = place.split("-")
            if kind == "solution" and paper in ("parents", "officer"):
                continue
            go(lab, place)
            lab.hook("paper", paper=paper, kind=kind).wait_for(timeout=READ_MS)
            lab.page.emulate_media(media="print")
            assert pages(lab, "15mm") == 1, (language, place)
            assert lab.page.evaluate(NOT_CUT), (language, place)
            lab.page.emulate_media(media="screen")
    lab.choose_language("de")


def test_the_solutions_stand_behind_one_switch(lab):
    go(lab, "guide")
    lab.hook("answers-switch").wait_for(timeout=READ_MS)
    assert lab.hook("answer").count() == 0
    lab.hook("answers-switch").click()
    lab.hook("answer").nth(60).wait_for(timeout=READ_MS)
    assert "undefined" not in lab.hook("guide-answers").inner_text()


def test_no_error_on_the_console_and_nothing_left_the_page(lab):
    assert lab.problems == []
    assert lab.strangers() == []
