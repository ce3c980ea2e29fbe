"""Describes a network that is being designed: its shapes, its size, and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from ...errors import BadShape, TooLarge
from ...nn import Layer, LearningRateSchedule, Sequential
from ...nn.summary import summary
from . import presets
from .effort import SLOW_SECONDS, check_effort
from .listing import model_listing
from .mending import mend
from .settings import Settings
from .size import check_size, count_parameters

CURVE_POINTS = 120


class PlainForm(TypedDict):
    """A configurable object, in Keras' names."""

    class_name: str
    config: dict[str, Any]


@dataclass(frozen=True)
class LayerInfo:
    """One layer as the page draws it; ``config`` are its settings.

    Shape and number of parameters are None from the first layer that does not fit.
    """

    kind: str
    shape: list[int] | None
    parameters: int | None
    config: dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """Why a network cannot be trained.

    Attributes
    ----------
    code, params : of the error, which the page translates
    index : of the layer that causes it
    mended : layers without this problem; None if there is no obvious correction
    """

    code: str
    params: dict[str, str | float]
    index: int
    mended: list[PlainForm] | None


@dataclass(frozen=True)
class Design:
    """Everything that is known about a network before it is trained.

    Attributes
    ----------
    layers : including the output layer
    parameters : of all layers with known shapes
    problem : None if the network can be trained
    summary : Keras' table
    code : the same network in Python
    rates : [epoch, learning rate], over the whole training
    slow : seconds per batch on this machine if that is noticeable, else None
    pace : estimated training pictures per second; None if it cannot be trained
    seconds : estimated time of the whole training
    """

    layers: list[LayerInfo]
    parameters: int
    problem: Problem | None
    summary: str
    code: str
    rates: list[list[float]]
    slow: float | None
    pace: float | None
    seconds: float | None


def describe(settings: Settings, classes: int, samples: int) -> Design:
    """Describe the network of a training on this number of samples, whether possible or not.

    Raises
    ------
    BadSetting
        if there is no such preset
    """
    model = presets.assemble(settings, classes=classes, samples=samples)
    problem, batch = _try_out(model, settings.batch_size)
    steps = presets.steps_per_epoch(samples, settings.batch_size) * settings.epochs
    return Design(
        layers=[layer_info(layer) for layer in model.layers],
        parameters=model.count_params(),
        problem=problem,
        summary=summary(model),
        code=model_listing(model, settings.seed),
        rates=_rates(model, settings, samples),
        slow=batch if batch is not None and batch > SLOW_SECONDS else None,
        pace=settings.batch_size / batch if batch else None,
        seconds=steps * batch if batch is not None else None,
    )


def layer_info(layer: Layer) -> LayerInfo:
    """Return a layer as the page draws it."""
    fits = layer.output_shape is not None
    return LayerInfo(
        kind=type(layer).__name__,
        shape=list(layer.output_shape) if fits else None,
        parameters=count_parameters(layer) if fits else None,
        config=layer.get_config(),
    )


def _try_out(model: Sequential, batch_size: int) -> tuple[Problem | None, float | None]:
    """The problem of a network, or else the seconds that a batch takes."""
    try:
        model.lay_out(presets.PICTURE)
        check_size(model, batch_size)
        seconds = check_effort(model, batch_size).seconds
    except BadShape as error:
        index = error.params["index"]
        shape = model.layers[index - 1].output_shape if index else model.picture_shape
        mended = mend(model.layers, index, error, shape)
        plain = None if mended is None else [layer.serialize() for layer in mended[:-1]]
        return Problem(error.code, error.params, index, plain), None
    except TooLarge as error:
        return Problem(error.code, error.params, error.params["index"], None), None
    return None, seconds


def _rates(model: Sequential, settings: Settings, samples: int) -> list[list[float]]:
    """Return the schedule as points of a curve."""
    rate = model.optimizer.learning_rate
    if not isinstance(rate, LearningRateSchedule):
        return [[0, rate], [settings.epochs, rate]]
    steps = presets.steps_per_epoch(samples, settings.batch_size)
    last = steps * settings.epochs - 1
    at = sorted({round(last * point / CURVE_POINTS) for point in range(CURVE_POINTS + 1)})
    return [[step / steps, rate(step)] for step in at]
