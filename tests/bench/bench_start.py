"""How long the page takes from its address until it shows itself, and to a ready Python."""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import Page

from tests.bench.context import Context
from tests.e2e.visited import COMPILED

RUNS = 3

SHOWN = """() => new Promise((resolve) => {
  const shown = () => performance.getEntriesByName('first-contentful-paint')[0];
  const look = () => shown() ? resolve(shown().startTime / 1000) : setTimeout(look, 10);
  look();
})"""
"""Seconds from the address to the first frame with something in it."""


def run(context: Context) -> list[dict]:
    seconds, shown = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        with context.page() as page:
            wait_until_ready(page)
            seconds.append(time.perf_counter() - start)
            shown.append(page.evaluate(SHOWN))
            if len(seconds) == RUNS:
                again = [visit_again(page, context.url) for _ in range(RUNS)]
    sizes = [path.stat().st_size for path in context.site.rglob("*") if path.is_file()]
    return [
        {"name": "shown", "value": statistics.median(shown), "unit": "s", "runs": RUNS},
        {"name": "ready", "value": statistics.median(seconds), "unit": "s", "runs": RUNS},
        {"name": "ready at a later visit", "value": statistics.median(again), "unit": "s"},
        {"name": "whole site", "value": sum(sizes) / 1e6, "unit": "MB", "files": len(sizes)},
    ]


def visit_again(page: Page, url: str) -> float:
    """Seconds until Python is ready where the page has been before."""
    page.evaluate(COMPILED, url)
    later = page.context.new_page()
    start = time.perf_counter()
    later.goto(url)
    wait_until_ready(later)
    seconds = time.perf_counter() - start
    later.close()
    return seconds


def wait_until_ready(page: Page) -> None:
    ready = page.locator('[data-testid="boot-status"][data-state="ready"]')
    ready.wait_for(state="attached", timeout=60_000)
