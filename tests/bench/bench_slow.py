"""The page on a laptop of six years: the processor slowed six times, tasks of the main thread.

A lesson with two real scans: reading, each step opened, a training, a drawing. For each part the
longest task, and how many were longer than 200 ms. The workers are not slowed, only the page.

Times are processor time of the main thread (tests/bench/tasks.py), scaled to a processor that is
slowed exactly six times. How much it is slowed in fact is measured by known work, for Chromium's
brake is weaker on a machine that does other things, too.

ZEICHENLABOR_BEFORE names the folder of another built site, which is measured in the same run.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.context import Context
from tests.bench.tasks import Task, Tasks, typical

SLOWER = 6
LONG_MS = 200
SHEETS = ["sheet-01.png", "sheet-03.png"]
EPOCHS = 14
STEPS = ["check", "evaluate", "try", "learn", "code", "train"]
NO_ROW = {"before", "free", "between"}


def run(context: Context) -> list[dict]:
    made = measure(context, "")
    if before := os.environ.get("ZEICHENLABOR_BEFORE"):
        context.serve("before", Path(before))
        made += [{**row, "name": f"before: {row['name']}"} for row in measure(context, "before/")]
    return made


def measure(context: Context, path: str) -> list[dict]:
    with context.page(path) as page:
        page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
            state="attached", timeout=180_000
        )
        tasks = Tasks(context.browser, page)
        tasks.work("free")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        tasks.work("slowed")

        def told(name: str) -> None:
            page.wait_for_timeout(1500)
            tasks.end(name)

        read(page, context)
        told("reading")
        page.locator('[data-testid="step-train"]').click()
        told("open train, empty")
        train(page)
        told(f"training {EPOCHS} epochs")
        tasks.work("slowed, in the middle")
        for step in STEPS:
            page.locator(f'[data-testid="step-{step}"]').click()
            told(f"open {step}")
        page.locator('[data-testid="step-try"]').click()
        page.wait_for_timeout(2000)
        tasks.end("between")
        draw(page)
        told("drawing")
        tasks.work("slowed, at the end")
        return rows(tasks.stop())


def rows(phases: dict[str, list[Task]]) -> list[dict]:
    slowed = [typical(work) for name, work in phases.items() if name.startswith("slowed")]
    slower = sum(slowed) / len(slowed) / typical(phases["free"])
    scale = SLOWER / slower
    made = [{"name": "processor slowed, measured", "value": slower, "unit": "times"}]
    for name, tasks in phases.items():
        if name in NO_ROW or name.startswith("slowed"):
            continue
        cpu = [task.cpu * scale for task in tasks]
        made.append(
            {
                "name": f"{name}, longest task",
                "value": round(max(cpu, default=0)),
                "unit": "ms",
                f"above {LONG_MS}": sum(one > LONG_MS for one in cpu),
                "sum of tasks above 50": round(sum(one for one in cpu if one > 50)),
                "on the clock": round(max((task.wall for task in tasks), default=0)),
            }
        )
    return made


def read(page: Page, context: Context) -> None:
    page.locator('[data-testid="drop-input"]').set_input_files(
        [context.data / "sheets" / name for name in SHEETS]
    )
    done = page.locator('[data-testid="sheet-card"][data-state="done"]')
    done.nth(len(SHEETS) - 1).wait_for(timeout=180_000)


def train(page: Page) -> None:
    page.locator('input[name="epochs"]').fill(str(EPOCHS))
    page.locator('[data-testid="train-start"]').click()
    page.locator('[data-testid="train-state"][data-state="done"]').wait_for(timeout=300_000)


def draw(page: Page) -> None:
    box = page.locator('[data-testid="draw-canvas"]').bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(box["x"] + 60 + 2 * step, box["y"] + 60 + (step * 7) % 120)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(3000)
