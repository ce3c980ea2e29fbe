"""The last hidden layer: how a network sees pictures before it names them."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from ..nn import Sequential
from ..nn.training import finished


def hidden(model: Sequential, images: np.ndarray) -> np.ndarray:
    """Return what the last layer is given for pictures, float (n, inputs of that layer).

    A network of one layer is given the pixels, 0 to 1.
    """
    return finished(finding_hidden(model, images))


def finding_hidden(model: Sequential, images: np.ndarray) -> Generator[None, None, np.ndarray]:
    """Like `hidden`, with pauses in which others may use the network."""
    parts = []
    for rows in model.slices(len(images)):
        if rows[0]:
            yield
        parts.append(hidden_of(model.activations(images[rows]), images[rows]))
    return np.concatenate(parts).astype(float)


def hidden_of(activations: list[np.ndarray], images: np.ndarray) -> np.ndarray:
    """The same from every layer's output for the pictures; see `Sequential.activations`."""
    values = activations[-2] if len(activations) > 1 else images / np.float32(255)
    return values.reshape(len(images), -1)
