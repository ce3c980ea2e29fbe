"""The last hidden layer: how a network sees pictures before it names them."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from ...nn import Sequential
from ...nn.training import finished


def hidden(model: Sequential, images: np.ndarray) -> np.ndarray:
    """Return what the last layer is given for pictures, float (n, inputs of that layer).

    A network of one layer is given the pixels, 0 to 1.
    """
    return finished(reading(model, images))[0]


def reading(
    model: Sequential, images: np.ndarray
) -> Generator[None, None, tuple[np.ndarray, np.ndarray]]:
    """Return `hidden` and the answers (n, classes), with pauses in which others may work."""
    values, answers = [], []
    for rows in model.slices(len(images)):
        if rows[0]:
            yield
        activations = model.activations(images[rows])
        values.append(hidden_of(activations, images[rows]))
        answers.append(activations[-1])
    return np.concatenate(values).astype(float), np.concatenate(answers)


def hidden_of(activations: list[np.ndarray], images: np.ndarray) -> np.ndarray:
    """The same from every layer's output for the pictures; see `Sequential.activations`."""
    values = activations[-2] if len(activations) > 1 else images / np.float32(255)
    return values.reshape(len(images), -1)
