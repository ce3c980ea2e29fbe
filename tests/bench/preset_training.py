"""Trains presets as the page does, on MNIST or on the scans; runs natively and in the browser.

What is trained are the settings with which the page starts. MNIST is collected, shared out and
trained on by the page's own methods. In the browser this file is fetched and run inside the
page's own Pyodide, so it imports the package and NumPy only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from zeichenlabor.data import Mnist, load_idx
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing.presets import (
    AUTOENCODER_ERROR,
    MNIST_SAMPLES,
    PRESETS,
    build_for,
    fit_arguments,
)
from zeichenlabor.lab.designing.presets import autoencoder as autoencoder_of_convolutions
from zeichenlabor.lab.training.splits import split_rows
from zeichenlabor.nn import EpochEnd, kernels
from zeichenlabor.sheets import read_sheet

SHEETS = ("01", "02", "03", "05", "07", "09", "11")
AUTOENCODER_EPOCHS = 2
Tell = Callable[[str], None]


def on_mnist(key: str, data: Path, tell: Tell, seed: int = 1) -> dict:
    """Train a preset on MNIST's 60,000, validation included, and test it on the 10,000."""
    laboratory = collected(load_idx(data / "mnist"))
    settings = starting_settings(laboratory, key, seed)
    start = time.perf_counter()
    epochs = _listen(laboratory.train.start_training(settings), key, tell)
    seconds = time.perf_counter() - start
    accuracy = laboratory.evaluate.evaluate().accuracy
    expected = PRESETS[key].expected
    return {
        "name": key,
        "value": round(100 * accuracy, 2),
        "unit": "%",
        "expected": _range(expected),
        "reached": bool(expected.at_least <= accuracy <= expected.at_most),
        "pictures": len(laboratory.session.subsets.train),
        "epochs": epochs,
        "seconds": round(seconds, 1),
        "kernels": kernels.backend(),
        "seed": seed,
    }


def autoencoder(data: Path, tell: Tell, seed: int = 1) -> dict:
    """Train the autoencoder of convolutions on as many pictures, and let it draw the 10,000."""
    mnist = load_idx(data / "mnist")
    train, test = (x[..., None].astype(np.float32) / 255 for x in (mnist.x_train, mnist.x_test))
    train = train[: MNIST_SAMPLES * 9 // 10]
    model = autoencoder_of_convolutions()
    start = time.perf_counter()
    events = model.fit_events(train, train, epochs=AUTOENCODER_EPOCHS, batch_size=128, seed=seed)
    epochs = 0
    for event in events:
        if isinstance(event, EpochEnd):
            epochs += 1
            tell(f"autoencoder epoch {event.epoch}: loss {event.loss:.4f}, {event.seconds:.1f} s")
    seconds = time.perf_counter() - start
    error = float(np.abs(model.predict(test) - test).mean())
    return {
        "name": "autoencoder",
        "value": round(error, 4),
        "unit": "mean absolute error of a pixel",
        "expected": f"at most {AUTOENCODER_ERROR}",
        "reached": error <= AUTOENCODER_ERROR,
        "pictures": len(train),
        "epochs": epochs,
        "seconds": round(seconds, 1),
        "kernels": kernels.backend(),
        "seed": seed,
    }


def collected(mnist: Mnist) -> Laboratory:
    """A laboratory that holds pictures as the page loads a ready collection with its own test."""
    images = np.concatenate([mnist.x_train, mnist.x_test])
    labels = np.concatenate([mnist.y_train, mnist.y_test])
    laboratory = Laboratory()
    laboratory.collect.restore_sheet(
        "mnist",
        list("0123456789"),
        memoryview(images.tobytes()),
        labels.tolist(),
        list(range(len(labels))),
        test_from=len(mnist.y_train),
    )
    return laboratory


def starting_settings(laboratory: Laboratory, key: str, seed: int) -> dict:
    """The settings with which the page starts a training of this preset."""
    offered = {preset.key: preset for preset in laboratory.train.presets()}
    return asdict(offered[key].settings) | {"seed": seed, "split_seed": seed}


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
    key = "own-handwriting"
    x, y = (np.concatenate([sheets[name][part] for name in trained]) for part in (0, 1))
    settings = replace(PRESETS[key].settings(len(x)), seed=seed, split_seed=seed)
    held = settings.validation_share
    split = split_rows(y, settings, (1 - held, held, 0.0))  # other sheets are the test
    model = build_for(settings, classes=10, samples=len(split.train))
    training = model.fit_events(
        x[split.train],
        y[split.train],
        validation_data=(x[split.validation], y[split.validation]),
        epochs=settings.epochs,
        **fit_arguments(settings),
    )
    _listen(training, key, lambda text: None)
    found = {name: 100 * model.evaluate(*sheets[name]).accuracy for name in tested}
    tell(f"trained on {', '.join(trained)}: {found}")
    return found


def _listen(events, key, tell):
    """Wait for the end of a training; returns its epochs."""
    epochs = 0
    for event in events:
        if isinstance(event, EpochEnd):
            epochs += 1
            tell(
                f"{key} epoch {event.epoch}: loss {event.loss:.4f}, "
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
