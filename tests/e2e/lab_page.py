"""Page object: what tests click, drop, draw and read.

Everything goes through the page's test hooks, so a change of looks breaks no
test.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from .strokes import Stroke

SETTLED = """async () => {
  const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  do { await frame(); await frame(); } while (document.querySelector('[data-testid="in-turn"]'));
}"""

BOOT_MS = 60_000
READ_MS = 60_000
TRAIN_MS = 180_000


class LabPage:
    """One open page, with a watch on its requests and its console."""

    def __init__(self, browser: Browser, url: str, language: str = "de-DE", **options) -> None:
        # Only test_offline.py wants the 53 MB that are kept for later, in each new context.
        context = browser.new_context(locale=language, **({"service_workers": "block"} | options))
        self._watch(context, url)

    @classmethod
    def of(cls, context: BrowserContext, url: str) -> LabPage:
        """One more page in a browser that is open."""
        lab = cls.__new__(cls)
        lab._watch(context, url)
        return lab

    def _watch(self, context: BrowserContext, url: str) -> None:
        self.page: Page = context.new_page()
        self.url = url
        self.requests: list[str] = []
        self.problems: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.problems.append(message.text) if message.type == "error" else None,
        )

    def open(self) -> LabPage:
        self.page.goto(self.url)
        return self

    def wait_until_ready(self) -> LabPage:
        self.page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
            state="attached", timeout=BOOT_MS
        )
        return self

    def close(self) -> None:
        self.page.context.close()

    def hook(self, name: str, **data: object) -> Locator:
        conditions = "".join(f'[data-{key}="{value}"]' for key, value in data.items())
        return self.page.locator(f'[data-testid="{name}"]{conditions}')

    def step(self, name: str) -> None:
        self.hook(f"step-{name}").click()

    def strangers(self) -> list[str]:
        """Requests that left the page's own origin."""
        home = urlsplit(self.url)[:2]
        return [
            url for url in self.requests if url.startswith("http") and urlsplit(url)[:2] != home
        ]

    def choose_language(self, language: str) -> None:
        self.hook("language").first.select_option(language)
        self.page.locator(f'html[lang="{language}"]').wait_for(state="attached")

    def drop(self, *files: Path | dict) -> None:
        self.hook("drop-input").set_input_files(list(files))

    def rename(self, name: str) -> None:
        """Call the project so."""
        self.hook("project").click()
        self.hook("project-name").fill(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Escape")
        self.page.locator(".label-name", has_text=name).wait_for()

    def wait_for_cards(self, count: int) -> None:
        """Wait until that many sheets have been read, well or not."""
        done = self.page.locator(
            '[data-testid="sheet-card"][data-state="done"],'
            '[data-testid="sheet-card"][data-state="failed"]'
        )
        done.nth(count - 1).wait_for(timeout=READ_MS)

    def value(self, name: str) -> float:
        """The number behind a hook, free of the language's notation."""
        return float(self.hook(name).first.get_attribute("data-value") or "nan")

    def choose(self, preset: str, epochs: int) -> None:
        """Choose the next training's network and length."""
        self.hook("model-preset").select_option(preset)
        self.settle()  # or the field gets the preset's number while this one is typed into it
        self.fill("epochs", epochs)

    def fill(self, name: str, value: object) -> None:
        """Type a number into a field and leave it."""
        field = self.page.locator(f"input[name={name}]").first
        field.fill(str(value))
        field.blur()
        self.settle()

    def press(self, name: str) -> None:
        """Click as a finger does: between down and up, the page could draw itself anew."""
        self.hook(name).first.hover()
        self.page.mouse.down()
        self.page.wait_for_timeout(150)
        self.page.mouse.up()

    def train(self) -> None:
        """Train to the end, with the settings that stand."""
        before = self.hook("run").count()
        self.hook("train-start").click()
        # A training that did not begin shall be told from one that does not end; and the end of
        # an earlier one would pass for this one's.
        self.hook("run").nth(before).wait_for(timeout=READ_MS)
        self.wait_for_training("done")

    def train_on(self, *sheets: Path) -> None:
        """Drop these sheets, wait until they have been read, and train."""
        self.step("collect")
        self.drop(*sheets)
        self.wait_for_cards(len(sheets))
        self.step("train")
        self.train()

    def wait_for_training(self, state: str) -> None:
        self.hook("train-state", state=state).first.wait_for(state="attached", timeout=TRAIN_MS)

    def draw(self, strokes: list[Stroke]) -> None:
        """Draw on a cleared canvas with the mouse; points are in the unit square."""
        self.hook("draw-clear").first.click()
        box = self.hook("draw-canvas").first.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for stroke in strokes:
            points = [
                (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke
            ]
            mouse.move(*points[0])
            mouse.down()
            for point in points[1:]:
                mouse.move(*point)
            mouse.up()

    def settle(self) -> None:
        """Wait until the page has been drawn anew, with all parts that come in turns."""
        self.page.evaluate(SETTLED)

    def solve_card(self, card: str) -> None:
        """On `numbers` a pixel of each kind is looked at, on `neuron` the sum becomes 0."""
        solved = self.hook("card-solved", value="true")
        if card == "neuron":
            self.hook("card", card=card).locator("input[type=range]").nth(6).fill("-0.2")
        else:
            self.page.locator(".ink").first.focus()
            for row in range(26):  # up from the middle, and back down
                for _ in range(28):
                    self.page.keyboard.press("ArrowLeft" if row % 2 else "ArrowRight")
                if solved.count():
                    break
                self.page.keyboard.press("ArrowUp" if row < 13 else "ArrowDown")
        solved.wait_for(timeout=READ_MS)

    def prediction(self) -> int | None:
        """The class that the net gives for the drawing, once the latest stroke has been read."""
        hook = self.hook("prediction").first
        self.settle()
        hook.and_(self.page.locator('[aria-busy="false"]')).wait_for(timeout=READ_MS)
        text = hook.get_attribute("data-class")
        return int(text) if text else None
