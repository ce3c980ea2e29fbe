"""Every card is opened and played, in both languages; the numbers are the engine's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import TimeoutError

from zeichenlabor.lab.lessons import LESSONS

from .lab_page import READ_MS, LabPage

STEPS = {"collect", "check", "train", "evaluate", "try", "learn", "code"}

TOLD = """() => [...document.querySelectorAll('.card [data-testid=told]')]
  .map((one) => one.parentElement.textContent + '=' + one.dataset.value)"""

AT_REST = """() => !document.querySelector('.card [data-running=true]')
  && [...document.querySelectorAll('.card [data-testid=told]')]
    .some((one) => one.dataset.value !== '')"""

CHANGED = """(before) => {
  const told = [...document.querySelectorAll('.card [data-testid=told]')]
    .map((one) => one.parentElement.textContent + '=' + one.dataset.value);
  return told.length > 0 && JSON.stringify(told) !== JSON.stringify(before);
}"""


@pytest.fixture(scope="module", params=["de", "en"])
def lab(browser, site_url, request):
    lab = LabPage(browser, site_url, {"de": "de-DE", "en": "en-GB"}[request.param])
    lab.page.goto(f"{site_url}#learn/cards")
    lab.wait_until_ready()
    yield lab
    lab.close()


def open_card(lab: LabPage, card: str):
    """Go to a card as a link does, and wait until its numbers are there."""
    lab.page.evaluate("(card) => { location.hash = `#learn/${card}`; }", card)
    lab.hook("card", card=card).wait_for()
    lab.page.locator(".card [data-play]").first.wait_for(timeout=READ_MS)
    return lab.page.locator(".card")


def play(lab: LabPage) -> None:
    """Use the card's main control: press a button, move anything else by the keyboard."""
    control = lab.page.locator(".card [data-play]").first
    kind = control.evaluate("control => control.tagName")
    if kind == "BUTTON":
        control.click()
        return
    control.focus()
    if kind == "TABLE":
        control.press("Enter")
        return
    full = control.evaluate("control => control.max !== undefined && control.value === control.max")
    control.press("ArrowLeft" if full else "ArrowRight")


def played(lab: LabPage, card: str) -> str | None:
    """What is wrong with a card, if anything."""
    shown = open_card(lab, card)
    try:
        lab.page.wait_for_function(AT_REST, timeout=READ_MS)
        before = lab.page.evaluate(TOLD)
        play(lab)
        lab.page.wait_for_function(CHANGED, arg=before, timeout=READ_MS)
    except TimeoutError:
        return f"{card}: no number changed"
    text = shown.inner_text()
    if "card." in text or re.search(r"\{[a-z]\w*\}", text):
        return f"{card}: a text is missing or not filled in"
    if not shown.locator(".card-exactly math").count():
        return f"{card}: no formula"
    where = lab.hook("card-where").get_attribute("href") or ""
    return None if where.lstrip("#") in STEPS else f"{card}: leads to {where}"


def test_every_card_is_played(lab):
    lab.page.evaluate("location.hash = '#learn/cards'")
    lab.hook("card-tile").first.wait_for()
    cards = [tile.get_attribute("data-card") for tile in lab.hook("card-tile").all()]
    wrong = [problem for card in cards if (problem := played(lab, card))]
    assert wrong == []
    assert lab.problems == []
    lab.hook("learn-cards").click()
    lab.hook("card-tile").first.wait_for()
    assert lab.page.locator(".tile-seen").count() == len(cards)


def test_the_numbers_are_the_engines(lab):
    open_card(lab, "activation")
    lab.page.get_by_role("button", name="Tanh", exact=True).click()
    play(lab)
    expected = LESSONS["activation"]("tanh", 1.4)
    lab.page.locator('[data-name="z"][data-value^="1.4"]').wait_for()
    for name in ("value", "slope"):
        shown = lab.page.locator(f'[data-name="{name}"]')
        lab.page.wait_for_function(
            "([name, value]) => Math.abs(Number(document.querySelector(`[data-name=${name}]`)"
            ".dataset.value) - value) < 1e-9",
            arg=[name, expected[name]],
            timeout=READ_MS,
        )
        assert float(shown.get_attribute("data-value")) == pytest.approx(expected[name])


def test_the_glossary_is_searched_in_both_languages(lab):
    lab.hook("learn-glossary").click()
    search = lab.hook("glossary-search")
    search.fill("gewich")
    lab.hook("term", term="weight").wait_for()
    search.fill("WEIGHT")
    term = lab.hook("term", term="weight")
    term.wait_for()
    words = {word.lower() for word in term.locator("h3").inner_text().split()}
    assert words >= {"gewicht", "weight"}
    term.get_by_role("link").click()
    lab.hook("card", card="weights").wait_for()
