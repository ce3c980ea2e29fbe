"""All cores against one: what helpers bring, in one run, in turns.

Each task is done with one core and with all of them, several times in turns, in pages of their
own; the ratio of the medians is what counts, for a machine that is busy slows both down. What two
cores can bring on this machine just then is measured in the same turns: the same task in two
pages at once that share nothing. The last row of each task is the share of that ceiling.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.bench_pen import WATCH, draw_on_try, row
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
STOP = """() => new Promise((settle) => {
  const button = () => document.querySelector('[data-testid="train-stop"]');
  const at = performance.now();
  button().click();
  const look = () => (button() ? requestAnimationFrame(look) : settle(performance.now() - at));
  look();
})"""
ENDLESS = 500
REST_MS = 4000
"""After its start, Python practises for a moment."""


@dataclass(frozen=True)
class Task:
    """What is measured: ``start`` begins it and comes back at once, ``finish`` waits for its end
    and may tell the seconds that the page itself has measured.
    """

    prepare: Callable[[Page], None]
    start: Callable[[Page], None]
    finish: Callable[[Page], float | None]


def run(context: Context) -> list[dict]:
    cores = os.cpu_count() or 1
    files = sorted((context.data / "sheets").glob("sheet-*.png"))[:SHEETS]
    tasks = {f"{len(files)} sheets": sheets(files), f"{HANDS} hands compared": hands(files[:HANDS])}
    tasks |= {name: epoch(files[:3], *settings) for name, settings in TRAININGS.items()}
    chosen = os.environ.get("ZEICHENLABOR_TASKS", "")  # a part of their names
    rows = []
    for name, task in tasks.items():
        if chosen not in name:
            continue
        taken: dict[str, list[float]] = {"one": [], "all": [], "apart": []}
        for _ in range(ROUNDS):
            taken["one"].append(timed(context, 1, task))
            taken["all"].append(timed(context, cores, task))
            taken["apart"].append(timed(context, 1, task, pages=cores))
        alone, shared, apart = (statistics.median(seconds) for seconds in taken.values())
        ceiling = cores * alone / apart
        rows += [
            {"name": f"{name}, one core", "value": alone, "unit": "s", "all": taken["one"]},
            {"name": f"{name}, {cores} cores", "value": shared, "unit": "s", "all": taken["all"]},
            {"name": f"{name}, times faster", "value": alone / shared, "unit": ""},
            {"name": f"{name}, this machine's ceiling", "value": ceiling, "unit": ""},
            {"name": f"{name}, share of it", "value": alone / shared / ceiling, "unit": ""},
        ]
        if name in TRAININGS and cores == 2:
            rows += computed(name, TRAININGS[name][1], alone, shared)
    return rows + fluid(context, cores, files)


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


def timed(context: Context, cores: int, task: Task, pages: int = 1) -> float:
    """Do the task in so many pages at once; return the seconds of the slowest."""
    with contextlib.ExitStack() as stack:
        opened = [opened_page(stack, context, cores) for _ in range(pages)]
        for page in opened:
            task.prepare(page)
        started = time.perf_counter()
        for page in opened:
            task.start(page)
        seconds = []
        for page in opened:
            told = task.finish(page)
            seconds.append(time.perf_counter() - started if told is None else told)
        return max(seconds)


def opened_page(
    stack: contextlib.ExitStack, context: Context, cores: int, script: str = ""
) -> Page:
    page = stack.enter_context(context.page(script=CORES.format(cores=cores) + script))
    page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
        state="attached", timeout=WAIT_MS
    )
    page.wait_for_timeout(REST_MS)
    return page


def sheets(files: list[Path]) -> Task:
    """Drop scans and wait until all are read; the helpers' start is part of it."""
    return Task(lambda page: None, lambda page: drop(page, files), lambda page: read(page, files))


def hands(files: list[Path]) -> Task:
    """Leave each hand out in turn; the helpers are there from reading."""

    def prepare(page: Page) -> None:
        drop(page, files)
        read(page, files)
        page.locator('[data-testid="step-train"]').click()
        set_field(page, "epochs", EPOCHS)
        page.locator('[data-testid="train-start"]').click()
        trained(page)
        page.locator('[data-testid="step-evaluate"]').click()

    def start(page: Page) -> None:
        page.locator('[data-testid="writers-others"]').click()

    def finish(page: Page) -> None:
        page.locator('[data-testid="writers"][data-state="done"]').wait_for(timeout=WAIT_MS)

    return Task(prepare, start, finish)


def epoch(files: list[Path], preset: str, batch: int) -> Task:
    """Train; seconds per thousand pictures in the last epoch, when the helpers are there."""

    def prepare(page: Page) -> None:
        drop(page, files)
        read(page, files)
        page.locator('[data-testid="step-train"]').click()
        page.locator('[data-testid="model-preset"]').select_option(preset)
        page.locator('[data-testid="more-settings"]').click()
        set_field(page, "batchSize", batch)
        set_field(page, "epochs", TRAINED)

    def start(page: Page) -> None:
        page.locator('[data-testid="train-start"]').click()

    def finish(page: Page) -> float:
        trained(page)
        return 1000 / float(page.locator('[data-testid="speed"]').get_attribute("data-value"))

    return Task(prepare, start, finish)


def fluid(context: Context, cores: int, files: list[Path]) -> list[dict]:
    """While all cores train: how long a drawing waits for its answer, and Stop for its effect."""
    task = epoch(files[:3], *next(iter(TRAININGS.values())))
    with contextlib.ExitStack() as stack:
        page = opened_page(stack, context, cores, WATCH)
        task.prepare(page)
        set_field(page, "epochs", ENDLESS)
        task.start(page)
        page.locator('[data-testid="speed"]').wait_for(timeout=WAIT_MS)
        page.wait_for_timeout(REST_MS)  # the helpers take part by now
        draw_on_try(page)
        answers = page.evaluate("window.watched.answers")
        page.locator('[data-testid="step-train"]').click()
        page.locator('[data-testid="train-stop"]').wait_for(timeout=WAIT_MS)
        stopped = page.evaluate(STOP)
    return [
        row(f"drawing sent to its answer, {cores} cores training", answers, "answers"),
        {"name": f"Stop to its effect, {cores} cores training", "value": stopped, "unit": "ms"},
    ]


def set_field(page: Page, name: str, value: int) -> None:
    field = page.locator(f"input[name={name}]").first
    field.fill(str(value))
    field.blur()


def trained(page: Page) -> None:
    page.locator('[data-testid="train-state"][data-state="done"]').first.wait_for(
        state="attached", timeout=WAIT_MS
    )


def drop(page: Page, files: list[Path]) -> None:
    page.locator('[data-testid="drop-input"]').set_input_files([str(file) for file in files])


def read(page: Page, files: list[Path]) -> None:
    done = page.locator('[data-testid="sheet-card"][data-state="done"]')
    done.nth(len(files) - 1).wait_for(timeout=WAIT_MS)
