"""The kinds of layers for networks designed by users, and limits of their settings.

The limits are chosen for school tablets; `nn` itself has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...nn import Dense, Layer
from ...nn.settings import Integer, Number, Pair, Plain, Rule

MOST_LAYERS = 40

_CONVOLUTION = {
    "filters": Integer(minimum=1, maximum=256),
    "kernel_size": Pair(maximum=28),
    "strides": Pair(maximum=14),
}

_LIMITS = {
    "Dense": {"units": Integer(minimum=1, maximum=2048)},
    "Conv2D": _CONVOLUTION,
    "MaxPooling2D": {"pool_size": Pair(maximum=14)},
    "AveragePooling2D": {"pool_size": Pair(maximum=14)},
    "Dropout": {"rate": Number(minimum=0, maximum=0.95)},
    "SimpleRNN": {"units": Integer(minimum=1, maximum=512)},
    "LSTM": {"units": Integer(minimum=1, maximum=256)},
    "Conv2DTranspose": _CONVOLUTION,
    "UpSampling2D": {"size": Pair(maximum=4)},
}

_SHOWN = {
    "Dense": ("units", "activation"),
    "Conv2D": ("filters", "kernel_size", "strides", "padding", "activation"),
    "MaxPooling2D": ("pool_size", "padding"),
    "AveragePooling2D": ("pool_size", "padding"),
    "Dropout": ("rate",),
    "Activation": ("activation",),
    "SimpleRNN": ("units", "activation"),
    "LSTM": ("units",),
}

NEW: dict[str, dict[str, Any]] = {
    "Dense": {"units": 64, "activation": "relu"},
    "Conv2D": {"filters": 16, "kernel_size": 3, "activation": "relu"},
    "MaxPooling2D": {},
    "AveragePooling2D": {},
    "GlobalAveragePooling2D": {},
    "Flatten": {},
    "Dropout": {"rate": 0.25},
    "BatchNormalization": {},
    "LayerNormalization": {},
    "SimpleRNN": {"units": 64},
    "LSTM": {"units": 64},
    "Activation": {"activation": "relu"},
}
"""The initial settings of each layer, in the order of the menu."""

IN_CODE_ONLY = ("Reshape", "Conv2DTranspose", "UpSampling2D")
"""Layers that are not in the menu, but may come from Code or files."""


def _rule(name: str, family: type[Layer]) -> Plain:
    return Plain(
        family=family,
        rules=_LIMITS.get(name, {}),
        hidden=("name",),
        shown=_SHOWN.get(name, ()),
    )


_RULES = {cls.__name__: _rule(cls.__name__, cls) for cls in Layer.known().values()}


@dataclass(frozen=True)
class Layers(Rule):
    """The layers of a network in JSON form, without the output layer."""

    def parse(self, value: Any) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, (list, tuple)) or len(value) > MOST_LAYERS:
            raise ValueError(f"a list of at most {MOST_LAYERS} layers")
        return tuple(_parse(layer) for layer in value)

    def describe(self) -> dict[str, Any]:
        """Return for each kind in the menu its rules and its initial settings."""
        return {
            "kind": "layers",
            "optional": self.optional,
            "maximum": MOST_LAYERS,
            "options": [
                {
                    "class_name": name,
                    "fields": _RULES[name].describe()["options"][0]["fields"],
                    "new": _parse({"class_name": name, "config": config}),
                }
                for name, config in NEW.items()
            ],
        }


def _parse(layer: Any) -> dict[str, Any]:
    name = layer.get("class_name") if isinstance(layer, dict) else None
    if name not in _RULES:
        raise ValueError("layers, each one of " + ", ".join(_RULES))
    return _RULES[name](layer)


def output_layer(classes: int) -> Dense:
    """The last layer of every network: one probability for each class."""
    return Dense(classes, "softmax")
