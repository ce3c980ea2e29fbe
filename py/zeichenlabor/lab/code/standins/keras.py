"""The names of ``keras``, module by module."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np

from .... import nn
from ....errors import BadCall, MissingMnist, MissingModule
from ....nn.settings import Only, bad_setting, checked
from ....nn.variable import Variable
from ...collecting.collection import TO_LEARN, TO_TEST
from ..keras_listing import MODULES
from . import PACKAGES, configs, layers, missing, operations, optimizers, project_at_hand
from .arrays import Tensor, tensor
from .callbacks import OWN
from .graph import Input, Model, input_layer, join
from .metrics import KINDS, Measure
from .models import (
    Sequential,
    clone_model,
    layer_of,
    layer_row,
    load_model,
    model_from_json,
    set_seed,
    unbuilt,
)
from .naming import Alike, clear_session, counted
from .targets import check_targets

VERSION = "3.15.1"
"""Version of Keras with which names and defaults are compared."""
DIGITS = tuple("0123456789")


# --- utils, datasets


def to_categorical(x: Any, num_classes: int | None = None) -> np.ndarray:
    """Return one-hot rows, float64."""
    labels = np.asarray(x, np.int64)
    if labels.ndim > 1 and labels.shape[-1] == 1:
        labels = labels[..., 0]
    return np.eye(num_classes or int(labels.max()) + 1)[labels]


def set_random_seed(seed: int) -> None:
    """Seed the random numbers of Python, NumPy and networks."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - it is Keras' own meaning
    set_seed(seed)


def normalize(x: Any, axis: int = -1, order: int = 2) -> np.ndarray:
    """Divide by the norm along an axis."""
    norm = np.atleast_1d(np.linalg.norm(x, order, axis))
    norm[norm == 0] = 1
    return np.asarray(x) / np.expand_dims(norm, axis)


def load_mnist(path: str = "mnist.npz") -> tuple[tuple, tuple]:
    """Return MNIST's 60,000 and 10,000 pictures, if it is among the project's sources.

    If only one of them was imported, its pictures. uint8 (n, 28, 28) and uint8 (n,).

    Raises
    ------
    MissingMnist
        if it is not
    """
    project = project_at_hand()
    sources = project._collection.sources.values() if project is not None else ()
    for source in sources:
        if source.test_from is not None and set(source.classes) == set(DIGITS):
            digits = np.array(source.classes, np.uint8)[source.labels]
            rows = [np.flatnonzero(source.apart == use) for use in (TO_LEARN, TO_TEST)]
            (x, y), (x_test, y_test) = [(source.images[some], digits[some]) for some in rows]
            return (x.copy(), y.copy()), (x_test.copy(), y_test.copy())
    raise MissingMnist("MNIST is not among the project's pictures")


def plot_model(*given: Any, **named: Any) -> None:
    """Keras' plot of a network, which needs another package.

    Raises
    ------
    MissingModule
        always; ``summary`` shows the layers
    """
    error = missing("pydot", "pydot", list(PACKAGES))
    raise MissingModule(str(error), **error.params)


# --- functions by name


class Function(nn.activations.Function):
    """An activation that returns tensors."""

    def __call__(self, x: Any, **settings: Any) -> Tensor:
        if settings:
            raise missing(f"keras.activations.{self}", ", ".join(settings), ["x"])
        return tensor(super().__call__(x))


FUNCTIONS = {name: Function(name) for name in nn.activations.NAMES}
"""The activations: one function object each, regardless of the name used."""


# --- activations as layers


class KeptAsActivation(nn.Activation):
    """Base of these; in the page they become `Activation` layers."""

    abstract = True

    def serialize(self) -> dict[str, Any]:
        return {"class_name": "Activation", "config": self.get_config()}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """Recreate it: the class determines the activation."""
        return cls(name=config.get("name"))


class Softmax(KeptAsActivation):
    """Like ``Activation("softmax")``."""

    abstract = True

    def __init__(self, axis: int = -1, **others: Any) -> None:
        checked("Softmax", "axis", Only(allowed=(-1,)), axis)
        super().__init__("softmax", **others)


