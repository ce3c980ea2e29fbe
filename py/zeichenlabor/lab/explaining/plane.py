"""The playground: points of two classes on a plane, and a small network that separates them.

With only two inputs the decision boundary can be drawn. The network is an ordinary one of `nn`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import BadSetting
from ...glyphs import SIZE
from ...nn import SGD, Adam, Dense, Sequential, activations
from ...nn.settings import Choice, Integer, Number

REACH = 1.2
"""The plane goes from -REACH to REACH in both directions."""

SIDE = SIZE
"""Side of a map of the plane in pixels, the size of a glyph."""

MOST_LAYERS, MOST_UNITS = 4, 8
BATCH = 10
OPTIMIZERS = {"sgd": SGD, "adam": Adam}


@dataclass(frozen=True)
class Points:
    """Points on the plane.

    Attributes
    ----------
    positions : float32 (n, 2), x to the right and y upwards
    labels : uint8 (n,), 0 or 1
    """

    positions: NDArray[np.float32]
    labels: NDArray[np.uint8]


@dataclass(frozen=True)
class PlaneSettings:
    """The settings of the network; ``hidden`` lists the units of each hidden layer."""

    hidden: tuple[int, ...]
    activation: str
    optimizer: str
    learning_rate: float
    seed: int

    def __post_init__(self) -> None:
        """Check every value.

        Raises
        ------
        BadSetting
            names the setting and what it may be
        """
        checks = {
            "activation": activations.RULE,
            "optimizer": Choice(options=tuple(OPTIMIZERS)),
            "learning_rate": Number(above=0, maximum=10),
            "seed": Integer(maximum=2**32 - 1),
        }
        rules = [(name, rule, getattr(self, name)) for name, rule in checks.items()]
        units = Integer(minimum=1, maximum=MOST_UNITS)
        rules += [("layers", Integer(maximum=MOST_LAYERS), len(self.hidden))]
        rules += [("units", units, count) for count in self.hidden]
        for name, rule, value in rules:
            try:
                rule(value)
            except ValueError as error:
                raise BadSetting(
                    f"{name} must be {error}, got {value!r}",
                    owner="plane",
                    setting=name,
                    value=str(value),
                    expected=str(error),
                ) from None


@dataclass(frozen=True)
class PlaneView:
    """The network after an epoch.

    Attributes
    ----------
    epoch : number of epochs
    loss, accuracy : over all points
    maps : float32 (units, SIDE * SIDE): the outputs of the hidden units and, last, of the network
        over the plane, row by row from the top
    weights : float32, all kernels one after the other, each (inputs, units) row by row
    biases : float32, those of all layers
    """

    epoch: int
    loss: float
    accuracy: float
    maps: NDArray[np.float32]
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    type: str = field(default="plane", init=False)


def points(kind: str, count: int, noise: float, seed: int) -> Points:
    """Generate points of a kind: "clouds", "circles", "xor" or "spiral".

    Parameters
    ----------
    count : of both classes together
    noise : standard deviation of the noise on each coordinate

    Raises
    ------
    BadSetting
        if there is no such kind
    """
    if kind not in _KINDS:
        raise BadSetting(
            f"unknown kind of points {kind!r}",
            owner="plane",
            setting="kind",
            value=str(kind),
            expected=", ".join(_KINDS),
        )
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 2).astype(np.uint8)
    positions = _KINDS[kind](rng, labels) + rng.normal(0, noise, (count, 2))
    return Points(np.clip(positions, -REACH, REACH).astype(np.float32), labels)


def _clouds(rng, labels):
    centre = np.where(labels[:, None] == 1, 0.55, -0.55)
    return centre + rng.normal(0, 0.22, (len(labels), 2))


def _circles(rng, labels):
    angle = rng.uniform(0, 2 * np.pi, len(labels))
    radius = np.where(
        labels == 1, rng.uniform(0, 0.4, len(labels)), rng.uniform(0.7, 1, len(labels))
    )
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)


def _xor(rng, labels):
    positions = rng.uniform(0.06, 1, (len(labels), 2)) * rng.choice([-1, 1], (len(labels), 1))
    positions[labels == 0, 1] *= -1
    return positions


def _spiral(rng, labels):
    along = np.sqrt(rng.uniform(0.01, 1, len(labels)))
    angle = 1.6 * 2 * np.pi * along + np.pi * labels
    return along[:, None] * np.stack([np.sin(angle), np.cos(angle)], 1)


_KINDS: dict[str, Callable[[np.random.Generator, np.ndarray], np.ndarray]] = {
    "clouds": _clouds,
    "circles": _circles,
    "xor": _xor,
    "spiral": _spiral,
}


def network(settings: PlaneSettings) -> Sequential:
    """Build the network: hidden layers, then one sigmoid unit."""
    layers = [Dense(units, settings.activation) for units in settings.hidden]
    model = Sequential([*layers, Dense(1, "sigmoid")])
    model.build((2,), seed=settings.seed)
    optimizer = OPTIMIZERS[settings.optimizer](settings.learning_rate)
    model.compile(optimizer, "binary_crossentropy")
    return model


def train_epoch(model: Sequential, given: Points, settings: PlaneSettings, epoch: int) -> None:
    """Train for one epoch.

    Raises
    ------
    Diverged
        if the loss is no longer finite
    """
    model.fit(
        given.positions,
        _targets(given),
        batch_size=BATCH,
        initial_epoch=epoch,
        epochs=epoch + 1,
        seed=settings.seed,
    )


def view(model: Sequential, given: Points, epoch: int) -> PlaneView:
    """Compute the maps."""
    loss, accuracy = 0.0, 0.0
    if len(given.labels):
        loss, accuracy = model.evaluate(given.positions, _targets(given))
    maps = [outputs.T.reshape(-1, SIDE * SIDE) for outputs in model.activations(_grid())]
    weights = model.get_weights()
    return PlaneView(
        epoch,
        float(loss),
        float(accuracy),
        np.concatenate(maps),
        np.concatenate([kernel.ravel() for kernel in weights[::2]]),
        np.concatenate(weights[1::2]),
    )


def _targets(given: Points) -> np.ndarray:
    return given.labels.astype(np.float32)[:, None]


def _grid() -> np.ndarray:
    """The centres of a map's pixels, (SIDE * SIDE, 2), from the top left."""
    steps = (np.arange(SIDE, dtype=np.float32) + 0.5) / SIDE * 2 * REACH - REACH
    x, y = np.meshgrid(steps, -steps)
    return np.stack([x.ravel(), y.ravel()], 1)


def given_points(positions: Sequence[float], labels: Sequence[int]) -> Points:
    """Points in the page's form: x and y alternating."""
    return Points(
        np.asarray(positions, np.float32).reshape(-1, 2), np.asarray(labels, np.uint8).reshape(-1)
    )


def chosen(settings: dict[str, Any]) -> PlaneSettings:
    """Settings from the page."""
    return PlaneSettings(**(settings | {"hidden": tuple(settings["hidden"])}))
