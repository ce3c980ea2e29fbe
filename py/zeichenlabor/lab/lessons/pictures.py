"""Pictures as numbers: pixels, centring, colours, and data splits."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...data import train_test_split
from ...nn import SGD, Activation, Dense, Flatten, Sequential
from ...nn.losses import one_hot
from ..session import Session
from .material import floats, glyph, own_or_practice, practice

HISTORY = (
    (1998, "linear", 1200),
    (1998, "layers", 470),
    (1998, "lenet", 95),
    (2002, "machine", 56),
    (2012, "committee", 23),
)
"""Year, method and number of errors on MNIST's 10,000 test pictures, from LeCun's table
(yann.lecun.com/exdb/mnist): linear classifier 12.0 %, two layers with 300 hidden units and squared
error 4.7 %, LeNet-5 without distortions 0.95 % (LeCun et al. 1998); virtual support vector machine
of degree 9, pictures deskewed, 0.56 % (DeCoste and Schölkopf 2002); 35 convolutional networks 0.23
% (Cireşan, Meier and Schmidhuber 2012). The same page tells the writers: half of each set is from
NIST's SD-3 (employees of the Census Bureau), half from SD-1 (pupils of high schools), and no writer
in both.
"""


def picture(seed: int) -> dict[str, Any]:
    """A synthetic digit, for a page without any."""
    images, labels = practice(50)
    at = (3 + 7 * seed) % len(labels)
    return {"image": images[at], "label": int(labels[at])}


def examples(label: int) -> dict[str, Any]:
    """Twenty synthetic pictures of one digit by many writers."""
    images, labels = practice(200)
    return {"images": images[labels == label]}


def centre(image: memoryview) -> dict[str, Any]:
    """The ink's centre of mass and bounding box, in pixels."""
    ink = glyph(image) / 255
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return {"row": None, "column": None, "box": None, "longest": 0}
    total = ink.sum()
    middle = np.arange(len(ink)) + 0.5
    top, left = int(rows.min()), int(columns.min())
    height, width = int(rows.max()) + 1 - top, int(columns.max()) + 1 - left
    return {
        "row": float(ink.sum(axis=1) @ middle / total),
        "column": float(ink.sum(axis=0) @ middle / total),
        "box": [top, left, height, width],
        "longest": max(height, width),
    }


def channels(image: memoryview, colour: list[float]) -> dict[str, Any]:
    """The picture in coloured ink on white: uint8 (28, 28, 3), red, green, blue."""
    ink = glyph(image)[..., None] / 255
    mixed = 255 + (floats(colour) - 255) * ink
    return {"values": np.rint(mixed).astype(np.uint8), "shape": [*mixed.shape]}


def history() -> list[dict[str, Any]]:
    """Error rates on MNIST over the years."""
    return [{"year": y, "method": m, "mistakes": n, "of": 10_000} for y, m, n in HISTORY]


def split(session: Session, train: float, validation: float, seed: int) -> dict[str, Any]:
    """The subset, 0, 1 or 2, of each of at most 200 pictures."""
    _, labels, own, _ = own_or_practice(session, 200)
    shares = (train, validation, round(1 - train - validation, 6))
    split = train_test_split(labels, shares=shares, seed=seed)
    subset = np.zeros(len(labels), np.uint8)
    for number, rows in enumerate(split):
        subset[rows] = number
    return {"subset": subset, "counts": [len(rows) for rows in split], "own": own}


def scaling(largest: float) -> dict[str, Any]:
    """The loss over 40 steps of SGD for inputs between 0 and ``largest``."""
    images, labels = practice(200)
    model = Sequential([Flatten(), Dense(10), Activation("softmax")])
    model.compile(SGD(0.1))
    scaled = images.astype(np.float32) * np.float32(largest / 255)
    events = model.fit_events(scaled, labels, epochs=8, batch_size=40, seed=1)
    losses = [event.loss for event in events if event.type == "batch"]
    return {"losses": losses, "last": float(np.mean(losses[-5:])), "first": losses[0]}


def onehot(label: int, classes: int) -> dict[str, Any]:
    """The label as one-hot target."""
    return {"values": one_hot(np.array([label]), classes)[0]}
