"""The share of nonsense that is rejected if one in twenty symbols by unknown writers is rejected,
too.

A network is trained on five hands; the limit is learned from its validation pictures, and asked
about two hands that it has never seen and about nonsense of three kinds. Beside the distance in
the last hidden layer stands what the network's own confidence would do.
"""

from __future__ import annotations

import numpy as np

from tests.bench.context import Context
from tests.bench.preset_training import SHEETS, split_rows
from zeichenlabor.lab.collecting.collection import Origin, Samples
from zeichenlabor.lab.designing.presets import PRESETS, build_for, fit_arguments
from zeichenlabor.lab.evaluating.novelty import Limit, judging
from zeichenlabor.nn.training import finished
from zeichenlabor.sheets import read_sheet

TRAINED = SHEETS[:5]
KEYS = ("school-1", "school-2", "own-handwriting")
ALLOWED = 0.05
"""Share of the strange hands' symbols that may be refused."""

PAGE_LOST = 0.02
"""Share of the validation pictures that the page's first limit refuses."""


def run(context: Context) -> list[dict]:
    sheets = [read_sheet(context.data / "sheets" / f"sheet-{name}.png") for name in SHEETS]
    mine, strange = (_together(part) for part in (sheets[: len(TRAINED)], sheets[len(TRAINED) :]))
    return [row for key in KEYS for row in _rows(key, mine, strange)]


def _rows(key: str, mine: Samples, strange: Samples) -> list[dict]:
    settings = PRESETS[key].settings(len(mine))
    held = settings.validation_share
    split = split_rows(mine.labels, settings, (1 - held, held, 0.0))
    train, validation = mine.take(split.train), mine.take(split.validation)
    model = build_for(settings, classes=10, samples=len(train))
    model.fit(
        train.images,
        train.labels,
        validation_data=(validation.images, validation.labels),
        epochs=settings.epochs,
        **fit_arguments(settings),
    )
    digits = [str(digit) for digit in range(10)]
    judgement = finished(judging(model, train, validation, strange, digits, settings.seed))[1]
    rows = []
    for way, limits in (("distance", judgement.limits), ("softmax", judgement.softmax)):
        first = next(limit for limit in limits if limit.lost == PAGE_LOST)
        rows.append(
            {
                "name": f"{key}: nonsense refused by {way}, 5 % of strange hands refused",
                "value": round(100 * _at(limits), 1),
                "unit": "%",
                "with the page's first limit": round(100 * first.nonsense, 1),
                "strange hands refused by that": round(100 * first.known, 1),
            }
        )
    return rows


def _at(limits: list[Limit]) -> float:
    known = [0.0, *(limit.known for limit in limits)]
    return float(np.interp(ALLOWED, known, [0.0, *(limit.nonsense for limit in limits)]))


def _together(sheets: list) -> Samples:
    images, labels = (np.concatenate([getattr(s, n) for s in sheets]) for n in ("images", "labels"))
    return Samples(images, labels, [Origin("", cell) for cell in range(len(labels))])
