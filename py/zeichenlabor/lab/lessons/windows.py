"""Convolution and pooling: a small window that moves over the picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...nn import AveragePooling2D, Conv2D, GlobalAveragePooling2D, MaxPooling2D, Sequential
from ...nn.kernels.reference import window_padding
from .material import floats, glyph

KERNELS = {
    "vertical": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "horizontal": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "blur": [[1 / 9] * 3] * 3,
    "outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
}


def _picture(image: memoryview) -> np.ndarray:
    return glyph(image)[None, :, :, None] / np.float32(255)


def _convolved(x: np.ndarray, kernels: np.ndarray, **settings: Any) -> np.ndarray:
    """``kernels``: (height, width, channels in, filters); returns (height, width, filters)."""
    layer = Conv2D(kernels.shape[3], kernels.shape[:2], use_bias=False, **settings)
    model = Sequential([layer])
    model.build(x.shape[1:])
    model.set_weights([kernels.astype(np.float32)])
    return model.predict(x)[0]


def kernels() -> dict[str, Any]:
    """The kernels to choose from, row by row."""
    return {name: floats(kernel).ravel() for name, kernel in KERNELS.items()}


def convolution(image: memoryview, kernel: list[float], row: int, column: int) -> dict[str, Any]:
    """A 3 × 3 kernel over a picture: the map, and the nine products at one place of it."""
    x = _picture(image)
    weights = floats(kernel).reshape(3, 3)
    out = _convolved(x, weights[:, :, None, None])[..., 0]
    window = x[0, row : row + 3, column : column + 3, 0].astype(np.float64)
    return {
        "map": out,
        "side": len(out),
        "largest": float(np.abs(out).max()),
        "window": window.ravel(),
        "products": (window * weights).ravel(),
        "value": float(out[row, column]),
    }


def stride(image: memoryview, size: int, step: int, padding: str) -> dict[str, Any]:
    """A blurring window of any size and stride: its map, and its positions."""
    x = _picture(image)
    weights = np.full((size, size, 1, 1), 1 / size**2)
    out = _convolved(x, weights, strides=(step, step), padding=padding)[..., 0]
    (before, after), _ = window_padding(28, 28, (size, size), (step, step), padding)
    return {
        "map": out,
        "side": len(out),
        "before": before,
        "after": after,
        "places": out.size,
        "largest": float(out.max()),
    }


def pooling(image: memoryview, kind: str, size: int, row: int, column: int) -> dict[str, Any]:
    """A pooled picture, and the window at one place."""
    x = _picture(image)
    layers = {
        "max": lambda: MaxPooling2D(size),
        "average": lambda: AveragePooling2D(size),
        "global": GlobalAveragePooling2D,
    }
    model = Sequential([layers[kind]()])
    model.build(x.shape[1:])
    out = model.predict(x)[0]
    out = out.reshape(1, 1) if kind == "global" else out[..., 0]
    size = 28 if kind == "global" else size
    row, column = min(row, len(out) - 1), min(column, len(out) - 1)
    window = x[0, row * size : (row + 1) * size, column * size : (column + 1) * size, 0]
    return {
        "map": out,
        "side": len(out),
        "row": row,
        "column": column,
        "size": size,
        "window": window.astype(np.float64).ravel(),
        "value": float(out[row, column]),
    }


def maps(image: memoryview, mix: list[float]) -> dict[str, Any]:
    """Four kernels make four feature maps; a second layer adds them up to one, with ReLU."""
    x = _picture(image)
    bank = np.stack([floats(kernel) for kernel in KERNELS.values()], axis=-1)[:, :, None]
    found = _convolved(x, bank, activation="relu")
    mixed = _convolved(found[None], floats(mix).reshape(1, 1, 4, 1), activation="relu")[..., 0]
    return {
        "maps": found,
        "shape": list(found.shape),
        "largest": [float(found[..., c].max()) for c in range(found.shape[2])],
        "mixed": mixed,
        "strongest": float(mixed.max()),
        "mean": float(mixed.mean()),
    }
