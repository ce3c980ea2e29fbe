"""Explains a network's output: layer outputs, one unit's computation, relevant pixels.

Everything is about one picture (28, 28), uint8, and the network's current weights.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from ...glyphs import SIZE
from ...nn import (
    LSTM,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    LayerNormalization,
    MaxPooling2D,
    Reshape,
    Sequential,
    SimpleRNN,
)
from ...nn.kernels.reference import window_padding
from ...nn.training import finished
from ..evaluating.novelty import Novelty
from ..stopping import one_network

PASSING = (Dropout, Flatten, Reshape)
"""Layers that do not change a picture's values; the outputs of all others are shown."""

STRONGEST = 6
"""How many of a unit's inputs are listed."""

MOST_EDGES = 40
"""Most lines between two layers; more could not be distinguished."""

PATCH, STRIDE = 4, 2
"""Occlusion: side of the white square and its stride, in pixels."""


@dataclass(frozen=True)
class LayerView:
    """One layer's output for the picture.

    Attributes
    ----------
    index : its place in the network
    shape : of the output, without the batch axis; (steps, 1, units) for a recurrent layer's states
        and for other sequences
    values : float32, flat
    largest : the largest absolute value, for the colour scale
    """

    index: int
    kind: str
    activation: str | None
    shape: list[int]
    values: NDArray[np.float32]
    largest: float


@dataclass(frozen=True)
class Term:
    """One input of a unit; ``index`` refers to the flattened inputs."""

    index: int
    input: float
    weight: float
    product: float


class Normalization(TypedDict):
    """The parameters of a normalization for one value."""

    mean: float
    deviation: float
    gamma: float
    beta: float


class Gates(TypedDict):
    """The gates of an LSTM, its memory, and its memory before the step."""

    i: float
    f: float
    g: float
    o: float
    c: float
    before: float


@dataclass(frozen=True)
class UnitView:
    """The computation of one unit's value.

    Attributes
    ----------
    row, column : place in a feature map, the step of a sequence; 0 for a layer of units
    shape : of inputs, weights and products: height, width, channels
    inputs, weights, products : float32, flat; weights and products None if there are no weights
    channel : the one with the largest products
    top, left : position of the window in the layer's input; negative inside the padding
    sum : of the products
    before : sum plus bias, the input of the activation
    normalization : of a normalization: mean, deviation, gamma, beta
    gates : of an LSTM: i, f, g, o, the memory ``c`` and what it was ``before`` this step
    strongest : the inputs with the largest products of either sign
    """

    layer: int
    unit: int
    row: int
    column: int
    kind: str
    activation: str | None
    shape: list[int]
    inputs: NDArray[np.float32]
    weights: NDArray[np.float32] | None
    products: NDArray[np.float32] | None
    channel: int
    top: int
    left: int
    sum: float | None
    bias: float | None
    before: float | None
    value: float
    normalization: Normalization | None
    gates: Gates | None
    strongest: list[Term]


@dataclass(frozen=True)
class Edges:
    """The strongest weights from one dense layer to the next, the strongest first.

    ``before`` and ``layer`` are indices in the network; ``largest`` is the largest absolute weight.
    """

    before: int
    layer: int
    sources: list[int]
    targets: list[int]
    weights: list[float]
    largest: float


@dataclass(frozen=True)
class Relevance:
    """How much each pixel contributed to (above 0) or against a class.

    ``values`` is float32 (784,), ``largest`` the largest of their absolute values.
    """

    method: Literal["gradient", "occlusion"]
    label: int
    values: NDArray[np.float32]
    largest: float


@dataclass(frozen=True)
class Dream:
    """A picture during optimisation for a class."""

    label: int
    glyph: NDArray[np.uint8]
    share: float


# --- the whole network


def layer_views(model: Sequential, glyph: np.ndarray, outputs: list[np.ndarray]) -> list[LayerView]:
    """Describe the result of `Sequential.activations`, without the layers in `PASSING`."""
    views = []
    for index, layer in enumerate(model.layers):
        if isinstance(layer, PASSING):
            continue
        values = np.asarray(_laid_out(model, glyph, outputs, index), np.float32)
        views.append(
            LayerView(
                index,
                type(layer).__name__,
                _activation(layer),
                list(values.shape),
                values,
                _largest(values),
            )
        )
    return views


