"""Presets: networks with their training settings.

One table lists them all, in teaching order. A training always uses `Settings`; those of a preset
come from `Preset.settings` only: the page starts from them, and the benchmark trains them. Names
and stories are translated by the page; the accuracy expected on MNIST is stated here and measured
by tests/bench/bench_presets.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...data import Augmentation
from ...errors import BadSetting
from ...nn import (
    LSTM,
    SGD,
    Activation,
    Adam,
    AdamW,
    BatchNormalization,
    BinaryCrossentropy,
    Callback,
    CategoricalCrossentropy,
    Conv2D,
    Conv2DTranspose,
    Dense,
    Dropout,
    EarlyStopping,
    Flatten,
    Initializer,
    Layer,
    Loss,
    MaxPooling2D,
    Optimizer,
    Regularizer,
    Reshape,
    Sequential,
    SimpleRNN,
    SparseCategoricalCrossentropy,
    UpSampling2D,
)
from .kinds import output_layer
from .schedules import Constant, Schedule, Steps, WarmUp
from .settings import MOST_EPOCHS, SHARES, Settings, shares_with
from .size import check_size

DEFAULT = "school-1"

PICTURE = (28, 28)
MNIST_SAMPLES = 60_000


@dataclass(frozen=True)
class Expected:
    """Accuracy on MNIST's test set after training on its 60,000 other pictures.

    Some of these are used for validation, as in every training of the page.
    """

    at_least: float = 0.0
    at_most: float = 1.0


@dataclass(frozen=True)
class Preset:
    """One preset.

    Attributes
    ----------
    layers : callable
        returns new layers, without the output layer
    optimizer : callable
        returns a new optimizer, whose learning rate is not used
    learning_rate : float
        the schedule's initial or highest rate
    schedule : callable
        returns the learning-rate schedule
    least_steps : int
        small collections are trained for more epochs than ``epochs``, up to this many steps
    validation_share : float
        share of the collection that is used for validation
    early_stopping : callable or None
        returns the callback
    """

    key: str
    layers: Callable[[], list[Layer]]
    expected: Expected
    optimizer: Callable[[], Optimizer] = Adam
    learning_rate: float = 0.001
    schedule: Callable[[], Schedule] = Constant
    loss: Callable[[], Loss] = SparseCategoricalCrossentropy
    batch_size: int = 128
    epochs: int = 10
    least_steps: int = 400
    validation_share: float = SHARES[1]
    early_stopping: Callable[[], EarlyStopping] | None = None
    augmentation: Augmentation | None = None

    def epochs_for(self, samples: int, batch_size: int | None = None) -> int:
        """Return the number of epochs for a collection of this size."""
        steps = steps_per_epoch(samples, batch_size or self.batch_size)
        return max(self.epochs, min(math.ceil(self.least_steps / steps), MOST_EPOCHS))

    def build(
        self,
        *,
        classes: int = 10,
        samples: int = MNIST_SAMPLES,
        batch_size: int | None = None,
        epochs: int | None = None,
        learning_rate: float | None = None,
        seed: int = 0,
    ) -> Sequential:
        """Return the network with initial weights, compiled for a training of this length.

        Raises
        ------
        BadSetting
            if a number is out of its range
        """
        settings = Settings(
            preset=self.key,
            epochs=epochs or self.epochs_for(samples, batch_size),
            batch_size=batch_size or self.batch_size,
            learning_rate=self.learning_rate if learning_rate is None else learning_rate,
            seed=seed,
        )
        return build_for(settings, classes=classes, samples=samples)

    def settings(self, samples: int = MNIST_SAMPLES, seed: int = 0) -> Settings:
        """Return the preset's settings, with explicit values, for a number of training pictures."""
        return Settings(
            preset=self.key,
            epochs=self.epochs_for(samples),
            batch_size=self.batch_size,
            learning_rate=self.learning_rate,
            seed=seed,
            layers=[layer.serialize() for layer in self.layers()],
            optimizer=self.optimizer().serialize(),
            schedule=self.schedule().serialize(),
            early_stopping=self.early_stopping().serialize() if self.early_stopping else False,
            validation_share=self.validation_share,
            augmentation=self.augmentation.get_config() if self.augmentation else False,
        )

    def samples_of(self, pictures: int) -> int:
        """Return the number of training pictures of a collection; if it is empty, that of MNIST."""
        return round(shares_with(self.validation_share)[0] * pictures) or MNIST_SAMPLES


