"""Every layer, activation, loss and regulariser against finite differences, in float64."""

import numpy as np
import pytest

from tests.py.nn.checking import assert_gradients, network
from zeichenlabor.nn import (
    L1,
    L1L2,
    L2,
    LSTM,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Conv2D,
    Conv2DTranspose,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    LayerNormalization,
    MaxPooling2D,
    Reshape,
    SimpleRNN,
    SparseCategoricalCrossentropy,
    UpSampling2D,
)
from zeichenlabor.nn.activations import NAMES

RNG = np.random.default_rng(7)


def picture(n=3, height=6, width=5, channels=2):
    return np.random.default_rng(3).standard_normal((n, height, width, channels))


LAYERS = {
    "dense": [Flatten(), Dense(4)],
    "dense_no_bias": [Flatten(), Dense(4, use_bias=False)],
    "dense_dense": [Flatten(), Dense(5, "tanh"), Dense(3)],
    "conv_valid": [Conv2D(3, 3), Flatten()],
    "conv_same": [Conv2D(2, (3, 2), padding="same"), Flatten()],
    "conv_strides": [Conv2D(2, 4, strides=(2, 3), padding="same", activation="elu"), Flatten()],
    "conv_no_bias": [Conv2D(2, 2, use_bias=False, activation="sigmoid"), Flatten()],
    "conv_conv": [Conv2D(3, 3, activation="tanh"), Conv2D(2, 2), Flatten()],
    "max_pool": [MaxPooling2D(), Flatten()],
    "max_pool_overlapping": [MaxPooling2D(3, strides=2, padding="same"), Flatten()],
    "average_pool": [AveragePooling2D(2, padding="same"), Flatten()],
    "average_pool_overlapping": [AveragePooling2D(3, strides=1), Flatten()],
    "global_average": [Conv2D(3, 2), GlobalAveragePooling2D()],
    "reshape": [Reshape((5, 12)), Activation("tanh"), Flatten(), Dense(2)],
    "dropout": [Flatten(), Dense(8, "tanh"), Dropout(0.4), Dense(3)],
    "batch_norm_flat": [Flatten(), Dense(4), BatchNormalization(), Activation("tanh")],
    "batch_norm_picture": [BatchNormalization(), Conv2D(2, 3), Flatten()],
    "batch_norm_bare": [
        Conv2D(2, 3, use_bias=False),
        BatchNormalization(scale=False, center=False),
        Activation("sigmoid"),
        Flatten(),
    ],
    "layer_norm_flat": [Flatten(), Dense(5), LayerNormalization(), Activation("tanh")],
    "layer_norm_picture": [
        Conv2D(4, 3),
        LayerNormalization(gamma_initializer="uniform"),
        Flatten(),
    ],
    "layer_norm_bare": [Conv2D(3, 2), LayerNormalization(scale=False, center=False), Flatten()],
    "up_sampling": [UpSampling2D((2, 3)), Conv2D(2, 2), Flatten()],
    "transposed_valid": [Conv2DTranspose(3, (3, 2), activation="tanh"), Flatten()],
    "transposed_same": [Conv2DTranspose(2, 3, strides=2, padding="same"), Flatten()],
    "transposed_gaps": [Conv2DTranspose(2, 2, strides=(3, 2), activation="gelu"), Flatten()],
    "transposed_no_bias": [
        Conv2D(3, 2),
        Conv2DTranspose(2, 4, strides=3, use_bias=False, padding="same", activation="softmax"),
        Flatten(),
    ],
    "rnn": [Reshape((6, 10)), SimpleRNN(4)],
    "rnn_backwards": [Reshape((6, 10)), SimpleRNN(4, "elu", go_backwards=True), Dense(2)],
    "rnn_one_step": [Reshape((1, 60)), SimpleRNN(4)],
    "rnn_rnn": [
        Reshape((6, 10)),
        SimpleRNN(4, use_bias=False, return_sequences=True),
        SimpleRNN(3, "sigmoid", return_sequences=True),
        Flatten(),
    ],
    "lstm": [Reshape((6, 10)), LSTM(4)],
    "lstm_lstm": [
        Reshape((6, 10)),
        LSTM(4, "elu", "tanh", return_sequences=True, go_backwards=True),
        LSTM(3, use_bias=False, unit_forget_bias=False),
    ],
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name):
    model = network(LAYERS[name], "mse", (6, 5, 2))
    x = picture()
    targets = np.random.default_rng(4).standard_normal((len(x), *model.output_shape))
    assert_gradients(model, x, targets)


@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("layer", ["dense", "conv", "own"])
def test_activations(layer, activation):
    layers = {
        "dense": [Flatten(), Dense(3, activation), Dense(2)],
        "conv": [Conv2D(2, 3, activation=activation), Flatten()],
        "own": [Flatten(), Dense(3), Activation(activation)],
    }
    model = network(layers[layer], "mse", (6, 5, 2))
    x = picture()
    assert_gradients(model, x, np.ones((len(x), *model.output_shape)))


LABELS = np.array([0, 2, 1, 2, 0], np.int32)
LOSSES = {
    "sparse": (SparseCategoricalCrossentropy(), LABELS),
    "categorical": (CategoricalCrossentropy(label_smoothing=0.1), LABELS),
    "binary": (BinaryCrossentropy(), RNG.random((5, 3))),
    "binary_smoothed": (BinaryCrossentropy(label_smoothing=0.2), RNG.random((5, 3))),
    "mse": ("mse", RNG.random((5, 3))),
    "mae": ("mae", RNG.random((5, 3)) + 2),
}


@pytest.mark.parametrize("activation", ["linear", "softmax", "sigmoid"])
@pytest.mark.parametrize("name", LOSSES)
def test_losses(name, activation):
    """Where the loss has the activation built in, and where it follows as a step of its own."""
    loss, y = LOSSES[name]
    layers = [Dense(3, activation)]
    if activation == "linear" and not isinstance(loss, str):
        loss = type(loss).from_config(loss.get_config() | {"from_logits": True})
    model = network(layers, loss, (4,))
    x = np.random.default_rng(5).standard_normal((5, 4))
    targets = model.loss.prepare(y, model.output_shape, model.dtype)
    assert_gradients(model, x, targets)


@pytest.mark.parametrize("regularizer", [L1(0.03), L2(0.05), L1L2(0.02, 0.04)], ids=repr)
def test_regularizers(regularizer):
    model = network(
        [Conv2D(2, 3, kernel_regularizer=regularizer), Flatten(), Dense(3, bias_regularizer="l2")],
        "mse",
        (6, 5, 2),
    )
    x = picture()
    assert_gradients(model, x, np.ones((len(x), 3)))


def test_the_inputs_gradient_with_fixed_statistics():
    """`input_gradient` treats the network as it is used, not as it is trained."""
    model = network(
        [Conv2D(2, 3), BatchNormalization(), Dropout(0.5), Flatten(), Dense(3, "softmax")],
        "sparse_categorical_crossentropy",
        (6, 5, 2),
    )
    model.parameters.non_trainable[:] = RNG.random(model.parameters.non_trainable.size) + 0.5
    x = picture()
    found = model.input_gradient(x, 1)
    step = 1e-6
    place = (1, 2, 3, 1)
    moved = [x.copy(), x.copy()]
    moved[0][place] += step
    moved[1][place] -= step
    above, below = (model.forward(array).copy()[1, 1] for array in moved)
    assert found[place] == pytest.approx((above - below) / (2 * step), rel=1e-6)
