"""The page on a laptop of six years: the processor slowed six times, tasks of the main thread.

A lesson with two real scans: reading, each step opened, a training, a drawing. For each part the
longest task, and how many were longer than 200 ms. The workers are not slowed, only the page.
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.bench.context import Context

SLOWER = 6
LONG_MS = 200
SHEETS = ["sheet-01.png", "sheet-03.png"]
EPOCHS = 14
STEPS = ["check", "evaluate", "try", "learn", "code", "train"]

WATCH = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(
    ({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
}"""
TAKE = "() => window.tasks.splice(0)"


def run(context: Context) -> list[dict]:
    rows = []
    with context.page() as page:
        page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
            state="attached", timeout=180_000
        )
        page.evaluate(WATCH)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

        def told(name: str) -> None:
            page.wait_for_timeout(1500)
            tasks = page.evaluate(TAKE)
            rows.append(
                {
                    "name": f"{name}, longest task",
                    "value": max(tasks, default=0),
                    "unit": "ms",
                    f"above {LONG_MS}": sum(task > LONG_MS for task in tasks),
                    "sum of tasks above 50": round(sum(tasks)),
                }
            )

        read(page, context)
        told("reading")
        page.locator('[data-testid="step-train"]').click()
        told("open train")
        train(page)
        told(f"training {EPOCHS} epochs")
        for step in STEPS:
            page.locator(f'[data-testid="step-{step}"]').click()
            told(f"open {step}")
        page.locator('[data-testid="step-try"]').click()
        page.wait_for_timeout(2000)
        page.evaluate(TAKE)
        draw(page)
        told("drawing")
    return rows


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