class ReLU(KeptAsActivation):
    """Like ``Activation("relu")``."""

    abstract = True

    def __init__(
        self,
        max_value: float | None = None,
        negative_slope: float = 0.0,
        threshold: float = 0.0,
        **others: Any,
    ) -> None:
        checked("ReLU", "max_value", Only(allowed=(None,)), max_value)
        checked("ReLU", "negative_slope", Only(allowed=(0,)), negative_slope)
        checked("ReLU", "threshold", Only(allowed=(0,)), threshold)
        super().__init__("relu", **others)


class ELU(KeptAsActivation):
    """Like ``Activation("elu")``."""

    abstract = True

    def __init__(self, alpha: float = 1.0, **others: Any) -> None:
        checked("ELU", "alpha", Only(allowed=(1,)), alpha)
        super().__init__("elu", **others)


# --- layers with Keras' interface

SHORT = {
    "Convolution2D": "Conv2D",
    "Convolution2DTranspose": "Conv2DTranspose",
    "GlobalAveragePool2D": "GlobalAveragePooling2D",
    "GlobalMaxPool2D": "GlobalMaxPooling2D",
    "GlobalAvgPool2D": "GlobalAveragePooling2D",
    "MaxPool2D": "MaxPooling2D",
}
"""Alternative names of layers in Keras."""


def base(kind: type, methods: tuple[str, ...], instead: list[str]) -> type:
    """A family's base class for ``isinstance``; custom subclasses cannot use Keras' methods."""

    def begin(cls: type, **given: Any) -> None:
        super(made, cls).__init_subclass__(**given)
        for name in methods:
            if name in vars(cls):
                raise missing(f"class {cls.__name__}", name, instead)

    here = {"abstract": True, "alike": kind, "__doc__": kind.__doc__}
    made = Alike(kind.__name__, (kind,), here | {"__init_subclass__": classmethod(begin)})
    return made


Layer = base(nn.Layer, ("call",), ["forward", "backward"])


WEIGHTS = {
    "kernel": None,
    "recurrent_kernel": None,
    "bias": "use_bias",
    "gamma": "scale",
    "beta": "center",
    "moving_mean": None,
    "moving_variance": None,
}
"""The names of layers' weights, and the setting that disables each."""


COMPUTING = (
    "forward",
    "backward",
    "measure",
    "combine",
    "follow",
    "normalize",
    "gradient_sums",
    "input_gradient",
)
"""The methods of a layer that use its weights."""


def _variable(name: str) -> property:
    """A weight as a variable; the layer stores the plain array."""

    def read(self: nn.Layer) -> Any:
        if not self.built or (name not in vars(self) and not hasattr(self, WEIGHTS[name] or "")):
            return self.__getattr__(name)
        return next((weight for weight in self.weights if weight.name == name), None)

    return property(read)


def _function_of(name: str) -> property:
    """A setting for an activation, set by name, that returns the function."""

    def read(self: nn.Layer) -> Any:
        return FUNCTIONS.get(vars(self)[name], vars(self)[name])  # which may not be validated yet

    def write(self: nn.Layer, value: str) -> None:
        vars(self)[name] = value

    return property(read, write)


def _strides(layer: nn.Layer) -> tuple[int, int]:
    """The strides of a pooling layer, by default the window's size."""
    return vars(layer)["strides"] or layer.pool_size


def _keep_strides(layer: nn.Layer, value: tuple[int, int] | None) -> None:
    vars(layer)["strides"] = value


def _learns(layer: nn.Layer) -> bool:
    return layer._learns["trainable"]


def _let_learn(layer: nn.Layer, value: bool) -> None:
    layer._learns["trainable"] = bool(value)


def _weights(layer: nn.Layer, kind: type[nn.Layer]) -> list[Variable]:
    """The weights; those of a frozen layer are not trainable."""
    found = kind.weights.fget(layer)
    for weight in found:
        weight.trainable = weight.trainable and layer.trainable
    return found


