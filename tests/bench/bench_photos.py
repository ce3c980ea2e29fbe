"""How many symbols of handwritten lines are found in photos of blank, lined and squared paper.

Seeded photos (`tests/written_photos.py`) of the pictures of held-out sheets: the constants were
chosen on the others. First geometry alone cuts the lines, then a network that was trained on
those others helps, and reads.
"""

from __future__ import annotations

import time

import numpy as np

from tests.bench.bench_lines import HELD_OUT, trained
from tests.written_photos import PAPERS, matched, take_photo
from zeichenlabor.lines import Reader
from zeichenlabor.photos import find_lines
from zeichenlabor.sheets import read_sheet

PHOTOS = 240
PRESET = "school-1"


def run(context) -> list[dict]:
    sheets = {path.stem: read_sheet(path) for path in sorted(context.data.glob("sheets/*.png"))}
    held_out = [(sheets[name].images, sheets[name].labels) for name in HELD_OUT]
    others = [sheet for name, sheet in sheets.items() if name not in HELD_OUT]
    images = np.concatenate([sheet.images for sheet in others])
    labels = np.concatenate([sheet.labels for sheet in others])
    rows = _rows("geometry alone", held_out, None)
    return rows + _rows(PRESET, held_out, trained(PRESET, images, labels))


def _rows(name: str, hands: list, reader: Reader | None) -> list[dict]:
    right, seen, true = (np.zeros(PHOTOS, int) for _ in range(3))
    took, read = np.zeros(PHOTOS), 0
    for number in range(PHOTOS):
        hand = hands[number // len(PAPERS) % len(hands)]
        photo = take_photo(*hand, [191, number], PAPERS[number % len(PAPERS)])
        begin = time.perf_counter()
        found = [one for line in find_lines(photo.grey, reader) for one in line]
        took[number] = time.perf_counter() - begin
        matches = matched(photo, [one.corners for one in found])
        seen[number], true[number] = len(found), sum(map(len, photo.labels))
        right[number] = sum(match is not None for match in matches)
        if reader and found:
            labels = [label for line in photo.labels for label in line]
            answers = reader(np.stack([one.symbol.glyph for one in found])).argmax(axis=1)
            pairs = zip(matches, answers, strict=True)
            read += sum(match is not None and labels[match] == answer for match, answer in pairs)
    rows = []
    for index, paper in enumerate(PAPERS):
        some = slice(index, None, len(PAPERS))
        many = {"photos": len(right[some]), "symbols": int(true[some].sum())}
        rows += [
            _row(f"{name}: {paper}, found", right[some].sum() / true[some].sum(), **many),
            _row(f"{name}: {paper}, of those found right", right[some].sum() / seen[some].sum()),
        ]
    rows += [
        _row(f"{name}: found", right.sum() / true.sum(), photos=PHOTOS, symbols=int(true.sum())),
        _row(f"{name}: of those found right", right.sum() / seen.sum()),
        {"name": f"{name}: a photo takes", "value": 1000 * float(np.median(took)), "unit": "ms"},
    ]
    if reader:
        rows.append(_row(f"{name}: read right", read / true.sum()))
    return rows


def _row(name: str, value: float, **more: int) -> dict:
    return {"name": name, "value": float(value), "unit": "ratio", **more}