def find(key: str) -> Preset:
    """Return the preset of this name.

    Raises
    ------
    BadSetting
        if there is none
    """
    if key not in PRESETS:
        raise BadSetting(
            f"unknown preset {key!r}",
            owner="presets",
            setting="preset",
            value=str(key),
            expected=", ".join(PRESETS),
        )
    return PRESETS[key]


def build(key: str, **settings: Any) -> Sequential:
    """Return the compiled network of a preset; the settings are those of `Preset.build`."""
    return find(key).build(**settings)


def build_for(settings: Settings, *, classes: int, samples: int) -> Sequential:
    """Return the network of a training on this number of samples, compiled, with initial weights.

    Raises
    ------
    BadSetting
        where there is no such preset
    BadShape
        if the layers do not fit together
    TooLarge
        if a browser could not train it
    """
    model = assemble(settings, classes=classes, samples=samples)
    model.lay_out(PICTURE)
    check_size(model, settings.batch_size)
    model.build(PICTURE, seed=settings.seed)
    return model


def assemble(settings: Settings, *, classes: int, samples: int) -> Sequential:
    """Return this network, compiled, without shapes and weights."""
    preset = find(settings.preset)
    if settings.layers is None:
        layers = preset.layers()
    else:
        layers = [Layer.get(layer) for layer in settings.layers]
    layers.append(output_layer(classes))
    _equip(layers, settings)
    optimizer = Optimizer.get(settings.optimizer or preset.optimizer())
    schedule = Schedule.get(settings.schedule or preset.schedule())
    steps = steps_per_epoch(samples, settings.batch_size)
    rate = schedule.rate(settings.learning_rate, steps, settings.epochs)
    model = Sequential(layers, name=preset.key)
    model.compile(
        type(optimizer)(**optimizer.get_config() | {"learning_rate": rate}), preset.loss()
    )
    return model


def fit_arguments(settings: Settings, *, validated: bool = True) -> dict[str, Any]:
    """Return the arguments of `Sequential.fit` for a training, except data and epochs.

    If not ``validated``, early stopping is left out, since it has nothing to monitor.
    """
    preset = find(settings.preset)
    stopping, augmentation = settings.early_stopping, preset.augmentation
    if stopping is None and preset.early_stopping:
        stopping = preset.early_stopping()
    if settings.augmentation is not None:
        augmentation = Augmentation(**settings.augmentation) if settings.augmentation else None
    return {
        "batch_size": settings.batch_size,
        "seed": settings.seed,
        "shuffle": settings.shuffle,
        "callbacks": [Callback.get(stopping)] if stopping and validated else [],
        "augmentation": augmentation,
    }


def _equip(layers: list[Layer], settings: Settings) -> None:
    """Give every kernel the chosen initializer and regularizer."""
    for layer in layers:
        if not hasattr(layer, "kernel_initializer"):
            continue
        if settings.initializer is not None:
            layer.kernel_initializer = Initializer.get(settings.initializer)
        if settings.regularizer is not None:
            price = settings.regularizer
            layer.kernel_regularizer = Regularizer.get(price) if price else None


# --- the stacks


def _mlp(*units, activation="relu", dropout=0.0):
    """Flat layers; ``dropout`` follows the first."""

    def layers():
        hidden = [Dense(n, activation) for n in units]
        if dropout:
            hidden.insert(1, Dropout(dropout))
        return [Flatten(), *hidden]

    return layers


