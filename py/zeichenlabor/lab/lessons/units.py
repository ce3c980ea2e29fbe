"""Single neurons: sum, activation, and the propagation of signals and gradients."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...nn import Constant, Dense, Flatten, Sequential, kernels
from ...nn.activations import activate
from ..explaining.explanation import unit_view
from ..session import Session
from .material import floats, glyph, own_or_practice, practice

CURVE = np.linspace(-6, 6, 121)


def _dense(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray, activation: str) -> Sequential:
    model = Sequential([Dense(len(bias), activation)], dtype="float64")
    model.build(x.shape[1:])
    model.set_weights([kernel, bias])
    return model


def neuron(
    inputs: list[float], weights: list[float], bias: float, activation: str
) -> dict[str, Any]:
    """One `Dense` unit: products, sum, value."""
    x = floats(inputs)[None]
    w = floats(weights)
    model = _dense(x, w[:, None], floats([bias]), activation)
    summed = _dense(x, w[:, None], floats([bias]), "linear")
    return {
        "products": floats(inputs) * w,
        "sum": float(summed.predict(x)[0, 0]),
        "value": float(model.predict(x)[0, 0]),
    }


def template(session: Session, image: memoryview, unit: int, epochs: int = 0) -> dict[str, Any]:
    """A unit of the network's first dense layer, laid over a picture; see `unit_view`.

    ``units`` is 0 if the first layer is not dense. ``epochs`` is not used; it makes the page repeat
    the request.
    """
    model = session.model
    picture = glyph(image)
    model.ensure_built(picture.shape)
    at = next((i for i, layer in enumerate(model.layers) if isinstance(layer, Dense)), -1)
    if at < 0 or model.layers[at].input_shape != (picture.size,):
        return {"units": 0, "trained": session.settings is not None}
    units = model.layers[at].units
    view = unit_view(model, picture, model.activations(picture[None]), at, unit % units)
    return {
        "units": units,
        "trained": session.settings is not None,
        "weights": view.weights,
        "products": view.products,
        "largest": float(np.abs(view.weights).max()),
        "strongest": float(np.abs(view.products).max()),
        "sum": view.sum,
        "bias": view.bias,
        "value": view.value,
    }


def _value_and_slope(z: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    y = activate(z, np.empty_like(z), name)
    slope = np.ones_like(z)
    kernels.activation_backward(slope, y, slope, activation=name, z=z)
    return y, slope


def activation(name: str, z: float) -> dict[str, Any]:
    """An activation function and its derivative, as curves and at one point."""
    y, slope = _value_and_slope(CURVE.copy(), name)
    here, steep = _value_and_slope(floats([z]), name)
    return {
        "x": CURVE,
        "y": y,
        "slopes": slope,
        "value": float(here[0]),
        "slope": float(steep[0]),
    }


def dying(session: Session, bias: float, leaky: bool) -> dict[str, Any]:
    """How often each of 40 ReLU units is active, with the given ``bias``.

    A unit whose gradient is 0 for every picture is dead.
    """
    images, _, own, _ = own_or_practice(session, 100)
    name = "leaky_relu" if leaky else "relu"
    model = Sequential([Flatten(), Dense(40, name, bias_initializer=Constant(float(bias)))])
    model.build(images.shape[1:], seed=1)
    y = model.predict(images)
    slope = np.ones_like(y)
    kernels.activation_backward(slope, y, slope, activation=name)
    return {
        "active": (y > 0).mean(axis=0, dtype=np.float64),
        "mean": float((y > 0).mean()),
        "dead": int((slope == 0).all(axis=0).sum()),
        "units": y.shape[1],
        "own": own,
    }


def vanishing(activation: str, depth: int) -> dict[str, Any]:
    """Mean absolute gradient of the weights of each layer, from the first to the last."""
    images, labels = practice(100)
    hidden = [Dense(32, activation) for _ in range(depth)]
    model = Sequential([Flatten(), *hidden, Dense(10, "softmax")])
    model.compile("sgd")
    model.build(images.shape[1:], seed=1)
    rows = np.arange(len(images), dtype=np.int32)
    targets = model.loss.prepare(labels, model.output_shape, model.dtype)
    model.compute_gradients(*model.draw(images, rows, targets))
    sizes = [float(np.abs(layer.gradients["kernel"]).mean()) for layer in model.layers[1:]]
    powers = [float(np.log10(size)) if size else -99.0 for size in sizes]
    return {"sizes": sizes, "powers": powers, "share": sizes[0] / sizes[-1] if sizes[-1] else 0.0}


def softmax(values: list[float]) -> dict[str, Any]:
    """Softmax of logits, with the intermediate powers of e."""
    z = floats(values)[None]
    return {"powers": np.exp(z[0]), "shares": activate(z, np.empty_like(z), "softmax")[0]}


def logits(session: Session, image: memoryview, add: float, epochs: int = 0) -> dict[str, Any]:
    """The last layer's logits and probabilities for a picture.

    ``epochs`` is not used; it makes the page repeat the request.
    """
    picture, model = glyph(image), session.model
    outputs = model.activations(picture[None])
    last = len(model.layers) - 1
    views = [unit_view(model, picture, outputs, last, unit) for unit in range(outputs[-1].size)]
    z = floats([view.before for view in views])[None] + add
    shares = activate(z, np.empty_like(z), "softmax")[0]
    return {"values": z[0], "shares": shares, "trained": session.settings is not None}
