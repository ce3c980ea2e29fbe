"""All cores against one: what helpers bring, in one run, in turns.

Each task is done with one core and with all of them, several times in turns, in pages of their
own; the ratio of the medians is what counts. What two cores can bring on this machine just then
is measured in the same turns: the same task in two pages at once that share nothing. The last
row of each task is the share of that ceiling. Turns go on until enough of them were calm, and the
calmest count, by what the machine's other programs took meanwhile (``others``, in cores).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Page

from tests.bench.bench_pen import WATCH, draw_on_try, row
from tests.bench.context import Context, until_there
from tests.bench.processes import Others
from zeichenlabor.nn.training import MICRO_BATCH

ROUNDS = 3
MOST_ROUNDS = 5
CALM = 0.15
"""Cores that others may take in a calm turn."""
SHEETS = 12
HANDS = 8
EPOCHS = 6
TRAINED = 7
LATEST = 3
"""Epochs of a training that count: in those before, it is found out what pays."""
TRAININGS = {
    "a step of W3, batch 128": ("school-2", 128),
    "a step of W4, batch 64": ("codelab-cnn", 64),
    "a step with batch normalisation and altered pictures": ("own-handwriting", 64),
    "a dense network's step with altered pictures": ("school-1", 32),
}
"""Presets and batches; W3 and W4 are the workloads of `bench engine`."""
WAIT_MS = 300_000
CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', {{ value: {cores} }});"
WATCH_SPEED = """() => {
  window.speeds = [];
  const look = () => {
    const { value } = document.querySelector('[data-testid="speed"]')?.dataset ?? {};
    if (value && value !== window.speeds.at(-1)) window.speeds.push(value);
  };
  const all = { subtree: true, childList: true, attributes: true };
  new MutationObserver(look).observe(document.body, all);
}"""
STOP = """(hook) => new Promise((settle) => {
  const button = () => document.querySelector(`[data-testid="${hook}"]`);
  const at = performance.now();
  button().click();
  const look = () => (button() ? requestAnimationFrame(look) : settle(performance.now() - at));
  look();
})"""
STOPS = 5
HANGS = "while True:\n    pass"
ENDLESS = 500
REST_MS = 4000
"""After its start, Python warms up for a moment."""


@dataclass(frozen=True)
class Task:
    """What is measured: ``start`` begins it and comes back at once, ``finish`` waits for its end
    and may tell the seconds that the page itself has measured.
    """

    prepare: Callable[[Page], None]
    start: Callable[[Page], None]
    finish: Callable[[Page], float | None]


class Turn(NamedTuple):
    """One time that a task was done, and how many cores others took meanwhile."""

    seconds: float
    others: float


def run(context: Context) -> list[dict]:
    cores = os.cpu_count() or 1
    scans = sorted((context.data / "sheets").glob("sheet-*.png"))
    with twelve(scans) as files:
        tasks = {f"{SHEETS} sheets": sheets(files), f"{len(scans)} hands compared": hands(scans)}
        tasks |= {name: epochs(scans, name) for name in TRAININGS}
        chosen = os.environ.get("ZEICHENLABOR_TASKS", "")  # a part of their names
        rows = []
        for name, task in tasks.items():
            if chosen in name:
                rows += compared(context, cores, name, task)
    return rows + (fluid(context, cores, scans) if chosen in FLUID else [])


@contextlib.contextmanager
def twelve(scans: list[Path]) -> Iterator[list[Path]]:
    """So many scans, some of them twice where there are fewer."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{place}.png") for place in range(SHEETS)]
        for place, file in enumerate(files):
            shutil.copy(scans[place % len(scans)], file)
        yield files


def compared(context: Context, cores: int, name: str, task: Task) -> list[dict]:
    """The rows of a task, done alone, with all cores, and in two pages that share nothing."""
    kinds = {"alone": (1, 1), "shared": (cores, 1), "apart": (1, cores)}
    turns: dict[str, list[Turn]] = {kind: [] for kind in kinds}
    for number in range(MOST_ROUNDS):
        for kind, (given, pages) in kinds.items():
            turns[kind].append(timed(context, given, task, pages))
            print(f"  {name}, {kind}: {turns[kind][-1]}", file=sys.stderr, flush=True)
        calm = [sum(turn.others < CALM for turn in turns[kind]) for kind in kinds]
        if number + 1 >= ROUNDS and min(calm) >= ROUNDS:
            break
    counted = {
        kind: sorted(taken, key=lambda turn: turn.others)[:ROUNDS] for kind, taken in turns.items()
    }
    alone, shared, apart = (
        statistics.median(turn.seconds for turn in taken) for taken in counted.values()
    )
    ceiling = cores * alone / apart
    rows = [
        told(f"{name}, one core", counted["alone"]),
        told(f"{name}, {cores} cores", counted["shared"]),
        told(f"{name}, in {cores} pages at once", counted["apart"]),
        {"name": f"{name}, times faster", "value": alone / shared, "unit": ""},
        {"name": f"{name}, this machine's ceiling", "value": ceiling, "unit": ""},
        {"name": f"{name}, share of it", "value": alone / shared / ceiling, "unit": ""},
    ]
    if name in TRAININGS and "dense" not in name and cores == 2:  # that one's steps are not divided
        rows += computed(name, TRAININGS[name][1], alone, shared)
    return rows


