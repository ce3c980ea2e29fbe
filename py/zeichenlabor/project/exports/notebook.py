"""A Jupyter notebook that rebuilds the network in Keras 3, with its weights and its pictures.

It evaluates the network on the same test data, continues training with the same settings, and saves
``.keras``. `nn` uses Keras' vocabulary, so the ``repr`` of its objects is valid Keras code; only
the imports differ.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ... import nn
from ...data import Augmentation
from ...lab.code import ipynb
from ...lab.code.alterations import alterations, missing
from ...lab.code.keras_listing import expression, module_of
from ...nn import Sequential
from ...zips import zip_bytes
from . import predictor, weights
from .network import steps

_BY_LABEL = ("SparseCategoricalCrossentropy",)
"""Losses that take labels; all others take one value per class."""


class Subset(NamedTuple):
    """Labelled pictures: uint8 (n, 28, 28), ink 255 on 0; int (n,)."""

    images: np.ndarray
    labels: np.ndarray


class Training(NamedTuple):
    """How the network was trained, and how the notebook continues."""

    epochs: int
    batch_size: int
    callbacks: Sequence[nn.Callback] = ()
    settings: dict[str, Any] | None = None
    """The page's settings, stored in ``network.npz``."""
    shuffle: bool = True
    augmentation: Augmentation | None = None


def zipped(
    model: Sequential,
    classes: Sequence[str],
    subsets: Mapping[str, Subset],
    training: Training,
    texts: Mapping[str, str],
) -> bytes:
    """Return a zip of the notebook, ``network.npz``, ``data.npz`` and a readme.

    Parameters
    ----------
    subsets : "train", "val" and "test"
    texts : Markdown above the cells, by the names that `cells` uses, and ``readme``

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    return zip_bytes(
        {
            "zeichenlabor.ipynb": _notebook(cells(model, classes, training, texts)),
            "network.npz": weights.npz_bytes(model, classes, training.settings),
            "data.npz": _data(subsets),
            "README.txt": texts["readme"],
        }
    )


def cells(
    model: Sequential, classes: Sequence[str], training: Training, texts: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the cells: a text before each piece of code.

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    steps(model, "keras")
    code = {
        "start": _START,
        "files": _FILES,
        "data": _DATA.format(
            classes=list(classes),
            shape=model.input_shape,
            targets="y" if _takes_labels(model) else "keras.utils.to_categorical(y, len(classes))",
        ),
        "build": _build(model),
        "test": _TEST,
        "train": _train(training, model.input_shape),
        "save": _SAVE,
        "glyph": f"{predictor.glyph_code()}\n\n{_READ}",
    }
    return [(texts.get(name, ""), source.strip()) for name, source in code.items()]


_START = """
import importlib.util
import os

backends = [name for name in ("tensorflow", "jax", "torch") if importlib.util.find_spec(name)]
os.environ.setdefault("KERAS_BACKEND", backends[0])

import keras
import numpy as np

print("Keras", keras.__version__, "·", keras.backend.backend())
"""

_FILES = """
import sys
from pathlib import Path

if "google.colab" in sys.modules and not Path("data.npz").exists():
    from google.colab import files

    files.upload()
"""

_DATA = """
classes = {classes!r}
data = np.load("data.npz")


def pictures(subset):
    return data["x_" + subset].reshape(-1, *{shape!r}).astype("float32") / 255


def targets(subset):
    y = data["y_" + subset]
    return {targets}


for subset in ("train", "val", "test"):
    print(subset, pictures(subset).shape)
"""

_TEST = """
saved = np.load("network.npz")
model.set_weights([saved[name] for name in saved.files if "/" in name])

loss, accuracy = model.evaluate(pictures("test"), targets("test"), verbose=0)
print(f"{accuracy:.1%}")
"""

_SAVE = """
model.save("zeichenlabor.keras")

np.savez("weights.npz", *model.get_weights())
"""


_READ = """
def read(picture):
    if (seen := glyph(picture)) is None:
        return None
    x = seen.reshape(1, *model.input_shape[1:]).astype("float32") / 255
    shares = model.predict(x, verbose=0)[0]
    return classes[shares.argmax()], float(shares.max())


# print(read("photo.png"))
"""


def _build(model: Sequential) -> str:
    # Custom names may occur twice, which Keras rejects; and with its jax backend, Keras 3.15 cannot
    # save a model trained with use_ema.
    nameless = [_copy(layer, name=None) for layer in model.layers]
    optimizer = _copy(model.optimizer, use_ema=False)
    rows = "".join(f"    {expression(layer)},\n" for layer in nameless)
    body = (
        f"model = keras.Sequential([\n    keras.Input({model.input_shape!r}),\n{rows}])\n"
        f"model.compile(\n    optimizer={optimizer!r},\n    loss={model.loss!r},\n"
        '    metrics=["accuracy"],\n)\nmodel.summary()\n'
    )
    return _imports(body) + body


def _copy(piece: Any, **changes: Any) -> Any:
    """Return the same layer or optimizer with other settings."""
    return type(piece).from_config(piece.get_config() | changes)


def _train(training: Training, shape: tuple[int, ...]) -> str:
    layers = alterations(training.augmentation, shape)
    body = f"""
{_trainer(layers, shape)}{missing(training.augmentation)}{"trainer" if layers else "model"}.fit(
    pictures("train"),
    targets("train"),
    validation_data=(pictures("val"), targets("val")),
    epochs={training.epochs},
    batch_size={training.batch_size},
    shuffle={training.shuffle},
    callbacks={list(training.callbacks)!r},
    verbose=2,
)
loss, accuracy = model.evaluate(pictures("test"), targets("test"), verbose=0)
print(f"{{accuracy:.1%}}")
"""
    return _imports(body) + body


def _trainer(layers: list[str], shape: tuple[int, ...]) -> str:
    """Code for a model that augments the pictures before the network, which stays unchanged."""
    if not layers:
        return ""
    rows = "".join(f"    {layer},\n" for layer in [f"keras.Input({shape!r})", *layers, "model"])
    return (
        f"trainer = keras.Sequential([\n{rows}])\n"
        'trainer.compile(optimizer=model.optimizer, loss=model.loss, metrics=["accuracy"])\n'
    )


def _imports(body: str) -> str:
    """Return import lines for every name that the code uses."""
    wanted: dict[str, list[str]] = {}
    for name in sorted(set(re.findall(r"\b([A-Za-z_]\w*)\(", body)) & set(nn.__all__)):
        if module := module_of(name):
            wanted.setdefault(module, []).append(name)
    lines = [f"from {module} import {', '.join(wanted[module])}\n" for module in sorted(wanted)]
    return "".join([*lines, "\n" if lines else ""])


def _takes_labels(model: Sequential) -> bool:
    return type(model.loss).__name__ in _BY_LABEL


def _data(subsets: Mapping[str, Subset]) -> bytes:
    arrays = {}
    for name, subset in subsets.items():
        arrays[f"x_{name}"] = subset.images
        arrays[f"y_{name}"] = subset.labels.astype(np.int64)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _notebook(told: list[tuple[str, str]]) -> str:
    found = []
    for text, code in told:
        found.append(ipynb.markdown(f"text-{len(found)}", text))
        found.append(ipynb.code(f"code-{len(found)}", code))
    return ipynb.written(found, accelerator="GPU", colab={"provenance": []})
