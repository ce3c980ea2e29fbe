"""Forward, backward and optimizer steps equal PyTorch's (goldens/make_goldens.py), to 1e-5.

In float32, which is what the page uses, with whichever kernels are active; and in
float64, where a wrong formula cannot hide behind rounding.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.py.nn.goldens.cases import (
    ACTIVATIONS,
    CONVOLUTIONS,
    OPTIMIZERS,
    POOLINGS,
    RECURRENT,
    STEPS,
    TRANSPOSED,
)
from zeichenlabor import nn
from zeichenlabor.nn import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    LayerNormalization,
    MaxPooling2D,
    Sequential,
)

TOLERANCE = 1e-5  # relative to an array's largest value: sums of float32 have no better scale


@pytest.fixture(scope="module")
def goldens():
    with np.load(Path(__file__).parent / "goldens" / "torch.npz") as file:
        return dict(file)


@pytest.fixture(params=["float32", "float64"])
def dtype(request):
    return request.param


def assert_equal(found, expected):
    scale = max(float(np.abs(expected).max()), 1.0)
    np.testing.assert_allclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE * scale)


def check_layer(layer, goldens, key, dtype, weights=(), training=True):
    """One layer's output, gradients and input gradient."""

    def golden(name):
        return goldens[f"{key}/{name}"].astype(dtype)

    model = Sequential([layer], dtype=dtype)
    x = golden("x")
    model.build(x.shape[1:])
    for name in weights:
        getattr(layer, name)[...] = golden(name)
    assert_equal(layer.forward(x, training), golden("y"))
    dx = layer.backward(golden("dy"), need_dx=True)
    assert_equal(dx, golden("dx"))
    for name in weights:
        assert_equal(layer.gradients[name], golden(f"d{name}"))


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_convolutions(goldens, dtype, name):
    settings = CONVOLUTIONS[name][0]
    weights = ["kernel", "bias"] if settings.get("use_bias", True) else ["kernel"]
    check_layer(Conv2D(**settings), goldens, f"conv/{name}", dtype, weights)


@pytest.mark.parametrize("name", POOLINGS)
def test_poolings(goldens, dtype, name):
    settings = POOLINGS[name][0]
    check_layer(MaxPooling2D(**settings), goldens, f"max/{name}", dtype)
    check_layer(AveragePooling2D(**settings), goldens, f"average/{name}", dtype)


def test_global_average(goldens, dtype):
    check_layer(GlobalAveragePooling2D(), goldens, "global", dtype)


@pytest.mark.parametrize("name", TRANSPOSED)
def test_transposed_convolutions(goldens, dtype, name):
    settings = TRANSPOSED[name][0]
    weights = ["kernel", "bias"] if settings.get("use_bias", True) else ["kernel"]
    check_layer(Conv2DTranspose(**settings), goldens, f"transposed/{name}", dtype, weights)


def test_layer_normalization(goldens, dtype):
    check_layer(LayerNormalization(), goldens, "layer_norm", dtype, ["gamma", "beta"])


@pytest.mark.parametrize("name", RECURRENT)
def test_recurrent_layers(goldens, dtype, name):
    kind, settings = RECURRENT[name]
    weights = ["kernel", "recurrent_kernel", "bias"]
    check_layer(getattr(nn, kind)(**settings), goldens, f"recurrent/{name}", dtype, weights)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(goldens, dtype, name):
    check_layer(Activation(name), goldens, f"activation/{name}", dtype)


def test_batch_normalization(goldens, dtype):
    """Keras' convention: the running variance is the biased one."""
    layer = BatchNormalization(momentum=0.9, epsilon=1e-3)
    Sequential([layer], dtype=dtype).build((3, 5, 3))
    for batch in range(2):
        golden = {k: goldens[f"bn/{batch}/{k}"].astype(dtype) for k in ("x", "y", "dy", "dx")}
        for name in ("gamma", "beta"):
            getattr(layer, name)[:] = goldens[f"bn/{batch}/{name}"]
        assert_equal(layer.forward(golden["x"], training=True), golden["y"])
        assert_equal(layer.backward(golden["dy"]), golden["dx"])
        for name in ("gamma", "beta"):
            assert_equal(layer.gradients[name], goldens[f"bn/{batch}/d{name}"])
    assert_equal(layer.moving_mean, goldens["bn/mean"])
    assert_equal(layer.moving_variance, goldens["bn/variance"])
    x = goldens["bn/inference/x"].astype(dtype)
    assert_equal(layer.forward(x), goldens["bn/inference/y"])


LOSSES = {
    "sparse": (nn.SparseCategoricalCrossentropy(from_logits=True), "labels"),
    "smoothed": (nn.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1), "labels"),
    "binary": (nn.BinaryCrossentropy(from_logits=True), "targets"),
    "mse": (nn.MeanSquaredError(), "targets"),
    "mae": (nn.MeanAbsoluteError(), "targets"),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses(goldens, dtype, name):
    loss, y = LOSSES[name]
    z = goldens[f"loss/{name}/z"].astype(dtype)
    targets = loss.prepare(goldens[f"loss/{y}"], (5,), np.dtype(dtype))
    gradient = np.empty_like(z)
    total, _ = loss.measure(z, targets, gradient, raw=False)
    assert_equal(total / len(z), goldens[f"loss/{name}/value"])
    assert_equal(gradient, goldens[f"loss/{name}/dz"])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers(goldens, dtype, name):
    """Keras' conventions: where epsilon stands in RMSprop and Adam (see the script)."""
    kind, settings = OPTIMIZERS[name]
    model = Sequential([Dense(7, "tanh"), Dense(4, "softmax")], dtype=dtype)
    model.compile(getattr(nn, kind)(**settings), "sparse_categorical_crossentropy")
    x, labels = goldens["train/x"].astype(dtype), goldens["train/labels"]
    model.build(x.shape[1:])
    model.set_weights([goldens[f"train/start/{i}"] for i in range(4)])
    losses = [model.train_step(x, labels)[0] / len(x) for _ in range(STEPS)]
    assert_equal(losses, goldens[f"train/{name}/loss"])
    for i, weight in enumerate(model.get_weights()):
        assert_equal(weight, goldens[f"train/{name}/{i}"])


def test_a_whole_network(goldens, dtype):
    model = Sequential(
        [
            Conv2D(4, 3, use_bias=False),
            BatchNormalization(),
            Activation("relu"),
            MaxPooling2D(),
            Flatten(),
            Dense(3, "softmax"),
        ],
        dtype=dtype,
    )
    model.compile(nn.Adam(0.01), "sparse_categorical_crossentropy")
    names = ("conv", "gamma", "beta", "kernel", "bias")
    x, labels = goldens["network/x"].astype(dtype), goldens["network/labels"]
    model.build(x.shape[1:])
    layers = [model.layers[i] for i in (0, 1, 1, 5, 5)]
    attributes = ("kernel", "gamma", "beta", "kernel", "bias")
    for layer, attribute, name in zip(layers, attributes, names, strict=True):
        getattr(layer, attribute)[...] = goldens[f"network/start/{name}"]
    x = x.reshape(*x.shape, 1)
    losses = []
    for step in range(3):
        losses.append(model.train_step(x, labels)[0] / len(x))
        if step == 0:
            for layer, attribute, name in zip(layers, attributes, names, strict=True):
                assert_equal(layer.gradients[attribute], goldens[f"network/gradient/{name}"])
    assert_equal(losses, goldens["network/loss"])
    for layer, attribute, name in zip(layers, attributes, names, strict=True):
        assert_equal(getattr(layer, attribute), goldens[f"network/{name}"])
