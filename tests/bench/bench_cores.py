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
from zeichenlabor.nn.training import PART

ROUNDS = 3
SHEETS = 12
HANDS = 8
EPOCHS = 6
TRAINED = 4
TRAININGS = {
    "a step of W3, batch 128": ("school-2", 128),
    "a step of W4, batch 64": ("codelab-cnn", 64),
    "a step with batch normalisation and altered pictures": ("own-handwriting", 64),
}
"""Presets and batches; W3 and W4 are the workloads of `bench engine`."""
WAIT_MS = 300_000
CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', {{ value: {cores} }});"
REST_MS = 4000
"""After its start, Python practises for a moment."""


def run(context: Context) -> list[dict]:
    cores = os.cpu_count() or 1
    files = sorted((context.data / "sheets").glob("sheet-*.png"))[:SHEETS]
    tasks = {f"{len(files)} sheets": sheets(files), f"{HANDS} hands compared": hands(files[:HANDS])}
    tasks |= {name: epoch(files[:3], *settings) for name, settings in TRAININGS.items()}
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
        if name in TRAININGS and cores == 2:
            rows += computed(name, TRAININGS[name][1], alone, shared)
    return rows


def computed(name: str, batch: int, alone: float, shared: float) -> list[dict]:
    """What more cores would bring, from what a part costs here and what it costs to give it away.

    With k workers ⌈p/k⌉ of a step's p parts stay, and each of the others costs the main worker a
    message and an addition. Nobody has measured this: memory's speed is not in it, for instance.
    """
    parts = batch // PART
    part = alone / parts
    message = max(0.0, shared - -(-parts // 2) * part) / (parts - -(-parts // 2))
    rows = []
    for cores in (4, 8):
        workers = min(cores, 4)
        kept = -(-parts // workers)
        seconds = kept * part + (parts - kept) * message
        label = f"{name}, times faster with {cores} cores (computed)"
        rows.append({"name": label, "value": alone / seconds, "unit": ""})
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


def epoch(files: list[Path], preset: str, batch: int) -> Callable[[Page], float]:
    """Train; seconds per thousand pictures in the last epoch, when the helpers are there."""

    def task(page: Page) -> float:
        drop(page, files)
        page.locator('[data-testid="step-train"]').click()
        page.locator('[data-testid="model-preset"]').select_option(preset)
        page.locator('[data-testid="more-settings"]').click()
        for name, value in (("batchSize", batch), ("epochs", TRAINED)):
            field = page.locator(f"input[name={name}]").first
            field.fill(str(value))
            field.blur()
        page.locator('[data-testid="train-start"]').click()
        page.locator('[data-testid="train-state"][data-state="done"]').first.wait_for(
            state="attached", timeout=WAIT_MS
        )
        return 1000 / float(page.locator('[data-testid="speed"]').get_attribute("data-value"))

    return task


def drop(page: Page, files: list[Path]) -> None:
    page.locator('[data-testid="drop-input"]').set_input_files([str(file) for file in files])
    done = page.locator('[data-testid="sheet-card"][data-state="done"]')
    done.nth(len(files) - 1).wait_for(timeout=WAIT_MS)
