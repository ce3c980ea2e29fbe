"""A network a second time, from what describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...nn import Sequential


def description(model: Sequential) -> dict[str, Any]:
    """Say in JSON types how the network is made and trained, without its weights."""
    return {
        "config": Sequential.get_config(model),  # the engine's own form, also of a stand-in
        "compile": Sequential.get_compile_config(model),
        "input_shape": model.picture_shape,
    }


def network(described: dict[str, Any], weights: Sequence[np.ndarray]) -> Sequential:
    """Make the network of a `description`, with weights as `Sequential.get_weights` gave them."""
    model = Sequential.from_config(described["config"])
    model.compile_from_config(described["compile"])
    model.build(described["input_shape"])
    model.set_weights(weights)
    return model


def clone(model: Sequential) -> Sequential:
    """Copy a network; its optimizer begins anew."""
    return network(description(model), model.get_weights())
