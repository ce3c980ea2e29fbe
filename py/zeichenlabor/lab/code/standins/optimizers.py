"""Optimizers in Keras' words: their name, and a rate that is a variable."""

from __future__ import annotations

import math
from typing import Any, Self

import numpy as np

from .... import nn
from ....nn.settings import Configurable, checked, snake_case
from ....nn.variable import Variable
from .naming import counted

_NOT_HERE = ("weight_decay", "clipnorm", "global_clipnorm", "clipvalue")


class Rate(float):
    """An optimizer's learning rate, which can be assigned."""

    def __new__(cls, value: float, owner: nn.Optimizer) -> Self:
        made = super().__new__(cls, value)
        made._owner = owner
        return made

    def assign(self, value: Any) -> None:
        """Let the optimizer go on with another rate."""
        self._owner.learning_rate = float(value)

    def numpy(self) -> np.float32:
        """Return the plain number."""
        return np.float32(self)


def in_keras_words(kind: type[nn.Optimizer]) -> type[nn.Optimizer]:
    """The same optimizer as Keras tells it."""

    def rate(self: nn.Optimizer) -> Any:
        value = self._rate
        return Rate(value, self) if isinstance(value, float) else value

    def set_rate(self: nn.Optimizer, value: Any) -> None:
        number = hasattr(value, "dtype") and np.ndim(value) == 0
        self._rate = float(value) if number or isinstance(value, float) else value

    def made(self: nn.Optimizer) -> None:
        kind.__post_init__(self)
        self._name = counted(snake_case(kind.__name__))
        self.shapes = None

    def variables(self: nn.Optimizer) -> list[Variable]:
        plain = {"iteration": np.array(self.iterations, np.int32)}
        if isinstance(self._rate, float):
            plain["learning_rate"] = np.array(self._rate, np.float32)
        found = [Variable.of(value, name, False) for name, value in plain.items()]
        arrays = [*self._slots, *([self._average] if self.use_ema else [])]
        at = 0
        for shape in self.shapes or ():
            size = math.prod(shape)
            parts = (array[at : at + size].reshape(shape) for array in arrays)
            found += [Variable.of(part, f"slot_{n}", False) for n, part in enumerate(parts)]
            at += size
        return found

    def settings(self: nn.Optimizer) -> dict[str, Any]:
        return kind.settings(self) | {"learning_rate": self._rate}

    def get_config(self: nn.Optimizer) -> dict[str, Any]:
        plain = Configurable.get_config(self)
        first = {"name": self.name, "learning_rate": plain.pop("learning_rate")}
        first |= dict.fromkeys(_NOT_HERE) | {name: plain.pop(name) for name in _EMA}
        return first | dict.fromkeys(_REST) | plain

    def serialize(self: nn.Optimizer) -> dict[str, Any]:
        return {"class_name": kind.__name__, "config": Configurable.get_config(self)}

    here = {"abstract": True, "__doc__": kind.__doc__, "__post_init__": made}
    here |= {"settings": settings, "get_config": get_config, "serialize": serialize}
    here |= {"learning_rate": property(rate, set_rate), "name": property(lambda self: self._name)}
    here |= {"variables": property(variables)}
    here |= {"built": property(lambda self: self.shapes is not None)}
    return type(kind.__name__, (kind,), here)


_EMA = ("use_ema", "ema_momentum")
_REST = ("ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps")
KINDS = {kind.__name__: in_keras_words(kind) for kind in (nn.SGD, nn.RMSprop, nn.Adam, nn.AdamW)}


def get(identifier: Any) -> nn.Optimizer:
    """Return an optimizer from itself or from its name.

    Raises
    ------
    BadSetting
        where there is none of that name
    """
    if isinstance(identifier, nn.Optimizer):
        return identifier
    plain = checked("compile", "optimizer", nn.Optimizer.get, identifier).serialize()
    return KINDS[plain["class_name"]](**plain["config"])


__all__ = ["KINDS", "Rate", "get"]
