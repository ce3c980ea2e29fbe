"""Generates the Python code that corresponds to the page's buttons."""

from __future__ import annotations

import re

from ... import data, nn, sheets
from ...nn import Sequential
from . import presets
from .settings import Settings

_OURS = (
    (data, "zeichenlabor.data"),
    (nn, "zeichenlabor.nn"),
    (sheets, "zeichenlabor.sheets"),
)


def reading(files: list[str]) -> str:
    """Code that reads these sheets: defines ``images`` and ``labels``."""
    return f"""\
files = [
{_lines(map(repr, files))}
]
sheets = [read_sheet(file) for file in files]
images = np.concatenate([sheet.images for sheet in sheets])
labels = np.concatenate([sheet.labels for sheet in sheets])
"""


def training(settings: Settings, samples: int, classes: int, apart: bool = False) -> str:
    """Code that splits the pictures and trains the chosen network: defines ``model``.

    Parameters
    ----------
    settings : Settings
        of the training
    samples : int
        number of training pictures, on which learning-rate schedules depend
    classes : int
        of the pictures
    apart : bool
        whether there is a separate test set, which ``project`` knows

    Raises
    ------
    BadSetting, BadShape
        if the preset, a number or the layers are not allowed
    """
    model = presets.build_for(settings, classes=classes, samples=samples)
    given = presets.fit_arguments(settings)
    fit = [
        f"epochs={settings.epochs}",
        f"batch_size={given['batch_size']}",
        "validation_data=(images[validation], labels[validation])",
        f"seed={given['seed']}",
        f"shuffle={given['shuffle']}",
        *(f"{name}={given[name]!r}" for name in ("callbacks", "augmentation") if given[name]),
    ]
    return f"""\
{splitting(settings, apart)}
{_model(model, settings.seed)}
model.fit(
    images[train],
    labels[train],
{_lines(fit)}
)
"""


_AS_COLLECTED = "train = np.sort(train)  # as they were collected: sheet by sheet, class by class\n"


def splitting(settings: Settings, apart: bool = False) -> str:
    """Code that splits the pictures as the page does; ``apart``: there is a separate test set."""
    shares, seed = settings.shares, settings.split_seed
    given = f"shares={shares}, seed={seed}" + (", apart=project.apart" if apart else "")
    return f"""\
train, validation, test = train_test_split(labels, {given})
{"" if settings.shuffle else _AS_COLLECTED}"""


TESTING = """\
loss, accuracy = model.evaluate(images[test], labels[test])
print(f"test accuracy: {accuracy:.1%}")
"""


def model_listing(model: Sequential, seed: int) -> str:
    """A program that creates this network and prints its summary; weights are not needed."""
    body = f"{_model(model, seed)}\nmodel.summary()\n"
    return "\n".join([*imports(body), "", body])


def _model(model: Sequential, seed: int) -> str:
    return f"""\
model = Sequential([
{_lines(map(repr, model.layers))}
])
model.compile(
    {model.optimizer!r},
    {model.loss!r},
)
model.build({presets.PICTURE}, seed={seed})"""


def _lines(items) -> str:
    return "\n".join(f"    {item}," for item in items)


def imports(body: str) -> list[str]:
    """Lines that import NumPy and every name of this package that the code calls."""
    called = set(re.findall(r"(?<![\w.])([A-Za-z_]\w*)\(", body))
    lines = ["import numpy as np"] if re.search(r"\bnp\.", body) else []
    for module, path in _OURS:
        if names := sorted(called & set(module.__all__)):
            lines.append(f"from {path} import {', '.join(names)}")
    return lines
