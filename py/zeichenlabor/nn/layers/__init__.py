"""The layers, one file per kind. `Layer.known` lists them all."""

from .activation import Activation
from .batch_normalization import BatchNormalization
from .conv2d import Conv2D
from .dense import Dense
from .dropout import Dropout
from .layer import Layer, Weight
from .pooling import AveragePooling2D, GlobalAveragePooling2D, MaxPooling2D
from .shaping import Flatten, Reshape

__all__ = [
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "MaxPooling2D",
    "Reshape",
    "Weight",
]
