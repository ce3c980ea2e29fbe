"""Latency of predictions for a moving pen while the second school network is being trained.

Three real scans, many epochs, and a pen that draws on the step Try, where each
drawing is answered with the activations of every layer.
"""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

from tests.bench.bench_page import SHEETS, start_training
from tests.bench.context import Context

PRESET = "school-2"
EPOCHS = 500
MOVES = 240
"""Of the pen, one per frame."""

WATCH = """(() => {
  const watched = { ink: [], answers: [], unread: [] };
  window.watched = watched;
  addEventListener('pointermove', (event) => {
    if (event.buttons) watched.since ??= event.timeStamp;
  }, true);
  // The canvas's own listener comes first: then the ink is there.
  addEventListener('pointermove', (event) => {
    if (event.buttons) watched.ink.push(performance.now() - event.timeStamp);
  });
  // Page and Python speak through a port.
  const asked = new Map();
  const heard = new Set();
  function hear({ data }) {
    const one = data.kind === 'reply' && asked.get(data.id);
    if (!one) return;
    const now = performance.now();
    watched.answers.push(now - one.at);
    watched.unread.push(now - one.since);
    asked.delete(data.id);
  }
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    const at = performance.now();
    if (message?.method === 'explain') {
      if (!heard.has(this)) this.addEventListener('message', hear);
      heard.add(this);
      asked.set(message.id, { at, since: watched.since ?? at });
      watched.since = undefined;
    }
    return postMessage.call(this, message, ...rest);
  };
})()"""


def run(context: Context) -> list[dict]:
    with context.page(script=WATCH) as page:
        page.locator('[data-testid="drop-input"]').set_input_files(
            [context.data / "sheets" / name for name in SHEETS]
        )
        sheets = page.locator('[data-testid="sheet-card"][data-state="done"]')
        sheets.nth(len(SHEETS) - 1).wait_for(timeout=120_000)
        draw_on_try(page)
        calm = page.evaluate("window.watched")
        page.locator('[data-testid="step-train"]').click()
        page.locator('[data-testid="model-preset"]').select_option(PRESET)
        page.wait_for_timeout(200)  # the field gets the preset's number first
        page.locator('input[name="epochs"]').fill(str(EPOCHS))
        start_training(page, "train-start")
        draw_on_try(page)
        busy = page.evaluate("window.watched")
    return [
        row("pointer to ink while training", busy["ink"], "moves"),
        row("drawing sent to all activations there, calm", calm["answers"], "answers"),
        row("drawing sent to all activations there, training", busy["answers"], "answers"),
        row("first unread move to all activations there, training", busy["unread"], "answers"),
    ]


def draw_on_try(page: Page) -> None:
    """Draw for some seconds; what was measured before is forgotten."""
    page.locator('[data-testid="step-try"]').click()
    page.locator('[data-testid="draw-clear"]').click()
    page.wait_for_timeout(500)
    box = page.locator('[data-testid="draw-canvas"]').bounding_box()
    page.evaluate("for (const list of ['ink', 'answers', 'unread']) window.watched[list] = []")
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(box["x"] + 40 + step % 180, box["y"] + 40 + (step * 7) % 180)
        page.wait_for_timeout(16)
    page.mouse.up()


def row(name: str, times: list[float], counted: str) -> dict:
    return {
        "name": f"{name}, 95 %",
        "value": statistics.quantiles(times, n=20)[-1],
        "unit": "ms",
        "median": statistics.median(times),
        "longest": max(times),
        counted: len(times),
    }
