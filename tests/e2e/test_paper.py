"""Printing, reading, checking and writing on the screen, in a real browser."""

from __future__ import annotations

import io
import json
import re

import pytest
from PIL import Image

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.plan import plan_sheets

from .lab_page import LabPage
from .strokes import DIGITS

WAIT_MS = 30_000

SPY = """
window.print = () => { window.printed = (window.printed ?? 0) + 1; };
const create = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  if (blob.type === 'image/svg+xml') blob.text().then((text) => { window.drawn = text; });
  return create.call(URL, blob);
};
"""


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url, viewport={"width": 1366, "height": 900})
    lab.page.add_init_script(SPY)
    lab.open().wait_until_ready()
    yield lab
    lab.close()


def file_of(image: Image.Image, name: str) -> dict:
    file = io.BytesIO()
    image.save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


def letters(seed: int) -> Image.Image:
    """A sheet for a, b and c, filled in by one hand."""
    return fill_sheet(plan_sheets(["a", "b", "c"], sheet_id=5)[0], seed=seed, dpi=150)


def settle(lab: LabPage) -> None:
    """Let the page draw what has just been done: it does so once per frame."""
    lab.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def check(lab: LabPage) -> None:
    lab.step("check")
    lab.page.locator(".class-tile").first.wait_for()


def count(lab: LabPage, name: str) -> int:
    settle(lab)
    return int(lab.hook("class-count", **{"class": name}).first.get_attribute("data-value"))


def open_way(lab: LabPage, way: str) -> None:
    lab.step("collect")
    button = lab.hook(f"way-{way}")
    if button.get_attribute("aria-expanded") != "true":
        button.click()


def preview_says(lab: LabPage, text: str) -> None:
    """Wait until the preview's SVG holds a text."""
    lab.page.wait_for_function("(text) => window.drawn?.includes(text)", arg=text, timeout=WAIT_MS)


def test_a_sheet_for_own_symbols_is_shown_and_downloaded(lab):
    open_way(lab, "template")
    lab.hook("template-symbols").fill("x, sch 🙂 ä")
    lab.page.wait_for_function(
        "() => document.querySelector('[data-testid=template-count]').dataset.value === '4'"
    )
    preview_says(lab, ">sch<")
    with lab.page.expect_download(timeout=WAIT_MS) as download:
        lab.hook("template-pdf").click()
    assert download.value.suggested_filename == "zeichenlabor-xschä.pdf"
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/Image" in content  # the emoji, which Helvetica lacks


def symbols_are(lab: LabPage, text: str) -> None:
    lab.page.wait_for_function(
        "(text) => document.querySelector('[data-testid=template-symbols]').value === text",
        arg=text,
        timeout=WAIT_MS,
    )


def test_a_picture_of_ones_own_stands_before_its_row(lab):
    open_way(lab, "template")
    lab.hook("template-symbols").fill("x y")
    picture = file_of(Image.new("RGB", (90, 60), "#804020"), "kleiner-hund.png")
    lab.page.evaluate("window.drawn = ''")
    lab.hook("class-picture-input").set_input_files(picture)
    symbols_are(lab, 'x y "kleiner hund"')
    preview_says(lab, "<image")
    name = lab.page.locator(".class-picture input")
    name.fill("Hund")
    name.blur()
    symbols_are(lab, 'x y "Hund"')
    with lab.page.expect_download(timeout=WAIT_MS) as download:
        lab.hook("template-pdf").click()
    assert b"/Image" in download.value.path().read_bytes()
    lab.page.locator(".class-picture button").click()
    symbols_are(lab, "x y")


CHOOSE_AND_TYPE = """async () => {
  const input = document.querySelector('[data-testid=class-picture-input]');
  const text = document.querySelector('[data-testid=template-symbols]');
  const canvas = new OffscreenCanvas(3000, 2000);
  canvas.getContext('2d').fillRect(0, 0, 3000, 2000);
  const picture = await canvas.convertToBlob();
  for (const name of ['green.png', 'brown.png']) {
    const files = new DataTransfer();
    files.items.add(new File([picture], name, { type: 'image/png' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  text.value = 'u v w';
  text.dispatchEvent(new Event('input', { bubbles: true }));
}"""


def test_what_is_typed_while_pictures_are_read_is_kept_beside_them(lab):
    open_way(lab, "template")
    lab.hook("template-symbols").fill("x y")
    lab.page.evaluate(CHOOSE_AND_TYPE)
    lab.page.locator(".class-picture").nth(1).wait_for(timeout=WAIT_MS)
    lab.settle()
    names = lab.hook("template-symbols").input_value().split()
    assert (names[:3], sorted(names[3:])) == (["u", "v", "w"], ['"brown"', '"green"'])