def _plainly(kind: type[nn.Layer], method: str) -> Callable:
    """Wrap a method of the layer so that it uses the plain arrays, which are faster."""

    def call(self: nn.Layer, *given: Any, **named: Any) -> Any:
        if method == "forward" and kind is nn.BatchNormalization and not self.trainable:
            given, named = given[:1], {}  # frozen, it uses its moving averages
        return getattr(kind, method)(_plain(self, kind), *given, **named)

    return call


def _plain(layer: nn.Layer, kind: type[nn.Layer]) -> nn.Layer:
    """The layer of `nn` behind this one, with the same arrays."""
    plain = object.__new__(kind)
    plain.__dict__ = vars(layer)
    return plain


def counting(kind: type[nn.Layer]) -> type[nn.Layer]:
    """Subclass a layer for Keras' interface, with names numbered within the session."""

    def takes(self: nn.Layer, name: str, value: Any) -> bool:
        if name != "trainable":
            return kind.takes(self, name, value)
        self._learns = {"trainable": bool(value)}
        return True

    def made(self: nn.Layer) -> None:
        kind.__post_init__(self)
        self._learns = vars(self).get("_learns", {"trainable": True})  # shared between copies
        if self.given_name is None:
            self.counted_name = self.name = counted(nn.settings.snake_case(kind.__name__))

    def build(self: nn.Layer, input_shape: Any, *given: Any) -> None:
        if input_shape and input_shape[0] is None:
            nn.Sequential([self], name="").build(input_shape)
        else:
            kind.build(self, input_shape, *given)

    def serialize(self: nn.Layer) -> dict[str, Any]:
        return {"class_name": kind.__name__, "config": kind.get_config(_plain(self, kind))}

    def told(self: nn.Layer) -> str:
        return f"<{kind.__name__} name={self.name}, built={self.built}>"

    def count_params(self: nn.Layer) -> int:
        if self.output_shape is None:
            raise unbuilt(self)
        return kind.count_params(self)

    def fixed(self: nn.Layer, name: str) -> Any:
        return configs.of(self, kind, name)

    def output_shape(self: nn.Layer, input_shape: Any) -> tuple[int | None, ...]:
        return (None, *self.output_shape_for(tuple(input_shape)[1:]))

    here = {"abstract": True, "__doc__": kind.__doc__, "__post_init__": made, "build": build}
    here |= {"takes": takes, "trainable": property(_learns, _let_learn)}
    here |= {"weights": property(lambda self: _weights(self, kind))}
    here |= {name: _variable(name) for name in WEIGHTS}
    here |= {name: _plainly(kind, name) for name in COMPUTING if hasattr(kind, name)}
    here |= {"get_config": configs.layer_config, "from_config": configs.from_config(kind)}
    named = {f.name for f in fields(kind)}
    acts = ("activation", "recurrent_activation")
    here |= {name: _function_of(name) for name in acts if name in named}
    here |= {"strides": property(_strides, _keep_strides)} if "pool_size" in named else {}
    here |= {"__getattr__": fixed, "__repr__": told, "count_params": count_params}
    here |= {"adds_channel": False}
    here |= {} if "serialize" in vars(kind) else {"serialize": serialize}
    here |= {"compute_output_shape": output_shape, "dtype": "float32"}
    return Alike(kind.__name__, (kind,), here | {"alike": kind})


# --- losses that can be called


def _telling(kind: type[nn.Loss]) -> type[nn.Loss]:
    """The loss with Keras' accuracy; it can be called, and returns a tensor."""

    def told(self: nn.Loss, y_true: Any, y_pred: Any, sample_weight: None = None) -> Tensor:
        if sample_weight is not None:
            raise missing(f"keras.losses.{kind.__name__}", "sample_weight", ["y_true", "y_pred"])
        check_targets(self, y_true, np.shape(y_pred)[1:], kind.__name__, "y_true")
        return tensor(np.float32(kind.__call__(self, np.asarray(y_true), np.asarray(y_pred))))

    here = {"abstract": True, "__call__": told, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), {**here, **_told(kind), "splits_logits_at_zero": False})


