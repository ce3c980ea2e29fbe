"""The values of the last hidden layer: a network's internal representation of pictures."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from ...nn import Sequential
from ...nn.training import finished


def hidden(model: Sequential, images: np.ndarray) -> np.ndarray:
    """Return the inputs of the last layer for pictures, float (n, inputs of that layer).

    For a network with one layer these are the pixels, 0 to 1.
    """
    return finished(reading(model, images))[0]


def reading(
    model: Sequential, images: np.ndarray
) -> Generator[None, None, tuple[np.ndarray, np.ndarray]]:
    """Return `hidden` and the outputs (n, classes), with pauses."""
    values, answers = [], []
    for rows in model.slices(len(images)):
        if rows[0]:
            yield
        activations = model.activations(images[rows])
        values.append(hidden_of(activations, images[rows]))
        answers.append(activations[-1])
    return np.concatenate(values).astype(float), np.concatenate(answers)


def hidden_of(activations: list[np.ndarray], images: np.ndarray) -> np.ndarray:
    """The same from all layers' outputs; see `Sequential.activations`."""
    values = activations[-2] if len(activations) > 1 else images / np.float32(255)
    return values.reshape(len(images), -1)
