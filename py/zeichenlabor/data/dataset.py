"""A dataset: pictures, labels, and the names of the classes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Dataset(NamedTuple):
    """Labelled pictures.

    ``images``: uint8 (n, 28, 28), ink 255 on 0; ``labels``: int64 (n,), indices into ``classes``.
    """

    images: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]