def _told(kind: type[nn.settings.Configurable]) -> dict[str, Any]:
    """``get_config`` as in Keras for users, and as in `nn` for the page."""

    def serialize(self: Any) -> dict[str, Any]:
        return {"class_name": kind.__name__, "config": kind.get_config(self)}

    return {
        "get_config": configs.config,
        "from_config": configs.from_config(kind),
        "serialize": serialize,
        "__getattr__": lambda self, name: configs.of(self, kind, name),
    }


def _serialize(piece: Any) -> Any:
    """``keras.losses.serialize`` and similar functions."""
    return piece.__name__ if hasattr(piece, "kind") else configs.row(piece)


def by_name(name: str, kind: type[nn.Loss]) -> Callable[..., Tensor]:
    """The loss as a function: one value per sample."""

    def loss(y_true: Any, y_pred: Any, **settings: Any) -> Tensor:
        made = kind(**settings)
        output = np.ascontiguousarray(y_pred, np.float32)
        check_targets(made, y_true, output.shape[1:], name, "y_true")
        targets = made.prepare(np.asarray(y_true), output.shape[1:], output.dtype)
        rows = (slice(row, row + 1) for row in range(len(output)))
        each = [made.measure(output[row], targets[row], None, raw=False)[0] for row in rows]
        return tensor(np.array(each, np.float32))

    loss.__name__ = loss.__qualname__ = name
    loss.kind = kind
    return loss


# --- the modules


def _family(base: type) -> dict[str, type]:
    """The classes of a family by name."""
    named = {name: getattr(nn, name) for name in nn.__all__}
    return {
        name: value
        for name, value in named.items()
        if isinstance(value, type) and issubclass(value, base) and value is not base
    }


def _lower(base: type) -> dict[str, type]:
    """Alternative spelling in Keras: ``keras.regularizers.l2``."""
    return {name.lower(): value for name, value in _family(base).items()}


def _get(base: type[nn.settings.Configurable], what: str) -> Callable[[Any], Any]:
    """``keras.optimizers.get`` and similar functions: the object with this name."""
    return lambda identifier: checked(f"keras.{what}.get", "identifier", base.get, identifier)


def _loss(identifier: Any) -> Any:
    """``keras.losses.get``: the function with this name."""
    if isinstance(identifier, str) and identifier in TREE["keras.losses"]:
        found = TREE["keras.losses"][identifier]
        return found() if isinstance(found, type) else found
    return _get(nn.Loss, "losses")(identifier)


def _drawing(kind: type[nn.Initializer]) -> type[nn.Initializer]:
    """The initializer, which returns a tensor if called with a shape only."""

    def call(self: nn.Initializer, shape: Any, rng: Any = None) -> Any:
        if isinstance(rng, np.random.Generator):
            return kind.__call__(self, shape, rng)
        drawn = kind.__call__(self, tuple(shape), self.rng(random.randrange(2**32)))
        return tensor(np.asarray(drawn, np.float32))

    here = {"abstract": True, "__call__": call, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), here | _told(kind))


def _initializer(identifier: Any) -> nn.Initializer:
    """``keras.initializers.get``: the object with this name."""
    found = _get(nn.Initializer, "initializers")(identifier)
    kind = TREE["keras.initializers"][type(found).__name__]
    return found if isinstance(found, kind) else kind(**found.get_config())


def _deserialize(home: str) -> Callable[[Any], Any]:
    """``keras.losses.deserialize`` and similar functions: the inverse of ``serialize``."""

    def made(config: Any, custom_objects: None = None) -> Any:
        there = TREE[f"keras.{home}"]
        kind = config.get("class_name") if isinstance(config, dict) else None
        if not isinstance(there.get(kind), type):
            expected = "what serialize has told"
            raise bad_setting(f"keras.{home}.deserialize", "config", config, expected)
        return there[kind].from_config(config["config"])

    return made


def _function(identifier: Any) -> Function:
    """Return the activation with this name."""
    return FUNCTIONS[
        checked("keras.activations.get", "identifier", nn.activations.RULE, identifier)
    ]


_COUNTED = {name: counting(kind) for name, kind in _family(nn.Layer).items()}


