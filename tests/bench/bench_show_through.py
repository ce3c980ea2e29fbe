"""Reading of sheets with show-through: real fronts and backs, 10 to 40 %."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
from PIL import Image

from tests.bench.ghosts import emptied, ghosts, shone_through
from zeichenlabor.data.likeness import soft_features
from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets import read_sheet

SHARES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
WRITTEN_ROWS = 15


def run(context) -> list[dict]:
    folder = context.data / "sheets"
    truth = json.loads((folder / "truth.json").read_text())["sheets"]
    names = sorted(truth)
    count, likeness = Counter(), []
    for number, name in enumerate(names):
        front = emptied(Image.open(folder / name), np.array(truth[name]["corners"]), WRITTEN_ROWS)
        clean = read_sheet(front)
        for turn, ghost in enumerate(ghosts(number, SHARES)):
            back = Image.open(folder / names[(number + 1 + turn % (len(names) - 1)) % len(names)])
            try:
                sheet = read_sheet(shone_through(front, back, ghost))
            except NoGrid:
                count["sheets refused"] += 1
                continue
            for cell, known in zip(sheet.cells, clean.cells, strict=True):
                written = known.status != "empty"
                count[f"{'written' if written else 'empty'} cells, {cell.status}"] += 1
                if written and cell.status == known.status == "kept":
                    pair = soft_features(np.array([cell.glyph, known.glyph]))
                    likeness.append(float(pair[0] @ pair[1]))
            silent = any(
                cell.status == "kept" and known.status == "empty"
                for cell, known in zip(sheet.cells, clean.cells, strict=True)
            )
            count["sheets with a ghost kept, no warning"] += silent and not sheet.warnings
            count["sheets"] += 1
    rows = [{"name": name, "value": value, "unit": ""} for name, value in sorted(count.items())]
    for share in (1, 5, 50):
        value = float(np.percentile(likeness, share))
        rows.append({"name": f"likeness to the clean glyph, {share} %", "value": value, "unit": ""})
    return rows
