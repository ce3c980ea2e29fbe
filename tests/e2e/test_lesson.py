"""The lesson of 90 minutes from the empty page to the certificate; nothing else is clicked.

A click counts as pointed to when it is the entrance, the one primary button at hand, a control of
the station that is open, the way back to the path, or something that the station calls by its name.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from .lab_page import READ_MS, TRAIN_MS, LabPage
from .strokes import DIGITS

LOGS = Path(__file__).parents[2] / "build"


class Lesson:
    """Whoever walks the path, and what they were told to click."""

    def __init__(self, lab: LabPage) -> None:
        self.lab = lab
        self.log: list[str] = []
        self.said = ""

    def click(self, where: Locator, why: str) -> None:
        where.first.wait_for(timeout=READ_MS)
        place = self.lab.page.url.split("#")[-1]
        name = " ".join(where.first.inner_text().split())[:70]
        self.log.append(f"{place:22} {why:9} {name}")
        where.first.click()

    def primary(self, where: Locator) -> None:
        """The button that stands out."""
        assert "is-primary" in (where.first.get_attribute("class") or ""), where
        self.click(where, "primary")

    def named(self, where: Locator) -> None:
        """What the station has called by its name."""
        name = " ".join(where.first.inner_text().split())
        assert name in self.said, f"{name!r} is not named in {self.said!r}"
        self.click(where, "named")

    def back(self) -> None:
        self.click(self.lab.hook("path-bar").locator("a"), "bar")

    def station(self, name: str) -> Locator:
        """The station that stands out now; its words are heard."""
        row = self.lab.page.locator(f".station.is-here[data-station={name}]")
        row.wait_for(timeout=READ_MS)
        row.locator("details[open]").wait_for(timeout=READ_MS)
        self.said = row.inner_text()
        return row

    def go(self, name: str, way: int = 0) -> None:
        """To where the station leads."""
        self.click(self.station(name).locator(".station-ways a").nth(way), "station")

    def answer(self, name: str, text: str) -> None:
        field = self.lab.page.locator(f"textarea[name=answer-{name}]")
        field.fill(text)
        field.blur()
        self.lab.hook("station", station=name, done="true").wait_for(timeout=READ_MS)


@pytest.mark.long
@pytest.mark.parametrize(("language", "locale"), [("de", "de-DE"), ("en", "en-GB")])
def test_the_lesson_of_90_minutes_points_to_every_click(
    browser, site_url, data_dir, language, locale
):
    sheets = [data_dir / "sheets" / f"sheet-{number}.png" for number in ("03", "05", "07", "11")]
    lab = LabPage(browser, site_url, locale).open().wait_until_ready()
    lesson = Lesson(lab)
    try:
        walk(lesson, sheets)
        assert (lab.problems, lab.strangers()) == ([], [])
    finally:
        LOGS.mkdir(exist_ok=True)
        (LOGS / f"lesson-{language}.log").write_text("\n".join(lesson.log) + "\n", "utf-8")
        lab.close()


def walk(lesson: Lesson, sheets: list[Path]) -> None:
    lab = lesson.lab
    lesson.click(lab.hook("entrance-path"), "entrance")
    lesson.go("paper")
    lab.drop(sheets[0])
    lab.wait_for_cards(1)
    lesson.back()
    lesson.go("check")
    lab.hook("class-count").first.wait_for(timeout=READ_MS)
    lesson.back()
    for way, card in enumerate(("numbers", "neuron")):
        lesson.go("numbers", way)
        lab.hook("card", card=card).wait_for(timeout=READ_MS)
        lab.solve_card(card)
        lesson.back()
    lesson.station("guess")
    lesson.answer("guess", "80")
    lesson.go("first")
    lesson.primary(lab.hook("train-start"))
    lab.wait_for_training("done")
    lesson.back()
    lesson.go("mistakes")
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)
    lesson.back()
    lesson.station("mistakes")
    lesson.answer("mistakes", "4, 9")
    lesson.go("draw")
    lab.draw(DIGITS[3])
    lab.page.wait_for_timeout(500)
    lesson.back()
    lesson.go("hand")
    lab.hook("card", card="neuron").wait_for(timeout=READ_MS)
    lesson.back()
    lesson.station("hand")
    lesson.answer("hand", "1")
    lesson.go("more")
    lab.drop(*sheets[1:])
    lab.wait_for_cards(4)
    lesson.back()
    lesson.go("more", 1)
    lesson.primary(lab.hook("train-start"))
    lab.wait_for_training("done")
    lesson.back()
    lesson.go("strangers")
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)
    lesson.named(lab.hook("writers-others"))
    lab.hook("writers", state="done").wait_for(timeout=TRAIN_MS)
    lesson.back()
    lesson.station("strangers")
    lesson.answer("strangers", "…")
    lesson.click(lesson.station("swap").locator("[data-testid=path-swap]"), "station")
    lesson.go("swap")
    lesson.primary(lab.hook("train-start"))
    lab.wait_for_training("done")
    lesson.primary(lab.page.locator('.next a[href="#evaluate"]'))
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)
    lesson.back()
    lesson.station("swap")
    lesson.answer("swap", "…")
    lesson.station("review")
    lesson.answer("review", "…")
    lesson.primary(lab.hook("path-certificate"))
    lab.hook("certificate").wait_for(timeout=READ_MS)
    lesson.primary(lab.hook("certificate-print"))