def average_pooling(pool_size: Any = None, *given: Any, **named: Any) -> nn.Layer:
    """Return the layer; unlike `nn`, Keras has no default size."""
    if pool_size is None:
        raise bad_setting("AveragePooling2D", "pool_size", None, "a size, such as 2", BadCall)
    return _COUNTED["AveragePooling2D"](pool_size, *given, **named)


_COUNTED |= {name: counting(kind) for name, kind in layers.KINDS.items()}
_JOINS = ("Add", "Average", "Concatenate", "Maximum", "Multiply", "add", "concatenate")
_LAYERS = {
    **_COUNTED,
    **{short: _COUNTED[name] for short, name in SHORT.items()},
    **{name: join(name) for name in _JOINS},
    "ELU": ELU,
    "Input": Input,
    "AveragePooling2D": average_pooling,
    "AveragePool2D": average_pooling,
    "AvgPool2D": average_pooling,
    "InputLayer": input_layer,
    "Layer": Layer,
    "ReLU": ReLU,
    "Softmax": Softmax,
    "serialize": layer_row,
    "deserialize": layer_of,
}
_CONFIG = {
    "epsilon": lambda: 1e-7,
    "floatx": lambda: "float32",
    "image_data_format": lambda: "channels_last",
}

TREE: dict[str, dict[str, Any]] = {
    "keras": {
        "Sequential": Sequential,
        "Model": Model,
        "Input": Input,
        "__version__": VERSION,
    },
    "keras.models": {
        "Sequential": Sequential,
        "Model": Model,
        "load_model": load_model,
        "clone_model": clone_model,
        "model_from_json": model_from_json,
    },
    "keras.datasets": {},
    "keras.datasets.mnist": {"load_data": load_mnist},
    "keras.utils": {
        "plot_model": plot_model,
        "to_categorical": to_categorical,
        "set_random_seed": set_random_seed,
        "normalize": normalize,
    },
    "keras.backend": {
        "clear_session": clear_session,
        "backend": lambda: "zeichenlabor",
        **_CONFIG,
    },
    "keras.config": dict(_CONFIG),
    "keras.saving": {"load_model": load_model},
    "keras.ops": dict(operations.TREE),
    "keras.activations": {**FUNCTIONS, "serialize": str},
    "keras.metrics": dict(KINDS),
}
for _base, _home in MODULES.items():
    TREE[f"keras.{_home}"] = _LAYERS if _base is nn.Layer else _family(_base)
TREE["keras.losses"] = {name: _telling(kind) for name, kind in _family(nn.Loss).items()}
for _kind in _family(nn.Loss).values():
    _by_name = by_name(_kind.identifier(), _kind)
    TREE["keras.losses"] |= dict.fromkeys((_kind.identifier(), *_kind.aliases), _by_name)
TREE["keras.callbacks"] |= OWN
TREE["keras.optimizers"] = {**optimizers.KINDS, "get": optimizers.get}
TREE["keras.optimizers"]["Optimizer"] = base(nn.Optimizer, ("update_step",), ["SGD", "Adam"])
TREE["keras.losses"]["Loss"] = base(nn.Loss, ("call",), ["MeanSquaredError"])
TREE["keras.metrics"]["Metric"] = Measure
TREE["keras.losses"]["get"] = _loss
TREE["keras.initializers"] = {n: _drawing(kind) for n, kind in _family(nn.Initializer).items()}
TREE["keras.initializers"]["get"] = _initializer
TREE["keras.activations"]["get"] = _function
TREE["keras.optimizers.schedules"] = {
    name: type(name, (kind,), {"abstract": True, "__doc__": kind.__doc__, **_told(kind)})
    for name, kind in _family(nn.LearningRateSchedule).items()
}
for _home in ("initializers", "losses", "optimizers", "optimizers.schedules", "regularizers"):
    TREE[f"keras.{_home}"] |= {"serialize": _serialize, "deserialize": _deserialize(_home)}
TREE["keras.regularizers"] |= {**_lower(nn.Regularizer), "l1_l2": nn.L1L2}
TREE["keras.utils"]["clear_session"] = TREE["keras.backend"]["clear_session"]
