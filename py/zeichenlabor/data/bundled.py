"""scikit-learn's handwritten digits, `load_digits`: 1,797 digits by 13 people, 8 × 8 pixels.

Of 43 people, 30 wrote the training set of the UCI collection and the other 13 its test set;
scikit-learn ships a copy of the test set (see the description in `load_digits`).
They are part of scikit-learn (E. Alpaydin, C. Kaynak, UCI 1998), which is loaded on demand.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from zeichenlabor.data.dataset import Dataset
from zeichenlabor.glyphs import normalize_glyph

_ENLARGED = 80


def load_digits() -> Dataset:
    """Return the digits, enlarged and normalised like all drawings.

    Raises
    ------
    ImportError
        If scikit-learn is not installed, or not loaded yet.
    """
    from sklearn.datasets import load_digits as load

    bunch = load()
    images = np.stack([normalize_glyph(_enlarge(image)) for image in bunch.images])
    return Dataset(images, bunch.target.astype(np.int64), tuple("0123456789"))


def _enlarge(image: np.ndarray) -> np.ndarray:
    """Enlarge 8 × 8 pixels with ink up to 16 into a smooth drawing."""
    small = Image.fromarray((image * (255 / 16)).astype(np.uint8))
    return np.asarray(small.resize((_ENLARGED, _ENLARGED), Image.Resampling.BICUBIC))