def _laid_out(model, glyph, outputs, index):
    """The shape in which a layer's output is shown: units, or maps (rows, columns, channels)."""
    layer, output = model.layers[index], outputs[index][0]
    if isinstance(layer, (SimpleRNN, LSTM)):
        layer.forward(_input_of(model, glyph, outputs, index)[None])
        output = layer.memory()[0].copy()
    return output[:, None] if output.ndim == 2 else output


def _input_of(model, glyph, outputs, index):
    if index:
        return outputs[index - 1][0]
    return glyph.reshape(model.layers[0].input_shape) / np.float32(255)


def edges(model: Sequential, count: int = MOST_EDGES) -> list[Edges]:
    """Return the strongest weights between consecutive dense layers."""
    found = []
    before = None
    for place, layer in enumerate(model.layers):
        if isinstance(layer, Dense):
            if before is not None:
                kernel = layer.kernel
                flat = np.argsort(-np.abs(kernel), axis=None, kind="stable")[:count]
                sources, targets = np.unravel_index(flat, kernel.shape)
                weights = kernel[sources, targets].tolist()
                found.append(
                    Edges(
                        before, place, sources.tolist(), targets.tolist(), weights, _largest(kernel)
                    )
                )
            before = place
        elif layer.output_shape != layer.input_shape:
            before = None
    return found


# --- one unit


def unit_view(
    model: Sequential,
    glyph: np.ndarray,
    outputs: list[np.ndarray],
    layer: int,
    unit: int,
    row: int = 0,
    column: int = 0,
) -> UnitView | None:
    """Explain one unit's value; None if the network has no such unit (any more).

    Parameters
    ----------
    outputs : what `Sequential.activations` returned for ``glyph``
    layer, unit : index of the layer, index on its last axis
    row, column : position in the feature map, if there is one
    """
    if not 0 <= layer < len(model.layers):
        return None
    here = model.layers[layer]
    if isinstance(here, PASSING):
        return None
    output = _laid_out(model, glyph, outputs, layer)
    place = (row, column, unit) if output.ndim == 3 else (unit,)
    inside = all(0 <= at < size for at, size in zip(place, output.shape, strict=True))
    if not inside:
        return None
    x = _input_of(model, glyph, outputs, layer)
    terms = _terms(model, layer, x, place)
    return UnitView(
        layer=layer,
        unit=unit,
        row=place[0] if len(place) == 3 else 0,
        column=place[1] if len(place) == 3 else 0,
        kind=type(here).__name__,
        activation=_activation(here),
        value=float(output[place]),
        **terms,
    )


def _terms(model, layer, x, place):
    here = model.layers[layer]
    if isinstance(here, Dense):
        return _weighted(here, x, here.kernel[:, place[0]], _picture_shape(model, layer), place[0])
    if isinstance(here, Conv2D):
        patch, top, left = _window(x, here.kernel_size, here.strides, here.padding, place)
        return _weighted(here, patch, here.kernel[..., place[2]], patch.shape, place[2], top, left)
    if isinstance(here, (MaxPooling2D, AveragePooling2D)):
        window, top, left = _window(
            x[..., place[2] :][..., :1],
            here.pool_size,
            here.strides or here.pool_size,
            here.padding,
            place,
            empty=np.nan,
        )
        return _plain(window, top, left)
    if isinstance(here, GlobalAveragePooling2D):
        return _plain(x[..., place[0]][..., None])
    if isinstance(here, SimpleRNN):
        step, unit = place[0], place[2]
        seen, before = _step(here, x, step)
        weights = np.concatenate([here.kernel[:, unit], here.recurrent_kernel[:, unit]])
        return _weighted(here, np.concatenate([seen, before]), weights, (1, len(weights), 1), unit)
    if isinstance(here, LSTM):
        return _plain(_step(here, x, place[0])[0][None, :, None]) | {"gates": _gates(here, place)}
    if here.input_shape != here.output_shape:  # an unknown kind of layer: it may use all of these
        return _plain(x.reshape(*x.shape[:2], -1) if x.ndim > 1 else x[None, :, None])
    if x.ndim == 2:
        x = x[:, None]
    return _plain(x[place].reshape(1, 1, 1)) | {"normalization": _normalization(here, x, place)}


def _step(layer, x, step):
    """The inputs of a recurrent layer at a step of its last forward pass, and its new state."""
    memory = layer.memory()[0]
    before = memory[step - 1] if step else np.zeros_like(memory[0])
    return x[::-1][step] if layer.go_backwards else x[step], before


def _gates(layer, place):
    step, unit = place[0], place[2]
    before = float(layer.gates(step - 1)["c"][0, unit]) if step else 0.0
    now = {name: float(values[0, unit]) for name, values in layer.gates(step).items()}
    return {**now, "before": before}


