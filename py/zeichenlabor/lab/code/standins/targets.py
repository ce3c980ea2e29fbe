"""What Keras takes as targets: the engine itself makes one-hot rows of labels for every loss."""

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
    """Raise BadSetting for labels (n,) where the loss compares number with number.

    Parameters
    ----------
    output_shape : of one sample
    owner, name : who was given them, and as what
    """
    by_label = isinstance(loss, nn.SparseCategoricalCrossentropy)
    if not by_label and np.ndim(y) == 1 and math.prod(output_shape) > 1:
        raise no_targets(owner, name)


def no_targets(owner: str, name: str) -> BadSetting:
    """Return the error for labels where a target for each output is wanted."""
    rows = "to_categorical(y), or loss='sparse_categorical_crossentropy'"
    return bad_setting(owner, name, "labels", rows)
