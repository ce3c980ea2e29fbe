"""Code as Keras' tutorials write it: it runs and means the same, or an error names what is missing.

What real Keras does with such calls is compared in tests/exports.
"""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting, BadShape, MissingName
from zeichenlabor.nn import (
    SGD,
    Activation,
    Adam,
    AdamW,
    BatchNormalization,
    BinaryCrossentropy,
    Conv2D,
    Dense,
    Dropout,
    EarlyStopping,
    Flatten,
    GlorotUniform,
    HeNormal,
    Input,
    LearningRateScheduler,
    MaxPooling2D,
    ReduceLROnPlateau,
    Reshape,
    RMSprop,
    Sequential,
)


def data(n=40, shape=(6,), classes=3, seed=0):
    rng = np.random.default_rng(seed)
    return rng.random((n, *shape), np.float32), rng.integers(0, classes, n)


def network(*layers):
    model = Sequential(layers or [Dense(8, "relu"), Dense(3, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    return model


# --- the input's shape


@pytest.mark.parametrize(
    ("layers", "parameters"),
    [
        ([Flatten(input_shape=(28, 28)), Dense(10)], 7850),
        ([Flatten(input_shape=[28, 28, 1]), Dense(10)], 7850),
        ([Dense(10, activation="relu", input_shape=(784,))], 7850),
        ([Dense(10, input_dim=784)], 7850),
        ([Reshape(input_shape=(28 * 28,), target_shape=(28, 28, 1)), Conv2D(12, 3)], 120),
        ([Conv2D(12, 3, input_shape=(28, 28, 1))], 120),
        ([Input(shape=(28 * 28,)), Dense(10)], 7850),
        ([Input((28, 28)), Flatten(), Dense(10)], 7850),
        ([Input(batch_shape=(None, 784)), Dense(10)], 7850),
    ],
)
def test_a_network_that_knows_its_input_has_its_weights(layers, parameters):
    assert Sequential(layers).count_params() == parameters
    one_by_one = Sequential()
    for layer in layers:
        one_by_one.add(layer)
    assert one_by_one.count_params() == parameters


def test_the_lessons_network_has_their_number_of_weights():
    model = Sequential(
        [
            Dense(256, activation="relu", input_shape=(784,)),
            Dropout(0.3),
            Dense(128, activation="relu"),
            Dense(10, activation="softmax"),
        ]
    )
    assert model.count_params() == 235_146


def test_adding_and_removing_a_layer_leaves_the_others_their_weights():
    model = Sequential([Dense(4, input_dim=6)])
    kernel = model.get_weights()[0]
    model.add(Dense(2))
    assert [w.shape for w in model.weights] == [(6, 4), (4,), (4, 2), (2,)]
    np.testing.assert_array_equal(model.get_weights()[0], kernel)
    model.pop()
    np.testing.assert_array_equal(model.get_weights()[0], kernel)
    assert model.output_shape == (4,)


# --- layers that two networks have


def test_a_part_of_a_network_looks_inside_and_changes_nothing():
    x, y = data()
    model = network()
    model.fit(x, y, epochs=2)
    before = model.predict(x)
    inside = Sequential(model.layers[:1])
    hidden = inside.predict(x)
    np.testing.assert_allclose(
        hidden, np.maximum(x @ model.layers[0].kernel + model.layers[0].bias, 0), atol=1e-6
    )
    np.testing.assert_array_equal(model.predict(x), before)
    np.testing.assert_allclose(Sequential(model.layers).predict(x), before, atol=1e-6)


def test_what_one_network_learns_the_other_knows():
    x, y = data()
    model = network()
    model.fit(x, y, epochs=1)
    head = Dense(3, "softmax")
    second = network(model.layers[0], head)
    second.fit(x, y, epochs=1)
    np.testing.assert_array_equal(second.layers[0].kernel, model.layers[0].kernel)
    shared = model.layers[0].kernel.copy()
    second.fit(x, y, epochs=1)
    assert (model.layers[0].kernel != shared).any()
    np.testing.assert_array_equal(second.get_weights()[0], model.get_weights()[0])
    model.fit(x, y, epochs=1)
    np.testing.assert_array_equal(second.get_weights()[0], model.get_weights()[0])


@pytest.mark.parametrize("optimizer", [SGD(0.1), Adam(0.01, use_ema=True)])
def test_shared_layers_are_trained_as_own_ones(optimizer):
    x, y = data()
    alone = Sequential([Dense(8, "relu"), BatchNormalization(), Dense(3, "softmax")])
    alone.build((6,), seed=3)
    lender = Sequential([Dense(8, "relu"), BatchNormalization(), Dense(3, "softmax")])
    lender.build((6,), seed=3)
    borrower = Sequential(lender.layers)
    for model in (alone, borrower):
        model.compile(type(optimizer).from_config(optimizer.get_config()))
        model.fit(x, y, epochs=3, batch_size=16)
    for a, b, c in zip(
        alone.get_weights(), borrower.get_weights(), lender.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(a, b)
        np.testing.assert_array_equal(b, c)


def test_a_shared_layer_takes_only_an_input_that_fits_its_weights():
    model = Sequential([Input((8, 8, 1)), Conv2D(4, 3), Flatten(), Dense(3)])
    wider = Sequential([model.layers[0]])
    assert wider.predict(np.zeros((1, 10, 10, 1), np.float32)).shape == (1, 8, 8, 4)
    assert model.predict(np.zeros((1, 8, 8, 1), np.float32)).shape == (1, 3)
    with pytest.raises(BadShape) as told:
        Sequential([model.layers[2]]).build((5,))
    assert told.value.params["remedy"] == "shared-weights"


def test_the_same_layer_twice_is_refused():
    layer = Dense(3)
    with pytest.raises(BadSetting):
        Sequential([layer, layer])


def test_layers_are_found_by_name_and_index():
    model = Sequential([Dense(4, input_dim=6), Dense(4), Dense(2, name="last")])
    assert model.get_layer("dense_1") is model.get_layer(index=1) is model.layers[1]
    assert model.get_layer("last").count_params() == 10
    with pytest.raises(BadSetting):
        model.get_layer("dense_7")


def test_a_layers_weights_can_be_set():
    model = Sequential([Dense(2, input_dim=3)])
    model.layers[0].set_weights([np.ones((3, 2)), np.zeros(2)])
    np.testing.assert_array_equal(model(np.ones((1, 3), np.float32)), [[3, 3]])
    with pytest.raises(BadShape):
        model.layers[0].set_weights([np.ones((2, 3)), np.zeros(2)])


# --- fit, evaluate, predict


def test_fit_takes_keras_arguments_in_keras_order():
    x, y = data()
    model = network()
    history = model.fit(x, y, 8, 3, 0, EarlyStopping("loss", patience=5), 0.25)
    assert history.epoch == [0, 1, 2]
    assert list(history.history)[:4] == ["accuracy", "loss", "val_accuracy", "val_loss"]
    again = model.fit(x, y, verbose="auto", validation_batch_size=None, class_weight=None)
    assert again.epoch == [0]


def test_whole_numbers_are_learned_as_they_are():
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    model = Sequential([Dense(16, "tanh"), Dense(1, "sigmoid")])
    model.compile(Adam(0.05), "binary_crossentropy")
    model.fit(x, y, epochs=300, seed=1)
    assert model.evaluate(x, y).accuracy == 1


def test_evaluate_and_predict_take_what_keras_takes():
    x, y = data()
    model = network()
    loss, accuracy = model.evaluate(x, y, batch_size=7, verbose=0)
    assert model.evaluate(x, y, return_dict=True) == {"loss": loss, "accuracy": accuracy}
    predicted = model.predict(x, batch_size=7, verbose=0)
    np.testing.assert_array_equal(model(x), predicted)
    np.testing.assert_allclose(predicted.sum(axis=1), 1, atol=1e-6)


def test_a_call_in_training_drops_units():
    x = np.ones((1, 100), np.float32)
    model = Sequential([Dropout(0.5)])
    np.testing.assert_array_equal(model(x), x)
    assert 10 < (model(x, training=True) == 0).sum() < 90


def test_right_answers_are_counted_under_the_name_that_was_given():
    x, y = data()
    model = Sequential([Dense(3, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["acc"])
    assert list(model.fit(x, y, validation_split=0.5).history)[:2] == ["acc", "loss"]
    model.compile("sgd", metrics=None)
    assert "accuracy" not in model.fit(x, y).history


# --- callbacks


def test_a_schedule_of_the_epoch_alone(capsys):
    x, y = data()
    model = network()
    callback = LearningRateScheduler(lambda epoch: 0.01 * 0.5**epoch, verbose=True)
    history = model.fit(x, y, epochs=2, callbacks=callback)
    assert history.history["learning_rate"] == [0.01, 0.005]
    assert (
        "Epoch 2: LearningRateScheduler setting learning rate to 0.005." in capsys.readouterr().out
    )
    assert isinstance(callback._call(3, 0.1), float)


def test_a_schedule_that_gives_no_rate_is_an_error():
    x, y = data()
    with pytest.raises(BadSetting):
        network().fit(x, y, callbacks=[LearningRateScheduler(lambda epoch: None)])


class Watched:
    """A network whose validation loss is scripted; what the callbacks need of it."""

    def __init__(self, callback, losses, rate=1.0):
        self.optimizer, self.stop_training = SGD(rate), False
        self.rates, self.epochs = [], 0
        callback.set_model(self)
        callback.on_train_begin()
        for epoch, loss in enumerate(losses):
            callback.on_epoch_end(epoch, {"val_loss": loss})
            self.rates.append(round(self.optimizer.learning_rate, 6))
            self.epochs += 1
            if self.stop_training:
                break
        callback.on_train_end()


def test_reduce_on_plateau_rests_and_stops_at_the_smallest_rate():
    cooling = ReduceLROnPlateau("val_loss", 0.5, 1, cooldown=2)
    assert Watched(cooling, [1, 1, 1, 1, 1, 1]).rates == [1, 0.5, 0.5, 0.25, 0.25, 0.125]
    low = ReduceLROnPlateau(patience=1, min_lr=0.01)
    assert Watched(low, [1, 1, 1], rate=0.001).rates == [0.001] * 3
    # 1e-4 is Keras' default for what counts as better
    assert Watched(ReduceLROnPlateau(patience=1), [1, 0.99995]).rates == [1, 0.1]


def test_early_stopping_wants_to_beat_the_baseline(capsys):
    stopping = EarlyStopping(patience=2, baseline=0.5, verbose=1)
    assert Watched(stopping, [0.9, 0.8, 0.7, 0.7]).epochs == 4
    assert "Epoch 4: early stopping" in capsys.readouterr().out
    assert Watched(EarlyStopping(patience=2, baseline=0.5), [0.9, 0.4, 0.45, 0.3]).epochs == 4


@pytest.mark.parametrize("callback", [EarlyStopping, ReduceLROnPlateau])
@pytest.mark.parametrize("monitor", ["val_los", "val_loss"])
def test_a_number_that_is_not_measured_is_told(callback, monitor):
    x, y = data()
    with pytest.warns(UserWarning, match=f"'{monitor}'.*accuracy, loss"):
        history = network().fit(x, y, epochs=4, callbacks=[callback(monitor, patience=0)])
    assert history.epoch == [0, 1, 2, 3]


# --- what Keras has and this engine has not


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dense(3, kernel_constraint=None, trainable=True, dtype="float32"),
        lambda: Conv2D(3, 3, data_format="channels_last", dilation_rate=1, groups=1),
        lambda: Conv2D(3, 3, dilation_rate=[1, 1]),
        lambda: MaxPooling2D(2, data_format=None),
        lambda: BatchNormalization(axis=-1),
        lambda: Dropout(0.3, noise_shape=None, seed=None),
        lambda: Adam(amsgrad=False, clipnorm=None),
        lambda: AdamW(0.01, 0.02),
        lambda: RMSprop(0.01, 0.8, momentum=0.0),
        lambda: BinaryCrossentropy(axis=-1),
        lambda: GlorotUniform(seed=None),
    ],
)
def test_settings_that_ask_for_nothing_new_are_taken(make):
    make()


@pytest.mark.parametrize(
    ("make", "setting"),
    [
        (lambda: Dense(3, kernel_constraint="max_norm"), "kernel_constraint"),
        (lambda: Dense(3, trainable=False), "trainable"),
        (lambda: Dense(3, activations="relu"), "activations"),
        (lambda: Conv2D(3, 3, dilation_rate=2), "dilation_rate"),
        (lambda: Conv2D(3, 3, 1, "same", "relu"), None),
        (lambda: BatchNormalization(0.9), None),
        (lambda: Dropout(0.3, seed=-1), "seed"),
        (lambda: Adam(clipnorm=1.0), "clipnorm"),
        (lambda: SGD(0.1, 0.9, True, 0.004), None),
        (lambda: RMSprop(0.01, 0.9, 0.5), None),
        (lambda: EarlyStopping(monitors="loss"), "monitors"),
        (lambda: network().fit(*data(), class_weight={0: 2}), "class_weight"),
        (lambda: network().fit(*data(), epoch=3), "epoch"),
        (lambda: network().predict(data()[0], steps=2), "steps"),
        (lambda: network().compile("adam", run_eagerly=True), "run_eagerly"),
        (lambda: network().compile("adam", metrics=["precision"]), "metrics"),
        (lambda: Activation(), None),
        (lambda: Input(), "shape"),
    ],
)
def test_what_is_missing_is_named(make, setting):
    with pytest.raises(BadSetting) as told:
        make()
    assert setting in (None, told.value.params["setting"])
    assert told.value.params["setting"]


# --- what networks and layers tell


def test_names_are_told_and_change_no_form():
    layers = [Dense(8, "relu"), Dense(4, name="mine"), Dense(3), BatchNormalization()]
    forms = [(repr(layer), layer.serialize()) for layer in layers]
    model = Sequential(layers)
    names = ["dense", "mine", "dense_1", "batch_normalization"]
    assert [layer.name for layer in model.layers] == names
    model.build((6,))
    assert [name for name, _ in model.named_layers] == names
    assert [(repr(layer), layer.serialize()) for layer in layers] == forms
    assert forms[0][1]["config"]["name"] is None


def test_a_shared_layer_keeps_its_name():
    model = network(Input((6,)), Dense(8), Dense(3))
    part = Sequential(model.layers[1:])
    part.build((8,))
    assert [layer.name for layer in model.layers] == ["dense", "dense_1"]


def test_weights_have_names_and_are_the_networks_own():
    model = network(Input((6,)), Dense(4, use_bias=False), BatchNormalization(), Dense(3))
    told = [(weight.name, weight.trainable) for weight in model.weights]
    assert told == [
        ("kernel", True),
        ("gamma", True),
        ("beta", True),
        ("moving_mean", False),
        ("moving_variance", False),
        ("kernel", True),
        ("bias", True),
    ]
    assert [w.name for w in model.non_trainable_weights] == ["moving_mean", "moving_variance"]
    model.layers[-1].weights[1].assign([1, 2, 3])
    np.testing.assert_array_equal(model.get_weights()[-1], [1, 2, 3])
    assert type(model.weights[0].numpy()) is np.ndarray
    assert Dense(3).weights == Dense(3).trainable_weights == []


def test_an_activation_is_a_function_with_a_name():
    layer = Dense(3, "relu")
    assert layer.activation == layer.activation.__name__ == "relu"
    np.testing.assert_array_equal(layer.activation(np.array([[-1.0, 2.0]])), [[0, 2]])
    assert type(layer.get_config()["activation"]) is str


@pytest.mark.parametrize(
    ("thing", "name"),
    [(Dense(3), "output"), (Adam(), "apply"), (BinaryCrossentropy(), "reduction"), (SGD(), "lr")],
)
def test_a_name_that_is_missing_is_told(thing, name):
    with pytest.raises(MissingName) as caught:
        getattr(thing, name)
    assert caught.value.params["module"] == type(thing).__name__
    assert caught.value.params["name"] == name


def test_nothing_is_frozen_silently():
    model = network(Input((6,)), Dense(3))
    for owner in (model, model.layers[0]):
        owner.trainable = True
        with pytest.raises(BadSetting):
            owner.trainable = False


def test_arrays_where_only_none_is_allowed_are_told():
    x, y = data()
    with pytest.raises(BadSetting) as caught:
        network().fit(x, y, sample_weight=np.ones(40))
    assert caught.value.params["setting"] == "sample_weight"
    assert "None in this engine" in caught.value.params["expected"]


def test_seeds_of_ones_own_decide():
    """Of a layer's first weights and of dropout, whatever the network's seed is."""

    def outputs(seed, own):
        first = Dense(40, "linear", kernel_initializer=HeNormal(seed=own))
        model = Sequential([first, Dropout(0.5, seed=own)])
        model.build((8,), seed=seed)
        model.compile("sgd", "mse")
        x = np.ones((4, 8), np.float32)
        model.fit(x, np.zeros((4, 40)), epochs=1, seed=seed)
        return model.get_weights()[0]

    same, again, other = outputs(1, own=5), outputs(2, own=5), outputs(1, own=6)
    assert np.array_equal(same, again)
    assert not np.array_equal(same, other)
    assert not np.array_equal(outputs(1, own=None), outputs(2, own=None))
