"""Trains presets as the page does, on MNIST or on the scans; runs natively and in the browser.

In the browser this file is fetched and run inside the page's own Pyodide, so it
imports the package and NumPy only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from zeichenlabor.data import load_idx
from zeichenlabor.lab.presets import PRESETS
from zeichenlabor.nn import EpochEnd, kernels
from zeichenlabor.sheets import read_sheet

SHEETS = ("01", "02", "03", "05", "07", "09", "11")
Tell = Callable[[str], None]


def on_mnist(key: str, data: Path, tell: Tell, seed: int = 1) -> dict:
    """Train a preset on MNIST's 60,000 and test it on the 10,000."""
    mnist = load_idx(data / "mnist")
    preset = PRESETS[key]
    model = preset.build(seed=seed)
    start = time.perf_counter()
    epochs = _fit(model, preset, mnist.x_train, mnist.y_train, seed, tell)
    seconds = time.perf_counter() - start
    accuracy = model.evaluate(mnist.x_test, mnist.y_test).accuracy
    expected = preset.expected
    return {
        "name": key,
        "value": round(100 * accuracy, 2),
        "unit": "%",
        "expected": _range(expected),
        "reached": bool(expected.at_least <= accuracy <= expected.at_most),
        "epochs": epochs,
        "seconds": round(seconds, 1),
        "kernels": kernels.backend(),
        "seed": seed,
    }


def on_sheets(data: Path, tell: Tell, seed: int = 1) -> list[dict]:
    """Train "own handwriting" on scans alone and test it on hands that it never saw."""
    sheets = {}
    for name in SHEETS:
        sheet = read_sheet(data / "sheets" / f"sheet-{name}.png")
        sheets[name] = (sheet.images, sheet.labels)
    few = _unseen(sheets, SHEETS[:3], SHEETS[3:], seed, tell)
    rows = [_row("sheets 1-3, tested on 5, 7, 9, 11", few, "mean", 96.5, seed)]
    each = {}
    for held in SHEETS:
        others = [name for name in SHEETS if name != held]
        each |= _unseen(sheets, others, [held], seed, tell)
    rows.append(_row("each hand left out in turn: mean", each, "mean", 98.0, seed))
    rows.append(_row("each hand left out in turn: worst", each, "min", 94.5, seed))
    return rows


def _unseen(sheets, trained, tested, seed, tell):
    """Accuracy in per cent on each tested sheet."""
    preset = PRESETS["own-handwriting"]
    x, y = (np.concatenate([sheets[name][part] for name in trained]) for part in (0, 1))
    model = preset.build(samples=len(x), seed=seed)
    _fit(model, preset, x, y, seed, lambda text: None)
    found = {name: 100 * model.evaluate(*sheets[name]).accuracy for name in tested}
    tell(f"trained on {', '.join(trained)}: {found}")
    return found


def _fit(model, preset, x, y, seed, tell):
    epochs = 0
    for event in model.fit_events(x, y, seed=seed, **preset.fit_settings(len(x))):
        if isinstance(event, EpochEnd):
            epochs += 1
            tell(
                f"{preset.key} epoch {event.epoch}: loss {event.loss:.4f}, "
                f"accuracy {event.accuracy:.4f}, {event.seconds:.1f} s"
            )
    return epochs


def _row(name, found, kind, least, seed):
    value = {"mean": np.mean, "min": np.min}[kind](list(found.values()))
    return {
        "name": f"own-handwriting, {name}",
        "value": round(float(value), 2),
        "unit": "%",
        "expected": f"at least {least} %",
        "reached": bool(value >= least),
        "each": {name: round(float(value), 2) for name, value in found.items()},
        "kernels": kernels.backend(),
        "seed": seed,
    }


def _range(expected):
    if expected.at_most < 1:
        return f"at most {100 * expected.at_most:g} %"
    return f"at least {100 * expected.at_least:g} %"
