"""The network as a whole: building, shapes, weights, description, prediction."""

import json
from pathlib import Path

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting, BadShape
from zeichenlabor.nn import (
    L2,
    Activation,
    Adam,
    AveragePooling2D,
    BatchNormalization,
    CategoricalCrossentropy,
    Conv2D,
    Dense,
    Dropout,
    ExponentialDecay,
    Flatten,
    GlobalAveragePooling2D,
    HeNormal,
    Input,
    MaxPooling2D,
    Reshape,
    Sequential,
)

GOLDENS = Path(__file__).parent / "goldens"


def blog_network():
    return Sequential([Flatten(), Dense(256, "relu"), Dense(128, "relu"), Dense(10, "softmax")])


def small_cnn():
    return Sequential(
        [
            Conv2D(4, 3, activation="relu", kernel_initializer=HeNormal()),
            BatchNormalization(),
            MaxPooling2D(),
            Dropout(0.2),
            Flatten(),
            Dense(10, "softmax", kernel_regularizer=L2(1e-4)),
        ]
    )


# --- summary and counts


def test_summary_is_keras_table(capsys):
    model = blog_network()
    model.build((28, 28))
    assert model.summary() is None  # as in Keras
    text = capsys.readouterr().out
    assert text == (GOLDENS / "summary_mlp.txt").read_text(encoding="utf-8")
    told = []
    model.summary(print_fn=told.append)
    assert told == [text.removesuffix("\n")]
    assert model.count_params() == 235_146


def test_summary_of_a_convolutional_network(capsys):
    model = Sequential(
        [
            Input((28, 28, 1)),
            Conv2D(32, 3, activation="relu"),
            BatchNormalization(),
            MaxPooling2D(),
            Conv2D(64, 3, name="second_convolution_with_a_long_name_indeed"),
            GlobalAveragePooling2D(),
            Dropout(0.3),
            Dense(1200),
            Dense(1200),
            Activation("softmax"),
        ]
    )
    model.summary()
    assert capsys.readouterr().out == (GOLDENS / "summary_cnn.txt").read_text(encoding="utf-8")


def test_summary_before_building(capsys):
    model = Sequential([Flatten(), Dense(10)])
    model.summary()
    assert capsys.readouterr().out == (GOLDENS / "summary_unbuilt.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("layer", "input_shape", "output_shape", "weights"),
    [
        (Dense(7), (5,), (7,), 42),
        (Conv2D(8, 3), (28, 28, 2), (26, 26, 8), 152),
        (
            Conv2D(24, 6, strides=2, padding="same", use_bias=False),
            (28, 28, 12),
            (14, 14, 24),
            10368,
        ),
        (MaxPooling2D(3), (11, 7, 4), (3, 2, 4), 0),
        (AveragePooling2D(2, padding="same"), (11, 7, 4), (6, 4, 4), 0),
        (GlobalAveragePooling2D(), (5, 6, 3), (3,), 0),
        (Flatten(), (5, 6, 3), (90,), 0),
        (Reshape((-1, 9)), (5, 6, 3), (10, 9), 0),
        (BatchNormalization(), (5, 6, 3), (5, 6, 3), 12),
        (Activation("relu"), (5, 6), (5, 6), 0),
        (Dropout(0.5), (5,), (5,), 0),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, (tuple, int)) else "",
)
def test_shapes_and_counts(layer, input_shape, output_shape, weights):
    model = Sequential([layer])
    model.build((None, *input_shape))
    assert model.output_shape == output_shape
    assert model.count_params() == weights
    x = np.zeros((3, *input_shape), np.float32)
    assert layer.forward(x).shape == (3, *output_shape)


# --- impossible stacks


