"""Results of ``get_config`` as in Keras: its settings in its order, including fixed ones.

``get_config`` of `nn` contains only settings that it supports, which the page and project files
store. This module lists, for each class, the names in Keras, and the values of settings that are
fixed in `nn`.
"""

from __future__ import annotations

from typing import Any

from .... import nn
from ....nn.settings import Configurable
from ..keras_listing import MODULES

FLOAT32 = {
    "module": "keras",
    "class_name": "DTypePolicy",
    "config": {"name": "float32"},
    "registered_name": None,
}
"""The dtype policy in Keras' layers."""

_KERNEL = "activation use_bias kernel_initializer bias_initializer"
_REGULARIZERS = "kernel_regularizer bias_regularizer"
_CONSTRAINTS = "kernel_constraint bias_constraint"
_POOL = "pool_size padding strides data_format"
_NORM = "beta_initializer gamma_initializer"
_NORM_REST = "beta_regularizer gamma_regularizer beta_constraint gamma_constraint"
_STEPS = "return_sequences return_state go_backwards stateful unroll zero_output_for_mask units"
_ROW = "kernel_initializer recurrent_initializer bias_initializer"
_ROW_REST = (
    "kernel_regularizer recurrent_regularizer bias_regularizer activity_regularizer "
    "kernel_constraint recurrent_constraint bias_constraint dropout recurrent_dropout"
)
_SEEDED = "seed input_axes output_axes"
_RATE = "initial_learning_rate decay_steps"

NAMES: dict[str, str] = {
    "Dense": f"units {_KERNEL} {_REGULARIZERS} {_CONSTRAINTS} quantization_config",
    "Flatten": "data_format",
    "Reshape": "target_shape",
    "Dropout": "rate seed noise_shape",
    "Conv2D": f"filters kernel_size strides padding data_format dilation_rate groups {_KERNEL} "
    f"{_REGULARIZERS} activity_regularizer {_CONSTRAINTS}",
    "Conv2DTranspose": "filters kernel_size strides padding output_padding data_format "
    f"dilation_rate {_KERNEL} {_REGULARIZERS} activity_regularizer {_CONSTRAINTS}",
    "MaxPooling2D": _POOL,
    "AveragePooling2D": _POOL,
    "GlobalAveragePooling2D": "data_format keepdims",
    "GlobalMaxPooling2D": "data_format keepdims",
    "UpSampling2D": "size data_format interpolation",
    "BatchNormalization": f"axis momentum epsilon center scale {_NORM} moving_mean_initializer "
    f"moving_variance_initializer {_NORM_REST} synchronized renorm renorm_clipping "
    "renorm_momentum",
    "LayerNormalization": f"axis epsilon center scale rms_scaling {_NORM} {_NORM_REST}",
    "SimpleRNN": f"{_STEPS} activation use_bias {_ROW} {_ROW_REST}",
    "LSTM": f"{_STEPS} activation recurrent_activation use_bias {_ROW} unit_forget_bias "
    f"{_ROW_REST} seed",
    "Activation": "activation",
    "LeakyReLU": "negative_slope",
    "Rescaling": "scale offset",
    "Normalization": "axis invert mean variance",
    "GlorotUniform": _SEEDED,
    "GlorotNormal": _SEEDED,
    "HeNormal": _SEEDED,
    "HeUniform": _SEEDED,
    "RandomNormal": "seed mean stddev",
    "RandomUniform": "seed minval maxval",
    "Orthogonal": "seed gain",
    "Identity": "",
    "SparseCategoricalCrossentropy": "name reduction from_logits ignore_class",
    "CategoricalCrossentropy": "name reduction from_logits label_smoothing axis",
    "BinaryCrossentropy": "name reduction from_logits label_smoothing axis",
    "MeanSquaredError": "name reduction",
    "MeanAbsoluteError": "name reduction",
    "Adam": "beta_1 beta_2 epsilon amsgrad",
    "AdamW": "beta_1 beta_2 epsilon amsgrad",
    "SGD": "momentum nesterov",
    "RMSprop": "rho momentum epsilon centered",
    "ExponentialDecay": f"{_RATE} decay_rate staircase name",
    "InverseTimeDecay": f"{_RATE} decay_rate staircase name",
    "CosineDecay": f"{_RATE} alpha name warmup_target warmup_steps",
    "PolynomialDecay": f"{_RATE} end_learning_rate power cycle name",
    "PiecewiseConstantDecay": "boundaries values name",
}
"""The settings of each class in Keras, in its order; other classes have those of `nn`."""

