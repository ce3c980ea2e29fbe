"""Who wrote what, pages that were scanned twice, and duplicates among the pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets.plan import plan_sheets

from .lab_page import LabPage

pytestmark = pytest.mark.long

LAYOUT = plan_sheets(["a", "b", "c"], sheet_id=5)[0]


@pytest.fixture(scope="module")
def lab(browser, site_url):
    """Two hands' sheets, the second one scanned twice."""
    lab = LabPage(browser, site_url, viewport={"width": 1366, "height": 900})
    lab.open().wait_until_ready()
    mine, yours = (fill_sheet(LAYOUT, seed=seed, dpi=150) for seed in (4, 9))
    again = yours.resize((yours.width * 9 // 10, yours.height * 9 // 10), Image.Resampling.BICUBIC)
    lab.drop(scan(mine, "eins"), scan(yours, "zwei"), scan(again, "nochmal"))
    lab.wait_for_cards(3)
    yield lab
    lab.close()


def scan(image: Image.Image, name: str) -> dict:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80)
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def card(lab: LabPage, name: str):
    return lab.page.locator('[data-testid="sheet-card"]', has_text=f"{name}.jpg").first


def sign(lab: LabPage, name: str, writer: str) -> None:
    field = card(lab, name).locator("[data-testid=sheet-writer]")
    field.fill(writer)
    field.blur()
    lab.settle()


def shown(lab: LabPage) -> int:
    lab.settle()
    return int(lab.hook("wall").get_attribute("aria-label").split()[0].replace(".", ""))


def test_a_page_that_comes_twice_is_told(lab):
    assert lab.hook("sheet-twin").count() == 1
    assert "zwei.jpg" in lab.hook("sheet-twin").inner_text()


def test_pictures_are_filtered_by_hand(lab):
    sign(lab, "eins", "Ada")
    sign(lab, "nochmal", "Ben")
    lab.step("check")
    everything = shown(lab)
    lab.hook("writer").select_option("Ada")
    ada = shown(lab)
    lab.hook("writer").select_option("Ben")
    assert 500 < ada <= 600
    assert 500 < shown(lab) <= 600
    lab.hook("writer").select_option("")
    assert shown(lab) == everything > 1600


def test_duplicates_are_left_out_with_one_click(lab):
    lab.hook("duplicates-search").click()
    lab.hook("duplicates-keep-one").wait_for(timeout=60_000)
    extra = int(lab.hook("duplicates").get_attribute("data-value"))
    assert 500 < extra <= 620  # the second scan, and here and there two that are alike
    assert shown(lab) >= 2 * 500
    before = lab.value("show-out")
    lab.hook("duplicates-keep-one").click()
    lab.settle()
    assert lab.value("show-out") == before + extra
    assert lab.hook("duplicates-keep-one").count() == 0
    lab.hook("undo").click()
    lab.settle()
    assert lab.value("show-out") == before


def test_a_typed_letter_names_the_chosen_pictures(lab):
    lab.hook("show-all").click()
    lab.hook("wall").focus()
    lab.page.keyboard.press("Home")
    lab.settle()
    assert lab.hook("details").get_attribute("data-label") == "a"
    lab.page.keyboard.press("c")
    lab.settle()
    assert lab.hook("details").get_attribute("data-label") == "c"
    lab.page.keyboard.press("Control+z")
    lab.settle()
    assert lab.hook("details").get_attribute("data-label") == "a"


def test_sheets_of_one_hand_are_scored_together(lab):
    lab.step("collect")
    sign(lab, "zwei", "Ben")
    lab.step("train")
    lab.train()
    lab.step("evaluate")
    scores = lab.page.locator("[data-testid=sheet-scores] .score-sheet")
    scores.first.wait_for(timeout=60_000)
    assert scores.all_inner_texts() == ["Ada", "Ben"]


def test_no_error_on_the_console(lab):
    assert lab.problems == []