def test_the_print_view_holds_the_sheets_and_nothing_else(lab):
    open_way(lab, "template")
    lab.hook("template-print").click()
    assert lab.page.evaluate("window.printed") == 1
    lab.page.emulate_media(media="print")
    assert lab.page.locator(".print-pages .sheet-page").first.is_visible()
    assert not lab.page.locator(".cover").is_visible()
    assert not lab.page.locator(".template").is_visible()
    for paper in ("A4", "Letter"):  # an A4 sheet, whatever lies in the printer
        assert pages_of(lab.page.pdf(format=paper)) == 1
    assert lab.page.pdf(prefer_css_page_size=True).count(b"/MediaBox [0 0 59") == 1  # A4 and full
    lab.page.emulate_media(media="screen")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(
    ("typed", "many"), [("x", 1), ("x x x", 1), ("abcdefghijklmnopqrstuvwxyz12345", 31)]
)
def test_too_few_and_too_many_symbols_are_told_at_once(lab, typed, many):
    open_way(lab, "template")
    lab.hook("template-symbols").fill(typed)
    hint = lab.hook("template-count", value=many)
    hint.wait_for()
    assert "is-wrong" in hint.get_attribute("class")
    assert lab.hook("template-pdf").is_disabled()


def test_a_filled_sheet_brings_its_own_classes(lab):
    lab.step("collect")
    lab.drop(file_of(letters(seed=4), "buchstaben.png"))
    lab.wait_for_cards(1)
    assert lab.hook("sheet-verdict").first.get_attribute("data-warnings") == ""
    check(lab)
    assert lab.page.locator(".class-tile").count() == 3
    assert all(count(lab, name) > 150 for name in "abc")


def test_doubtful_pictures_are_accepted(lab):
    check(lab)
    doubtful = lab.value("show-doubtful")
    before = sum(count(lab, name) for name in "abc")
    lab.hook("wall").focus()
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.press("Enter")
    assert sum(count(lab, name) for name in "abc") == before + doubtful
    assert lab.value("show-doubtful") == 0


def test_on_paper_the_wall_has_all_of_its_rows(lab):
    check(lab)
    lab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pieces = lab.page.locator(".wall-paper canvas")
    heights = pieces.evaluate_all("all => all.map((one) => parseFloat(one.style.height))")
    whole = lab.page.locator(".wall-content").evaluate("(all) => parseFloat(all.style.height)")
    assert sum(heights) == whole > max(heights)
    lab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert pieces.count() == 0


def test_the_pad_offers_the_classes_of_the_sheets(lab):
    lab.draw(DIGITS[1])
    lab.page.wait_for_function(
        "() => 'abc'.includes(document.querySelector('.prediction').dataset.class || '?')"
    )
    assert lab.page.locator(".bar-name").all_inner_texts() == ["a", "b", "c"]


def click_tile(lab: LabPage, column: int, row: int, **options) -> None:
    box = lab.page.locator(".wall-canvas").bounding_box()
    lab.page.mouse.move(0, 0)
    for key in options.get("keys", []):
        lab.page.keyboard.down(key)
    lab.page.mouse.click(box["x"] + 46 + 43.5 * (column + 0.5), box["y"] + 43.5 * (row + 0.5))
    for key in options.get("keys", []):
        lab.page.keyboard.up(key)
    settle(lab)


def test_a_picture_shows_where_it_comes_from(lab):
    check(lab)
    click_tile(lab, 2, 0)
    details = lab.hook("details")
    assert details.get_attribute("data-cell") == "2"
    assert "buchstaben.png" in details.inner_text()
    crop = lab.page.locator(".crop")
    crop.wait_for()
    lab.page.wait_for_timeout(300)
    darkest = crop.evaluate(
        """(canvas) => Math.min(...canvas.getContext('2d').getImageData(60, 60, 72, 72)
            .data.filter((_, index) => index % 4 === 0))"""
    )
    assert darkest < 140  # there is ink in the middle cell


def test_pictures_are_left_out_moved_and_taken_back(lab):
    check(lab)
    a, b = count(lab, "a"), count(lab, "b")
    out = lab.value("show-out")
    click_tile(lab, 1, 0)
    click_tile(lab, 4, 0, keys=["Shift"])
    assert lab.value("chosen") == 4
    lab.hook("exclude").click()
    assert (count(lab, "a"), count(lab, "b")) == (a - 4, b)
    click_tile(lab, 1, 0)
    lab.hook("move").select_option("b")
    assert (count(lab, "a"), count(lab, "b")) == (a - 4, b + 1)
    lab.hook("undo").click()
    lab.hook("undo").click()
    assert (count(lab, "a"), count(lab, "b")) == (a, b)
    lab.hook("redo").click()
    assert count(lab, "a") == a - 4
    assert lab.value("show-out") == out + 4


