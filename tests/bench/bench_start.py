"""How long the page takes from its address until it shows itself, and to a ready Python."""

from __future__ import annotations

import statistics
import time

from tests.bench.context import Context

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
            ready = page.locator('[data-testid="boot-status"][data-state="ready"]')
            ready.wait_for(state="attached", timeout=60_000)
            seconds.append(time.perf_counter() - start)
            shown.append(page.evaluate(SHOWN))
    sizes = [path.stat().st_size for path in context.site.rglob("*") if path.is_file()]
    return [
        {"name": "shown", "value": statistics.median(shown), "unit": "s", "runs": RUNS},
        {"name": "ready", "value": statistics.median(seconds), "unit": "s", "runs": RUNS},
        {"name": "whole site", "value": sum(sizes) / 1e6, "unit": "MB", "files": len(sizes)},
    ]
