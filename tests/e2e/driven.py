"""The interface for browsers that Playwright does not drive."""

from __future__ import annotations

import json
import time
from pathlib import Path

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the WebDriver standard's name for one


STILL = """
const done = arguments[0];
let before = '';
let frames = 0;
requestAnimationFrame(function look() {
  const box = document.querySelector(SELECTOR)?.getBoundingClientRect();
  const place = JSON.stringify(box);
  frames = place === before ? frames + 1 : 0;
  before = place;
  if (frames < 3) requestAnimationFrame(look);
  else done();
});
"""
"""Answers when an element has been at its place for some frames."""

LISTEN = """
window.wasHit = false;
const hear = () => { window.wasHit = true; };
document.querySelector(SELECTOR).addEventListener('click', hear, { once: true, capture: true });
"""
PRESSES = 5


class Driven:
    """One window; a subclass says how commands get to it."""

    def open(self, url: str) -> None:
        raise NotImplementedError

    def run(self, script: str) -> object:
        """What the body of a function returns in the page."""
        raise NotImplementedError

    def ask(self, script: str) -> object:
        """The same of a script that calls its last argument with the answer."""
        raise NotImplementedError

    def find(self, selector: str) -> str:
        """The reference of an element, as soon as it is there."""
        raise NotImplementedError

    def press(self, element: str) -> None:
        raise NotImplementedError

    def click(self, selector: str) -> None:
        """Click what stands still, again where something else was hit, as Playwright does.

        A driver presses where it has last seen an element, and a step's parts come in turns.
        """
        for _ in range(PRESSES):
            element = self.find(selector)
            self.ask(STILL.replace("SELECTOR", json.dumps(selector)))
            self.run(LISTEN.replace("SELECTOR", json.dumps(selector)))
            self.press(element)
            if self.run("return window.wasHit !== false"):  # undefined on another page
                return
        raise AssertionError(f"{selector} was not hit")

    def give_file(self, selector: str, path: Path) -> None:
        raise NotImplementedError

    def perform(self, actions: list[dict]) -> None:
        """WebDriver's input actions."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def wait_for(self, selector: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.run(f"return document.querySelector({json.dumps(selector)}) !== null"):
            assert time.monotonic() < end, f"{selector} did not come"
            time.sleep(0.2)

    def draw(self, selector: str, strokes: list[list[tuple[float, float]]]) -> None:
        """Draw with the mouse; points are in the unit square."""
        box = self.run(
            f"const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            "return [box.x, box.y, box.width, box.height];"
        )
        moves = []
        for stroke in strokes:
            points = [
                {
                    "type": "pointerMove",
                    "x": round(box[0] + x * box[2]),
                    "y": round(box[1] + y * box[3]),
                    "duration": 0,
                }
                for x, y in stroke
            ]
            down, up = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
            moves += [points[0], down, *points[1:], up]
        self.perform([{"type": "pointer", "id": "mouse", "actions": moves}])
