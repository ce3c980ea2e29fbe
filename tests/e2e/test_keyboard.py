"""A whole lesson without a mouse; and one without eyes, by what the accessibility tree tells."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from .lab_page import READ_MS, TRAIN_MS, LabPage

HERE = """(hook) => {
  const active = document.activeElement;
  return active.dataset.testid === hook || active.name === hook;
}"""
FARTHEST = 400


def tab_to(lab: LabPage, hook: str, key: str = "Tab") -> None:
    """Go on with the Tab key until that control has the focus."""
    control = lab.page.locator(f'[data-testid="{hook}"], [name="{hook}"]')
    control.first.wait_for(state="attached")  # a step's pieces come in turns
    for _ in range(FARTHEST):
        lab.page.keyboard.press(key)
        if lab.page.evaluate(HERE, hook):
            return
    raise AssertionError(f"the Tab key does not lead to {hook}")


def back_to(lab: LabPage, hook: str) -> None:
    tab_to(lab, hook, "Shift+Tab")


def keys(lab: LabPage, *pressed: str) -> None:
    for key in pressed:
        lab.page.keyboard.press(key)


def write_a_seven(page: Page) -> None:
    """With the pen that arrow keys move, from the middle of the pad."""
    up_and_left = ["ArrowUp"] * 7 + ["ArrowLeft"] * 5
    stroke = ["ArrowRight"] * 9 + ["ArrowDown", "ArrowDown", "ArrowLeft"] * 5
    for key in [*up_and_left, "Space", *stroke, "Space"]:
        page.keyboard.press(key)


def wait_for_headings(lab: LabPage) -> None:
    """The parts of a step come in turns."""
    lab.page.get_by_role("main").get_by_role("heading", level=2).nth(1).wait_for()


def test_a_short_lesson_by_keyboard(browser, site_url):
    """And what a screen reader asks of it: headings, a caption, an order that follows the eye."""
    lab = LabPage(browser, site_url, "en-GB").open().wait_until_ready()
    tab_to(lab, "way-ready")
    keys(lab, "Enter")
    tab_to(lab, "ready-pen")
    keys(lab, "Enter")
    lab.wait_for_cards(1)
    back_to(lab, "step-check")
    keys(lab, "Enter")
    wait_for_headings(lab)
    tab_to(lab, "wall")
    active = lab.hook("wall").get_attribute("aria-activedescendant")
    keys(lab, "ArrowRight", "ArrowRight")
    lab.settle()
    moved = lab.hook("wall").get_attribute("aria-activedescendant")
    assert moved != active  # what a screen reader goes by
    assert lab.page.locator(f"#{moved}").get_attribute("aria-posinset") == "2"
    back_to(lab, "move")
    keys(lab, "ArrowDown", "ArrowDown")  # passes by two classes, and moves nothing
    lab.settle()
    assert lab.hook("undo").is_disabled()
    keys(lab, "Enter")
    expect(lab.hook("undo")).to_be_enabled()
    back_to(lab, "step-train")
    keys(lab, "Enter")
    tab_to(lab, "epochs")
    keys(lab, "Control+a", "1")
    tab_to(lab, "train-start")
    keys(lab, "Enter")
    lab.wait_for_training("done")
    wait_for_headings(lab)
    back_to(lab, "step-evaluate")
    keys(lab, "Enter")
    lab.hook("test-accuracy").wait_for(timeout=READ_MS)
    assert lab.page.get_by_role("table", name="Confusion matrix").count() == 1
    back_to(lab, "step-try")
    keys(lab, "Enter")
    for width, height in ((1366, 768), (820, 1180)):
        lab.page.set_viewport_size({"width": width, "height": height})
        lab.hook("language").focus()
        tab_to(lab, "draw-canvas")  # before anything of the step
        assert lab.page.evaluate("""() => {
          const [pad, heading] = ['.dock .pad-canvas', 'main h1'].map(
            (one) => document.querySelector(one));
          return Boolean(pad.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING);
        }""")
    assert lab.problems == []
    lab.close()


@pytest.mark.long
def test_a_lesson_by_keyboard_alone(browser, site_url, tmp_path):
    lab = LabPage(browser, site_url, "en-GB", accept_downloads=True).open().wait_until_ready()
    tab_to(lab, "way-draw")
    keys(lab, "Enter")
    tab_to(lab, "many-canvas")
    write_a_seven(lab.page)
    keys(lab, "Enter")
    lab.hook("many-class", value=1).wait_for(timeout=READ_MS)
    back_to(lab, "way-ready")
    keys(lab, "Enter")
    tab_to(lab, "ready-pen")
    keys(lab, "Enter")
    lab.wait_for_cards(2)  # the drawing is one, too

    back_to(lab, "step-check")
    keys(lab, "Enter")
    tab_to(lab, "wall")
    keys(lab, "ArrowRight", "ArrowDown", "5")
    expect(lab.hook("spoken")).to_contain_text("1 picture changed")
    keys(lab, "Control+z")
    expect(lab.hook("spoken")).to_contain_text("Undone")

    back_to(lab, "step-train")
    keys(lab, "Enter")
    tab_to(lab, "epochs")
    keys(lab, "Control+a", "3")
    tab_to(lab, "train-start")
    keys(lab, "Enter")
    lab.wait_for_training("done")
    expect(lab.hook("spoken")).to_contain_text(re.compile(r"Training done\. After \d+ epochs"))

    back_to(lab, "step-evaluate")
    keys(lab, "Enter")
    lab.hook("test-accuracy").wait_for(timeout=READ_MS)
    for _ in range(FARTHEST):
        keys(lab, "Tab")
        if lab.page.evaluate("document.activeElement.matches('.confusion-cell')"):
            break
    keys(lab, "Enter")
    lab.hook("picked").wait_for(timeout=READ_MS)
    expect(lab.hook("spoken")).to_contain_text("Selected: written")

    back_to(lab, "step-try")
    keys(lab, "Enter")
    tab_to(lab, "draw-canvas")
    write_a_seven(lab.page)
    read = lab.prediction()
    expect(lab.hook("spoken")).to_contain_text(f"The network reads {read}, ")

    back_to(lab, "project")
    keys(lab, "Enter")
    tab_to(lab, "project-save")
    with lab.page.expect_download() as saved:
        keys(lab, "Enter")
    saved.value.save_as(tmp_path / "lesson.zip")
    with zipfile.ZipFile(tmp_path / "lesson.zip") as file:
        assert len(file.namelist()) > 1
    assert lab.problems == []
    lab.close()


def heard(page: Page, words: str) -> None:
    """Wait until a live region has said it."""
    expect(page.get_by_role("status").filter(has_text=re.compile(words)).first).to_be_attached(
        timeout=TRAIN_MS
    )


@pytest.mark.long
def test_a_lesson_by_the_accessibility_tree_alone(browser, site_url):
    """Only roles, names and what live regions say; no look, no test hook, no mouse on the pad."""
    page = browser.new_context(locale="en-GB", service_workers="block").new_page()
    page.goto(site_url)
    heard(page, "Ready")
    page.get_by_role("button", name="Ready-made data").press("Enter")
    region = page.get_by_role("region", name="Ready-made data")
    region.get_by_role("article").first.get_by_role("button").press("Enter")
    heard(page, r"Reading done: [\d,]+ pictures")
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("link", name=re.compile("Check$")).press("Enter")
    page.get_by_role("heading", level=1, name="Check").wait_for()
    page.get_by_role("listbox").press("ArrowRight")
    page.get_by_role("listbox").get_by_role("option", selected=True).wait_for(state="attached")
    steps.get_by_role("link", name=re.compile("Train$")).press("Enter")
    page.locator("main").get_by_label("Epochs").first.fill("3")
    start = page.get_by_role("button", name="Start training")
    expect(start).to_be_enabled(timeout=READ_MS)
    start.press("Enter")
    heard(page, r"Training done\. After \d+ epochs the network reads")
    steps.get_by_role("link", name=re.compile("Evaluate$")).press("Enter")
    page.get_by_role("button", name=re.compile(r"^written 3, read 3: \d+")).press("Enter")
    heard(page, "Selected: written 3, read 3")
    steps.get_by_role("link", name=re.compile("Try$")).press("Enter")
    pad = page.get_by_role("complementary", name="Drawing pad").get_by_role("application")
    pad.focus()
    write_a_seven(page)
    heard(page, r"The network reads \d, .*sure")
    page.context.close()
