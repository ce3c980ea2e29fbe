"""The main path of a lesson, for a browser that Playwright does not drive."""

from __future__ import annotations

import time

from .driven import Driven
from .strokes import DIGITS

READ_SECONDS = 120
TRAIN_SECONDS = 240

CATCH_FILES = """
  window.saved = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.saved.push(blob.size); return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = () => {};
"""


def go(other: Driven, step: str) -> None:
    other.run(f"location.hash = '#{step}'")
    other.wait_for(f'[data-testid="step-{step}"][aria-current]', READ_SECONDS)


def go_the_main_path(other: Driven, url: str) -> None:
    """Train on the sheet that was read, evaluate, draw, run a cell, export, and come back."""
    other.run("document.querySelector('dialog[open]')?.close()")
    go(other, "train")
    other.wait_for('[data-testid="train-start"]:enabled', READ_SECONDS)
    other.click('[data-testid="train-start"]')
    other.wait_for('[data-testid="train-state"][data-state="done"]', TRAIN_SECONDS)
    go(other, "evaluate")
    other.wait_for('[data-testid="test-accuracy"]', READ_SECONDS)
    reached = "document.querySelector('[data-testid=test-accuracy]').dataset.value"
    assert float(other.run(f"return {reached}")) > 0.6
    go(other, "try")
    other.draw('[data-testid="draw-canvas"]', DIGITS[1])
    other.wait_for('[data-testid="prediction"]:not([data-class=""])', READ_SECONDS)
    other.run(CATCH_FILES)
    other.click('[data-testid="export-page"]')
    end = time.monotonic() + READ_SECONDS
    while not other.run("return window.saved.length"):
        assert time.monotonic() < end, "no file"
        time.sleep(0.2)
    assert other.run("return window.saved[0]") > 100_000
    go(other, "collect")
    saved = '[data-testid="project"][data-state="saved"]'
    other.wait_for(saved, READ_SECONDS)
    other.open(url)
    other.wait_for('[data-testid="sheet-card"][data-state="done"]', READ_SECONDS)
    go(other, "train")
    other.wait_for('[data-testid="train-state"][data-state="done"]', READ_SECONDS)
