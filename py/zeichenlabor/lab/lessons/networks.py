"""Layers as matrix products, their shapes and parameters."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...nn import (
    Conv2D,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Sequential,
)
from ...nn.activations import activate
from .material import floats, glyph

SHOWN = 12
"""How many units of a layer are listed."""


def layers(image: memoryview, hidden: int, width: int) -> dict[str, Any]:
    """The values in a small untrained multilayer perceptron.

    ``spread``: how many of the first layer's units are large enough to be drawn.
    """
    model = Sequential(
        [Flatten(), *(Dense(width, "relu") for _ in range(hidden)), Dense(10, "softmax")]
    )
    picture = glyph(image)
    model.build(picture.shape, seed=3)
    outputs = model.activations(picture[None])[1:]
    return {
        "values": [output[0, :SHOWN].astype(np.float64) for output in outputs],
        "units": [output.shape[1] for output in outputs],
        "parameters": model.count_params(),
        "each": [sum(w.size for w in layer.get_weights()) for layer in model.layers[1:]],
    }


def matrix(inputs: list[float], kernel: list[list[float]], bias: list[float]) -> dict[str, Any]:
    """A dense layer as ``x @ kernel + bias``: products per output, sums and ReLU's values."""
    x, w, b = floats(inputs), floats(kernel), floats(bias)
    model = Sequential([Dense(w.shape[1])], dtype="float64")
    model.build(x.shape)
    model.set_weights([w, b])
    z = model.predict(x[None])
    return {
        "products": x[:, None] * w,
        "sums": z[0],
        "values": activate(z, np.empty_like(z), "relu")[0],
    }


STACKS = {
    "dense": lambda: [Flatten(), Dense(100, "relu"), Dense(10, "softmax")],
    "cnn": lambda: [
        Conv2D(8, 3, activation="relu"),
        MaxPooling2D(),
        Conv2D(16, 3, activation="relu"),
        GlobalAveragePooling2D(),
        Dense(10, "softmax"),
    ],
}


def shapes(network: str, pictures: int) -> dict[str, Any]:
    """The shape of the data before and after each layer, and the number of values."""
    model = Sequential(STACKS[network]())
    model.build((28, 28))
    first = (28, 28, 1) if network == "cnn" else (28, 28)
    rows = [("Input", first), *((type(one).__name__, one.output_shape) for one in model.layers)]
    return {
        "steps": [
            {
                "kind": kind,
                "shape": [pictures, *shape],
                "numbers": int(pictures * np.prod(shape)),
            }
            for kind, shape in rows
        ],
        "most": int(max(pictures * np.prod(shape) for _, shape in rows)),
    }


def _one_layer(kind: str, size: int) -> tuple[Layer, tuple[int, ...]]:
    return (Dense(size), (784,)) if kind == "dense" else (Conv2D(size, 3), (28, 28, 1))


def parameters(kind: str, size: int) -> dict[str, Any]:
    """Weights of one layer on a picture, and the bytes that they take as float32."""
    layer, shape = _one_layer(kind, size)
    model = Sequential([layer])
    model.build(shape)
    kernel, bias = layer.get_weights()
    return {
        "weights": kernel.size,
        "biases": bias.size,
        "all": model.count_params(),
        "bytes": model.count_params() * kernel.itemsize,
        "fan": kernel.size // size,
    }


def sizes(kind: str) -> dict[str, Any]:
    """Parameters of a small example of each kind of network, built or computed by its formula.

    An LSTM has three gates and a candidate: four times the parameters of an RNN.
    """
    memory = 32
    stacks = {
        "forward": ((28, 28), lambda: [Flatten(), Dense(32, "relu"), Dense(10)]),
        "cnn": ((28, 28), STACKS["cnn"]),
        "rnn": ((28 + memory,), lambda: [Dense(memory)]),
        "lstm": ((28 + memory,), lambda: [Dense(4 * memory)]),
        "autoencoder": ((784,), lambda: [Dense(64), Dense(8), Dense(64), Dense(784)]),
        "physics": ((1,), lambda: [Dense(24), Dense(24), Dense(1)]),
    }
    shape, layers_of = stacks[kind]
    model = Sequential(layers_of())
    model.build(shape)
    return {"parameters": model.count_params()}
