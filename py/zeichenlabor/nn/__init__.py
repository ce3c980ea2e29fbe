"""A small neural-network library in Keras' vocabulary.

The main path: `Sequential` (sequential.py) holds layers (layers/), `fit` runs the
loop in training.py, and all heavy arithmetic goes through kernels/.
"""

from .callbacks import (
    Callback,
    EarlyStopping,
    History,
    LearningRateScheduler,
    ReduceLROnPlateau,
)
from .initializers import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    Initializer,
    Ones,
    RandomNormal,
    RandomUniform,
    Zeros,
)
from .layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Reshape,
    Weight,
)
from .losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
)
from .optimizers import SGD, Adam, AdamW, Optimizer, RMSprop
from .regularizers import L1, L1L2, L2, Regularizer
from .schedules import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
    PolynomialDecay,
)
from .sequential import Evaluation, Input, Sequential
from .training import BatchEnd, EpochEnd, Position

__all__ = [
    "L1",
    "L1L2",
    "L2",
    "SGD",
    "Activation",
    "Adam",
    "AdamW",
    "AveragePooling2D",
    "BatchEnd",
    "BatchNormalization",
    "BinaryCrossentropy",
    "Callback",
    "CategoricalCrossentropy",
    "Constant",
    "Conv2D",
    "CosineDecay",
    "Dense",
    "Dropout",
    "EarlyStopping",
    "EpochEnd",
    "Evaluation",
    "ExponentialDecay",
    "Flatten",
    "GlobalAveragePooling2D",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "History",
    "Initializer",
    "Input",
    "InverseTimeDecay",
    "Layer",
    "LearningRateSchedule",
    "LearningRateScheduler",
    "Loss",
    "MaxPooling2D",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "Ones",
    "Optimizer",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
    "Position",
    "RMSprop",
    "RandomNormal",
    "RandomUniform",
    "ReduceLROnPlateau",
    "Regularizer",
    "Reshape",
    "Sequential",
    "SparseCategoricalCrossentropy",
    "Weight",
    "Zeros",
]