def _weighted(layer, x, weights, shape, unit, top=0, left=0):
    """The terms of a unit with a weighted sum, computed in float64."""
    inputs, weights = (np.asarray(a, np.float32).reshape(shape) for a in (x, weights))
    products = inputs * weights
    total = float((inputs.astype(float) * weights).sum())
    bias = float(layer.bias[unit]) if layer.use_bias else None
    order = np.argsort(-np.abs(products), axis=None, kind="stable")[:STRONGEST]
    flat = [a.reshape(-1) for a in (inputs, weights, products)]
    return {
        "shape": list(shape),
        "inputs": inputs,
        "weights": weights,
        "products": products,
        "channel": int(np.abs(products).sum(axis=(0, 1)).argmax()),
        "top": top,
        "left": left,
        "sum": total,
        "bias": bias,
        "before": total + (bias or 0.0),
        "normalization": None,
        "gates": None,
        "strongest": [Term(int(k), *(float(a[k]) for a in flat)) for k in order if flat[2][k] != 0],
    }


def _plain(window, top=0, left=0):
    """What a unit without weights is computed from."""
    return {
        "shape": list(window.shape),
        "inputs": np.asarray(window, np.float32),
        "weights": None,
        "products": None,
        "channel": 0,
        "top": top,
        "left": left,
        "sum": None,
        "bias": None,
        "before": None,
        "normalization": None,
        "gates": None,
        "strongest": [],
    }


def _window(x, size, strides, padding, place, empty=0.0):
    """The receptive field in ``x`` (height, width, channels) of one place of the output."""
    (above, _), (before, _) = window_padding(*x.shape[:2], size, strides, padding)
    top, left = place[0] * strides[0] - above, place[1] * strides[1] - before
    patch = np.full((*size, x.shape[2]), empty, np.float32)
    rows = slice(max(top, 0), min(top + size[0], x.shape[0]))
    columns = slice(max(left, 0), min(left + size[1], x.shape[1]))
    patch[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = x[
        rows, columns
    ]
    return patch, top, left


def _picture_shape(model, layer):
    """The shape in which a dense layer's inputs are shown: that before a Flatten."""
    for before in reversed(model.layers[:layer]):
        if before.input_shape != before.output_shape and len(before.output_shape) == 1:
            shape = before.input_shape
            if np.prod(shape) != np.prod(before.output_shape):
                break
            return (*shape, 1) if len(shape) == 2 else shape
        if len(before.output_shape) != 1 or isinstance(before, Dense):
            break
    return 1, model.layers[layer].input_shape[0], 1


def _normalization(layer, x, place):
    channel = place[-1]
    if isinstance(layer, BatchNormalization):
        mean, variance = layer.moving_mean[channel], layer.moving_variance[channel]
    elif isinstance(layer, LayerNormalization):
        mean, variance = x[place[:-1]].mean(), x[place[:-1]].var()
    else:
        return None
    return {
        "mean": float(mean),
        "deviation": float(np.sqrt(variance + layer.epsilon)),
        "gamma": float(layer.gamma[channel]) if layer.scale else 1.0,
        "beta": float(layer.beta[channel]) if layer.center else 0.0,
    }


def _activation(layer: Layer) -> str | None:
    name = getattr(layer, "activation", None)
    return None if name == "linear" else name


def _largest(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=0))


# --- pixels


def relevance(model: Sequential, glyph: np.ndarray, method: str, label: int) -> Relevance:
    """Like `telling_relevance`, without pauses."""
    return finished(telling_relevance(model, glyph, method, label))


def telling_relevance(
    model: Sequential, glyph: np.ndarray, method: str, label: int
) -> Generator[None, None, Relevance]:
    """Return the relevance of the pixels for a class, with pauses.

    ``method`` is "gradient" (gradient times input: Simonyan 2013, Shrikumar 2016) or "occlusion"
    (the drop of the class's probability if a white square hides the pixel: Zeiler and Fergus 2014).
    """
    if method == "gradient":
        values = _gradient(model, glyph, label)
    else:
        values = yield from _occlusion(model, glyph, label)
    return Relevance(method, label, values.astype(np.float32), _largest(values))


def _gradient(model, glyph, label):
    return model.input_gradient(glyph[None], label).reshape(SIZE, SIZE) * (glyph / 255.0)


