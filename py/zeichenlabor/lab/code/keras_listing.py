"""Translates a training to Keras 3: the same names, in Keras' modules.

Initial weights, the order of the pictures and augmentation use other random numbers. Augmentations
without an equivalent are left out, with a comment.
"""

from __future__ import annotations

import re
from typing import Any

from ... import nn
from ...nn import (
    AveragePooling2D,
    Callback,
    Initializer,
    Layer,
    LearningRateSchedule,
    Loss,
    Optimizer,
    Regularizer,
    SparseCategoricalCrossentropy,
)
from ..designing import presets
from ..designing.settings import Settings
from .alterations import alterations, missing

MODULES = {
    Layer: "layers",
    Optimizer: "optimizers",
    LearningRateSchedule: "optimizers.schedules",
    Loss: "losses",
    Initializer: "initializers",
    Regularizer: "regularizers",
    Callback: "callbacks",
}
"""Keras' modules, below ``keras``, by families of `nn`."""

TESTING = """\
loss, accuracy = model.evaluate(x[test], y[test], verbose=0)
print(f"test accuracy: {accuracy:.1%}")
"""


def training(settings: Settings, samples: int, classes: int) -> str:
    """Code that builds, compiles and fits this network in Keras, on ``images`` and ``labels``.

    Raises
    ------
    BadSetting, BadShape
        if the preset, a number or the layers are not allowed
    """
    model = presets.build_for(settings, classes=classes, samples=samples)
    given = presets.fit_arguments(settings)
    labels = "labels"
    if not isinstance(model.loss, SparseCategoricalCrossentropy):
        labels = f"keras.utils.to_categorical(labels, {classes})"
    layers = [f"keras.Input({model.picture_shape})"]
    layers += alterations(given["augmentation"], model.picture_shape)
    layers += [in_keras(layer) for layer in model.layers]
    callbacks = "".join(
        f"\n    callbacks={in_keras(given['callbacks'])}," * bool(given["callbacks"])
    )
    return f"""\
import keras

keras.utils.set_random_seed({settings.seed})
x = images.astype("float32"){_channel(model.picture_shape)} / 255
y = {labels}

{missing(given["augmentation"])}model = keras.Sequential([
{_lines(layers)}
])
model.compile(
    optimizer={in_keras(model.optimizer)},
    loss={in_keras(model.loss)},
    metrics=["accuracy"],
)
model.fit(
    x[train],
    y[train],
    epochs={settings.epochs},
    batch_size={given["batch_size"]},
    shuffle={given["shuffle"]},
    validation_data=(x[validation], y[validation]),{callbacks}
)
"""


def in_keras(piece: Any) -> str:
    """The expression for an object, with module names."""
    return re.sub(r"\b([A-Z]\w*)\(", _with_module, expression(piece))


def expression(piece: Any) -> str:
    """The expression for an object, with imported names.

    It is the same as in `nn`, except that defaults which Keras does not have are written out.
    """
    told = repr(piece)
    if isinstance(piece, AveragePooling2D) and "pool_size=" not in told:
        begin, end = told.split("(", 1)
        return f"{begin}({', '.join(filter(None, [f'pool_size={piece.pool_size}', end[:-1]]))})"
    return told


def module_of(name: str) -> str | None:
    """Return the module in Keras of a name of `nn`, if it exists."""
    kind = getattr(nn, name, None)
    if not isinstance(kind, type):
        return None
    homes = (home for family, home in MODULES.items() if issubclass(kind, family))
    return next((f"keras.{home}" for home in homes), None)


def _with_module(match: re.Match) -> str:
    home = module_of(match[1])
    return f"{home}.{match[0]}" if home else match[0]


def _channel(shape: tuple[int, ...]) -> str:
    return "[..., None]" if len(shape) == 3 else ""


def _lines(items: list[str]) -> str:
    return "\n".join(f"    {item}," for item in items)