def test_the_keyboard_does_the_same(lab):
    check(lab)
    before = count(lab, "a")
    lab.hook("wall").focus()
    for key in ("Home", "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Delete"):
        lab.page.keyboard.press(key)
    assert count(lab, "a") == before - 2
    lab.page.keyboard.press("Control+z")
    assert count(lab, "a") == before


def test_a_training_uses_the_edits_and_the_classes(lab):
    check(lab)
    total = sum(count(lab, name) for name in "abc")
    lab.step("train")
    lab.train()
    text = lab.page.locator("main").inner_text()
    parts = [round(total * share) for share in (0.8, 0.1, 0.1)]
    assert all(any(str(n + d) in text for d in (-1, 0, 1)) for n in parts)
    lab.step("evaluate")
    lab.hook("test-accuracy").first.wait_for(timeout=WAIT_MS)
    assert lab.page.locator(".confusion tbody tr").count() == 3


def test_digits_written_on_the_screen_join_the_collection(lab):
    open_way(lab, "draw")
    lab.page.locator(".check input:visible").uncheck()
    lab.hook("many-class", **{"class": "b"}).click()
    for _ in range(2):
        box = lab.hook("many-canvas").bounding_box()
        lab.page.mouse.move(box["x"] + 100, box["y"] + 60)
        lab.page.mouse.down()
        lab.page.mouse.move(box["x"] + 120, box["y"] + 200, steps=6)
        lab.page.mouse.up()
        drawn = int(lab.hook("many-class", **{"class": "b"}).get_attribute("data-value"))
        lab.hook("many-keep").click()
        lab.hook("many-class", value=drawn + 1, **{"class": "b"}).wait_for(timeout=WAIT_MS)
    lab.hook("many-undo").click()
    lab.hook("many-class", value=1, **{"class": "b"}).wait_for()
    check(lab)
    lab.hook("source").select_option(label="Am Bildschirm geschrieben")
    settle(lab)
    assert lab.hook("wall").get_attribute("aria-label").startswith("1 ")


def test_corners_set_by_hand_read_a_page_that_was_refused(lab, data_dir):
    lab.step("collect")
    with Image.open(data_dir / "sheets" / "sheet-02.png") as file:
        scan = file.convert("L")
    w, h = scan.size
    scan.paste(250, (int(w * 0.3), int(h * 0.2), int(w * 0.95), int(h * 0.8)))
    lab.drop(file_of(scan, "verdeckt.png"))
    card = lab.hook("sheet-card", state="failed").first
    card.wait_for(timeout=WAIT_MS)
    card.locator("[data-testid=set-corners]").click()
    truth = json.loads((data_dir / "sheets" / "truth.json").read_text())
    corners = truth["sheets"]["sheet-02.png"]["corners"]
    assert lab.hook("read-corners").is_disabled()  # where nobody has set them, they are nowhere
    lab.hook("corner").first.focus()
    before = lab.hook("corner-number").first.input_value()
    lab.page.keyboard.press("Shift+ArrowRight")
    assert float(lab.hook("corner-number").first.input_value()) > float(before)
    for place, value in enumerate(value for corner in corners for value in corner):
        lab.hook("corner-number").nth(place).fill(str(round(value)))
        lab.hook("corner-number").nth(place).blur()
    lab.hook("read-corners").click()
    done = lab.page.locator(
        '[data-testid="sheet-card"][data-state="done"]', has_text="verdeckt.png"
    )
    done.wait_for(timeout=WAIT_MS)
    # Half of the lines are covered: what was read counts when a person has said so.
    counts = [
        int(done.locator(f'[data-status="{one}"]').get_attribute("data-value"))
        for one in ("kept", "doubtful")
    ]
    assert counts[0] == 0
    assert 200 < counts[1] < 400
    check(lab)
    assert lab.page.locator(".class-tile").count() == 13  # letters and digits


