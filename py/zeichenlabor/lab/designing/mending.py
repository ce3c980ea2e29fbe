"""Corrects layers that do not fit, by the smallest change."""

from __future__ import annotations

import math

from ...errors import BadShape
from ...nn import Flatten, Layer, Reshape


def mend(layers: list[Layer], index: int, error: BadShape, shape: tuple[int, ...]) -> list | None:
    """Return layers without this problem; None if there is no obvious correction.

    Parameters
    ----------
    layers : with the output layer
    index : of the layer that causes it
    shape : of that layer's input
    """
    before, layer, behind = layers[:index], layers[index], layers[index + 1 :]
    match error.params["remedy"]:
        case "flatten":
            return [*before, Flatten(), layer, *behind]
        case "add-channels":
            return [*before, Reshape((*shape, 1)), layer, *behind]
        case "sequence":
            if len(shape) == 1:
                return _in_front_of_flatten(before, layer, behind)
            return [*before, Reshape((shape[0], math.prod(shape[1:]))), layer, *behind]
        case "reshape":
            return _in_front_of_flatten(before, layer, behind)
        case "window-too-large":
            return [*before, _fitting(layer, min(shape[:2])), *behind]
        case "same-size":
            return [*before, *behind]
    return None


def _in_front_of_flatten(before, layer, behind):
    """Move a layer that needs pictures to where there still are some."""
    for place, other in enumerate(before):
        if isinstance(other, Flatten):
            return [*before[:place], layer, *before[place:], *behind]
    return [*before, *behind]


def _fitting(layer, side):
    """The same layer with a window not larger than the picture."""
    name = "kernel_size" if hasattr(layer, "kernel_size") else "pool_size"
    window = tuple(min(length, side) for length in getattr(layer, name))
    return type(layer)(**layer.get_config() | {name: window})