FIXED: dict[str, Any] = {
    "activity_regularizer": None,
    "amsgrad": False,
    "axis": -1,
    "beta_constraint": None,
    "beta_regularizer": None,
    "bias_constraint": None,
    "centered": False,
    "cycle": False,
    "data_format": "channels_last",
    "dilation_rate": (1, 1),
    "dropout": 0.0,
    "gamma_constraint": None,
    "gamma_regularizer": None,
    "groups": 1,
    "ignore_class": None,
    "input_axes": None,
    "interpolation": "nearest",
    "keepdims": False,
    "kernel_constraint": None,
    "momentum": 0.0,
    "moving_mean_initializer": nn.Zeros(),
    "moving_variance_initializer": nn.Ones(),
    "noise_shape": None,
    "output_axes": None,
    "output_padding": None,
    "quantization_config": None,
    "recurrent_constraint": None,
    "recurrent_dropout": 0.0,
    "reduction": "sum_over_batch_size",
    "renorm": False,
    "renorm_clipping": None,
    "renorm_momentum": 0.99,
    "return_state": False,
    "rms_scaling": False,
    "seed": None,
    "stateful": False,
    "synchronized": False,
    "unroll": False,
    "zero_output_for_mask": False,
}
"""Settings of Keras with fixed values, unless the class has them."""

_CALLED = {"PiecewiseConstantDecay": "PiecewiseConstant"}


def fixed(kind: str, name: str) -> bool:
    """Whether Keras' class of this name has this setting, which is fixed in `nn`."""
    return name in FIXED and name in NAMES.get(kind, "").split()


def of(piece: Configurable, kind: type[Configurable], name: str) -> Any:
    """Return the value of a fixed setting."""
    if fixed(kind.__name__, name):
        return FIXED[name]
    return kind.__getattr__(piece, name)


def config(piece: Configurable) -> dict[str, Any]:
    """Return the settings of a layer, an initializer … in JSON types, as in Keras."""
    kind, own = type(piece).__name__, piece.settings()
    if kind not in NAMES:
        return {name: row(value) for name, value in own.items()}
    named = isinstance(piece, nn.LearningRateSchedule)
    own |= {"name": _CALLED.get(kind, kind)} if named else {}
    own |= {"name": piece.name} if isinstance(piece, nn.Loss) else {}
    seed = piece.own_seed if isinstance(piece, nn.Layer) else getattr(piece, "seed", None)
    told = {"seed": seed, "amsgrad": bool(vars(piece).get("_largest", False))}
    return {name: row({**FIXED, **told, **own}[name]) for name in NAMES[kind].split()}


def layer_config(layer: nn.Layer) -> dict[str, Any]:
    """Return the settings common to all layers, followed by the layer's own."""
    own = {name: value for name, value in config(layer).items() if name != "name"}
    return {"name": layer.name, "trainable": layer.trainable, "dtype": FLOAT32} | own


def row(value: Any) -> Any:
    """Return a value in JSON types; configurable objects become Keras' serialised form."""
    if isinstance(value, Configurable):
        home = next(home for family, home in MODULES.items() if isinstance(value, family))
        kind = type(value).__name__
        told = value.get_config() if isinstance(value, nn.Optimizer) else config(value)
        begin = {"module": f"keras.{home}", "class_name": kind}
        return begin | {"config": told, "registered_name": None}
    if isinstance(value, str):
        return str(value)
    return [row(one) for one in value] if isinstance(value, tuple) else value


def from_config(kind: type[Configurable]) -> classmethod:
    """Return the method that creates an object from `config` or `layer_config`."""

    def made(cls: type[Configurable], config: dict[str, Any]) -> Configurable:
        return cls(**plain(kind.__name__, config))

    return classmethod(made)


def plain(kind: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return the settings for `nn`, without fixed ones."""
    owner, named = getattr(nn, kind, None), (nn.Loss, nn.LearningRateSchedule)
    unnamed = isinstance(owner, type) and issubclass(owner, named)  # these have a name in Keras
    return {
        name: piece(value)
        for name, value in told.items()
        if not (_usual(kind, name, value) or (unnamed and name == "name"))
    }


def _usual(kind: str, name: str, value: Any) -> bool:
    """Whether a setting changes nothing."""
    if name == "dtype":
        return value in (None, "float32", FLOAT32)
    if name == "seed":
        return value is None
    return fixed(kind, name) and value == row(FIXED[name])


def piece(value: Any) -> Any:
    """A nested object in the settings, in the form of `nn`."""
    if not (isinstance(value, dict) and "class_name" in value):
        return value
    kind, told = value["class_name"], value.get("config", {})
    return {"class_name": kind, "config": plain(kind, told)}
