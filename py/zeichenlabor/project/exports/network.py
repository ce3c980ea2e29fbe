"""A network in the form that all exports need: its layers with unique names, and their weights."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np

from ... import nn
from ...errors import NoModel, NotExpressible
from ...nn import Layer, Sequential
from ...nn.settings import snake_case

KINDS = (
    nn.Activation,
    nn.AveragePooling2D,
    nn.BatchNormalization,
    nn.Conv2D,
    nn.Conv2DTranspose,
    nn.Dense,
    nn.Dropout,
    nn.Flatten,
    nn.GlobalAveragePooling2D,
    nn.LSTM,
    nn.LayerNormalization,
    nn.MaxPooling2D,
    nn.Reshape,
    nn.SimpleRNN,
    nn.UpSampling2D,
)
"""The layers that each format supports."""


class Step(NamedTuple):
    """One layer.

    Attributes
    ----------
    name : unique in its network, generated as in Keras
    kind : the class's name, as in Keras
    config : its settings in JSON types, without ``name``
    weights : float32 arrays by name, in Keras' order
    input_shape, output_shape : of one picture
    """

    name: str
    kind: str
    config: dict[str, Any]
    weights: dict[str, np.ndarray]
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]


def steps(model: Sequential, form: str) -> list[Step]:
    """Return the layers of a built network for one export format.

    Raises
    ------
    NoModel
        if the network has no weights yet
    NotExpressible
        for an unsupported kind of layer, with ``layer`` and ``form``
    """
    if not model.built:
        raise NoModel
    seen: Counter[str] = Counter()
    found = []
    for layer in model.layers:
        if type(layer) not in KINDS:
            raise not_expressible(type(layer).__name__, form)
        stem = snake_case(type(layer).__name__)
        name = f"{stem}_{seen[stem]}" if seen[stem] else stem
        seen[stem] += 1
        found.append(_step(layer, name))
    return found


def not_expressible(kind: str, form: str) -> NotExpressible:
    """Return the error for a kind of layer that a format does not support."""
    return NotExpressible(f"{form} has no layer like {kind}", layer=kind, form=form)


def _step(layer: Layer, name: str) -> Step:
    config = layer.get_config()
    del config["name"]
    weights = {name: getattr(layer, name).astype(np.float32) for name in layer.wanted_weights()}
    kind = type(layer).__name__
    return Step(name, kind, config, weights, layer.input_shape, layer.output_shape)
