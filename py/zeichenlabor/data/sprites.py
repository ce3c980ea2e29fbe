"""Sprite sheets: all pictures in one PNG, their labels in a second file.

Two forms are in use: each picture one row of 784 pixels (as in TensorFlow.js'
MNIST demo), or tiles of 28 × 28 in a grid. Labels are one byte each, or one-hot
bytes as in that demo.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Sequence

import numpy as np
from PIL import Image

from zeichenlabor.data.dataset import Dataset
from zeichenlabor.errors import BadDataFile

SIDE = 28
_MOST_PIXELS = 1 << 26
MOST_CLASSES = 30
"""The most classes if labels are one byte each; larger values mean another format."""
MOST_COLUMNS = 1000
"""The same for one-hot labels."""


def load_sprites(png: bytes, labels: bytes, classes: Sequence[str] | None = None) -> Dataset:
    """Read a sprite sheet and its labels.

    Parameters
    ----------
    png : bytes
        An image file, 784 wide or a grid of 28 × 28 tiles, read row by row. Dark ink on light paper
        is inverted; empty tiles at the end are ignored.
    labels : bytes
        One byte, or one one-hot row, per picture.
    classes : sequence of str, optional
        Default: the numbers from 0.

    Raises
    ------
    BadDataFile
        With ``name`` and a ``reason``: image, shape or labels.
    """
    for images in _forms(_open(png)):
        numbers = _numbers(np.frombuffer(labels, np.uint8), len(images))
        if numbers is not None:
            break
    else:
        raise _bad("labels", "labels")
    names = tuple(classes or map(str, range(int(numbers.max(initial=1)) + 1)))
    if numbers.max(initial=0) >= len(names):
        raise _bad("labels", "labels")
    return Dataset(images, numbers, names)


def sprite_bytes(samples: Dataset) -> tuple[bytes, bytes]:
    """Return a PNG with one picture per row of 784 pixels, and its one-hot labels."""
    file = io.BytesIO()
    Image.fromarray(samples.images.reshape(-1, SIDE**2)).save(file, "PNG")
    hot = np.eye(len(samples.classes), dtype=np.uint8)[samples.labels]
    return file.getvalue(), hot.tobytes()


def _open(png: bytes) -> np.ndarray:
    """Grey pixels, ink light on dark."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(png))
            if image.width * image.height > _MOST_PIXELS:
                raise _bad("sprites", "shape")
            pixels = np.asarray(image.convert("L"))
    except (OSError, ValueError, SyntaxError, EOFError, zlib.error) as error:
        raise _bad("sprites", "image") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _bad("sprites", "shape") from error
    return 255 - pixels if np.median(pixels) > 127 else pixels


def _forms(pixels: np.ndarray) -> list[np.ndarray]:
    """Return the pictures in every form that the size allows, uint8 (n, 28, 28)."""
    height, width = pixels.shape
    forms = []
    if width == SIDE**2:
        forms.append(pixels.reshape(-1, SIDE, SIDE))
    if height % SIDE == 0 and width % SIDE == 0:
        tiles = pixels.reshape(height // SIDE, SIDE, width // SIDE, SIDE).swapaxes(1, 2)
        tiles = tiles.reshape(-1, SIDE, SIDE)
        drawn = np.flatnonzero(tiles.any(axis=(1, 2)))
        forms.append(tiles[: drawn[-1] + 1 if len(drawn) else 0])
    if not forms:
        raise _bad("sprites", "shape")
    return forms


def _numbers(labels: np.ndarray, count: int) -> np.ndarray | None:
    """Return the labels as int64 (count,), or None if they do not fit this number of pictures."""
    if count and len(labels) == count and labels.max() < MOST_CLASSES:
        return labels.astype(np.int64)
    if count and len(labels) % count == 0 and 2 <= len(labels) // count <= MOST_COLUMNS:
        hot = labels.reshape(count, -1)
        if hot.max() == 1 and (hot.sum(axis=1) == 1).all():
            return hot.argmax(axis=1)
    return None


def _bad(name: str, reason: str) -> BadDataFile:
    return BadDataFile(f"{name}: {reason}", name=name, reason=reason)
