"""Accessibility: axe finds nothing, and further checks pass."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .audit import audit, told
from .lab_page import READ_MS, LabPage
from .looks import PLACES, all_places, all_scenes, prepare, show_in
from .strokes import DIGITS

WAYS = ["template", "draw", "camera", "ready"]
CARDS = ["numbers", "beginnings", "neuron", "convolution"]


def go(lab: LabPage, place: str) -> None:
    lab.page.evaluate("(place) => { location.hash = place; }", f"#{place}")
    lab.settle()
    lab.settle()


def test_axe_finds_nothing_from_the_empty_page_to_the_full_one(browser, site_url, data_dir):
    lab = LabPage(browser, site_url, reduced_motion="reduce").open()  # nothing half-way
    found = {}

    def look(name: str) -> None:
        if problems := audit(lab):
            found[name] = problems

    for place in PLACES:
        go(lab, place)
        look(f"{place}, empty")
    lab.wait_until_ready()
    go(lab, "collect")
    show_in(lab, "en", "phone")
    for way in WAYS:
        lab.hook(f"way-{way}").click()
        lab.settle()
        look(f"way {way}")
    lab.hook(f"way-{WAYS[-1]}").click()
    lab.drop(data_dir / "sheets/sheet-01.png")
    lab.drop({"name": "broken.png", "mimeType": "image/png", "buffer": b"no picture"})
    look("collect, reading")
    lab.wait_for_cards(2)
    lab.step("train")
    lab.choose("school-1", 400)
    lab.hook("train-start").click()
    lab.wait_for_training("running")
    look("train, running")
    lab.hook("train-stop").click()
    lab.wait_for_training("stopped")
    lab.step("try")
    lab.draw(DIGITS[3])
    assert lab.prediction() is not None
    show_in(lab, "de", "desk")
    for place in [*PLACES, *(f"learn/{card}" for card in CARDS)]:
        go(lab, place)
        look(f"{place}, full")
    lab.page.emulate_media(color_scheme="dark")
    for place in ("check", "train", "evaluate", "try", "code", "learn/cards", "learn/numbers"):
        go(lab, place)
        look(f"{place}, at night")
    lab.page.emulate_media(color_scheme="light")
    for hook in ("project", "privacy", "keys"):
        lab.hook(hook).click()
        look(f"dialog {hook}")
        lab.page.keyboard.press("Escape")
    go(lab, "evaluate")
    lab.page.locator("body").press("p")
    lab.settle()
    look("projector")
    assert found == {}, told(found)
    lab.close()


MISTAKES = """() => {
  const place = (style) => `position: absolute; padding: 0; border: 0; ${style}`;
  for (const [name, style, text] of [
    ['button', 'top: 300px; left: 0; width: 20px; height: 20px', 'small'],
    ['button', 'top: 300px; left: 22px; width: 20px; height: 20px', 'near'],
    ['button', 'top: 200px; left: 0; width: 40px; height: 40px', 'up'],
    ['button', 'top: 400px; left: 0; width: 40px; height: 40px', ''],
    ['h4', 'top: 500px; left: 0', 'deep'],
  ]) {
    const element = document.createElement(name);
    element.style.cssText = place(style);
    element.textContent = text;
    document.querySelector('main').append(element);
  }
}"""


def test_what_is_wrong_is_found(browser, site_url):
    lab = LabPage(browser, site_url).open()
    lab.settle()
    assert audit(lab) == []
    lab.page.evaluate(MISTAKES)
    found = " ".join(audit(lab))
    for mistake in ("target-size", "smaller than 24", "jumps up", "no name", "heading too deep"):
        assert mistake in found
    lab.close()


HAS_FOCUS = """() => {
  const active = document.activeElement;
  const box = active.getBoundingClientRect();
  const called = active.dataset.testid ?? active.textContent.trim().slice(0, 30);
  return { name: `${active.localName} ${called}`, lost: active === document.body,
    shown: active.getClientRects().length > 0 && box.width > 0 };
}"""


def press(lab: LabPage, control: Locator, key: str = "Enter") -> str:
    """Use a control by the keyboard; says what has the focus then, which is never the body."""
    control.focus()
    lab.page.keyboard.press(key)
    for _ in range(3):
        lab.settle()
    now = lab.page.evaluate(HAS_FOCUS)
    assert not now["lost"], f"after {control}"
    assert now["shown"], f"after {control}: {now}"
    return now["name"]


HIDDEN = """() => {
  const active = document.activeElement;
  if (active === document.body || !active.closest('main, .dock, .cover')) return null;
  const { left, top, width, height } = active.getBoundingClientRect();
  const box = active.closest('label') ?? active; // a field without a look of its own
  const seen = Array.from({ length: 49 }, (_, at) => document.elementFromPoint(
    left + width * ((at % 7) + 0.5) / 7, top + height * (Math.floor(at / 7) + 0.5) / 7));
  if (seen.some((one) => one && (box.contains(one) || one.contains(active)))) return null;
  const name = active.dataset.testid ?? active.textContent.trim().slice(0, 30);
  const cover = seen[24]?.getAttribute('class') ?? seen[24]?.localName;
  return `${active.localName} ${name} at ${Math.round(left)}, ${Math.round(top)} behind ${cover}`;
}"""


def wait_for_focus(lab: LabPage, name: str) -> None:
    lab.page.wait_for_function(f"(name) => ({HAS_FOCUS})().name === name", arg=name)


def check_what_lies_over_the_page(lab: LabPage) -> None:
    """On a phone the box of Reset and the open pad hide nothing; Escape folds them."""
    lab.page.set_viewport_size({"width": 320, "height": 640})
    press(lab, lab.hook("train-reset"))
    box = lab.hook("reset-same").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    lab.page.keyboard.press("Escape")
    assert not lab.hook("reset-same").is_visible()
    assert lab.page.evaluate(HAS_FOCUS)["name"] == "summary train-reset"
    handle = lab.page.locator(".dock-handle")
    press(lab, handle)
    lab.hook("model-preset").focus()
    for _ in range(12):
        lab.page.keyboard.press("Tab")
        assert lab.page.evaluate(HIDDEN) is None
    handle.focus()
    lab.page.keyboard.press("Escape")
    expect(handle).to_have_attribute("aria-expanded", "false")
    lab.page.set_viewport_size({"width": 1366, "height": 768})


def test_the_focus_is_never_lost(browser, site_url, data_dir):
    lab = LabPage(browser, site_url).open().wait_until_ready()
    main = lab.page.locator("main")
    for sheet in ("sheet-01.png", "sheet-03.png"):
        lab.drop(data_dir / "sheets" / sheet)
    lab.wait_for_cards(2)
    bin_ = lab.hook("sheet-card").first.locator(".sheet-head button")
    press(lab, bin_)
    press(lab, lab.hook("sheet-undo").first)
    wait_for_focus(lab, "h3 sheet-01.png")
    assert press(lab, main.locator(".next a")) == "h1 Prüfen"
    assert press(lab, lab.hook("step-train")) == "a step-train"

    lab.choose("one-layer", 400)
    assert press(lab, lab.hook("train-start")) == "button train-stop"
    lab.wait_for_training("running")
    press(lab, lab.hook("train-stop"))
    lab.wait_for_training("stopped")
    lab.settle()
    assert lab.page.evaluate(HAS_FOCUS)["name"] == "button train-resume"
    press(lab, lab.hook("train-step"))
    lab.hook("step").wait_for(timeout=READ_MS)
    lab.settle()
    assert lab.page.evaluate(HAS_FOCUS)["name"] == "button train-step"  # out of use for a moment
    check_what_lies_over_the_page(lab)
    press(lab, lab.hook("train-reset"))
    press(lab, lab.hook("reset-same"))
    press(lab, lab.hook("run-delete").last)
    press(lab, lab.hook("run-undo").first)
    wait_for_focus(lab, "button run-star")
    press(lab, lab.hook("edit-layers"))
    press(lab, lab.hook("layer-remove").first)
    press(lab, lab.hook("layers-undo"))

    go(lab, "learn/numbers")
    assert press(lab, lab.hook("card-next")).startswith("h1 Lernen: ")
    go(lab, "learn/playground")
    lab.hook("plane-more-layers").wait_for(timeout=READ_MS)
    while lab.hook("plane-more-layers").is_enabled():
        press(lab, lab.hook("plane-more-layers"))
    go(lab, "learn/byhand")
    lab.hook("byhand-next").wait_for(timeout=READ_MS)
    while lab.hook("byhand-next").is_enabled():
        press(lab, lab.hook("byhand-next"))

    go(lab, "code")
    press(lab, lab.hook("cell-add"))
    press(lab, lab.hook("cell-add"))
    press(lab, lab.hook("cell-remove").first)
    press(lab, lab.hook("cell-undo").first)
    wait_for_focus(lab, "button cell-run")
    press(lab, lab.hook("project"))
    press(lab, lab.hook("project-remove"))
    assert lab.page.evaluate("document.activeElement.closest('dialog[open]') !== null")
    lab.close()


def test_what_is_left_on_purpose_is_not_given_the_focus_again(browser, site_url):
    lab = LabPage(browser, site_url).open()
    lab.hook("way-template").focus()
    lab.page.locator("main .lead").click()
    lab.page.evaluate("document.querySelector('[data-testid=way-template]').remove()")
    lab.settle()
    assert lab.page.evaluate(HAS_FOCUS)["name"].startswith("main ")
    lab.close()


COLOURS = """() => {
  const canvas = document.querySelector('.pad-canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let at = 0;
  while (at < data.length && data[at + 3] < 255) at += 4;
  const paper = getComputedStyle(document.body).backgroundColor;
  const brightness = ([red, green, blue]) => (red + green + blue) / 3;
  return { ink: brightness(data.slice(at, at + 3)),
    paper: paper.startsWith('rgba') ? null : brightness(paper.match(/\\d+/g).map(Number)) };
}"""


def test_the_book_at_night(browser, site_url):
    """As the system has it, or as was chosen; what is painted already is painted anew."""
    lab = LabPage(browser, site_url).open()
    lab.draw(DIGITS[1])

    def is_night() -> bool:
        lab.settle()
        lab.settle()
        found = lab.page.evaluate(COLOURS)
        assert found["paper"] is None or abs(found["ink"] - found["paper"]) > 100
        return found["ink"] > 128

    assert not is_night()
    lab.page.emulate_media(color_scheme="dark")
    assert is_night()
    lab.page.emulate_media(media="print")
    assert not is_night()
    lab.page.emulate_media(media="screen")
    lab.hook("theme").select_option("light")
    assert not is_night()
    lab.page.emulate_media(color_scheme="light")
    lab.hook("theme").select_option("dark")
    assert is_night()
    lab.page.reload()
    lab.draw(DIGITS[1])
    assert is_night()
    lab.close()


def test_a_key_alone_acts_only_where_it_means_nothing_else(browser, site_url):
    lab = LabPage(browser, site_url).open()
    on = lab.page.locator("html.is-projector")

    def pressed(place: str) -> int:
        lab.page.locator(place).first.press("p")
        lab.settle()
        return on.count()

    assert pressed(".pad-canvas") == 0
    assert pressed("[data-testid=language]") == 0
    lab.hook("project").click()
    assert pressed("dialog[open] button") == 0
    lab.page.keyboard.press("Escape")
    assert pressed("[data-testid=step-check]") == 1
    assert pressed("[data-testid=projector]") == 0
    lab.hook("keys").click()
    lab.hook("keys-single").uncheck()
    lab.page.keyboard.press("Escape")
    assert pressed("[data-testid=step-check]") == 0
    lab.page.reload()
    assert pressed("[data-testid=step-check]") == 0
    lab.close()


@pytest.mark.long
def test_the_focus_is_never_hidden_behind_what_sticks(browser, site_url, data_dir):
    """On a zoomed screen, a phone and a tablet; forwards, and back again."""
    lab = prepare(LabPage(browser, site_url))
    hidden = []
    for width, height in ((640, 512), (390, 844), (820, 1180), (320, 256)):
        lab.page.set_viewport_size({"width": width, "height": height})
        for place in ("train", "evaluate", "try", "learn/guide"):
            go(lab, place)
            lab.page.locator("main h1").focus()
            for key in ["Tab"] * 45 + ["Shift+Tab"] * 30:
                lab.page.keyboard.press(key)
                if behind := lab.page.evaluate(HIDDEN):
                    hidden.append(f"{place} {width} × {height}: {behind} after {key}")
    assert hidden == []
    lab.close()


@pytest.mark.long
def test_axe_finds_nothing_in_any_place_language_and_size(browser, site_url, data_dir):
    lab = prepare(LabPage(browser, site_url, reduced_motion="reduce"))
    found = {name: problems for name in all_places(lab) if (problems := audit(lab))}
    found |= {name: problems for name in all_scenes(lab) if (problems := audit(lab))}
    show_in(lab, "en", "tablet")
    go(lab, "learn/cards")
    cards = [tile.get_attribute("data-card") for tile in lab.hook("card-tile").all()]
    for card in [*cards, "quick", "guide", "sheet-hand", "solution-hand"]:
        go(lab, f"learn/{card}")
        lab.page.wait_for_load_state("networkidle", timeout=READ_MS)
        if problems := audit(lab):
            found[card] = problems
    assert found == {}, told(found)
    lab.close()


SPACING = """() => {
  const sheet = new CSSStyleSheet(); // as WCAG 1.4.12 wants it
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return '';
  const out = [...document.querySelectorAll('main *')]
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5);
  return out.slice(-3).map((one) => `${one.localName}.${one.getAttribute('class')}`).join(' ');
}"""
CUT_OFF = """() => {
  const hides = (value) => ['hidden', 'clip'].includes(value);
  return [...document.querySelectorAll('body *')].filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
      one.checkVisibility({ visibilityProperty: true }) &&
      !one.closest('.visually-hidden, .skip, svg, dialog:not([open])') &&
      ((hides(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (hides(overflowY) && one.scrollHeight > one.clientHeight + 1));
  }).map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`);
}"""
TEXT_OVER_TEXT = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) ||
      parent.closest('.visually-hidden, .controls, .pad, option, math, dialog') ||
      parent.closest('.more-aside:not(.network-scroll)')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = node.data.trim().slice(0, 30);
    for (const box of range.getClientRects()) texts.push([box, text, parent]);
  }
  return texts.flatMap(([a, one, parent], at) => texts.slice(at + 1)
    .filter(([b, , other]) => other !== parent &&
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6)
    .map(([, other]) => `${one} × ${other}`));
}"""
UNASKED = "main :is(.asks, .share, .photo-desk, .question)"
PRESSED = "main .button, .dock .button, .cover a"
SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length)
  .map((one) => one.textContent.trim().slice(0, 30))"""
UNMARKED = """() => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.cssText = 'forced-color-adjust: none; background: Highlight';
  const chosen = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const isMarked = ({ textDecorationLine, backgroundColor }) =>
    textDecorationLine.includes('underline') && backgroundColor === chosen;
  return [...document.querySelectorAll(
      '[aria-current], [aria-pressed="true"]:not(.confusion-cell)')]
    .filter((one) => one.getClientRects().length && !isMarked(getComputedStyle(one)))
    .map((one) => one.textContent.trim().slice(0, 30));
}"""


@pytest.mark.long
def test_every_place_at_400_percent_on_paper_and_in_the_systems_colours(
    browser, site_url, data_dir
):
    lab = prepare(LabPage(browser, site_url))
    problems = []
    lab.page.evaluate(SPACING)
    lab.page.set_viewport_size({"width": 320, "height": 640})
    for place in [*PLACES, *(f"learn/{card}" for card in CARDS)]:
        go(lab, place)
        if wide := lab.page.evaluate(TOO_WIDE):
            problems.append(f"{place}: too wide for 320 px: {wide}")
    for width, height in ((390, 844), (820, 1180), (1366, 768)):
        lab.page.set_viewport_size({"width": width, "height": height})
        for place in PLACES:
            go(lab, place)
            if over := lab.page.evaluate(TEXT_OVER_TEXT):
                problems.append(f"{place}: text over text, {width} px: {over}")
            if cut := lab.page.evaluate(CUT_OFF):
                problems.append(f"{place}: cut off where text has more room, {width} px: {cut}")
    lab.page.evaluate("() => { document.adoptedStyleSheets = []; }")
    lab.page.set_viewport_size({"width": 1366, "height": 768})
    for place in [*PLACES, "learn/guide", *(f"learn/{card}" for card in CARDS)]:
        go(lab, place)
        lab.page.emulate_media(media="print")
        if len(lab.page.evaluate(SHOWN, "main h1")) != 1:
            problems.append(f"{place}: no title on paper")
        if place == "learn/path" and len(lab.page.evaluate(SHOWN, "main .station h2")) < 12:
            problems.append("learn/path: stations without a name on paper")
        if asked := lab.page.evaluate(SHOWN, UNASKED):
            problems.append(f"{place}: what was not asked stands on paper: {asked}")
        if place == "try" and len(lab.page.evaluate(SHOWN, ".dock .prediction")) != 1:
            problems.append("try: the drawing and its answer are not on paper")
        if pressed := lab.page.evaluate(SHOWN, PRESSED):
            problems.append(f"{place}: to be pressed on paper: {pressed}")
        lab.page.emulate_media(media="screen", forced_colors="active")
        if plain := lab.page.evaluate(UNMARKED):
            problems.append(f"{place}: a state by its background alone: {plain}")
        lab.page.emulate_media(forced_colors="none")
    assert problems == []
    lab.close()
