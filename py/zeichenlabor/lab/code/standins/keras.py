"""The names of ``keras``, module by module."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from typing import Any

import numpy as np

from .... import nn
from ....errors import MissingMnist
from ....nn.settings import Only, bad_setting, checked
from ...collection import TO_LEARN, TO_TEST
from ..keras import MODULES
from . import missing, project_at_hand
from .arrays import Tensor, tensor
from .models import RATE, Sequential, clone_model, functional, load_model, set_seed

VERSION = "3.15.1"
"""Of the Keras that the engine's words and defaults are compared with."""
DIGITS = tuple("0123456789")


# --- utils, datasets


def to_categorical(x: Any, num_classes: int | None = None) -> np.ndarray:
    """Return one-hot rows, float64."""
    labels = np.asarray(x, np.int64)
    if labels.ndim > 1 and labels.shape[-1] == 1:
        labels = labels[..., 0]
    return np.eye(num_classes or int(labels.max()) + 1)[labels]


def set_random_seed(seed: int) -> None:
    """Seed Python's and NumPy's random numbers, and what the networks draw."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - it is Keras' own meaning
    set_seed(seed)


def normalize(x: Any, axis: int = -1, order: int = 2) -> np.ndarray:
    """Divide by the norm along an axis."""
    norm = np.atleast_1d(np.linalg.norm(x, order, axis))
    norm[norm == 0] = 1
    return np.asarray(x) / np.expand_dims(norm, axis)


def load_mnist(path: str = "mnist.npz") -> tuple[tuple, tuple]:
    """Return MNIST's 60,000 and 10,000 pictures, where it is among the project's sources.

    Of a smaller part of it, those that it has. uint8 (n, 28, 28) and uint8 (n,).

    Raises
    ------
    MissingMnist
        where it is not there
    """
    project = project_at_hand()
    sources = project._collection.sources.values() if project is not None else ()
    for source in sources:
        if source.test_from is not None and set(source.classes) == set(DIGITS):
            digits = np.array(source.classes, np.uint8)[source.labels]
            rows = [np.flatnonzero(source.apart == part) for part in (TO_LEARN, TO_TEST)]
            (x, y), (x_test, y_test) = [(source.images[part], digits[part]) for part in rows]
            return (x.copy(), y.copy()), (x_test.copy(), y_test.copy())
    raise MissingMnist("MNIST is not among the project's pictures")


# --- functions by name


class Function(nn.activations.Function):
    """An activation that gives tensors."""

    def __call__(self, x: Any, **settings: Any) -> Tensor:
        if settings:
            raise missing(f"keras.activations.{self}", ", ".join(settings), ["x"])
        return tensor(super().__call__(x))


class Measure(str):
    """A metric under the name that its values get."""

    def __new__(cls, name: str | None = None, dtype: Any = None) -> Measure:
        made = super().__new__(cls, name or nn.settings.snake_case(cls.__name__))
        made.reset_state()
        return made

    @property
    def name(self) -> str:
        """Its name."""
        return str(self)

    def reset_state(self) -> None:
        """Begin anew."""
        self._right = self._seen = 0

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: None = None) -> None:
        """Count these answers, too."""
        if sample_weight is not None:
            owner = f"keras.metrics.{type(self).__name__}"
            raise missing(owner, "sample_weight", ["y_true", "y_pred"])
        right = self._compared(np.asarray(y_true), np.asarray(y_pred))
        self._right += int(right.sum())
        self._seen += right.size

    def result(self) -> Tensor:
        """Return the share of right answers so far."""
        return tensor(np.float32(self._right / max(self._seen, 1)))

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: None = None) -> Tensor:
        """Count these answers, too, and return the share so far."""
        self.update_state(y_true, y_pred, sample_weight)
        return self.result()

    def _compared(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets == output


class Accuracy(Measure):
    """The share of right answers."""


class CategoricalAccuracy(Measure):
    """The share of right answers, for one-hot targets."""

    def _compared(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets.argmax(axis=-1) == output.argmax(axis=-1)


class SparseCategoricalAccuracy(Measure):
    """The share of right answers, for labels."""

    def _compared(self, targets: np.ndarray, output: np.ndarray) -> np.ndarray:
        return targets.reshape(output.shape[:-1]) == output.argmax(axis=-1)


# --- layers that are an activation by themselves


class Softmax(nn.Activation):
    """``Activation("softmax")``, which the page keeps it as."""

    abstract = True

    def __init__(self, axis: int = -1, **others: Any) -> None:
        checked("Softmax", "axis", Only(allowed=(-1,)), axis)
        super().__init__("softmax", **others)

    def serialize(self) -> dict[str, Any]:
        return {"class_name": "Activation", "config": self.get_config()}


class ReLU(nn.Activation):
    """``Activation("relu")``, which the page keeps it as."""

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

    def serialize(self) -> dict[str, Any]:
        return {"class_name": "Activation", "config": self.get_config()}


# --- losses that are called


def _telling(kind: type[nn.Loss]) -> type[nn.Loss]:
    """The same loss, which counts right answers as Keras; called with numbers it gives a tensor."""

    def told(self: nn.Loss, y_true: Any, y_pred: Any, sample_weight: None = None) -> Tensor:
        if sample_weight is not None:
            raise missing(f"keras.losses.{kind.__name__}", "sample_weight", ["y_true", "y_pred"])
        return tensor(np.float32(kind.__call__(self, np.asarray(y_true), np.asarray(y_pred))))

    here = {"abstract": True, "__call__": told, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), {**here, "splits_logits_at_zero": False})


# --- callbacks of one's own

_HOOKS = {"on_train_begin": 0, "on_train_end": 0, "on_epoch_begin": 1, "on_epoch_end": 1}
"""What a callback is told here, and how many arguments stand in front of ``logs``."""


class Callback(nn.Callback):
    """Base of callbacks of one's own; they are told of epochs and of the training's ends."""

    abstract = True

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        cls.abstract = True
        for name, hook in list(vars(cls).items()):
            if name.startswith("on_") and name not in _HOOKS:
                raise missing("keras.callbacks.Callback", name, list(_HOOKS))
            if name in _HOOKS and callable(hook):
                setattr(cls, name, _with_logs(hook, _HOOKS[name]))


def _with_logs(hook: Callable, count: int) -> Callable:
    """The engine gives ``logs`` only where there are some; Keras always does."""
    takes = len(inspect.signature(hook).parameters) > count + 1

    def told(self: Callback, *given: Any, **named: Any) -> None:
        logs = named.get("logs") or (given[count] if len(given) > count else None)
        logs = {key: value for key, value in (logs or {}).items() if key != RATE}
        hook(self, *given[:count], *([logs] * takes))

    return told


def lambda_callback(**hooks: Callable) -> Callback:
    """Return a callback made of functions."""
    for name in hooks:
        if name not in _HOOKS:
            raise missing("keras.callbacks.LambdaCallback", name, list(_HOOKS))
    methods = {name: _method(hook) for name, hook in hooks.items() if hook is not None}
    return type("LambdaCallback", (Callback,), methods)()


def _method(hook: Callable) -> Callable:
    takes = len(inspect.signature(hook).parameters)
    if takes == 2:
        return lambda self, epoch, logs: hook(epoch, logs)
    return lambda self, logs: hook(logs)


# --- the tree

_CALLBACKS = ("Callback", "LambdaCallback")


def _family(base: type) -> dict[str, type]:
    """The engine's classes of a family by their names."""
    named = {name: getattr(nn, name) for name in nn.__all__}
    return {
        name: value
        for name, value in named.items()
        if isinstance(value, type) and issubclass(value, base) and value is not base
    }


