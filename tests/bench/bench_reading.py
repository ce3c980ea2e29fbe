"""Robustness of reading against distortions by scanners, phones and desks, and against other
pictures.

Every kind of distortion at four strengths on real scans whose true corners are known; then
pictures that are no sheets. `python3 build.py bench reading` takes one picture of each;
`PYTHONPATH=py:. python3 -m tests.bench.bench_reading N` takes N and writes tests/bench/reading.md.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.distortions import KINDS, Scene
from tests.bench.strangers import STRANGERS
from zeichenlabor.errors import NoGrid, SheetError
from zeichenlabor.sheets import Sheet, read_sheet

STRENGTHS = (1, 2, 3, 4)
RIGHT = 0.25
"""Largest error of a corner, in cells: below half a cell every picture gets its own label."""

REPORT = Path(__file__).with_name("reading.md")


@dataclass(frozen=True)
class Outcome:
    """One picture read: ``right``, ``warned`` (right, but with a warning), ``flagged`` (wrong
    with a warning), ``wrong`` or ``refused``; and the share of cells in their right state.
    """

    kind: str
    strength: int
    verdict: str
    cells: float
    seconds: float


def outcomes(folder: Path, pictures: int) -> Iterator[Outcome]:
    """Distort as many pictures per kind and strength, going round through all scans."""
    scans = [original(path) for path in sorted(folder.glob("sheet-*.png"))]
    for order, (kind, distort) in enumerate(KINDS.items()):
        for strength in STRENGTHS:
            for number in range(pictures):
                scene, clean = scans[(order + strength + number) % len(scans)]
                chance = np.random.default_rng([order, strength, number])
                yield judged(kind, strength, distort(scene, strength, chance), clean)


def original(path: Path) -> tuple[Scene, Sheet]:
    """Return a scan with its true corners, and what is read from it undistorted."""
    truth = json.loads(path.with_name("truth.json").read_text())["sheets"][path.name]
    with Image.open(path) as image:
        scene = Scene(image.convert("L"), np.array(truth["corners"]))
    return scene, read_sheet(scene.image)


def judged(kind: str, strength: int, seen: Scene, clean: Sheet) -> Outcome:
    start = time.perf_counter()
    try:
        sheet = read_sheet(seen.image)
    except NoGrid:
        return Outcome(kind, strength, "refused", 0.0, time.perf_counter() - start)
    seconds = time.perf_counter() - start
    corners = sheet.nodes[[0, 0, -1, -1], [0, -1, -1, 0]]
    cell = np.linalg.norm(seen.corners[1] - seen.corners[0]) / sheet.layout.columns
    right = np.linalg.norm(corners - seen.corners, axis=1).max() < RIGHT * cell
    same = np.mean([a.status == b.status for a, b in zip(sheet.cells, clean.cells, strict=True)])
    names = ("warned", "right") if right else ("flagged", "wrong")
    return Outcome(kind, strength, names[not sheet.warnings], float(same) * right, seconds)


def refusals() -> tuple[int, int, float]:
    """Return how many strangers were read, of how many, and the longest time to say no."""
    read, slowest = 0, 0.0
    for picture in STRANGERS():
        start = time.perf_counter()
        try:
            read_sheet(picture)
            read += 1
        except SheetError:
            slowest = max(slowest, time.perf_counter() - start)
    return read, STRANGERS.count, slowest


def share(found: list[Outcome], *verdicts: str) -> float:
    return sum(outcome.verdict in verdicts for outcome in found) / max(len(found), 1)


def run(context) -> list[dict]:
    found = list(outcomes(context.data / "sheets", 1))
    everyday = [outcome for outcome in found if outcome.strength <= 2]
    read, strangers, slowest = refusals()
    return [
        {"name": "everyday distortions read right", "value": share(everyday, "right"), "unit": ""},
        {"name": "all read right", "value": share(found, "right", "warned"), "unit": ""},
        {"name": "wrong without a warning", "value": share(found, "wrong"), "unit": ""},
        {"name": "refused", "value": share(found, "refused"), "unit": ""},
        {"name": f"strangers read, of {strangers}", "value": read, "unit": ""},
        {"name": "longest refusal, native", "value": slowest, "unit": "s"},
    ]


def table(found: list[Outcome]) -> str:
    lines = [
        "| distortion | strength | pictures | right | right, warned | wrong, warned | wrong "
        "| refused | cells in their state |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind in [*KINDS, "all"]:
        for strength in STRENGTHS:
            some = [o for o in found if kind in (o.kind, "all") and o.strength == strength]
            counts = [
                sum(o.verdict == verdict for o in some)
                for verdict in ("right", "warned", "flagged", "wrong", "refused")
            ]
            cells = np.mean([o.cells for o in some])
            row = [kind, strength, len(some), *counts, f"{100 * cells:.1f} %"]
            lines.append("| " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)


def report(found: list[Outcome], pictures: int, read: int) -> str:
    """Return the document: what was measured, the table, and the strangers."""
    return (
        "# Reading under distortions\n\n"
        f"Measured by `PYTHONPATH=py:. python3 -m tests.bench.bench_reading {pictures}`: "
        f"{len(found)} seeded distortions (`distortions.py`) of the real scans. "
        f"**{share(found, 'right', 'warned'):.1%} were read right, "
        f"{share(found, 'refused'):.1%} refused, {share(found, 'flagged'):.1%} read wrong with a "
        f"warning, {share(found, 'wrong'):.1%} read wrong without one.** "
        "Strengths 1 and 2 are everyday, 3 is careless, at 4 a person would take the picture "
        f"again. Right: all four corners within {RIGHT} cells of the truth and the right way "
        "up, so every picture gets its label. The last column compares each cell's state with "
        "the undistorted scan's.\n\n"
        f"{table(found)}\n\n"
        f"Of {STRANGERS.count} pictures that are no such sheet (blank, text, noise, clouds, desks, "
        "tables, squared paper, forms of other sizes, sheets cut off) "
        f"{read} were read as one.\n"
    )


def main() -> None:
    from tests.conftest import DATA

    pictures = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    found = list(outcomes(DATA / "sheets", pictures))
    read, _, slowest = refusals()
    REPORT.write_text(report(found, pictures, read), encoding="utf-8")
    print(REPORT.read_text(encoding="utf-8"), f"longest refusal {slowest:.2f} s")


if __name__ == "__main__":
    main()
