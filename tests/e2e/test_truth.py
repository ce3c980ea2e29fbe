"""Page and worker agree, in the real page: a fresh project, and random sequences of commands."""

from __future__ import annotations

import random

import pytest

from .code_page import CodePage
from .lab_page import LabPage

WAIT_MS = 30_000
QUICK = 2
"""Sequences of the normal stage; all twenty are in `long`."""

STROKES = {"0": [(0.5, 0.2), (0.3, 0.5), (0.5, 0.8), (0.7, 0.5), (0.5, 0.2)]}
LINE = [(0.5, 0.2), (0.5, 0.8)]


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url, viewport={"width": 1366, "height": 900})
    lab.open().wait_until_ready()
    yield lab
    assert lab.problems == []
    lab.close()


def open_draw(lab: LabPage) -> None:
    lab.step("collect")
    button = lab.hook("way-draw")
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    box = lab.page.locator(".check input:visible").first
    box.wait_for()
    box.uncheck()


def draw(lab: LabPage, symbol: str) -> None:
    """Write a symbol once and keep it."""
    open_draw(lab)
    button = lab.page.locator(f'[data-testid="many-class"][data-class="{symbol}"]')
    before = int(button.get_attribute("data-value"))
    button.click()
    box = lab.hook("many-canvas").bounding_box()
    points = STROKES.get(symbol, LINE)
    place = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    lab.page.mouse.move(*place[0])
    lab.page.mouse.down()
    for point in place[1:]:
        lab.page.mouse.move(*point, steps=3)
    lab.page.mouse.up()
    lab.hook("many-keep").click()
    lab.hook("many-class", value=before + 1, **{"class": symbol}).wait_for(timeout=WAIT_MS)


def symbols(lab: LabPage) -> list[str]:
    return lab.hook("many-class").evaluate_all("all => all.map((one) => one.dataset.class)")


def test_the_first_drawing_leaves_all_symbols(lab):
    open_draw(lab)
    digits = symbols(lab)
    assert digits == list("0123456789")
    draw(lab, "0")
    assert symbols(lab) == digits
    draw(lab, "7")
    assert symbols(lab) == digits
    lab.page.locator(".sheet .is-icon").click()
    lab.hook("sheet-card").wait_for(state="detached")
    assert symbols(lab) == digits


class Class:
    """What a class does, and what must then stand on the page: pictures by their symbols."""

    def __init__(self, lab: LabPage, seed: int) -> None:
        self.lab = lab
        self.random = random.Random(seed)
        self.drawn: list[str] = []

    def draw(self) -> None:
        symbol = self.random.choice("0123")
        draw(self.lab, symbol)
        self.drawn.append(symbol)

    def undraw(self) -> None:
        if not self.drawn:
            return
        open_draw(self.lab)
        self.lab.hook("many-undo").click()
        self.drawn.pop()

    def remove(self) -> None:
        if not self.drawn:
            return
        self.lab.step("collect")
        self.lab.page.locator(".sheet .is-icon").first.click()
        self.drawn = []

    def digits_removed_while_they_load(self) -> None:
        self.lab.step("collect")
        if self.lab.hook("way-ready").get_attribute("aria-expanded") != "true":
            self.lab.hook("way-ready").click()
        self.lab.hook("ready-digits").click()
        self.lab.page.locator(".sheet").last.locator(".is-icon").click()

    def leave_out(self) -> None:
        """The first picture, and back again: what comes later is not hit."""
        if not self.drawn:
            return
        self.lab.step("check")
        self.lab.page.locator(".class-tile").first.wait_for()
        self.lab.hook("wall").focus()
        self.lab.page.keyboard.press("Control+a")
        self.lab.hook("exclude").click()
        self.lab.hook("undo").click()

    def reload(self) -> None:
        self.lab.page.locator('[data-testid="project"][data-state="saved"]').wait_for(
            timeout=WAIT_MS
        )
        self.lab.page.reload()
        self.lab.wait_until_ready()

    def check(self) -> None:
        counts = {name: self.drawn.count(name) for name in "0123"}
        open_draw(self.lab)
        for name, count in counts.items():
            self.lab.hook("many-class", value=count, **{"class": name}).wait_for(timeout=WAIT_MS)
        assert self.worker_count() == len(self.drawn)

    def worker_count(self) -> int:
        """How many pictures count for the worker: a cell asks it."""
        self.lab.step("code")
        code = CodePage(self.lab)
        known = self.lab.hook("cell").count() > 0
        cell = code.run(code.cell() if known else code.add("print(len(project))"))
        return int(code.text(cell))


ACTIONS = (
    Class.draw,
    Class.draw,
    Class.undraw,
    Class.remove,
    Class.digits_removed_while_they_load,
    Class.leave_out,
    Class.reload,
)


def play(lab: LabPage, seed: int) -> None:
    """One sequence in a new project; its commands are told where it fails."""
    lab.hook("project").click()
    lab.hook("project-new").click()
    lab.wait_until_ready()
    pupils = Class(lab, seed)
    done = []
    try:
        for _ in range(5):
            action = pupils.random.choice(ACTIONS)
            done.append(action.__name__)
            action(pupils)
        pupils.check()
    except Exception as error:
        raise AssertionError(f"seed {seed}: {', '.join(done)}") from error


@pytest.mark.parametrize("seed", range(QUICK))
def test_page_and_worker_agree_after_a_few_sequences(lab, seed):
    play(lab, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(QUICK, 20))
def test_page_and_worker_agree_after_many_sequences(lab, seed):
    play(lab, seed)