def told(name: str, turns: list[Turn]) -> dict:
    return {
        "name": name,
        "value": statistics.median(turn.seconds for turn in turns),
        "unit": "s",
        "all": [round(turn.seconds, 2) for turn in turns],
        "others": [round(turn.others, 2) for turn in turns],
    }


def computed(name: str, batch: int, alone: float, shared: float) -> list[dict]:
    """What more cores would bring, from the costs of a micro-batch and of a helper's message.

    With k workers ⌈m/k⌉ of a step's m micro-batches stay, and each helper costs the main worker a
    message and an addition: it sends one sum. Nobody has measured this: memory's speed is not in
    it, for instance.
    """
    count = batch // MICRO_BATCH
    one = alone / count
    message = max(0.0, shared - -(-count // 2) * one)
    rows = []
    for cores in (4, 8):
        workers = min(cores, 4)
        seconds = -(-count // workers) * one + (workers - 1) * message
        label = f"{name}, times faster with {cores} cores (computed)"
        rows.append({"name": label, "value": alone / seconds, "unit": ""})
    return rows


def timed(context: Context, cores: int, task: Task, pages: int) -> Turn:
    """Do the task in so many pages at once; the slowest of them counts."""
    with contextlib.ExitStack() as stack:
        opened = [opened_page(stack, context, cores) for _ in range(pages)]
        for page in opened:
            task.prepare(page)
        started, others = time.perf_counter(), Others()
        for page in opened:
            task.start(page)
        seconds = []
        for page in opened:
            measured = task.finish(page)
            passed = time.perf_counter() - started
            seconds.append(passed if measured is None else measured)
        return Turn(max(seconds), others.cores())


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
        until_there(page, '[data-testid="writers"][data-state="done"]', timeout=WAIT_MS)

    return Task(prepare, start, finish)


def epochs(files: list[Path], name: str) -> Task:
    """Train; seconds per thousand pictures in the latest epochs, when the helpers are there."""
    preset, batch = TRAININGS[name]

    def prepare(page: Page) -> None:
        drop(page, files)
        read(page, files)
        page.locator('[data-testid="step-train"]').click()
        page.locator('[data-testid="model-preset"]').select_option(preset)
        page.locator('[data-testid="more-settings"]').click()
        if "altered" in name:
            page.locator("input[name=augmentation]").check()
        set_field(page, "batchSize", batch)
        set_field(page, "epochs", TRAINED)

    def start(page: Page) -> None:
        page.evaluate(WATCH_SPEED)
        page.locator('[data-testid="train-start"]').click()

    def finish(page: Page) -> float:
        trained(page)
        speeds = page.evaluate("window.speeds.map(Number)")
        return 1000 / statistics.median(speeds[-LATEST:])

    return Task(prepare, start, finish)


FLUID = "fluid"
"""What the drawing and Stop are called among the tasks."""


def fluid(context: Context, cores: int, files: list[Path]) -> list[dict]:
    """While all cores train: how long a drawing waits for its answer, and Stop for its effect."""
    task = epochs(files, next(iter(TRAININGS)))
    with contextlib.ExitStack() as stack:
        page = opened_page(stack, context, cores, WATCH)
        task.prepare(page)
        set_field(page, "epochs", ENDLESS)
        task.start(page)
        page.locator('[data-testid="speed"]').wait_for(timeout=WAIT_MS)
        page.wait_for_timeout(REST_MS)  # the helpers take part by now
        others = Others()
        draw_on_try(page)
        drawn = {"others": others.cores()}
        answers = page.evaluate("window.watched.answers")
        page.locator('[data-testid="step-train"]').click()
        others, stops = Others(), []
        for _ in range(STOPS):
            page.locator('[data-testid="train-stop"]').wait_for(timeout=WAIT_MS)
            page.wait_for_timeout(1000)
            stops.append(page.evaluate(STOP, "train-stop"))
            page.locator('[data-testid="train-resume"]').click()
        stopped = {"others": others.cores()}
    return [
        row(f"drawing sent to its answer, {cores} cores training", answers, "answers") | drawn,
        stop_row(f"Pause to its effect, {cores} cores training", stops) | stopped,
        stop_row("Stop of a cell that hangs to its effect", [hung(context) for _ in range(STOPS)]),
    ]


def hung(context: Context) -> float:
    """Milliseconds from Stop until a cell that never waits has ended."""
    with contextlib.ExitStack() as stack:
        page = opened_page(stack, context, cores=1)
        page.locator('[data-testid="step-code"]').click()
        page.locator('[data-testid="cell-add"]').click()
        cell = page.locator('[data-testid="cell"]').last
        cell.locator('[data-testid="editor"][data-ready="true"]').wait_for()
        cell.locator(".cm-content").click()
        page.keyboard.insert_text(HANGS)
        cell.locator('[data-testid="cell-run"]').click()
        cell.locator('[data-testid="cell-stop"]').wait_for()
        page.wait_for_timeout(1000)
        return page.evaluate(STOP, "cell-stop")


def stop_row(name: str, stops: list[float]) -> dict:
    longest = {"longest": max(stops), "stops": len(stops)}
    return {"name": name, "value": statistics.median(stops), "unit": "ms"} | longest


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
    until_there(page, '[data-testid="sheet-card"][data-state="done"]', len(files), WAIT_MS)
