"""Keras' functional API for sequences of layers.

A `Symbol` represents the future output of a layer. It knows the layers between an input and itself,
so ``Model(inputs, outputs)`` is the sequence of layers between the two. Merging branches raises an
error, since networks of `nn` are sequences.
"""

from __future__ import annotations

from collections.abc import Sequence as Listed
from typing import Any

import numpy as np

from .... import nn
from ....nn.settings import Only, Shape, bad_setting, checked, configurable, setting
from . import missing
from .arrays import Tensor
from .models import Sequential
from .naming import Alike, counted


class Symbol:
    """The result of applying layers to an input.

    Attributes
    ----------
    source : Symbol
        the input
    layers : tuple of Layer
        those between
    shape : tuple
        with None for the batch axis
    """

    dtype = "float32"

    def __init__(self, source: Any, layers: tuple[nn.Layer, ...], shape: tuple[int, ...]) -> None:
        self.source, self.layers = source, layers
        self.shape = (None, *shape)

    def followed_by(self, layer: nn.Layer) -> Symbol:
        """Return the output of a layer for this.

        Raises
        ------
        BadShape
            if it cannot take this input
        """
        shape = layer.output_shape_for(self.shape[1:])
        return Symbol(self.source or self, (*self.layers, layer), shape)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing("KerasTensor", name, ["dtype", "shape"])

    def _compute(self, *given: Any) -> Any:
        raise missing("KerasTensor", "+ - * /", ["layer(x)"])

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _compute
    __truediv__ = __rtruediv__ = __matmul__ = __pow__ = __neg__ = __getitem__ = _compute

    def __repr__(self) -> str:
        """Return the same text as Keras."""
        return f"<KerasTensor shape={self.shape}, dtype=float32, sparse=False, ragged=False>"


class Input(nn.Input, Symbol):
    """A symbolic input, which also declares the input shape in a `Sequential`."""

    source = None
    layers = ()

    def __init__(
        self,
        shape: Any = None,
        batch_size: int | None = None,
        dtype: str | None = None,
        batch_shape: Any = None,
        name: str | None = None,
        **others: Any,
    ) -> None:
        only = Only(allowed=(None,))
        for place, value in {"batch_size": batch_size, **others}.items():
            checked("Input", place, only, value)
        if batch_shape:
            checked("Input", "batch_size", only, batch_shape[0])
        super().__init__(shape, None, dtype, batch_shape, name)
        self.name = self.given_name = name or counted("input_layer")
        self.shape = (None, *self.declared_shape)


def input_layer(shape: Any = None, *given: Any, **named: Any) -> Input:
    """Return an `Input`, by Keras' older name."""
    return Input(named.pop("input_shape", shape), *given, **named)


@configurable
class InputLayer(nn.Layer):
    """The first layer of a `Model`, which passes its inputs on."""

    abstract = True
    shape: tuple[int, ...] = setting(Shape(), default=(1,))

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the argument."""
        return x

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray:
        """Return the argument."""
        return dy


class Model(Sequential, metaclass=Alike):
    """The sequence of layers from inputs to outputs.

    The layers keep their weights, which are shared with other models that contain them.
    """

    alike = nn.Sequential

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """Create a model for inspection if there are several outputs."""
        outputs = named.get("outputs", given[1] if len(given) > 1 else None)
        if isinstance(outputs, (list, tuple)) and len(outputs) != 1:
            return super().__new__(Outputs)
        return super().__new__(Functional)

    def __init__(
        self, inputs: Any = None, outputs: Any = None, name: str | None = None, **more: Any
    ) -> None:
        inputs, outputs = _only(inputs, "inputs"), _only(outputs, "outputs")
        row = _between(inputs, outputs)
        begin = InputLayer(
            inputs.shape[1:], name=getattr(inputs, "given_name", None) or counted("input_layer")
        )
        self._input_name = begin.name
        super().__init__([begin, *row], name=name or counted("functional"), **more)
        self.build(inputs.shape[1:])

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if cls.__module__ != __name__:
            raise missing("keras", f"class {cls.__name__}(Model)", ["Model(inputs, outputs)"])

    @property
    def scope(self) -> tuple[str, ...]:
        """Nothing: the layers were called before the model was created."""
        return ()

    def plain_layers(self) -> list[dict[str, Any]]:
        """Return the sequence in JSON types, as for a `Sequential`."""
        return super().plain_layers()[1:]


class Functional(Model):
    """The class name in Keras."""

    @classmethod
    def of_row(cls, config: dict[str, Any], row: Listed[Any]) -> Model:
        """Return the model that ``get_config`` described, from these layers."""
        begin = config["layers"][0]["config"]
        here: Any = Input(begin["batch_shape"][1:], name=begin["name"])
        inputs = here
        for layer in row:
            here = layer(here)
        return Model(inputs, here, name=config["name"])


class Outputs(Model):
    """The outputs of several layers of a sequence; cannot be trained."""

    def __init__(self, inputs: Any = None, outputs: Any = None, name: str | None = None) -> None:
        self.models = [Model(inputs, output) for output in outputs]
        self.name = name or "functional"

    def predict(self, x: Any, *given: Any, **others: Any) -> list[np.ndarray]:
        """Return the outputs of each."""
        return [model.predict(x, *given, **others) for model in self.models]

    def __call__(self, x: Any, training: bool = False) -> list[Tensor]:
        """Return the outputs of each."""
        return [model(x, training) for model in self.models]

    def compile(self, *given: Any, **named: Any) -> None:
        """Raise an error: it cannot be trained."""
        raise missing("keras.Model(…, [a, b])", "compile, fit", ["predict"])

    fit = evaluate = summary = save = compile


def join(name: str) -> Any:
    """Return a class for merging layers that raises an error."""

    def joined(*given: Any, **named: Any) -> None:
        raise missing("keras.layers", name, ["Sequential([…])", "layer(x)"])

    return joined


def _only(symbols: Any, name: str) -> Symbol:
    if isinstance(symbols, (list, tuple)) and len(symbols) == 1:
        symbols = symbols[0]
    if not isinstance(symbols, Symbol):
        raise bad_setting("Model", name, symbols, "one Input, or what follows from it")
    return symbols


def _between(inputs: Symbol, outputs: Symbol) -> Listed[nn.Layer]:
    begin, row = inputs.layers, outputs.layers
    same = (inputs.source or inputs) is (outputs.source or outputs)
    if not same or any(a is not b for a, b in zip(begin, row, strict=False)):
        raise bad_setting("Model", "outputs", outputs, "what follows from inputs by layers")
    return row[len(begin) :]


def mark(model: nn.Sequential) -> None:
    """Set the ``input`` and ``output`` of a network and its layers."""
    begin = Input(model.picture_shape, name=model._input_name)
    here: Symbol = begin
    for layer in model.layers:
        if isinstance(layer, nn.Sequential):  # which has set its own
            here = Symbol(begin, (*here.layers, layer), layer.output_shape[1:])
            continue
        layer.input = here
        if not isinstance(layer, InputLayer):
            here = Symbol(begin, (*here.layers, layer), layer.output_shape)
        layer.output = here
    model.input, model.inputs, model.output, model.outputs = begin, [begin], here, [here]


__all__ = ["Input", "InputLayer", "Model", "Symbol", "join", "mark"]
