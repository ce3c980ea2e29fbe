"""How often a camera's live picture is read in Try, and how smoothly the page goes on meanwhile.

The camera is a film of seeded photos (`tests/written_photos.py`) of 640 x 480 pixels, each
another paper: none tells anything about the next.
"""

from __future__ import annotations

import io
import statistics
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.context import until_there
from tests.conftest import launch_chromium
from tests.written_photos import PAPERS, take_photo
from zeichenlabor.sheets import read_sheet

SIZE = (640, 480)
PHOTOS = 24
SECONDS = 20

WATCH = """() => {
  const gaps = [], rates = [];
  let before = performance.now();
  const frame = (now) => { gaps.push(now - before); before = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  const told = document.querySelector('[data-testid="photo-rate"]');
  new MutationObserver(() => rates.push(Number(told.dataset.value)))
    .observe(told, { attributeFilter: ['data-value'] });
  globalThis.watched = () => ({ gaps, rates });
}"""


def run(context) -> list[dict]:
    sheet = read_sheet(context.data / "sheets" / "sheet-07.png")
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mjpeg"
        film.write_bytes(b"".join(_frame(sheet, number) for number in range(PHOTOS)))
        flags = (
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        )
        browser = launch_chromium(context.playwright, flags)
        try:
            page = browser.new_context(permissions=["camera"]).new_page()
            page.goto(f"{context.url}#try")
            until_there(page, '[data-testid="boot-status"][data-state="ready"]')
            page.click('[data-testid="photo-camera"]')
            until_there(page, '[data-testid="photo-text"]')
            page.evaluate(WATCH)
            page.wait_for_timeout(1000 * SECONDS)
            watched = page.evaluate("globalThis.watched()")
        finally:
            browser.close()
    gaps, rates = np.array(watched["gaps"]), watched["rates"]
    return [
        {
            "name": "readings of the live picture",
            "value": 1 / statistics.mean(1 / rate for rate in rates),
            "unit": "1/s",
            "readings": len(rates),
            "slowest": min(rates),
        },
        {
            "name": "longest gap between two frames of the page",
            "value": float(gaps.max()),
            "unit": "ms",
            "gaps above 50 ms": int((gaps > 50).sum()),
            "frames": len(gaps),
        },
    ]


def _frame(sheet, number: int) -> bytes:
    photo = take_photo(sheet.images, sheet.labels, [192, number], PAPERS[number % len(PAPERS)])
    file = io.BytesIO()
    image = Image.fromarray(photo.grey).resize(SIZE, Image.Resampling.LANCZOS)
    image.convert("RGB").save(file, "JPEG", quality=92)
    return file.getvalue()
