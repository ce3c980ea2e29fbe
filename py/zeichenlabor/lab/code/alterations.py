"""Translates the augmentation of a training to layers of Keras 3, as far as possible.

These layers are active in training only. Keras uses other random numbers, and its shear fixes the
upper edge, not the middle. Its elastic transform is not equivalent: at 28 pixels it tears strokes
instead of bending them.
"""

from __future__ import annotations

from ...data import Augmentation

_MOST_SHEAR = 1.0
"""Keras' limit."""


def alterations(augmentation: Augmentation | None, shape: tuple[int, ...]) -> list[str]:
    """Generate Keras' layers for pictures of this shape: (height, width), or with one channel."""
    if augmentation is None:
        return []
    turn = round(augmentation.rotation / 360, 4)
    shift = round(augmentation.shift / shape[0], 4)
    stretch, shear = augmentation.stretch, min(augmentation.shear, _MOST_SHEAR)
    wanted = {
        f"RandomRotation({turn}": turn,
        f"RandomTranslation({shift}, {shift}": shift,
        f"RandomZoom({augmentation.scale}": augmentation.scale,
        f"RandomZoom({stretch}, {stretch}": stretch,  # height and width separately
        f"RandomShear({shear}": shear,
    }
    layers = [
        f"keras.layers.{layer}, fill_mode='constant')"
        for layer, strength in wanted.items()
        if strength
    ]
    if not layers or len(shape) == 3:
        return layers
    side = shape[0]
    return [f"keras.layers.Reshape(({side}, {side}, 1))", *layers, f"keras.layers.Reshape({shape})"]


def missing(augmentation: Augmentation | None) -> str:
    """Generate a comment line about augmentations without a layer in Keras."""
    names = ("elastic", "thickness") if augmentation else ()
    left = [f"{name}={value}" for name in names if (value := getattr(augmentation, name))]
    return f"# Keras has no layer for {' and '.join(left)}.\n" if left else ""
