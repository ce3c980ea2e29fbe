"""Time per sheet from the drop to its card, and for a phone's photo; and for one scan with and
without the compiled loops, in turns, in a cell of the Code step.
"""

from __future__ import annotations

import json
import operator
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from tests.bench.context import Context, until_there
from tests.bench.distortions import Scene, phone

PHOTO_SIZE = (3000, 4000)

COMPARED = """
import io, json, time
from zeichenlabor import pixels
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.lab.collecting.sheet_reading import read_page
from zeichenlabor.sheets.plan import plan_sheets
scan = io.BytesIO()
fill_sheet(plan_sheets("0123456789", sheet_id=1)[0], 1, "a4", dpi=300).save(scan, "PNG")
seconds = [], []
for _ in range(6):
    for kept, compiled in zip(seconds, (True, False)):
        pixels.use(compiled)
        start = time.perf_counter()
        read_page(scan.getvalue(), lambda step: None)
        kept.append(time.perf_counter() - start)
pixels.use_fastest()
print(json.dumps(seconds))
"""


def run(context: Context) -> list[dict]:
    scans = sorted((context.data / "sheets").glob("sheet-*.png"))
    with TemporaryDirectory() as folder, context.page() as page:
        ready = page.locator('[data-testid="boot-status"][data-state="ready"]')
        ready.wait_for(state="attached", timeout=60_000)
        seconds = [drop(page, path) for path in scans]
        photo = drop(page, photograph(scans[1], Path(folder)))
        fast, plain = compared(page)
    return [
        {"name": "seeded scan, compiled loops", "value": statistics.median(fast), "unit": "s"},
        {"name": "seeded scan, NumPy and Pillow", "value": statistics.median(plain), "unit": "s"},
        {
            "name": "seeded scan, share of the time",
            "value": statistics.median(map(operator.truediv, fast, plain)),
            "unit": "",
        },
        {"name": "scan, 300 dpi", "value": statistics.median(seconds), "unit": "s"},
        {"name": "scan, slowest of all", "value": max(seconds), "unit": "s"},
        {"name": "photo, 12 megapixels", "value": photo, "unit": "s"},
    ]


def compared(page) -> tuple[list[float], list[float]]:
    """Read a scan in turns, compiled and not; return the seconds of both."""
    page.locator('[data-testid="step-code"]').click()
    page.locator('[data-testid="cell-add"]').click()
    cell = page.locator('[data-testid="cell"]').last
    cell.locator('[data-testid="editor"][data-ready="true"]').wait_for()
    cell.locator(".cm-content").click()
    page.keyboard.insert_text(COMPARED)
    cell.locator('[data-testid="cell-run"]').click()
    told = cell.locator('[data-testid="out-text"]')
    told.wait_for(timeout=180_000)
    return json.loads(told.inner_text())


def drop(page, path: Path) -> float:
    """Return the seconds until the page shows the sheet as read."""
    cards = page.locator('[data-testid="sheet-card"]')
    before = cards.count()
    start = time.perf_counter()
    page.locator('[data-testid="drop-input"]').set_input_files(str(path))
    until_there(page, '[data-testid="sheet-card"][data-state="done"]', before + 1)
    return time.perf_counter() - start


def photograph(scan: Path, folder: Path) -> Path:
    """Return a JPEG of twelve megapixels: the page on a desk, a little askew."""
    truth = json.loads(scan.with_name("truth.json").read_text())["sheets"][scan.name]
    with Image.open(scan) as image:
        scene = Scene(image.convert("L"), np.array(truth["corners"]))
    seen = phone(scene, 1, np.random.default_rng(0)).image.convert("RGB")
    path = folder / "photo.jpg"
    seen.resize(PHOTO_SIZE, Image.Resampling.BICUBIC).save(path, quality=90)
    return path
