"""The table of settings: validation, JSON form, description, for every class that has one."""

import json
from inspect import signature

import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.nn import (
    Activation,
    Callback,
    Conv2D,
    Dense,
    Dropout,
    Initializer,
    Layer,
    LearningRateSchedule,
    Loss,
    MaxPooling2D,
    Optimizer,
    Regularizer,
    Reshape,
)
from zeichenlabor.nn.settings import snake_case

FAMILIES = (Layer, Optimizer, Loss, Initializer, Regularizer, LearningRateSchedule, Callback)
CLASSES = [cls for family in FAMILIES for cls in family.known().values()]
REQUIRED = {
    "units": 3,
    "filters": 2,
    "kernel_size": 3,
    "rate": 0.5,
    "activation": "relu",
    "target_shape": (2, -1),
    "initial_learning_rate": 0.1,
    "decay_steps": 10,
    "decay_rate": 0.5,
    "boundaries": (1,),
    "values": (1.0, 0.5),
}


def example(cls):
    needed = [row["name"] for row in cls.describe() if row["required"]]
    return cls(**{name: REQUIRED[name] for name in needed})


def ids(cls):
    return cls.__name__


@pytest.mark.parametrize("cls", CLASSES, ids=ids)
def test_plain_form_makes_an_equal_object(cls):
    made = example(cls)
    config = json.loads(json.dumps(made.get_config()))
    assert cls.from_config(config).get_config() == made.get_config()


@pytest.mark.parametrize("cls", CLASSES, ids=ids)
def test_description_is_plain_and_complete(cls):
    table = cls.describe()
    json.dumps(table)
    constructor = list(signature(cls).parameters)
    assert [row["name"] for row in table] == constructor
    assert sorted(constructor) == sorted(example(cls).get_config())
    assert all(row["kind"] for row in table)


@pytest.mark.parametrize("cls", CLASSES, ids=ids)
def test_repr_leaves_defaults_out(cls):
    made = example(cls)
    needed = sum(row["required"] for row in cls.describe())
    assert repr(made).count("=") == needed


@pytest.mark.parametrize(
    ("make", "owner", "setting"),
    [
        (lambda: Dense(0), "Dense", "units"),
        (lambda: Dense(2.5), "Dense", "units"),
        (lambda: Dense(True), "Dense", "units"),
        (lambda: Dense("10"), "Dense", "units"),
        (lambda: Dense(None), "Dense", "units"),
        (lambda: Dense(10, "rellu"), "Dense", "activation"),
        (lambda: Dense(10, use_bias=1), "Dense", "use_bias"),
        (lambda: Dense(10, kernel_initializer="orthodox"), "Dense", "kernel_initializer"),
        (lambda: Dense(10, kernel_regularizer="l3"), "Dense", "kernel_regularizer"),
        (lambda: Dense(10, name=""), "Dense", "name"),
        (lambda: Conv2D(8, 0), "Conv2D", "kernel_size"),
        (lambda: Conv2D(8, (3, 3, 3)), "Conv2D", "kernel_size"),
        (lambda: Conv2D(8, 3, padding="full"), "Conv2D", "padding"),
        (lambda: Conv2D(8, 3, strides=(1, 0)), "Conv2D", "strides"),
        (lambda: MaxPooling2D(17), "MaxPooling2D", "pool_size"),
        (lambda: Dropout(1), "Dropout", "rate"),
        (lambda: Dropout(-0.1), "Dropout", "rate"),
        (lambda: Dropout(float("nan")), "Dropout", "rate"),
        (lambda: Activation(None), "Activation", "activation"),
        (lambda: Reshape((-1, -1)), "Reshape", "target_shape"),
        (lambda: Reshape(()), "Reshape", "target_shape"),
        (lambda: Reshape((0, 5)), "Reshape", "target_shape"),
    ],
)
def test_an_impossible_setting_is_named(make, owner, setting):
    with pytest.raises(BadSetting) as caught:
        make()
    params = caught.value.params
    assert (params["owner"], params["setting"]) == (owner, setting)
    assert params["expected"]
    json.dumps(params)


def test_settings_come_in_their_final_form():
    layer = Conv2D(8, 3, strides=[2, 1], activation=None, kernel_regularizer="l2")
    assert layer.kernel_size == (3, 3)
    assert layer.strides == (2, 1)
    assert layer.activation == "linear"
    assert repr(layer.kernel_regularizer) == "L2()"
    assert repr(layer.kernel_initializer) == "GlorotUniform()"


def test_optimizers_are_named_in_lower_case():
    assert sorted(Optimizer.known()) == ["adam", "adamw", "rmsprop", "sgd"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GlorotUniform", "glorot_uniform"),
        ("Conv2D", "conv2d"),
        ("MaxPooling2D", "max_pooling2d"),
        ("BatchNormalization", "batch_normalization"),
        ("GlobalAveragePooling2D", "global_average_pooling2d"),
        ("SGD", "sgd"),
    ],
)
def test_snake_case_is_keras_rule(name, expected):
    assert snake_case(name) == expected
