"""How long the page takes from its address to a ready Python."""

from __future__ import annotations

import statistics
import time

from tests.bench.context import Context

RUNS = 3


def run(context: Context) -> list[dict]:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        with context.page() as page:
            ready = page.locator('[data-testid="boot-status"][data-state="ready"]')
            ready.wait_for(state="attached", timeout=60_000)
            seconds.append(time.perf_counter() - start)
    sizes = [path.stat().st_size for path in context.site.rglob("*") if path.is_file()]
    return [
        {"name": "ready", "value": statistics.median(seconds), "unit": "s", "runs": RUNS},
        {"name": "whole site", "value": sum(sizes) / 1e6, "unit": "MB", "files": len(sizes)},
    ]