def _school_cnn():
    return [
        Reshape((28, 28, 1)),
        Conv2D(32, 3, activation="relu"),
        MaxPooling2D(),
        Conv2D(64, 3, activation="relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(128, "relu"),
    ]


def _codelab_cnn(dropout=0.0):
    def layers():
        return [
            Reshape((28, 28, 1)),
            Conv2D(12, 3, padding="same", activation="relu"),
            Conv2D(24, 6, strides=2, padding="same", activation="relu"),
            Conv2D(32, 6, strides=2, padding="same", activation="relu"),
            Flatten(),
            Dense(200, "relu"),
            *([Dropout(dropout)] if dropout else []),
        ]

    return layers


def _codelab_batch_norm():
    def normal():
        return [BatchNormalization(scale=False), Activation("relu")]

    return [
        Reshape((28, 28, 1)),
        Conv2D(12, 3, padding="same", use_bias=False),
        *normal(),
        Conv2D(24, 6, strides=2, padding="same", use_bias=False),
        *normal(),
        Conv2D(32, 6, strides=2, padding="same", use_bias=False),
        *normal(),
        Flatten(),
        Dense(200, use_bias=False),
        *normal(),
        Dropout(0.3),
    ]


def _convolution(filters, size, **settings):
    """Convolution, batch normalisation (which makes a bias useless), ReLU."""
    return [
        Conv2D(filters, size, use_bias=False, **settings),
        BatchNormalization(momentum=0.95),
        Activation("relu"),
    ]


def _record():
    """Few channels where pictures are large; no padding, so that every value depends on ink."""
    return [
        Reshape((28, 28, 1)),
        *_convolution(32, 5),
        MaxPooling2D(),
        *_convolution(64, 3),
        *_convolution(64, 3),
        MaxPooling2D(),
        *_convolution(128, 3),
        Flatten(),
        Dropout(0.4),
    ]


def _own_handwriting():
    """Small, for a few hundred pictures and trainings of seconds."""
    return [
        Reshape((28, 28, 1)),
        *_convolution(16, 5, padding="same"),
        MaxPooling2D(),
        *_convolution(40, 3, padding="same"),
        MaxPooling2D(),
        *_convolution(80, 3),
        MaxPooling2D(),
        Flatten(),
        Dropout(0.3),
    ]


# --- an autoencoder: it has no classes, so it is not in the table

AUTOENCODER_CODE = 7 * 7 * 2
"""Width of its bottleneck."""

AUTOENCODER_ERROR = 0.05
"""Largest mean absolute error of a pixel on MNIST, from 0 to 1."""


def autoencoder() -> Sequential:
    """Return a convolutional autoencoder for pictures (28, 28, 1), compiled, without weights.

    Its inputs and its targets are the same pictures.
    """
    model = Sequential(
        [
            Conv2D(8, 3, padding="same", activation="relu"),
            MaxPooling2D(),
            Conv2D(2, 3, padding="same", activation="elu"),
            MaxPooling2D(),
            Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
            UpSampling2D(),
            Conv2D(1, 3, padding="same", activation="sigmoid"),
        ],
        name="autoencoder",
    )
    model.compile(Adam(0.01), BinaryCrossentropy(), metrics=())
    return model


# --- the table

FEW = Augmentation(
    shift=1.5, rotation=20.0, scale=0.1, stretch=0.3, shear=0.35, elastic=1.1, thickness=0.2
)
"""Distortions that make many pictures of a few hundred: as strange hands write, and on the pad."""

_TABLE = (
    Preset(
        key="one-layer",
        layers=_mlp(),
        optimizer=SGD,
        learning_rate=0.1,
        epochs=5,
        expected=Expected(at_least=0.91),
    ),
    Preset(
        key="winter-1990",
        layers=_mlp(200, 60, activation="sigmoid"),
        optimizer=SGD,
        learning_rate=0.01,
        epochs=10,
        expected=Expected(at_most=0.9),
    ),
    Preset(
        key="relu-adam",
        layers=_mlp(200, 60),
        epochs=10,
        expected=Expected(at_least=0.975),
    ),
    Preset(
        key="decay",
        layers=_mlp(200, 60),
        schedule=lambda: Steps(share=0.6, every=1),
        learning_rate=0.01,
        epochs=10,
        expected=Expected(at_least=0.978),
    ),
    Preset(
        key="tutorial",
        layers=_mlp(128, 64),
        batch_size=32,
        epochs=5,
        expected=Expected(at_least=0.97),
    ),
    Preset(
        key="blog",
        layers=_mlp(256, 128),
        epochs=50,
        validation_share=0.2,
        early_stopping=lambda: EarlyStopping(
            "val_accuracy", patience=10, restore_best_weights=True
        ),
        expected=Expected(at_least=0.978),
    ),
    Preset(
        key="blog-dropout",
        layers=_mlp(256, 128, dropout=0.3),
        epochs=50,
        validation_share=0.2,
        early_stopping=lambda: EarlyStopping(
            "val_accuracy", patience=10, restore_best_weights=True
        ),
        expected=Expected(at_least=0.981),
    ),
    Preset(
        key="school-1",
        layers=_mlp(100, 100),
        batch_size=32,
        epochs=10,
        expected=Expected(at_least=0.973),
    ),
    Preset(
        key="school-1-distorted",
        layers=_mlp(100, 100),
        schedule=WarmUp,
        learning_rate=0.003,
        loss=lambda: CategoricalCrossentropy(label_smoothing=0.1),
        batch_size=32,
        epochs=10,
        least_steps=4500,
        augmentation=FEW,
        expected=Expected(at_least=0.97),
    ),
    Preset(
        key="school-2",
        layers=_school_cnn,
        epochs=10,
        expected=Expected(at_least=0.99),
    ),
    Preset(
        key="codelab-cnn",
        layers=_codelab_cnn(),
        schedule=lambda: Steps(share=0.6, every=1),
        learning_rate=0.003,
        epochs=10,
        expected=Expected(at_least=0.989),
    ),
    Preset(
        key="codelab-cnn-dropout",
        layers=_codelab_cnn(dropout=0.4),
        schedule=lambda: Steps(share=0.6, every=1),
        learning_rate=0.003,
        epochs=10,
        expected=Expected(at_least=0.992),
    ),
    Preset(
        key="codelab-cnn-batch-norm",
        layers=_codelab_batch_norm,
        schedule=lambda: Steps(share=0.666, every=1),
        learning_rate=0.01,
        batch_size=64,
        epochs=10,
        expected=Expected(at_least=0.994),
    ),
    Preset(
        key="rows-rnn",
        layers=lambda: [SimpleRNN(128)],
        epochs=10,
        expected=Expected(at_least=0.95),
    ),
    Preset(
        key="rows-lstm",
        layers=lambda: [LSTM(128)],
        epochs=10,
        expected=Expected(at_least=0.98),
    ),
    Preset(
        key="record",
        layers=_record,
        optimizer=lambda: AdamW(weight_decay=0.02, use_ema=True, ema_momentum=0.995),
        schedule=WarmUp,
        learning_rate=0.003,
        epochs=14,
        augmentation=Augmentation(
            shift=2.0, rotation=12.0, scale=0.1, stretch=0.0, shear=0.15, elastic=0.6, thickness=0.0
        ),
        expected=Expected(at_least=0.996),
    ),
    Preset(
        key="own-handwriting",
        layers=_own_handwriting,
        optimizer=lambda: AdamW(weight_decay=0.02, use_ema=True, ema_momentum=0.99),
        schedule=WarmUp,
        learning_rate=0.004,
        loss=lambda: CategoricalCrossentropy(label_smoothing=0.1),
        batch_size=64,
        epochs=8,
        least_steps=1600,
        augmentation=FEW,
        expected=Expected(at_least=0.99),
    ),
)

PRESETS = {preset.key: preset for preset in _TABLE}


def steps_per_epoch(samples: int, batch_size: int) -> int:
    """Return how many batches there are in an epoch."""
    return max(-(-samples // batch_size), 1)
