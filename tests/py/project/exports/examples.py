"""Networks for exports: every preset, and one with every layer for each activation."""

from __future__ import annotations

import numpy as np

from zeichenlabor.data.pen import glyphs
from zeichenlabor.lab.designing import presets
from zeichenlabor.nn import (
    LSTM,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    LayerNormalization,
    MaxPooling2D,
    Reshape,
    Sequential,
    SimpleRNN,
    UpSampling2D,
    activations,
)

DIGITS = list("0123456789")
PICTURES = 100


def pictures(count: int = PICTURES, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Digits of the synthetic pen: uint8 (count, 28, 28), and their labels."""
    labels = np.arange(count) % 10
    return glyphs([DIGITS[label] for label in labels], seed), labels


def trained(key: str) -> Sequential:
    """Train a preset just so long that its answers differ from picture to picture."""
    x, y = pictures(seed=1)
    model = presets.build(key, samples=len(x), batch_size=50, epochs=1, seed=1)
    model.fit(x, y, epochs=1, batch_size=50)
    return sharpened(model)


def everything(activation: str) -> Sequential:
    """Build a network of all kinds of layers, with an activation wherever one can stand."""
    layers = [
        Conv2D(4, (3, 2), strides=(2, 3), padding="same", activation=activation),
        AveragePooling2D((3, 2), strides=(2, 1), padding="same"),
        BatchNormalization(center=False, momentum=0.1),
        Activation("gelu"),
        MaxPooling2D(3, strides=2, padding="same"),
        Reshape((-1, 4)),
        BatchNormalization(scale=False, momentum=0.1),
        Reshape((4, 4, -1)),
        Conv2D(6, 2, use_bias=False, activation="leaky_relu"),
        AveragePooling2D(2, strides=1),
        MaxPooling2D((1, 2), strides=1),
        Dropout(0.2),
        GlobalAveragePooling2D(),
        Dense(7, activation, name="twice"),
        BatchNormalization(momentum=0.1, epsilon=0.01),
        Activation(activation),
        Dense(8, use_bias=False, name="twice"),
        Flatten(),
        Dense(10, "softmax"),
    ]
    model = Sequential(layers, name=f"all-{activation}")
    model.compile("adam")
    model.build((28, 28), seed=2)
    model.fit(*pictures(), epochs=2)
    return sharpened(model)


def sequences(activation: str) -> Sequential:
    """Build a network that reads rows, and another picture made of what it remembers."""
    layers = [
        SimpleRNN(12, activation, return_sequences=True, go_backwards=True),
        LayerNormalization(),
        LSTM(9, activation, use_bias=False, return_sequences=True),
        LayerNormalization(scale=False, center=False, epsilon=0.01),
        SimpleRNN(8, use_bias=False),
        Reshape((2, 2, 2)),
        Conv2DTranspose(4, (4, 3), strides=2, padding="same", activation=activation),
        UpSampling2D((2, 1)),
        Conv2DTranspose(3, (1, 2), strides=(2, 3), use_bias=False),
        LayerNormalization(),
        Conv2DTranspose(2, 3, padding="valid"),
        Reshape((-1, 2)),
        LSTM(7, recurrent_activation=activation, go_backwards=True),
        Dense(10, "softmax"),
    ]
    model = Sequential(layers, name=f"sequences-{activation}")
    model.compile("adam")
    model.build((28, 28), seed=2)
    model.fit(*pictures(), epochs=2)
    return sharpened(model)


ACTIVATIONS = activations.NAMES
SEQUENCES = ("tanh", "leaky_relu", "linear")
"""Activations of recurrent layers: one without a slope of its own, one with, and none."""


def sharpened(model: Sequential) -> Sequential:
    """Spread out the last layer's sums: sure answers show differences that even ones hide."""
    *weights, kernel, bias = model.get_weights()
    logarithms = np.log(model.predict(pictures()[0]))
    scale = min(2 / logarithms.std(axis=0).max(), 20)
    bias = (bias - logarithms.mean(axis=0)) * scale
    model.set_weights([*weights, kernel * scale, bias])
    return model
