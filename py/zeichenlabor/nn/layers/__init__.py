"""The layers, one file per kind. `Layer.known` lists them all."""

from .activation import Activation
from .batch_normalization import BatchNormalization
from .conv2d import Conv2D
from .conv2d_transpose import Conv2DTranspose
from .dense import Dense
from .dropout import Dropout
from .layer import Layer, Weight
from .layer_normalization import LayerNormalization
from .pooling import AveragePooling2D, GlobalAveragePooling2D, MaxPooling2D
from .recurrent import LSTM, SimpleRNN
from .shaping import Flatten, Reshape
from .up_sampling2d import UpSampling2D

__all__ = [
    "LSTM",
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Conv2DTranspose",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "LayerNormalization",
    "MaxPooling2D",
    "Reshape",
    "SimpleRNN",
    "UpSampling2D",
    "Weight",
]
