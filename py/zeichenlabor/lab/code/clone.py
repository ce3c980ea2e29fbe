"""Descriptions of networks, and copies made from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...nn import Sequential


def description(model: Sequential) -> dict[str, Any]:
    """Describe the network and its training in JSON types, without its weights."""
    return {
        "config": Sequential.get_config(model),  # the form of `nn`, also for a stand-in
        "compile": Sequential.get_compile_config(model),
        "input_shape": model.picture_shape,
    }


def network(described: dict[str, Any], weights: Sequence[np.ndarray]) -> Sequential:
    """Create the network of a `description`, with weights from `Sequential.get_weights`."""
    model = Sequential.from_config(described["config"])
    model.compile_from_config(described["compile"])
    model.build(described["input_shape"])
    model.set_weights(weights)
    return model


def clone(model: Sequential) -> Sequential:
    """Copy a network; the copy's optimizer has its initial state."""
    return network(description(model), model.get_weights())