def _occlusion(model, glyph, label):
    """The mean drop over all squares that hide a pixel. For a square that hides no ink it is set to
    0, since equal pictures in different rows of a batch may differ in the last digit.
    """
    starts = [(y, x) for y in _starts() for x in _starts()]
    hidden = np.repeat(glyph[None], len(starts) + 1, axis=0)
    for picture, (y, x) in zip(hidden, starts, strict=False):
        picture[y : y + PATCH, x : x + PATCH] = 0
    shares = (yield from model.predicting(hidden))[:, label].astype(float)
    shares[np.all(hidden == glyph, axis=(1, 2))] = shares[-1]
    falls, count = np.zeros((SIZE, SIZE)), np.zeros((SIZE, SIZE))
    for share, (y, x) in zip(shares, starts, strict=False):
        falls[y : y + PATCH, x : x + PATCH] += shares[-1] - share
        count[y : y + PATCH, x : x + PATCH] += 1
    return falls / count


def _starts():
    return range(0, SIZE - PATCH + 1, STRIDE)


def nearest(images: np.ndarray, glyph: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and distances of the ``count`` most similar pictures, the nearest first.

    The distance is the Euclidean one over the pixels, ink from 0 to 1.
    """
    wanted = glyph.reshape(-1).astype(np.float32)
    squares = np.empty(len(images), np.float32)
    for begin in range(0, len(images), 2048):
        batch = images[begin : begin + 2048].reshape(-1, SIZE * SIZE).astype(np.float32)
        batch -= wanted
        squares[begin : begin + 2048] = np.einsum("ij,ij->i", batch, batch)
    rows = np.argsort(squares, kind="stable")[:count]
    return rows, np.sqrt(squares[rows]) / 255


def dream(model: Sequential, label: int, steps: int = 60, seed: int = 0) -> Iterator[Dream]:
    """Optimise a picture for a class by gradient ascent from faint noise.

    Each step follows the gradient of the class's logit (Simonyan 2013), shifted a little at random
    and smoothed, so that strokes emerge instead of single dots. The parameters were chosen by eye.
    """
    rng = np.random.default_rng(seed)
    picture = rng.uniform(0, 0.15, (SIZE, SIZE)).astype(np.float32)
    for step in range(steps + 1):
        share = float(model.predict(picture[None])[0, label])
        yield Dream(label, (picture * 255).astype(np.uint8), share)
        if step == steps:
            return
        shift = rng.integers(-1, 2, 2)
        moved = np.roll(picture, shift, (0, 1))
        slope = model.input_gradient(moved[None], label).reshape(SIZE, SIZE)
        slope = _smooth(np.roll(slope, -shift, (0, 1)))
        picture += 0.12 * slope / (np.abs(slope).max() + 1e-8)
        picture = np.clip(_smooth(picture, 0.08) - 0.01, 0, 1)


def _smooth(picture: np.ndarray, share: float = 0.5) -> np.ndarray:
    """Mix each pixel with the mean of its four neighbours."""
    edge = np.pad(picture, 1)
    around = edge[:-2, 1:-1] + edge[2:, 1:-1] + edge[1:-1, :-2] + edge[1:-1, 2:]
    return ((1 - share) * picture + share * around / 4).astype(np.float32)


def look(
    model: Sequential, glyph: np.ndarray, wishes: dict[str, Any], novelty: Novelty | None = None
) -> dict[str, Any]:
    """Like `looking`, without pauses."""
    return finished(looking(model, glyph, wishes, novelty))


def looking(
    model: Sequential, glyph: np.ndarray, wishes: dict[str, Any], novelty: Novelty | None = None
) -> Generator[None, None, dict[str, Any]]:
    """All requested explanations for one picture and one network, with pauses.

    Parameters
    ----------
    wishes : ``unit``: the arguments of `unit_view` after ``outputs``, or None; ``relevance``: the
        method, or None; ``edges``: bool

    Raises
    ------
    Cancelled
        if the network was trained in a pause
    """
    outputs = model.activations(glyph[None])
    probabilities = outputs[-1][0]
    unit, method = wishes.get("unit"), wishes.get("relevance")
    seen = {
        "probabilities": probabilities,
        "distance": novelty and novelty.distance(outputs, glyph),
        "layers": layer_views(model, glyph, outputs),
        "unit": unit_view(model, glyph, outputs, **unit) if unit else None,
        "relevance": None,
        "edges": edges(model) if wishes.get("edges") else [],
    }
    if method:
        label = int(probabilities.argmax())
        with one_network(model):
            seen["relevance"] = yield from telling_relevance(model, glyph, method, label)
    return seen
