"""A line in Try: written with the mouse, read, computed, corrected; and on the page at home."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeichenlabor.lab.collecting.ready import sample_sheet

from .lab_page import READ_MS, LabPage
from .strokes import in_line

SYMBOLS = ["2", "3", "4", "7", "+", "×"]


@pytest.fixture
def lab(browser, site_url):
    lab = LabPage(browser, site_url, viewport={"width": 1366, "height": 900})
    yield lab.open()
    lab.close()


def write(field, text: str, size: float = 90) -> None:
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    mouse = field.page.mouse
    for stroke in in_line(text, size):
        first, *others = [(box["x"] + x, box["y"] + y) for x, y in stroke]
        mouse.move(*first)
        mouse.down()
        for point in others:
            mouse.move(*point)
        mouse.up()


def scribble(field) -> None:
    """Back and forth over the same place, as no symbol is written."""
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    mouse = field.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 40)
    mouse.down()
    for step in range(1, 14):
        mouse.move(box["x"] + 40 + 70 * (step % 2), box["y"] + 40 + 6 * step)
    mouse.up()


def test_a_calculation_is_read_and_computed_and_a_symbol_corrected(lab, tmp_path):
    sheets = [bytes(sample_sheet(SYMBOLS, seed)) for seed in (0, 1)]
    lab.drop(
        *(
            {"name": f"sample-{seed}.jpg", "mimeType": "image/jpeg", "buffer": sheet}
            for seed, sheet in enumerate(sheets)
        )
    )
    lab.wait_until_ready()
    lab.wait_for_cards(2)
    lab.step("train")
    lab.choose("school-1", 12)
    lab.train()
    lab.step("try")
    write(lab.hook("line-canvas"), "3+4×2")
    lab.hook("line-result", value="11").wait_for(timeout=READ_MS)
    assert lab.hook("line-text").inner_text() == "3+4×2"
    symbols = lab.hook("line-symbol")
    assert symbols.evaluate_all("all => all.map((one) => one.dataset.class)") == list("3+4×2")

    # The eraser takes the last one away, and undo brings it back.
    lab.hook("line-erase").click()
    box = lab.hook("line-canvas").bounding_box()
    lab.page.mouse.move(box["x"] + 18 + 4 * 67, box["y"] + 30)
    lab.page.mouse.down()
    for y in range(40, 130, 8):
        for x in (20, 90):
            lab.page.mouse.move(box["x"] + x + 4 * 67, box["y"] + y)
    lab.page.mouse.up()
    lab.hook("line-wrong", code="line/incomplete").wait_for(timeout=READ_MS)
    lab.hook("line-undo").click()
    lab.hook("line-result", value="11").wait_for(timeout=READ_MS)

    # By the keyboard: the last symbol becomes a 7, and its picture a drawing of the collection.
    symbols.nth(4).press("Enter")
    lab.hook("line-fix-class", **{"class": "7"}).press("Enter")
    lab.hook("line-result", value="31").wait_for(timeout=READ_MS)
    assert symbols.nth(4).get_attribute("data-class") == "7"
    lab.step("collect")
    lab.hook("way-draw").click()
    assert lab.hook("many-class", **{"class": "7"}).get_attribute("data-value") == "1"
    lab.step("try")
    lab.hook("line-fix-undo").click()
    lab.hook("line-result", value="11").wait_for(timeout=READ_MS)

    # What is cut wrong is put right by the keyboard, and that taken back.
    symbols.nth(0).press("Enter")
    lab.hook("line-join-after").press("Enter")
    symbols.nth(4).wait_for(state="detached", timeout=READ_MS)
    assert symbols.count() == 4
    symbols.nth(0).press("Enter")
    lab.hook("line-split").press("Enter")
    symbols.nth(4).wait_for(timeout=READ_MS)
    lab.hook("line-result", value="11").wait_for(timeout=READ_MS)
    for _ in range(2):
        lab.hook("line-undo").click()
    lab.hook("line-result", value="11").wait_for(timeout=READ_MS)

    # After it has learned what it does not know, a scribble is no symbol, here and at home.
    lab.step("evaluate")
    lab.hook("unknown-start").click()
    lab.hook("unknown-found").wait_for(timeout=READ_MS)
    lab.step("try")
    lab.hook("line-clear").click()
    scribble(lab.hook("line-canvas"))
    lab.hook("line-symbol", **{"class": "?"}).wait_for(timeout=READ_MS)
    lab.hook("line-text").filter(has_text="?").wait_for(timeout=READ_MS)
    assert lab.problems == []
    read_at_home(lab, tmp_path)


def read_at_home(lab: LabPage, folder: Path) -> None:
    """The page to take home, from the disk: the same line by the same network."""
    with lab.page.expect_download() as waiting:
        lab.hook("export-page").click()
    waiting.value.save_as(file := folder / "mine.html")
    page = lab.page.context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.goto(file.as_uri())
    write(page.locator("#line-paper"), "3+4×2")
    result = page.locator("#line-result")
    result.and_(page.locator('[data-value="11"]')).wait_for(timeout=READ_MS)
    symbols = page.locator("#line-symbols li")
    assert symbols.evaluate_all("all => all.map((one) => one.dataset.class)") == list("3+4×2")
    assert page.locator("#line-marks rect").count() == 5
    assert 0.995 <= float(symbols.nth(0).get_attribute("data-confidence")) < 1
    assert "> 99" in symbols.nth(0).inner_text()  # as in the app: it is never quite sure
    page.locator("#line-undo").click()
    wrong = page.locator("#line-wrong[data-code=incomplete]")
    wrong.wait_for(timeout=READ_MS)
    told = wrong.inner_text()
    page.locator("#languages button[aria-pressed=false]").click()
    assert "×" in told != wrong.inner_text()
    page.locator("#line-clear").click()
    scribble(page.locator("#line-paper"))
    page.locator('#line-symbols li[data-class="?"]').wait_for(timeout=READ_MS)
    scribble(page.locator("#pad"))
    page.locator('#class[data-unknown="true"]').wait_for(timeout=READ_MS)
    assert page.locator("#class").inner_text() == "?"
    page.locator("#line-clear").click()
    page.locator("#line-read").wait_for(state="hidden", timeout=READ_MS)
    assert problems == []
    page.close()