@pytest.mark.parametrize(
    ("layers", "input_shape", "expected"),
    [
        ([Dense(10)], (28, 28), {"layer": "dense", "index": 0, "remedy": "flatten"}),
        (
            [Conv2D(4, 3), Dense(10)],
            (28, 28, 1),
            {"layer": "dense", "kind": "Dense", "index": 1, "remedy": "flatten"},
        ),
        (
            [Flatten(), Dense(10), Conv2D(4, 3)],
            (28, 28),
            {"layer": "conv2d", "index": 2, "shape": "(10,)", "remedy": "reshape"},
        ),
        (
            [Activation("relu"), Conv2D(4, 3)],
            (28, 28),
            {"layer": "conv2d", "index": 1, "shape": "(28, 28)", "remedy": "add-channels"},
        ),
        (
            [Conv2D(4, 3), MaxPooling2D(13), Conv2D(4, 3, name="last")],
            (28, 28, 1),
            {
                "layer": "last",
                "shape": "(2, 2, 4)",
                "window": "(3, 3)",
                "remedy": "window-too-large",
            },
        ),
        ([MaxPooling2D(5)], (4, 9, 1), {"layer": "max_pooling2d", "remedy": "window-too-large"}),
        ([Reshape((27, 28))], (28, 28), {"layer": "reshape", "remedy": "same-size"}),
        ([Reshape((5, -1))], (28, 28), {"layer": "reshape", "remedy": "same-size"}),
        ([Flatten(), GlobalAveragePooling2D()], (28, 28), {"remedy": "reshape"}),
        ([], (28, 28), {"remedy": "add-layer"}),
    ],
)
def test_an_impossible_stack_names_layer_shape_and_remedy(layers, input_shape, expected):
    with pytest.raises(BadShape) as caught:
        Sequential(layers).build(input_shape)
    params = caught.value.params
    assert {name: params.get(name) for name in expected} == expected
    json.dumps(params)


def test_a_picture_without_channel_axis_has_one_channel():
    model = small_cnn()
    model.build((28, 28))
    assert model.input_shape == (28, 28, 1)
    assert model.predict(np.zeros((2, 28, 28), np.uint8)).shape == (2, 10)


def test_pictures_of_another_size_are_refused():
    model = blog_network()
    model.build((28, 28))
    with pytest.raises(BadShape) as caught:
        model.predict(np.zeros((2, 8, 8), np.uint8))
    assert caught.value.params["remedy"] == "match-input"


def test_a_name_is_counted_as_in_keras():
    model = Sequential([Dense(3), Dense(3), Dense(3, name="mine"), Dense(3), Dropout(0.1)])
    assert [name for name, _ in model.named_layers] == [
        "dense",
        "dense_1",
        "mine",
        "dense_2",
        "dropout",
    ]


# --- weights


