"""A small neural-network library in Keras' vocabulary.

The main path: `Sequential` (sequential.py) holds layers (layers/), its base `Trainer` (trainer.py)
has `fit`, `evaluate` and `predict`, `fit` runs the loop in training.py, and all heavy arithmetic
goes through kernels/.
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
    Orthogonal,
    RandomNormal,
    RandomUniform,
    Zeros,
)
from .layers import (
    LSTM,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    LayerNormalization,
    MaxPooling2D,
    Reshape,
    SimpleRNN,
    UpSampling2D,
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
from .replicas import Replica, Replicas
from .schedules import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
    PolynomialDecay,
)
from .sequential import Input, Sequential
from .trainer import Evaluation, Trainer
from .training import BatchEnd, EpochEnd, Position

__all__ = [
    "L1",
    "L1L2",
    "L2",
    "LSTM",
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
    "Conv2DTranspose",
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
    "LayerNormalization",
    "LearningRateSchedule",
    "LearningRateScheduler",
    "Loss",
    "MaxPooling2D",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "Ones",
    "Optimizer",
    "Orthogonal",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
    "Position",
    "RMSprop",
    "RandomNormal",
    "RandomUniform",
    "ReduceLROnPlateau",
    "Regularizer",
    "Replica",
    "Replicas",
    "Reshape",
    "Sequential",
    "SimpleRNN",
    "SparseCategoricalCrossentropy",
    "Trainer",
    "UpSampling2D",
    "Weight",
    "Zeros",
]
