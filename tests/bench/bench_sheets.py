"""How long the page takes per sheet, from the drop to its card, and a phone's photo."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from tests.bench.context import Context
from tests.bench.distortions import Scene, phone

PHOTO_SIZE = (3000, 4000)


def run(context: Context) -> list[dict]:
    scans = sorted((context.data / "sheets").glob("sheet-*.png"))
    with TemporaryDirectory() as folder, context.page() as page:
        ready = page.locator('[data-testid="boot-status"][data-state="ready"]')
        ready.wait_for(state="attached", timeout=60_000)
        seconds = [drop(page, path) for path in scans]
        photo = drop(page, photograph(scans[1], Path(folder)))
    return [
        {"name": "scan, 300 dpi", "value": statistics.median(seconds), "unit": "s"},
        {"name": "scan, slowest of all", "value": max(seconds), "unit": "s"},
        {"name": "photo, 12 megapixels", "value": photo, "unit": "s"},
    ]


def drop(page, path: Path) -> float:
    """Return the seconds until the page shows the sheet as read."""
    cards = page.locator('[data-testid="sheet-card"]')
    before = cards.count()
    start = time.perf_counter()
    page.locator('[data-testid="drop-input"]').set_input_files(str(path))
    done = page.locator('[data-testid="sheet-card"][data-state="done"]')
    done.nth(before).wait_for(state="attached", timeout=60_000)
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
