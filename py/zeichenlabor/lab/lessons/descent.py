"""Gradient descent: landscapes, batches, the chain rule, initial weights, learning rates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...nn import (
    SGD,
    Adam,
    CosineDecay,
    Dense,
    ExponentialDecay,
    Flatten,
    LearningRateSchedule,
    MeanSquaredError,
    Optimizer,
    PiecewiseConstantDecay,
    RMSprop,
    Sequential,
)
from ..session import Session
from .material import floats, own_or_practice

REACH = 2.4
"""Half the side of the landscapes."""
_FAR = 4 * REACH


def _two_valleys(x: np.ndarray) -> np.ndarray:
    return 0.25 * x**4 - x**2 + 0.3 * x + 1.4


def _two_valleys_slope(x: np.ndarray) -> np.ndarray:
    return x**3 - 2 * x + 0.3


def descent(start: float, rate: float, steps: int) -> dict[str, Any]:
    """Run `SGD` on a curve with two valleys; ends early if it diverges."""
    weight = floats([start])
    optimizer = SGD(float(rate))
    optimizer.build(weight)
    path = [float(weight[0])]
    for _ in range(steps):
        optimizer.step(weight, _two_valleys_slope(weight))
        if abs(weight[0]) > _FAR:
            break
        path.append(float(weight[0]))
    at, xs = np.array(path), np.linspace(-REACH, REACH, 121)
    return {
        "x": xs,
        "y": _two_valleys(xs),
        "path": at,
        "heights": _two_valleys(at),
        "slope": float(_two_valleys_slope(at[-1])),
        "gone": len(path) <= steps,
    }


Surface = tuple[Callable[..., np.ndarray], Callable[..., np.ndarray]]

SURFACES: dict[str, Surface] = {
    "bowl": (
        lambda x, y: 0.35 * x**2 + 0.9 * y**2,
        lambda x, y: np.array([0.7 * x, 1.8 * y]),
    ),
    "saddle": (
        lambda x, y: 0.5 * x**2 - 0.5 * y**2 + 0.125 * y**4 + 0.5,
        lambda x, y: np.array([x, -y + 0.5 * y**3]),
    ),
    "valley": (
        lambda x, y: 0.08 * (x - 1.5) ** 2 + 1.2 * (y + 0.7 - 0.35 * x**2) ** 2,
        lambda x, y: np.array(
            [
                0.16 * (x - 1.5) - 1.68 * x * (y + 0.7 - 0.35 * x**2),
                2.4 * (y + 0.7 - 0.35 * x**2),
            ]
        ),
    ),
}
"""Heights and gradients: a bowl, a saddle between two minima, a curved narrow valley."""

GRID = 41


def surface(name: str) -> dict[str, Any]:
    """Heights of a landscape on a grid, row by row from y = -reach."""
    ticks = np.linspace(-REACH, REACH, GRID)
    heights = SURFACES[name][0](*np.meshgrid(ticks, ticks))
    return {
        "heights": heights.astype(np.float32),
        "size": GRID,
        "reach": REACH,
        "low": float(heights.min()),
        "high": float(heights.max()),
    }


def _walk(name: str, optimizer: Optimizer, start: list[float], steps: int) -> dict[str, Any]:
    height, gradient = SURFACES[name]
    weights = floats(start).copy()
    optimizer.build(weights)
    path = [weights.copy()]
    for _ in range(steps):
        optimizer.step(weights, gradient(*weights))
        if np.abs(weights).max() > _FAR:
            break
        path.append(weights.copy())
    places = np.array(path)
    return {"path": places, "heights": height(places[:, 0], places[:, 1])}


def walk(name: str, start: list[float], rate: float, momentum: float, steps: int) -> dict[str, Any]:
    """One walk of `SGD` over a landscape."""
    return _walk(name, SGD(float(rate), float(momentum)), start, steps)


def race(name: str, start: list[float], steps: int) -> list[dict[str, Any]]:
    """Four optimizers from one place."""
    runners = {
        "sgd": SGD(0.05),
        "momentum": SGD(0.05, 0.9),
        "rmsprop": RMSprop(0.05),
        "adam": Adam(0.1),
    }
    return [{"name": key, **_walk(name, one, start, steps)} for key, one in runners.items()]


def batches(session: Session, size: int) -> dict[str, Any]:
    """Angles between the gradients of single batches and that of all pictures, in degrees.

    The network is one untrained layer; the sign of an angle only separates the arrows.
    """
    images, labels, own, names = own_or_practice(session, 160)
    model = Sequential([Flatten(), Dense(len(names), "softmax")])
    model.compile(SGD())
    model.build(images.shape[1:], seed=1)
    targets = model.loss.prepare(labels, model.output_shape, model.dtype)

    def gradient(rows: np.ndarray) -> np.ndarray:
        model.compute_gradients(*model.draw(images, rows.astype(np.int32), targets))
        return model.parameters.gradients.astype(np.float64)

    whole = gradient(np.arange(len(images)))
    order = np.random.default_rng(1).permutation(len(images))
    starts = range(0, len(images), size)
    angles, side = [], None
    for begin in list(starts)[:16]:
        one = gradient(order[begin : begin + size])
        share = one @ whole / (np.linalg.norm(one) * np.linalg.norm(whole))
        across = one - whole * (one @ whole) / (whole @ whole)
        side = across if side is None else side
        angle = np.degrees(np.arccos(np.clip(share, -1, 1)))
        angles.append(float(np.copysign(angle, across @ side)))
    return {
        "angles": angles,
        "mean": float(np.abs(angles).mean()),
        "steps": len(starts),
        "pictures": len(images),
        "own": own,
    }


def chain(x: float, first: float, second: float, target: float) -> dict[str, Any]:
    """Two neurons in a row, forward and backward: every value and every gradient."""
    model = Sequential(
        [Dense(1, "relu", use_bias=False), Dense(1, use_bias=False)], dtype="float64"
    )
    model.compile(SGD(), MeanSquaredError())
    model.build((1,))
    model.set_weights([floats([[first]]), floats([[second]])])
    inputs, targets = floats([[x]]), floats([[target]])
    loss, _ = model.compute_gradients(inputs, targets)
    hidden, output = (float(values[0, 0]) for values in model.activations(inputs))
    slope = np.empty((1, 1))
    model.loss.measure(np.array([[output]]), targets, slope, raw=False)
    to_hidden = model.layers[1].backward(slope.copy(), need_dx=True)
    return {
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "to_output": float(slope[0, 0]),
        "to_hidden": float(to_hidden[0, 0]),
        "to_first": float(model.layers[0].gradients["kernel"][0, 0]),
        "to_second": float(model.layers[1].gradients["kernel"][0, 0]),
    }


BEGINNINGS = {
    "zeros": "zeros",
    "small": {"class_name": "RandomNormal", "config": {"stddev": 0.01}},
    "glorot": "glorot_uniform",
    "he": "he_normal",
    "large": {"class_name": "RandomNormal", "config": {"stddev": 0.5}},
}


def beginnings(name: str) -> dict[str, Any]:
    """Standard deviation of the values after each of 8 ReLU layers, for inputs with standard
    deviation 1.
    """
    inputs = np.random.default_rng(0).standard_normal((200, 64)).astype(np.float32)
    model = Sequential([Dense(64, "relu", kernel_initializer=BEGINNINGS[name]) for _ in range(8)])
    model.build((64,), seed=2)
    spreads = [float(values.std()) for values in model.activations(inputs)]
    powers = [float(np.log10(spread)) if spread > 0 else None for spread in spreads]
    return {"spreads": spreads, "powers": powers, "last": spreads[-1]}


STEPS = 100


def decay(kind: str, step: int) -> dict[str, Any]:
    """The learning rate of a schedule over 100 steps, and at one of them."""
    schedules: dict[str, LearningRateSchedule | Callable[[int], float]] = {
        "constant": lambda at: 0.1,
        "exponential": ExponentialDecay(0.1, decay_steps=25, decay_rate=0.5),
        "stairs": PiecewiseConstantDecay(boundaries=(33, 66), values=(0.1, 0.03, 0.01)),
        "cosine": CosineDecay(0.1, decay_steps=STEPS),
    }
    schedule = schedules[kind]
    rates = [schedule(at) for at in range(STEPS + 1)]
    return {"rates": rates, "rate": rates[step]}
