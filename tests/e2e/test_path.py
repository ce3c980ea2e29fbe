"""The guided path, the certificate, the guide and the playground, as a pupil meets them."""

from __future__ import annotations

import pytest

from .lab_page import READ_MS, LabPage

EN = "en-GB"


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url).open().wait_until_ready()
    yield lab
    lab.close()


def go(lab: LabPage, place: str) -> None:
    lab.page.evaluate(f"location.hash = '#learn/{place}'")
    lab.settle()


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
    answer = lab.page.locator("textarea[name=answer-guess]")
    answer.fill("80, denn <b>vier</b> & neun ähneln sich")
    answer.blur()
    lab.hook("station", station="guess", done="true").wait_for(timeout=READ_MS)
    lab.step("train")
    lab.train()
    lab.step("learn")
    lab.hook("station", station="first", done="true").wait_for(timeout=READ_MS)


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
    if not lab.hook("path-swap").is_visible():
        station.locator("summary").click()
    answer = lab.page.locator("textarea[name=answer-swap]")
    answer.fill("Die Daten.")
    answer.blur()
    lab.hook("station", station="swap", done="true").wait_for(timeout=READ_MS)
    lab.hook("path-swap").click()
    lab.page.locator('[data-testid=path-swap][aria-pressed="false"]').wait_for(timeout=READ_MS)


def test_the_certificate_shows_the_answers_as_text(lab):
    go(lab, "certificate")
    lab.page.locator("input[name=pupil]").fill("Gruppe 3")
    lab.page.locator("input[name=pupil]").blur()
    paper = lab.hook("certificate")
    paper.get_by_text("Gruppe 3").wait_for()
    text = paper.inner_text()
    assert "80, denn <b>vier</b> & neun" in text
    assert "Die Daten." in text
    lab.page.emulate_media(media="print")
    assert not lab.hook("certificate-print").is_visible()
    assert paper.is_visible()
    lab.page.emulate_media(media="screen")


def test_the_guide_has_every_plan_in_both_languages(lab):
    go(lab, "guide")
    for language, word in (("de", "Stundenverläufe"), ("en", "Lesson plans")):
        lab.choose_language(language)
        lab.hook("guide").get_by_text(word).wait_for()
        assert lab.hook("guide-plan").count() == 4
    lab.choose_language("de")


def test_no_error_on_the_console_and_nothing_left_the_page(lab):
    assert lab.problems == []
    assert lab.strangers() == []
