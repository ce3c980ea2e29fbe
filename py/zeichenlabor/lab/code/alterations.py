"""The augmentation of a training in the words of Keras 3, as far as Keras has them.

Its layers alter pictures in training only. Keras draws other random numbers, and its
shear keeps the upper edge in place, not the middle. Its elastic transform is no likeness
of ours: on 28 pixels it tears strokes instead of bending them.
"""

from __future__ import annotations

from ...data import Augmentation

_MOST_SHEAR = 1.0
"""More than that Keras does not take."""


def alterations(augmentation: Augmentation | None, shape: tuple[int, ...]) -> list[str]:
    """Write Keras' layers for pictures of this shape: (height, width), or with one channel."""
    if augmentation is None:
        return []
    turn = round(augmentation.rotation / 360, 4)
    shift = round(augmentation.shift / shape[0], 4)
    stretch, shear = augmentation.stretch, min(augmentation.shear, _MOST_SHEAR)
    wanted = {
        f"RandomRotation({turn}": turn,
        f"RandomTranslation({shift}, {shift}": shift,
        f"RandomZoom({augmentation.scale}": augmentation.scale,
        f"RandomZoom({stretch}, {stretch}": stretch,  # height and width apart
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
    """Write a comment, with its line end, about what Keras has no layer for."""
    names = ("elastic", "thickness") if augmentation else ()
    left = [f"{name}={value}" for name in names if (value := getattr(augmentation, name))]
    return f"# Keras has no layer for {' and '.join(left)}.\n" if left else ""
