"""How large a network may be that a browser trains."""

from __future__ import annotations

import math

from ...errors import TooLarge
from ...nn import Sequential
from ...nn.layers import Layer

MOST_PARAMETERS = 2_000_000
"""An optimizer holds up to four times as many numbers, and each step goes through all of them."""

MOST_VALUES = 32_000_000
"""That all layers give for one batch; a training holds about three times as many numbers."""


def count_parameters(layer: Layer) -> int:
    """Return how many weights a layer has, once it has its shape."""
    return sum(math.prod(weight.shape) for weight in layer.wanted_weights().values())


def check_size(model: Sequential, batch_size: int) -> None:
    """Refuse what a browser could not hold, or would have to wait for too long.

    The network has its shapes; it need not have weights.

    Raises
    ------
    TooLarge
        ``index`` is the layer with the largest part in it
    """
    parameters = [count_parameters(layer) for layer in model.layers]
    values = [batch_size * math.prod(layer.output_shape) for layer in model.layers]
    for counts, most, remedy in (
        (parameters, MOST_PARAMETERS, "fewer-parameters"),
        (values, MOST_VALUES, "fewer-values"),
    ):
        if sum(counts) > most:
            index = counts.index(max(counts))
            raise TooLarge(
                f"{sum(counts)} is more than {most}",
                kind=type(model.layers[index]).__name__,
                index=index,
                found=sum(counts),
                most=most,
                remedy=remedy,
            )
