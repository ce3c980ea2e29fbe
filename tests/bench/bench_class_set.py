"""A class set: thirty scans dropped together, or a PDF of thirty pages; responsiveness and memory
of the page.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.bench.bench_page import WATCH_FRAMES
from tests.bench.context import Context

PAGES = 30
SCROLL = """async () => {
  const wall = document.querySelector('[data-testid=wall]');
  for (let step = 0; step < 120; step += 1) {
    wall.scrollTop += 97;
    await new Promise(requestAnimationFrame);
  }
}"""


def run(context: Context) -> list[dict]:
    with TemporaryDirectory() as folder:
        files = class_set(context.data / "sheets", Path(folder))
        return [*measured(context, files, "scans"), *measured(context, [in_one(files)], "PDF")]


def measured(context: Context, files: list[str], what: str) -> list[dict]:
    with context.page() as page:
        page.locator('[data-testid="boot-status"][data-state="ready"]').wait_for(
            state="attached", timeout=60_000
        )
        empty = renderer_megabytes()
        page.evaluate(WATCH_FRAMES)
        start = time.perf_counter()
        page.locator('[data-testid="drop-input"]').set_input_files(files)
        largest = empty
        done = page.locator('[data-testid="sheet-card"][data-state="done"]')
        while done.count() < PAGES:
            page.wait_for_timeout(100)
            largest = max(largest, renderer_megabytes())
        seconds = time.perf_counter() - start
        reading = page.evaluate("window.gapsBetweenFrames")
        page.locator('[data-testid="step-check"]').click()
        page.locator('[data-testid="wall"]').wait_for()
        page.evaluate("window.gapsBetweenFrames.length = 0")
        page.evaluate(SCROLL)
        scrolling = page.evaluate("window.gapsBetweenFrames")
        largest = max(largest, renderer_megabytes())
    return [
        {"name": f"{what}: {PAGES} pages read", "value": seconds, "unit": "s"},
        *gap_rows(f"{what}, while reading", reading),
        *gap_rows(f"{what}, while scrolling their pictures", scrolling),
        {"name": f"{what}: memory of the tab before", "value": empty, "unit": "MB"},
        {"name": f"{what}: memory of the tab, largest", "value": largest, "unit": "MB"},
    ]


def in_one(files: list[str]) -> str:
    """The same pages as a scanner with a feeder hands them out."""
    path = Path(files[0]).with_name("class.pdf")
    first, *others = [Image.open(file) for file in files]
    first.save(path, "PDF", save_all=True, append_images=others, resolution=300)
    return str(path)


def class_set(scans: Path, folder: Path) -> list[str]:
    """The real scans over and over, as JPEG: reading takes no notice of having seen one."""
    names = sorted(scans.glob("sheet-*.png"))
    files = [folder / f"scan-{number:02}.jpg" for number in range(PAGES)]
    for number, file in enumerate(files):
        with Image.open(names[number % len(names)]) as image:
            image.convert("L").save(file, quality=88)
    return [str(file) for file in files]


def gap_rows(when: str, gaps: list[float]) -> list[dict]:
    return [
        {"name": f"frame gap, {when}, median", "value": statistics.median(gaps), "unit": "ms"},
        {"name": f"frame gap, {when}, longest", "value": max(gaps), "unit": "ms"},
    ]


def renderer_megabytes() -> float:
    """Proportional memory of our browser's largest page process: heap, WASM and pictures."""
    sizes = [0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" not in (process / "cmdline").read_bytes() or not ours(process):
                continue
            lines = (process / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes += [int(line.split()[1]) for line in lines if line.startswith("Pss:")]
    return max(sizes) / 1000


def ours(process: Path) -> bool:
    """Whether a process descends from this one."""
    while process.name not in ("0", "1", str(os.getpid())):
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        process = process.with_name(parent)
    return process.name == str(os.getpid())
