"""Converts a network that a cell has built to the page's settings.

The page draws, trains and saves a network by its settings. So only networks that settings can
describe are accepted: layers that the editor knows, pictures of 28 × 28, and one probability per
class as output.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ...errors import UnfitNetwork
from ...nn import Activation, Dense, Flatten, Layer, Sequential
from ...nn.settings import checked
from ..designing import presets
from ..designing.kinds import output_layer
from ..designing.settings import SHARES, Settings

FLAT = (presets.PICTURE[0] * presets.PICTURE[1],)


def settings_of(
    model: Sequential,
    classes: Sequence[str],
    samples: int,
    *,
    seed: int,
    shares: tuple[float, float, float] = SHARES,
) -> tuple[Settings, Callable[[Sequential], None]]:
    """Return the settings of a network, and a function that copies its weights to one made by them.

    Parameters
    ----------
    classes : the page's classes
    samples : number of training pictures
    seed, shares : of the data split

    Raises
    ------
    UnfitNetwork
        if it has no weights yet, or other inputs or outputs
    BadSetting
        if the page does not support one of its layers
    """
    if not model.built:
        raise _unfit("model", "…", "model.build((28, 28)), model.fit(…)")
    layers = [_known(plain) for plain in model.plain_layers()]
    if model.picture_shape == FLAT:
        layers.insert(0, Flatten())
    elif model.picture_shape not in (presets.PICTURE, (*presets.PICTURE, 1)):
        raise _unfit("input_shape", model.picture_shape, f"{presets.PICTURE}, {FLAT}")
    preset = presets.find(presets.DEFAULT)
    settings = replace(
        preset.settings(samples),
        layers=tuple(layer.serialize() for layer in _without_output(layers, len(classes))),
        optimizer=model.optimizer.serialize() if model.optimizer else None,
        augmentation=False,
        split_seed=seed,
        validation_share=shares[1],
    )
    weights = model.get_weights()

    def give_weights(other: Sequential) -> None:
        shapes = [array.shape for array in other.get_weights()]
        if shapes != [array.shape for array in weights]:
            raise _unfit("input_shape", model.picture_shape, str(presets.PICTURE))
        other.set_weights(weights)

    return settings, give_weights


def _known(plain: dict[str, Any]) -> Layer:
    """The page's form of a layer; raises BadSetting if there is none."""
    return checked("project.use", "layers", lambda _: Layer.get(plain), plain["class_name"])


def _without_output(layers: list[Layer], classes: int) -> list[Layer]:
    """The layers before the last one, which must give a probability for each class."""
    expected = repr(output_layer(classes))
    *before, last = layers
    if type(last) is Activation and last.activation == "softmax" and before:
        *before, last = before
        fits = last.get_config().get("activation") == "linear"
    else:
        fits = last.get_config().get("activation") == "softmax"
    if type(last) is not Dense or not fits or last.units != classes or not last.use_bias:
        raise _unfit("layers[-1]", repr(layers[-1]), expected)
    return before


def _unfit(setting: str, value: object, expected: str) -> UnfitNetwork:
    text = f"{setting} = {value}, expected {expected}"
    return UnfitNetwork(text, setting=setting, value=str(value), expected=expected)
