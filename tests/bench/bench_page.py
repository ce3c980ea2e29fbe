"""Responsiveness of the page during a training: frames and stop.

Three real scans, the school's first network, many epochs, a pen that draws.
"""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

from tests.bench.context import Context

SHEETS = ["sheet-01.png", "sheet-03.png", "sheet-07.png"]
EPOCHS = 500
STOPS = 5

WATCH_FRAMES = """() => {
  const gaps = [];
  let last = performance.now();
  window.gapsBetweenFrames = gaps;
  requestAnimationFrame(function frame(now) {
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
}"""

STOP = """async () => {
  const state = () => document.querySelector('[data-testid=train-state]').dataset.state;
  const start = performance.now();
  document.querySelector('[data-testid=train-stop]').click();
  while (state() === 'running') await new Promise((done) => setTimeout(done, 1));
  return performance.now() - start;
}"""


def run(context: Context) -> list[dict]:
    with context.page() as page:
        page.locator('[data-testid="drop-input"]').set_input_files(
            [context.data / "sheets" / name for name in SHEETS]
        )
        sheets = page.locator('[data-testid="sheet-card"][data-state="done"]')
        sheets.nth(len(SHEETS) - 1).wait_for(timeout=120_000)
        page.locator('[data-testid="step-train"]').click()
        page.locator('input[name="epochs"]').fill(str(EPOCHS))
        start_training(page, "train-start")
        gaps = frame_gaps_while_drawing(page)
        stops = []
        for _ in range(STOPS):
            stops.append(page.evaluate(STOP))
            start_training(page, "train-resume")
    return [
        {
            "name": "frame gap while training and drawing, 95 %",
            "value": statistics.quantiles(gaps, n=20)[-1],
            "unit": "ms",
            "longest": max(gaps),
            "frames": len(gaps),
        },
        {
            "name": "stop until it has taken effect, median",
            "value": statistics.median(stops),
            "unit": "ms",
            "longest": max(stops),
            "stops": STOPS,
        },
    ]


def start_training(page: Page, button: str) -> None:
    page.locator(f'[data-testid="{button}"]').click()
    running = page.locator('[data-testid="train-state"][data-state="running"]')
    running.first.wait_for(state="attached")
    page.wait_for_timeout(300)


def frame_gaps_while_drawing(page: Page) -> list[float]:
    """Milliseconds between frames during about two seconds of drawing."""
    box = page.locator('[data-testid="draw-canvas"]').bounding_box()
    page.evaluate(WATCH_FRAMES)
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(box["x"] + 40 + step, box["y"] + 40 + (step * 7) % 120)
        page.wait_for_timeout(16)
    page.mouse.up()
    return page.evaluate("window.gapsBetweenFrames")
