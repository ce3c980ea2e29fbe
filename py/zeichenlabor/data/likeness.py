"""Similarity of glyphs: correlation, of blurred pictures of half the size or of the pictures."""

from __future__ import annotations

import numpy as np


def soft_features(images: np.ndarray) -> np.ndarray:
    """Return glyphs (n, 28, 28), blurred and halved, as rows of length 1, float32 (n, 225).

    The product of two rows is the pictures' correlation, which a shift by a pixel hardly changes.
    """
    count = len(images)
    wide = np.pad(images.astype(np.float32), ((0, 0), (2, 2), (2, 2)))
    soft = sum(wide[:, i : i + 30, j : j + 30] for i in range(3) for j in range(3))
    return normed(soft.reshape(count, 15, 2, 15, 2).sum(axis=(2, 4)))


def normed(images: np.ndarray) -> np.ndarray:
    """Return pictures as rows with mean 0 and length 1, float32 (n, pixels)."""
    rows = images.reshape(len(images), -1).astype(np.float32)
    rows -= rows.mean(axis=1, keepdims=True)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