def _lower(base: type) -> dict[str, type]:
    """Keras' other spelling: ``keras.regularizers.l2``."""
    return {name.lower(): value for name, value in _family(base).items()}


def _get(base: type[nn.settings.Configurable], what: str) -> Callable[[Any], Any]:
    """``keras.optimizers.get`` and its like: the object of that name."""

    def get(identifier: Any) -> Any:
        try:
            return base.get(identifier)
        except ValueError as error:
            raise bad_setting(f"keras.{what}.get", "identifier", identifier, str(error)) from None

    return get


def _function(identifier: Any) -> Function:
    """Return the activation of that name."""
    return Function(checked("keras.activations.get", "identifier", nn.activations.RULE, identifier))


_LAYERS = {
    **_family(nn.Layer),
    "Input": nn.Input,
    "InputLayer": nn.Input,
    "Layer": nn.Layer,
    "ReLU": ReLU,
    "Softmax": Softmax,
}
_OWN = {"Callback": Callback, "LambdaCallback": lambda_callback}

TREE: dict[str, dict[str, Any]] = {
    "keras": {
        "Sequential": Sequential,
        "Model": functional,
        "Input": nn.Input,
        "__version__": VERSION,
    },
    "keras.models": {
        "Sequential": Sequential,
        "Model": functional,
        "load_model": load_model,
        "clone_model": clone_model,
    },
    "keras.datasets": {},
    "keras.datasets.mnist": {"load_data": load_mnist},
    "keras.utils": {
        "to_categorical": to_categorical,
        "set_random_seed": set_random_seed,
        "normalize": normalize,
    },
    "keras.backend": {"clear_session": lambda: None, "backend": lambda: "zeichenlabor"},
    "keras.saving": {"load_model": load_model},
    "keras.activations": {name: Function(name) for name in nn.activations.NAMES},
    "keras.metrics": {
        kind.__name__: kind for kind in (Accuracy, CategoricalAccuracy, SparseCategoricalAccuracy)
    },
}
for _base, _home in MODULES.items():
    TREE[f"keras.{_home}"] = _LAYERS if _base is nn.Layer else _family(_base)
TREE["keras.losses"] = {name: _telling(kind) for name, kind in _family(nn.Loss).items()}
TREE["keras.callbacks"] |= _OWN
for _base, _home in ((nn.Optimizer, "optimizers"), (nn.Loss, "losses")):
    TREE[f"keras.{_home}"]["get"] = _get(_base, _home)
TREE["keras.activations"]["get"] = _function
TREE["keras.regularizers"] |= {**_lower(nn.Regularizer), "l1_l2": nn.L1L2}
TREE["keras.utils"]["clear_session"] = TREE["keras.backend"]["clear_session"]
