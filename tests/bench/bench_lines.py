"""Segmentation of lines of real handwriting, and accuracy for whole lines.

Seeded lines (`tests/written_lines.py`) of the pictures of held-out sheets, one hand each: the
cutter's constants were chosen on the others. Then a network that was trained on those others
helps to cut, and reads.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.written_lines import WrittenLine, cut_right, write_line
from zeichenlabor.lab.designing import presets
from zeichenlabor.lines import Reader, Symbol, cut_line
from zeichenlabor.sheets import Sheet, read_sheet

LINES = 300
TOUCHING = 0.2
HELD_OUT = ("sheet-07", "sheet-09", "sheet-11")
PRESETS = ("school-1", "own-handwriting")


def run(context) -> list[dict]:
    sheets = {path.stem: read_sheet(path) for path in sorted(context.data.glob("sheets/*.png"))}
    held_out = [sheets[name] for name in HELD_OUT]
    rows = _rows("geometry alone", held_out, None)
    others = [sheet for name, sheet in sheets.items() if name not in HELD_OUT]
    images = np.concatenate([sheet.images for sheet in others])
    labels = np.concatenate([sheet.labels for sheet in others])
    for preset in PRESETS:
        rows += _rows(preset, held_out, trained(preset, images, labels))
    return rows


def _rows(name: str, sheets: list[Sheet], reader: Reader | None) -> list[dict]:
    apart = list(_cut(sheets, 0.0, reader))
    near = list(_cut(sheets, TOUCHING, reader))
    rows = [
        _row(f"{name}: apart, cut right", apart, cut_right),
        _row(f"{name}: apart, all sure", apart, lambda _, found: _is_sure(found)),
        _row(f"{name}: touching, cut right", near, cut_right),
        _row(
            f"{name}: touching, cut right or marked",
            near,
            lambda line, found: cut_right(line, found) or not _is_sure(found),
        ),
    ]
    if reader:
        rows.append(_row(f"{name}: apart, read right", apart, lambda *it: _is_read(*it, reader)))
    return rows


def _cut(
    sheets: list[Sheet], touching: float, reader: Reader | None
) -> Iterator[tuple[WrittenLine, list[Symbol]]]:
    for number in range(LINES):
        sheet = sheets[number % len(sheets)]
        line = write_line(sheet.images, sheet.labels, [190, number], touching)
        yield line, cut_line(line.ink, reader)


def _row(name: str, lines: list, is_good) -> dict:
    share = float(np.mean([is_good(*one) for one in lines]))
    return {"name": name, "value": share, "unit": "ratio", "lines": len(lines)}


def _is_sure(symbols: list[Symbol]) -> bool:
    return all(symbol.sure for symbol in symbols)


def _is_read(line: WrittenLine, symbols: list[Symbol], reader: Reader) -> bool:
    read = reader(np.stack([symbol.glyph for symbol in symbols])).argmax(axis=1)
    return read.tolist() == line.labels


def trained(preset: str, images: np.ndarray, labels: np.ndarray) -> Reader:
    settings = presets.find(preset).settings(len(images), seed=0)
    model = presets.build_for(settings, classes=10, samples=len(images))
    arguments = presets.fit_arguments(settings, validated=False)
    model.fit(images, labels, epochs=settings.epochs, verbose=0, **arguments)
    return model.predict
