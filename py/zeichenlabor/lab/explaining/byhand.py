"""One training step in detail: each number from the input to the new weights.

`nn` makes the step: one picture, plain gradient descent. This module collects its numbers: all of
them for a tiny network, and one path through the last layers for the session's network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...arrays import Matrix
from ...nn import SGD, Dense, Dropout, Sequential

SMALL_INPUTS = (0.0, 0.5, 1.0, 0.8)
SMALL_WEIGHTS = (
    ((0.5, -0.4, 0.2), (0.3, 0.6, -0.5), (0.4, -0.9, 0.1), (-0.2, 0.5, 0.6)),
    (0.1, 0.0, -0.1),
    ((0.6, -0.3), (-0.5, 0.4), (0.2, 0.7)),
    (0.0, 0.1),
)
"""Weights of the tiny network: kernel and bias, layer by layer. Its second unit stays at 0."""

SMALL_RATE, RATE = 0.5, 0.1

OF_THE_FIRST = (
    *("x", "first_weight", "first_bias", "first_sum"),
    *("blame", "first_slope", "first_gradient", "first_after"),
)
"""The fields of a `Path` that exist only with a hidden layer."""


@dataclass(frozen=True)
class LayerStep:
    """One dense layer in a step; all float64.

    Attributes
    ----------
    inputs, z, y : the inputs, the sums, the outputs
    dy, dz : the loss's derivatives by y and by z; ``dy`` empty for the last layer
    dkernel : the loss's derivative by each weight; those by the bias are ``dz``
    kernel_after, bias_after : after the step
    """

    activation: str
    inputs: NDArray[np.float64]
    kernel: Matrix
    bias: NDArray[np.float64]
    z: NDArray[np.float64]
    y: NDArray[np.float64]
    dy: NDArray[np.float64]
    dz: NDArray[np.float64]
    dkernel: Matrix
    kernel_after: Matrix
    bias_after: NDArray[np.float64]


@dataclass(frozen=True)
class Walk:
    """A complete step: forward, loss, backward, new weights; ``after`` are the probabilities
    afterwards.
    """

    layers: list[LayerStep]
    label: int
    rate: float
    loss: float
    loss_after: float
    after: NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """One path through the last layers: input ``source`` → unit ``hidden`` → output ``unit``.

    Attributes
    ----------
    sizes : inputs, hidden units if there are any, outputs
    x, first_weight, first_bias, first_sum, y : up to the hidden unit's output; None without one
    first_slope, first_gradient, first_after : the derivatives by the first sum and weight, and the
        new weight
    weight, bias, sum, share : from there to the output
    target : 1 for the right class, else 0
    slope, gradient, weight_after : the same for the second weight
    blame : the derivative by the hidden unit's output, over all outputs
    """

    sizes: list[int]
    source: int
    hidden: int
    unit: int
    label: int
    rate: float
    activation: str | None
    x: float | None
    first_weight: float | None
    first_bias: float | None
    first_sum: float | None
    y: float
    weight: float
    bias: float
    sum: float
    share: float
    target: float
    loss: float
    slope: float
    gradient: float
    blame: float | None
    first_slope: float | None
    first_gradient: float | None
    first_after: float | None
    weight_after: float
    loss_after: float
    share_after: float


def walk(model: Sequential, x: np.ndarray, label: int) -> Walk:
    """Make one step of a compiled network of dense layers on one input; returns all numbers.

    The last layer must have the softmax that the loss includes.
    """
    signal = x.reshape(1, -1).astype(model.dtype)
    outputs = [output[0].astype(float) for output in model.activations(signal)]
    inputs = [signal[0].astype(float), *outputs[:-1]]
    before = [(layer.kernel.astype(float), _bias(layer)) for layer in model.layers]
    targets = model.loss.prepare(np.array([label]), model.output_shape, model.dtype)
    loss, _ = model.train_step(signal, targets)
    slopes = [layer.gradients["kernel"].astype(float) for layer in model.layers]
    after = model.predict(signal)[0].astype(float)
    target = np.eye(len(after))[label]
    dz, dy = outputs[-1] - target, np.empty(0)
    layers = []
    for place in reversed(range(len(model.layers))):
        layer, (kernel, bias) = model.layers[place], before[place]
        layers.append(
            LayerStep(
                activation=layer.activation,
                inputs=inputs[place],
                kernel=kernel,
                bias=bias,
                z=inputs[place] @ kernel + bias,
                y=outputs[place],
                dy=dy,
                dz=dz,
                dkernel=slopes[place],
                kernel_after=layer.kernel.astype(float),
                bias_after=_bias(layer),
            )
        )
        if place:
            dy = kernel @ dz
            dz = _before_activation(inputs[place - 1], slopes[place - 1])
    rate = model.optimizer.current_learning_rate
    return Walk(layers[::-1], label, rate, float(loss), -float(np.log(after[label])), after)


def small_network() -> Sequential:
    """Four inputs, three hidden units, two outputs, with fixed weights."""
    model = Sequential([Dense(3, activation="relu"), Dense(2, activation="softmax")])
    model.compile(SGD(learning_rate=SMALL_RATE), "sparse_categorical_crossentropy")
    model.build((4,))
    model.set_weights([np.array(weights, np.float32) for weights in SMALL_WEIGHTS])
    return model


def small_walk(label: int, steps: int) -> Walk:
    """One step of the tiny network, after a number of others with the same input and label."""
    model, x = small_network(), np.array(SMALL_INPUTS)
    for _ in range(steps):
        walk(model, x, label)
    return walk(model, x, label)


def tail(model: Sequential, glyph: np.ndarray) -> tuple[Sequential, np.ndarray]:
    """Copy the last one or two dense layers into a separate network.

    Returns
    -------
    the copy, compiled for plain gradient descent, and its input for ``glyph``
    """
    outputs = model.activations(glyph[None])
    places = [len(model.layers) - 1]
    before = places[0] - 1
    while before > 0 and isinstance(model.layers[before], Dropout):
        before -= 1
    if isinstance(model.layers[before], Dense):
        places.insert(0, before)
    first = places[0]
    given = outputs[first - 1][0] if first else glyph.reshape(-1) / np.float32(255)
    copy = Sequential.from_config(
        {"layers": [model.layers[place].serialize() for place in places], "input_shape": None}
    )
    copy.compile(SGD(learning_rate=RATE), "sparse_categorical_crossentropy")
    copy.build((given.size,))
    copy.set_weights([w for place in places for w in model.layers[place].get_weights()])
    return copy, given.reshape(-1)


def path(
    model: Sequential,
    glyph: np.ndarray,
    label: int,
    unit: int | None = None,
    hidden: int | None = None,
    source: int | None = None,
) -> Path:
    """Follow one weight of each of the last layers through a step.

    Units that are not chosen, or no longer exist, are replaced by those with the largest product.
    """
    copy, given = tail(model, glyph)
    label = label if 0 <= label < copy.output_shape[0] else 0
    steps = walk(copy, given, label)
    last, first = steps.layers[-1], steps.layers[0] if len(steps.layers) > 1 else None
    j = _chosen(unit, np.eye(len(last.y))[label])
    k = _chosen(hidden, np.abs(last.inputs * last.kernel[:, j]))
    i = _chosen(source, np.abs(first.inputs * first.kernel[:, k])) if first else 0
    sizes = [len(first.inputs)] if first else []
    beginning: dict[str, Any] = dict.fromkeys(OF_THE_FIRST)
    if first:
        beginning = {
            "x": float(first.inputs[i]),
            "first_weight": float(first.kernel[i, k]),
            "first_bias": float(first.bias[k]),
            "first_sum": float(first.z[k]),
            "blame": float(first.dy[k]),
            "first_slope": float(first.dz[k]),
            "first_gradient": float(first.dkernel[i, k]),
            "first_after": float(first.kernel_after[i, k]),
        }
    return Path(
        sizes=[*sizes, len(last.inputs), len(last.y)],
        source=i,
        hidden=k,
        unit=j,
        label=label,
        rate=steps.rate,
        activation=first.activation if first else None,
        y=float(last.inputs[k]),
        weight=float(last.kernel[k, j]),
        bias=float(last.bias[j]),
        sum=float(last.z[j]),
        share=float(last.y[j]),
        target=float(j == label),
        loss=steps.loss,
        slope=float(last.dz[j]),
        gradient=float(last.dkernel[k, j]),
        weight_after=float(last.kernel_after[k, j]),
        loss_after=steps.loss_after,
        share_after=float(steps.after[j]),
        **beginning,
    )


def _chosen(place: int | None, weights: Sequence[float] | np.ndarray) -> int:
    if place is not None and 0 <= place < len(weights):
        return place
    return int(np.argmax(weights))


def _bias(layer: Dense) -> np.ndarray:
    units = layer.output_shape[0]
    return layer.bias.astype(float) if layer.use_bias else np.zeros(units)


def _before_activation(inputs: np.ndarray, dkernel: np.ndarray) -> np.ndarray:
    """Return dz, where dkernel = inputs ⊗ dz."""
    length = inputs @ inputs
    return inputs @ dkernel / length if length else np.zeros(dkernel.shape[1])
