"""The effect of more sheets on accuracy: the figures quoted in the guided path.

A network is trained on the sheets of one, two, four … hands and asked about the
sheets of the others; every figure is a mean over several choices of hands.
"""

from __future__ import annotations

import itertools

import numpy as np

from tests.bench.context import Context
from zeichenlabor.lab.designing import presets
from zeichenlabor.sheets import read_sheet

CHOICES = 7
EPOCHS = 20


def run(context: Context) -> list[dict]:
    files = sorted((context.data / "sheets").glob("sheet-*.png"))
    sheets = [read_sheet(file) for file in files]
    rows = []
    for preset, count in itertools.product(("school-1", "own-handwriting"), (1, 2, 4, 6)):
        choices = list(itertools.combinations(range(len(sheets)), count))
        rng = np.random.default_rng(count)
        chosen = rng.permutation(len(choices))[:CHOICES]
        found = [_strangers(preset, sheets, choices[place]) for place in chosen]
        name = f"{preset}: strangers read right after {count} sheet{'s' * (count > 1)}"
        rows.append({"name": name, "value": float(np.mean(found)), "unit": "share"})
    return rows


def _strangers(preset: str, sheets: list, chosen: tuple[int, ...]) -> float:
    """Share of the other sheets' glyphs that a network trained on the chosen ones reads right."""
    mine = [sheets[place] for place in chosen]
    others = [sheet for place, sheet in enumerate(sheets) if place not in chosen]
    images, labels = (np.concatenate([getattr(s, n) for s in mine]) for n in ("images", "labels"))
    model = presets.build(preset, samples=len(labels), epochs=EPOCHS, seed=1)
    augmentation = presets.find(preset).augmentation
    model.fit(images, labels, epochs=EPOCHS, batch_size=32, seed=1, augmentation=augmentation)
    asked, truth = (np.concatenate([getattr(s, n) for s in others]) for n in ("images", "labels"))
    return model.evaluate(asked, truth).accuracy