def test_the_same_seed_draws_the_same_weights():
    first, same, other = (blog_network() for _ in range(3))
    for model, seed in ((first, 3), (same, 3), (other, 4)):
        model.build((28, 28), seed=seed)
    for a, b, c in zip(first.get_weights(), same.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
        assert a.ndim == 1 or (a != c).any()


def test_weights_come_layer_by_layer_in_keras_order():
    model = small_cnn()
    model.build((28, 28))
    shapes = [w.shape for w in model.get_weights()]
    assert shapes == [(3, 3, 1, 4), (4,), (4,), (4,), (4,), (4,), (676, 10), (10,)]
    gamma, beta, mean, variance = model.get_weights()[2:6]
    assert (gamma == 1).all()
    assert (beta == 0).all()
    assert (mean == 0).all()
    assert (variance == 1).all()


def test_set_weights_takes_what_get_weights_gave():
    first, second = small_cnn(), small_cnn()
    first.build((28, 28), seed=1)
    second.build((28, 28), seed=2)
    x = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    assert (first.predict(x) != second.predict(x)).any()
    second.set_weights(first.get_weights())
    np.testing.assert_array_equal(first.predict(x), second.predict(x))


def test_set_weights_refuses_other_shapes():
    model = small_cnn()
    model.build((28, 28))
    with pytest.raises(BadShape):
        model.set_weights(model.get_weights()[:-1])


def test_get_weights_returns_copies():
    model = blog_network()
    model.build((28, 28))
    for weights in (model.get_weights(), model.layers[1].get_weights()):
        assert [w.shape for w in weights[:2]] == [(784, 256), (256,)]
        weights[0][:] = 7
    assert not (model.get_weights()[0] == 7).any()


def test_a_layers_weights_are_parts_of_one_flat_array():
    model = small_cnn()
    model.build((28, 28))
    model.parameters.values[:] = np.arange(model.parameters.values.size)
    assert model.layers[0].kernel.ravel()[5] == 5
    assert np.shares_memory(model.layers[0].gradients["kernel"], model.parameters.gradients)


# --- description


def test_config_describes_the_whole_network():
    model = small_cnn()
    model.compile(
        Adam(ExponentialDecay(0.01, 100, 0.6), use_ema=True),
        CategoricalCrossentropy(label_smoothing=0.1),
    )
    model.build((28, 28))
    config = json.loads(json.dumps([model.get_config(), model.get_compile_config()]))
    twin = Sequential.from_config(config[0])
    twin.compile_from_config(config[1])
    assert repr(twin) == repr(model)
    assert twin.get_config() == model.get_config()
    assert twin.get_compile_config() == model.get_compile_config()
    twin.set_weights(model.get_weights())
    x = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    np.testing.assert_array_equal(twin.predict(x), model.predict(x))


def test_repr_is_python_that_makes_the_same_network():
    model = small_cnn()
    from zeichenlabor import nn

    twin = eval(repr(model), vars(nn))
    assert twin.get_config() == model.get_config()


@pytest.mark.parametrize(
    "call",
    [
        lambda: Sequential([Dense(10), "dense"]),
        lambda: Sequential.from_config({"layers": [{"class_name": "Lambda"}]}),
        lambda: Sequential.from_config(
            {"layers": [{"class_name": "Dense", "config": {"unit": 1}}]}
        ),
        lambda: Sequential([Dense(1)]).compile("newton"),
        lambda: Sequential([Dense(1)]).compile("adam", "hinge"),
        lambda: Sequential([Dense(1)]).compile("adam", "mse", metrics=["recall"]),
        lambda: Sequential([Dense(1)]).fit(np.zeros((2, 3)), np.zeros(2)),
        lambda: Sequential([Dense(1)]).evaluate(np.zeros((2, 3)), np.zeros(2)),
    ],
)
def test_wrong_pieces_are_named(call):
    with pytest.raises(BadSetting) as caught:
        call()
    json.dumps(caught.value.params)


# --- prediction


def test_uint8_pictures_are_scaled_and_floats_are_not():
    model = blog_network()
    x = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    expected = model.predict(x)
    np.testing.assert_allclose(model.predict(x / 255), expected, rtol=1e-5, atol=1e-7)
    np.testing.assert_array_equal(model.predict(x.reshape(5, 784)), expected)


@pytest.mark.parametrize("dtype", [np.int8, np.int32, np.int64, np.uint16, bool])
def test_whole_numbers_of_other_types_are_what_they_say(dtype):
    model = Sequential([Dense(3, "softmax")])
    x = np.random.default_rng(0).integers(0, 2, (5, 4))
    np.testing.assert_array_equal(model.predict(x.astype(dtype)), model.predict(x.astype(float)))


def test_many_pictures_give_the_same_as_few():
    model = small_cnn()
    x = np.random.default_rng(0).integers(0, 256, (700, 28, 28), np.uint8)
    together = model.predict(x)
    one_by_one = np.concatenate([model.predict(x[i : i + 1]) for i in range(0, 700, 50)])
    np.testing.assert_allclose(together[::50], one_by_one, rtol=1e-5, atol=1e-6)


def test_no_pictures_give_no_predictions():
    assert small_cnn().predict(np.zeros((0, 28, 28), np.uint8)).shape == (0, 10)


@pytest.mark.parametrize("compiled", [True, False])
def test_predictions_are_probabilities(compiled):
    """Whether or not the loss has taken over the softmax."""
    model = blog_network()
    if compiled:
        model.compile("adam", "sparse_categorical_crossentropy")
    x = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    p = model.predict(x)
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(model.activations(x)[-1], p)


def test_compiling_does_not_change_predictions():
    model = blog_network()
    x = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    before = model.predict(x)
    for loss in ("sparse_categorical_crossentropy", "mse", "binary_crossentropy"):
        model.compile("sgd", loss)
        np.testing.assert_allclose(model.predict(x), before, rtol=1e-5, atol=1e-7)


def test_activations_are_every_layers_output():
    model = small_cnn()
    x = np.random.default_rng(0).integers(0, 256, (2, 28, 28), np.uint8)
    outputs = model.activations(x)
    assert [a.shape[1:] for a in outputs] == [layer.output_shape for layer in model.layers]
    kept = [a.copy() for a in outputs]
    model.predict(255 - x)
    for a, b in zip(outputs, kept, strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_layer_of_ones_own():
    from zeichenlabor.nn import Layer
    from zeichenlabor.nn.settings import Number, configurable, setting

    @configurable
    class Scale(Layer):
        factor: float = setting(Number(), default=2.0)

        def forward(self, x, training=False):
            return x * self.factor

        def backward(self, dy, need_dx=True):
            return dy * self.factor

    model = Sequential([Flatten(), Scale(3), Dense(2)])
    model.compile("sgd", "mse")
    model.fit(np.zeros((4, 2, 2)), np.zeros((4, 2)))
    assert Sequential.from_config(model.get_config()).layers[1].factor == 3
