"""Time until the page is shown, and until Python is ready.

Ordinary starts and those from the snapshot take turns, so that the machine is as busy
for the one as for the other: what counts is their ratio.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.context import Context
from tests.bench.line import Line, site_behind
from tests.bench.processes import cpu_seconds, slowed_down
from tests.e2e.firefox import PROGRAM, Firefox

RUNS = 3
SLOWER = 6
MEGABITS = 16
READY = '[data-testid="boot-status"][data-state="ready"]'
STARTS = {"ordinary": "?start=ordinary", "snapshot": ""}
TARGETS = {"first": 0.25, "later": 0.23}
"""Of an ordinary first start. When devices still kept bytecode, a later start took 0.58 of the
first, and 0.4 of that was to be reached: 0.23."""

SHOWN = """() => new Promise((resolve) => {
  const shown = () => performance.getEntriesByName('first-contentful-paint')[0];
  const look = () => shown() ? resolve(shown().startTime / 1000) : setTimeout(look, 10);
  look();
})"""
"""Seconds from the address to the first frame with something in it."""

Visits = Callable[[str], dict[str, tuple[float, float]]]
"""Takes a start's address; wall and CPU seconds of the first visit and of a later one."""


def run(context: Context) -> list[dict]:
    shown: list[float] = []
    rows = compare("Chromium", lambda query: chromium(context, context.url + query, shown))
    with slowed_down(SLOWER):
        slow = f"Chromium, {SLOWER} times slower"
        rows += compare(slow, lambda query: chromium(context, context.url + query, []))
    with site_behind(Line(MEGABITS / 8 * 1e6), context.site) as url:
        far = f"Chromium, {MEGABITS} Mbit/s"
        rows += compare(far, lambda query: chromium(context, url + query, []))
    if PROGRAM:
        rows += compare("Firefox", lambda query: firefox(context.url + query))
    manifest = json.loads((context.site / "manifest.json").read_text(encoding="utf-8"))
    sizes = [record["bytes"] for record in manifest["files"].values()]
    whole = {"name": "whole site", "value": sum(sizes) / 1e6, "unit": "MB", "files": len(sizes)}
    return [{"name": "shown", "value": statistics.median(shown), "unit": "s"}, *rows, whole]


def compare(place: str, visits: Visits) -> list[dict]:
    """Seconds of both starts, and what part of the ordinary one that from the snapshot takes."""
    taken = [{kind: visits(query) for kind, query in STARTS.items()} for _ in range(RUNS)]
    middle = {
        (kind, visit): [
            statistics.median(one)
            for one in zip(*(turn[kind][visit] for turn in taken), strict=True)
        ]
        for visit in TARGETS
        for kind in STARTS
    }
    rows = [
        {"name": f"{place}: {visit} start, {kind}", "value": wall, "unit": "s", "cpu": cpu}
        for (kind, visit), (wall, cpu) in middle.items()
    ]
    whole, cpu_of_whole = middle["ordinary", "first"]
    for visit, target in TARGETS.items():
        wall, cpu = middle["snapshot", visit]
        row = {"name": f"{place}: {visit} start from the snapshot", "value": wall / whole}
        rows.append(row | {"unit": "ratio", "cpu": cpu / cpu_of_whole, "target": target})
    return rows


def timed(visit: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), cpu_seconds()
    visit()
    return time.perf_counter() - wall, cpu_seconds() - cpu


def chromium(context: Context, url: str, shown: list[float]) -> dict[str, tuple[float, float]]:
    with context.browser.new_context(service_workers="block") as device:

        def visit() -> None:
            page = device.new_page()
            page.goto(url)
            page.locator(READY).wait_for(state="attached", timeout=300_000)

        first = timed(visit)
        shown.append(device.pages[0].evaluate(SHOWN))
        device.pages[0].close()
        return {"first": first, "later": timed(visit)}


def firefox(url: str) -> dict[str, tuple[float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        program = Firefox(Path(folder))

        def visit() -> None:
            program.open(url)
            program.wait_for(READY, 300)

        try:
            first = timed(visit)
            program.open("about:blank")
            return {"first": first, "later": timed(visit)}
        finally:
            program.close()
