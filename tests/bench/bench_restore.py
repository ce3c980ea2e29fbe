"""Time to restore twelve sheets at the next visit."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.bench.context import Context
from tests.e2e.kills import Session
from zeichenlabor.lab.collecting.ready import sample_sheet

SHEETS = 12
VISITS = 5
DIGITS = [str(digit) for digit in range(10)]

WATCH = """
window.shownAt = new Promise((resolve) => {
  const count = (name) => document.querySelectorAll(`[data-testid=${name}]`).length;
  const look = () => count('drop-input') && count('sheet-card') >= COUNT
    ? requestAnimationFrame(() => resolve(performance.now())) : setTimeout(look, 5);
  look();
});
"""
"""Milliseconds from the page's address to the frame that shows all cards."""


def run(context: Context) -> list[dict]:
    """With no sheets, too: what the page itself takes."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(context.playwright, context.url, Path(folder) / "profile")
        session.open()
        rows = [visits(session, context.url, 0)]
        session.close()
        session.open()
        session.lab.wait_until_ready()
        for seed in range(SHEETS):
            content = sample_sheet(DIGITS, seed).tobytes()
            session.lab.drop({"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": content})
            session.lab.wait_for_cards(seed + 1)
        session.lab.settle()
        session.lab.hook("project", state="saved").wait_for()
        rows.append(visits(session, context.url, SHEETS))
        session.close()
    return rows


def visits(session: Session, url: str, sheets: int) -> dict:
    """Each in a new browser, which has nothing in its memory."""
    times = []
    for _ in range(VISITS):
        session.close()
        session.open()
        session.lab.page.close()
        page = session.context.new_page()
        page.add_init_script(WATCH.replace("COUNT", str(sheets)))
        page.goto(url)
        times.append(page.evaluate("window.shownAt") / 1000)
    return {
        "name": f"page with {sheets} sheets shown at the next visit, median",
        "value": statistics.median(times),
        "unit": "s",
        "longest": max(times),
        "visits": VISITS,
    }
