"""Checks targets as Keras does: `nn` converts labels to one-hot rows for every loss."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .... import nn
from ....errors import BadSetting
from ....nn.settings import bad_setting


def check_targets(
    loss: nn.Loss, y: Any, output_shape: tuple[int, ...], owner: str, name: str
) -> None:
    """Raise BadSetting for labels (n,) if the loss needs targets of the output's shape.

    Parameters
    ----------
    output_shape : of one sample
    owner, name : the object and the parameter, for the message
    """
    by_label = isinstance(loss, nn.SparseCategoricalCrossentropy)
    if not by_label and np.ndim(y) == 1 and math.prod(output_shape) > 1:
        raise no_targets(owner, name)


def no_targets(owner: str, name: str) -> BadSetting:
    """Return the error for labels if a target for each output is needed."""
    rows = "to_categorical(y), or loss='sparse_categorical_crossentropy'"
    return bad_setting(owner, name, "labels", rows)
