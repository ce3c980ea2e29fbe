"""Optimizers with Keras' interface: names, and the learning rate as a variable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from .... import nn
from ....nn.settings import Configurable, Flag, Number, Text, bad_setting, checked, snake_case
from ....nn.variable import Variable
from . import configs
from .naming import counted

_NOT_HERE = ("weight_decay", "clipnorm", "global_clipnorm", "clipvalue")


class Count(int):
    """The number of an optimizer's steps, with ``numpy()``."""

    def numpy(self) -> np.int32:
        """Return the number."""
        return np.int32(self)


class Rate(float):
    """An optimizer's learning rate, with ``assign``."""

    def __new__(cls, value: float, owner: nn.Optimizer) -> Self:
        made = super().__new__(cls, value)
        made._owner = owner
        return made

    def assign(self, value: Any) -> None:
        """Change the learning rate."""
        self._owner.learning_rate = float(value)

    def numpy(self) -> np.float32:
        """Return the number."""
        return np.float32(self)


def in_keras_words(kind: type[nn.Optimizer]) -> type[nn.Optimizer]:
    """Subclass an optimizer for Keras' interface."""

    def rate(self: nn.Optimizer) -> Any:
        if "_count" not in vars(self):  # during construction: the schedule itself is validated
            return self._rate
        return Rate(self.current_learning_rate, self)

    def set_rate(self: nn.Optimizer, value: Any) -> None:
        number = hasattr(value, "dtype") and np.ndim(value) == 0
        self._rate = float(value) if number or isinstance(value, float) else value

    def set_count(self: nn.Optimizer, count: int) -> None:
        self._count = int(count)

    def made(self: nn.Optimizer) -> None:
        self._clip = {name: value for name, value in self._clip.items() if value is not None}
        if len(self._clip) > 1:
            one = "one of clipnorm, global_clipnorm, clipvalue"
            raise bad_setting(kind.__name__, ", ".join(self._clip), list(self._clip.values()), one)
        kind.__post_init__(self)
        self._name = vars(self).get("_name") or counted(snake_case(kind.__name__))
        self.shapes, self.frozen = None, ()

    def variables(self: nn.Optimizer) -> list[Variable]:
        plain = {"iteration": np.array(self.iterations, np.int32)}
        if isinstance(self._rate, float):
            plain["learning_rate"] = np.array(self._rate, np.float32)
        found = [Variable.of(value, name, False) for name, value in plain.items()]
        arrays = [*self._slots, *([self._average] if self.use_ema else [])]
        at = 0
        for shape, frozen in zip(self.shapes or (), self.frozen, strict=True):
            size = math.prod(shape)
            if frozen:
                at += size
                continue
            slices = (array[at : at + size].reshape(shape) for array in arrays)
            found += [Variable.of(values, f"slot_{n}", False) for n, values in enumerate(slices)]
            at += size
        return found

    def takes(self: nn.Optimizer, name: str, value: Any) -> bool:
        if name == "amsgrad" and issubclass(kind, nn.Adam):
            self._largest = checked(kind.__name__, name, Flag(), value)
            return True
        if name == "name":
            self._name = checked(kind.__name__, name, Text(optional=True), value)
            return True
        if name not in _CLIPPING:
            return kind.takes(self, name, value)
        rule = Number(above=0, optional=True)
        self._clip = {**self._clip, name: checked(kind.__name__, name, rule, value)}
        return True

    def step(self: nn.Optimizer, weights: np.ndarray, gradients: np.ndarray) -> None:
        if self._clip:
            _clip(gradients, self.shapes, **self._clip)
        kind.step(self, weights, gradients)

    def settings(self: nn.Optimizer) -> dict[str, Any]:
        return kind.settings(self) | {"learning_rate": self._rate}

    def get_config(self: nn.Optimizer) -> dict[str, Any]:
        own = {name: configs.row(value) for name, value in self.settings().items()}
        first = {"name": self.name, "learning_rate": own["learning_rate"]}
        first |= dict.fromkeys(_NOT_HERE) | self._clip
        if "weight_decay" in own:
            first["weight_decay"] = own["weight_decay"]
        first |= {name: own[name] for name in _EMA}
        return first | dict.fromkeys(_REST) | configs.config(self)

    def serialize(self: nn.Optimizer) -> dict[str, Any]:
        return {"class_name": kind.__name__, "config": Configurable.get_config(self)}

    here = {"abstract": True, "__doc__": kind.__doc__, "__post_init__": made}
    here |= {"settings": settings, "get_config": get_config, "serialize": serialize}
    here |= {"from_config": configs.from_config(kind)}
    here |= {"learning_rate": property(rate, set_rate), "name": property(lambda self: self._name)}
    here |= {"variables": property(variables), "takes": takes, "step": step, "_clip": {}}
    here |= {"given_rate": property(lambda self: self._rate)}
    here |= {"iterations": property(lambda self: Count(self._count), set_count)}
    here |= {"built": property(lambda self: self.shapes is not None)}
    if issubclass(kind, nn.Adam):
        here |= {"slots": property(lambda self: 2 + self._largest), "_largest": False}
        here |= {"_update": _adam}
    return type(kind.__name__, (kind,), here)


def _adam(self: nn.Adam, weights: np.ndarray, gradients: np.ndarray, rate: float) -> None:
    """Adam's step; with ``amsgrad`` it uses the largest average so far."""
    if not self._largest:
        nn.Adam._update(self, weights, gradients, rate)
        return
    mean, square, largest = self._slots
    step = int(self.iterations) + 1
    weights -= rate * self.weight_decay * weights
    mean += (gradients - mean) * (1 - self.beta_1)
    square += (gradients * gradients - square) * (1 - self.beta_2)
    np.maximum(largest, square, out=largest)
    rate *= math.sqrt(1 - self.beta_2**step) / (1 - self.beta_1**step)
    weights -= rate * mean / (np.sqrt(largest) + self.epsilon)


def _clip(
    gradients: np.ndarray,
    shapes: Sequence[tuple[int, ...]],
    clipnorm: float | None = None,
    global_clipnorm: float | None = None,
    clipvalue: float | None = None,
) -> None:
    """Clip gradients in place: by norm, by global norm, or by value."""
    if clipvalue is not None:
        np.clip(gradients, -clipvalue, clipvalue, out=gradients)
        return
    sizes = [math.prod(shape) for shape in shapes] if clipnorm else [gradients.size]
    longest = clipnorm or global_clipnorm
    for gradient in np.split(gradients, np.cumsum(sizes)[:-1]):
        norm = float(np.linalg.norm(gradient))
        if norm > longest:
            gradient *= longest / norm


_CLIPPING = ("clipnorm", "global_clipnorm", "clipvalue")
_EMA = ("use_ema", "ema_momentum")
_REST = ("ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps")
KINDS = {kind.__name__: in_keras_words(kind) for kind in (nn.SGD, nn.RMSprop, nn.Adam, nn.AdamW)}


def get(identifier: Any) -> nn.Optimizer:
    """Return an optimizer from an object, a name or a serialised form.

    Raises
    ------
    BadSetting
        if there is none with this name
    """
    if isinstance(identifier, nn.Optimizer):
        return identifier
    if isinstance(identifier, dict) and identifier.get("class_name") in KINDS:
        return KINDS[identifier["class_name"]].from_config(identifier.get("config", {}))
    plain = checked("compile", "optimizer", nn.Optimizer.get, identifier).serialize()
    return KINDS[plain["class_name"]](**plain["config"])


__all__ = ["KINDS", "Rate", "get"]