def test_a_page_asks_what_its_picture_does_not_say_and_two_in_one_have_two_cards(lab):
    lab.step("collect")
    page = letters(seed=8)
    corners = read_sheet(page).corners
    frame = (*corners.min(axis=0).astype(int) - 3, *corners.max(axis=0).astype(int) + 4)
    pair = Image.new("L", (2 * page.width, page.height), 255)
    pair.paste(page, (0, 0))
    pair.paste(letters(seed=9), (page.width, 0))
    cards = lab.hook("sheet-card")
    before = cards.count()
    lab.drop(file_of(page.crop(frame).rotate(180), "ohne.png"), file_of(pair, "zwei.png"))
    card = cards.nth(before)
    card.locator("[data-testid=ask-symbols-text]").fill("a b c")
    card.locator("[data-testid=read-symbols]").click()
    ways = card.locator("[data-testid=choose-top]")
    ways.first.wait_for(timeout=WAIT_MS)
    assert ways.count() == 2
    card.locator("[data-testid=choose-top][data-turned=true]").click()
    card.locator('[data-testid=sheet-verdict]:not([data-warnings*="direction"])').wait_for()
    lab.page.locator(
        '[data-testid="sheet-card"][data-state="done"]', has_text="zwei.png · 2"
    ).wait_for(timeout=WAIT_MS)
    assert cards.nth(before + 1).locator("h3").inner_text() == "zwei.png"
    assert cards.nth(before + 2).locator("h3").inner_text() == "zwei.png · 2"


@pytest.mark.parametrize("form", ["folders", "idx", "npz", "sprites"])
def test_the_collection_is_downloaded(lab, form):
    check(lab)
    if not lab.hook(f"save-{form}").is_visible():
        lab.page.locator(".save summary").click()
    with lab.page.expect_download(timeout=WAIT_MS) as download:
        lab.hook(f"save-{form}").click()
    assert download.value.path().read_bytes().startswith(b"PK")


def test_ready_data_come_from_the_site_alone(lab):
    open_way(lab, "template")
    lab.hook("template-symbols").fill("k l m")
    open_way(lab, "ready")
    done = lab.hook("sheet-card", state="done").count()
    lab.page.locator(".offer select").first.select_option("1")
    lab.hook("ready-pen").click()
    lab.hook("sheet-card", state="done").nth(done).wait_for(timeout=WAIT_MS)
    lab.hook("ready-digits").click()
    lab.hook("sheet-card", state="done").nth(done + 1).wait_for(timeout=2 * WAIT_MS)
    assert "1.797" in lab.page.locator(".sheet", has_text="load_digits").inner_text()


def test_a_large_collection_is_dropped_and_counted_in_whole(lab, data_dir):
    lab.step("collect")
    done = lab.hook("sheet-card", state="done").count()
    names = ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
    lab.drop(*(data_dir / "mnist" / name for name in names))
    lab.hook("sheet-card", state="done").nth(done).wait_for(timeout=2 * WAIT_MS)
    assert (
        lab.page.locator(".sheet", has_text="t10k (2)").locator("dd").first.inner_text() == "10.000"
    )
    check(lab)
    assert count(lab, "0") >= 980


def test_the_last_picture_of_a_thousand_is_left_out_and_moved(lab):
    check(lab)
    lab.hook("source").select_option(label="t10k (2)")
    shown = '[data-testid="wall"][aria-label^="10.000 "]'
    lab.page.locator(shown).wait_for(timeout=WAIT_MS)
    lab.hook("class-count", **{"class": "9"}).click()
    lab.page.locator('[data-testid="wall"][aria-label^="1.009 "]').wait_for()
    nines, ones = count(lab, "9"), count(lab, "1")
    lab.hook("wall").focus()
    lab.page.keyboard.press("End")
    details = lab.hook("details", written="9")
    details.wait_for()
    assert int(details.get_attribute("data-cell")) > 9900
    lab.page.keyboard.press("Control+a")
    lab.hook("chosen", value=1009).wait_for()
    lab.hook("exclude").click()
    lab.hook("class-count", value=nines - 1009, **{"class": "9"}).wait_for()
    lab.hook("undo").click()
    lab.hook("class-count", value=nines, **{"class": "9"}).wait_for()
    lab.hook("wall").focus()
    lab.page.keyboard.press("End")
    lab.hook("chosen", value=1).wait_for()
    lab.hook("move").select_option("1")
    lab.hook("class-count", value=ones + 1, **{"class": "1"}).wait_for()
    lab.hook("undo").click()
    lab.hook("class-count", value=ones, **{"class": "1"}).wait_for()
    lab.step("collect")
    lab.page.locator(".sheet", has_text="t10k (2)").locator(".button.is-icon").click()


def test_english_says_the_same(lab):
    lab.choose_language("en")
    open_way(lab, "template")
    lab.hook("template-symbols").fill("p q")
    preview_says(lab, "Nickname:")
    lab.choose_language("de")
    preview_says(lab, "Spitzname:")


def test_no_error_on_the_console(lab):
    assert lab.problems == []
    assert lab.strangers() == []
