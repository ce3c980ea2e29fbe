"""Tasks of a page's main thread, from Chromium's trace, in milliseconds of processor time.

On a machine that does other things, too, a task lasts longer on the clock than it computes; how
long it computes is the page's own doing.
"""

from __future__ import annotations

import json
import statistics
from typing import NamedTuple

from playwright.sync_api import Browser, Page

CATEGORIES = ["toplevel", "blink.user_timing"]
MARK = "phase: "
TASK = "ThreadControllerImpl::RunTask"

WORK = """(rounds) => {
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) sum += Math.sin(sum + round);
  return sum;
}"""
ROUNDS = 400_000
REPEATS = 5


class Task(NamedTuple):
    cpu: float
    wall: float


class Tasks:
    """A trace of the page from the first phase on; its end gives the tasks of each phase."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self._browser, self._page = browser, page
        browser.start_tracing(page=page, categories=CATEGORIES)
        self.end("before")

    def end(self, phase: str) -> None:
        """What has run since the last phase ended is called so."""
        self._page.evaluate("(name) => { performance.mark(name); }", MARK + phase)

    def work(self, phase: str) -> None:
        """A phase of known work, each time the same: how fast is the processor?"""
        for _ in range(REPEATS):
            self._page.evaluate(WORK, ROUNDS)
        self.end(phase)

    def stop(self) -> dict[str, list[Task]]:
        events = json.loads(self._browser.stop_tracing())["traceEvents"]
        marks = sorted(
            (event["ts"], event["name"].removeprefix(MARK), event["pid"], event["tid"])
            for event in events
            if event.get("name", "").startswith(MARK)
        )
        thread = marks[0][2:]
        found = sorted(
            (event["ts"], event["dur"], event["tdur"])
            for event in events
            if event["name"] == TASK and (event["pid"], event["tid"]) == thread and "tdur" in event
        )
        phases: dict[str, list[Task]] = {name: [] for _, name, *_ in marks}
        over = 0
        for start, wall, cpu in found:
            if start < over:
                continue  # within another one
            over = start + wall
            name = next((name for end, name, *_ in marks if start < end), None)
            if name is not None:
                phases[name].append(Task(cpu / 1000, wall / 1000))
        return phases


def typical(work: list[Task]) -> float:
    """Processor time of the known work: the median of its rounds."""
    return statistics.median(sorted(task.cpu for task in work)[-REPEATS:])
