"""All cores against one: what helpers bring, in one run, in turns.

Each task is done with one core and with all of them, several times in turns, in pages of their
own; the ratio of the medians is what counts, for a machine that is busy slows both down.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.context import Context

ROUNDS = 3
SHEETS = 12
HANDS = 8
EPOCHS = 6
WAIT_MS = 300_000
CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', {{ value: {cores} }});"
REST_MS = 4000
"""After its start, Python practises for a moment."""


def run(context: Context) -> list[dict]:
    cores = os.cpu_count() or 1
    files = sorted((context.data / "sheets").glob("sheet-*.png"))[:SHEETS]
    tasks = {f"{len(files)} sheets": sheets(files), f"{HANDS} hands compared": hands(files[:HANDS])}
    rows = []
    for name, task in tasks.items():
        seconds: dict[int, list[float]] = {1: [], cores: []}
        for _ in range(ROUNDS):
            for count, taken in seconds.items():
                taken.append(timed(context, count, task))
        alone, shared = (statistics.median(seconds[count]) for count in (1, cores))
        rows += [
            {"name": f"{name}, one core", "value": alone, "unit": "s", "all": seconds[1]},
            {"name": f"{name}, {cores} cores", "value": shared, "unit": "s", "all": seconds[cores]},
            {"name": f"{name}, times faster", "value": alone / shared, "unit": ""},
        ]
    return rows


def timed(context: Context, cores: int, task: Callable[[Page], float]) -> float:
    with context.page(script=CORES.format(cores=cores)) as page:
        page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
            state="attached", timeout=WAIT_MS
        )
        page.wait_for_timeout(REST_MS)
        return task(page)


def sheets(files: list[Path]) -> Callable[[Page], float]:
    """Drop scans and wait until all are read; the helpers' start is part of it."""

    def task(page: Page) -> float:
        started = time.perf_counter()
        drop(page, files)
        return time.perf_counter() - started

    return task


def hands(files: list[Path]) -> Callable[[Page], float]:
    """Leave each hand out in turn; the helpers are there from reading."""

    def task(page: Page) -> float:
        drop(page, files)
        page.locator('[data-testid="step-train"]').click()
        page.locator("input[name=epochs]").first.fill(str(EPOCHS))
        page.locator("input[name=epochs]").first.blur()
        page.locator('[data-testid="train-start"]').click()
        page.locator('[data-testid="train-state"][data-state="done"]').first.wait_for(
            state="attached", timeout=WAIT_MS
        )
        page.locator('[data-testid="step-evaluate"]').click()
        started = time.perf_counter()
        page.locator('[data-testid="writers-others"]').click()
        page.locator('[data-testid="writers"][data-state="done"]').wait_for(timeout=WAIT_MS)
        return time.perf_counter() - started

    return task


def drop(page: Page, files: list[Path]) -> None:
    page.locator('[data-testid="drop-input"]').set_input_files([str(file) for file in files])
    done = page.locator('[data-testid="sheet-card"][data-state="done"]')
    done.nth(len(files) - 1).wait_for(timeout=WAIT_MS)
