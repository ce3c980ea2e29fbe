"""Limits for the size of a network that a browser can train."""

from __future__ import annotations

import math

from ...errors import TooLarge
from ...nn import Sequential
from ...nn.layers import Layer

MOST_PARAMETERS = 2_000_000
"""Most parameters. An optimizer stores up to four times as many numbers, all used in each step."""

MOST_VALUES = 32_000_000
"""Most values that all layers compute for one batch; a training stores about three times as many.
"""


def count_parameters(layer: Layer) -> int:
    """Return the number of a layer's weights; its shape must be known."""
    return sum(math.prod(weight.shape) for weight in layer.wanted_weights().values())


def check_size(model: Sequential, batch_size: int) -> None:
    """Reject a network that is too large or too slow for a browser.

    Only the network's shapes are needed, not its weights.

    Raises
    ------
    TooLarge
        ``index`` is the layer with the largest contribution
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
