"""Reading of sheets in unusual situations: correct, asked about, or rejected, but never silently
wrong.

`python3 build.py bench situations` takes 28 seeded pictures of each of the eleven situations in
`situations.py`; `PYTHONPATH=py:. python3 -m tests.bench.bench_situations N [KIND…]` takes N and
says of each what happened.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.distortions import Scene
from tests.bench.situations import SITUATIONS, SYMBOLS, Form, Original, Situation
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets import Sheet, SheetLayout, read_sheet, read_sheets
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.template import template_page

PICTURES = 28
RIGHT = 0.25
"""Largest error of a corner, in cells, as in bench_reading."""

VERDICTS = ("right", "told", "asked", "refused", "unfit", "wrong")
LETTERS = (("ABCDEF", 20, 5), ("abc", 20, 6), ("xyz+-=", 12, 7))
"""Printed sheets: symbols, columns, seed of the hand."""

DOUBTS = {"frame-doubtful", "direction-doubtful", "two-inks"}
"""Warnings after which a person looks before the pictures count."""

SPOILED = 0.01
"""Share of the kept pictures, from which they are wrong, that may come from hidden cells or be
missing: a stroke at the edge of a fold is one of six hundred."""


@dataclass(frozen=True)
class Outcome:
    """``right``; ``told``: right, and what was mended or doubtful is said; ``asked``: which
    symbols, or which way up; ``refused`` with a message that fits; ``unfit``: with one that does
    not; ``wrong``: pictures or labels are not what is on the paper, and nothing is said.
    """

    kind: str
    number: int
    verdict: str
    detail: str


def outcomes(folder: Path, pictures: int, kinds: list[str]) -> Iterator[Outcome]:
    sheets = originals(folder)
    for order, (kind, make) in enumerate(SITUATIONS.items()):
        for number in range(pictures if kind in kinds or not kinds else 0):
            chance = np.random.default_rng([16, order, number])
            yield Outcome(kind, number, *judged(make(sheets, number, chance)))


@cache
def originals(folder: Path) -> tuple[Original, ...]:
    """Return the real scans, and between them printed sheets of letters."""
    scans = [scan(path) for path in sorted(folder.glob("sheet-*.png"))]
    printed = [filled(*letters) for letters in LETTERS]
    return (*scans[:2], printed[0], *scans[2:4], printed[1], *scans[4:], printed[2])


def scan(path: Path) -> Original:
    truth = json.loads(path.with_name("truth.json").read_text())["sheets"][path.name]
    with Image.open(path) as image:
        scene = Scene(image.convert("L"), np.array(truth["corners"]))
    return Original(scene, read_sheet(scene.image), has_strip=False)


def filled(symbols: str, columns: int, seed: int, dpi: int = 240) -> Original:
    (layout,) = plan_sheets(list(symbols), columns, pages=1, sheet_id=seed)
    image = fill_sheet(layout, seed=seed, dpi=dpi)
    left, top, width, height = template_page(layout, "a4").frame
    frame = [[left, top], [left + width, top], [left + width, top + height], [left, top + height]]
    scene = Scene(image, np.array(frame) * dpi / 25.4)
    return Original(scene, read_sheet(image), has_strip=True)


def judged(seen: Situation) -> tuple[str, str]:
    try:
        sheets = read_sheets(seen.image)
    except NoGrid as error:
        reason = str(error.params.get("reason"))
        if reason not in seen.fitting:
            return "unfit", reason
        return ("asked" if reason in SYMBOLS else "refused"), reason
    if not seen.forms:
        return "wrong", "a sheet was read where none is"
    said = set().union(*(sheet.warnings for sheet in sheets))
    faults = [fault_of(form, sheets) for form in seen.forms]
    fault = ", ".join(fault for fault in faults if fault)
    if len(sheets) != len(seen.forms):
        fault = f"{len(sheets)} of {len(seen.forms)} sheets"
    detail = "; ".join(filter(None, [fault, " ".join(sorted(said))]))
    if fault:
        silent = not said & (DOUBTS if len(sheets) == len(seen.forms) else {"second-sheet"})
        return ("wrong" if silent else "asked"), detail
    if seen.told and not said & set(seen.told):
        return "wrong", f"nothing is said of it; {detail}"
    return ("told" if said else "right"), detail


def fault_of(form: Form, sheets: list[Sheet]) -> str:
    """Tell what is wrong with the sheet that was read nearest to this form."""
    sheet = min(sheets, key=lambda one: np.abs(centre(one.corners) - centre(form.corners)).sum())
    cell = np.linalg.norm(form.corners[1] - form.corners[0]) / form.clean.layout.columns
    distance = np.linalg.norm(sheet.corners - form.corners, axis=1).max() / cell
    if shape(sheet.layout) != shape(form.clean.layout) or distance > RIGHT:
        turned = np.linalg.norm(np.roll(sheet.corners, 2, axis=0) - form.corners, axis=1).max()
        return "upside down" if turned / cell <= RIGHT else f"corners {distance:.2f} cells off"
    if sheet.layout.names != form.clean.layout.names:
        return f"read as {''.join(sheet.layout.names)}"
    pairs = list(zip(sheet.cells, form.clean.cells, strict=True))
    open_ = [(a, b) for a, b in pairs if (a.row, a.column) not in form.hidden]
    known = sum(b.status == "kept" for _, b in open_)
    ghosts = sum(a.status == "kept" and (a.row, a.column) in form.hidden for a, _ in pairs)
    ghosts += sum(a.status == "kept" and b.status == "empty" for a, b in open_)
    lost = sum(a.status in ("empty", "struck") and b.status == "kept" for a, b in open_)
    most = SPOILED * known
    faults = [f"{ghosts} ghosts" * (ghosts > most), f"{lost} of {known} lost" * (lost > most)]
    return ", ".join(filter(None, faults))


def shape(layout: SheetLayout) -> tuple[int, int]:
    return layout.columns, layout.rows


def centre(corners: np.ndarray) -> np.ndarray:
    return np.asarray(corners).mean(axis=0)


def run(context) -> list[dict]:
    found = list(outcomes(context.data / "sheets", PICTURES, []))
    count = Counter((outcome.kind, outcome.verdict) for outcome in found)
    rows = [
        {"name": f"{kind}, {verdict}", "value": count[kind, verdict], "unit": ""}
        for kind in SITUATIONS
        for verdict in VERDICTS
        if count[kind, verdict]
    ]
    wrong = sum(outcome.verdict == "wrong" for outcome in found)
    total = {"name": f"wrong without a word, of {len(found)}", "value": wrong, "unit": ""}
    return [*rows, total]


def main() -> None:
    from tests.conftest import DATA

    pictures = int(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    count = Counter()
    for outcome in outcomes(DATA / "sheets", pictures, sys.argv[2:]):
        count[outcome.kind, outcome.verdict] += 1
        print(outcome.kind, outcome.number, outcome.verdict, outcome.detail, sep=" | ", flush=True)
    print("| situation |", " | ".join(VERDICTS), "|")
    for kind in SITUATIONS:
        print("|", kind, "|", " | ".join(str(count[kind, verdict]) for verdict in VERDICTS), "|")


if __name__ == "__main__":
    main()
