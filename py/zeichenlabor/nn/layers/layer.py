"""Base class of all layers.

A layer determines its shapes (`build`), declares its weights (`wanted_weights`), and has two
passes. *Forward* turns inputs into outputs. *Backward* gets the loss's gradient with respect to its
outputs, sets the gradients of its weights and returns the gradient with respect to its inputs: the
chain rule, one link at a time. Nothing here is a container: `Sequential` gives the layers their
weights and calls them in order.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from zeichenlabor.errors import BadSetting, BadShape

from ..activations import Function
from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Configurable, Shape, Text, checked, configurable, setting, snake_case
from ..variable import HasWeights, Variable
from ..workspace import Workspace

TOUCH = 16
"""Operations of a matrix product that take as long as reading, changing and writing one value."""


@dataclass(frozen=True)
class Weight:
    """Specification of one array of weights, which `Sequential` creates."""

    shape: tuple[int, ...]
    initializer: Initializer
    regularizer: Regularizer | None = None
    trainable: bool = True


@configurable
class Layer(HasWeights, Configurable):
    """Base of all layers.

    A custom layer declares its settings and defines `output_shape_for`, `wanted_weights` if it has
    any, `forward` and `backward`.

    Attributes
    ----------
    input_shape, output_shape : tuple of int or None
        without the batch axis; None before `build`
    gradients : dict of str to ndarray
        the gradient of every trainable weight, by the weight's name; the weight
        itself is the attribute of that name
    declared_shape : tuple of int or None
        the ``input_shape`` given to the constructor, as for Keras' first layer
    name, given_name : str
        the name within the network, numbered as Keras does; the requested name, or None
    own_seed : int or None
        a seed of its own instead of the network's
    owner : Sequential or None
        the network that holds the weights; other networks with this layer share them
    seed, step, first : int
        for the layer's random numbers; `Sequential` sets the step number and the place of a
        micro-batch's first picture in its batch
    """

    abstract = True
    only: ClassVar[dict[str, tuple]] = {
        "dtype": (None, "float32"),
        "trainable": (True,),
        "activity_regularizer": (None,),
        "autocast": (True,),
    }
    declared_shape: ClassVar[tuple[int, ...] | None] = None
    own_seed: ClassVar[int | None] = None

    adds_channel: ClassVar[bool] = True
    """Whether the layer needs channels and takes pictures (rows, columns) as one channel."""

    name: str | None = setting(Text(optional=True), default=None, kw_only=True)

    def __call__(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs for an array (n, …); the first call determines the weights' shapes.

        Symbolic inputs handle the call themselves.

        Raises
        ------
        BadSetting
            if ``x`` is not an array: a network is a sequence of layers here, not a graph
        """
        from ..sequential import Sequential  # which is made of layers

        if hasattr(type(x), "followed_by"):
            return x.followed_by(self)
        if np.asarray(x).dtype.kind not in "buif":
            row = "an array; a network is Sequential([…])"
            raise BadSetting(
                f"{type(self).__name__}: inputs must be {row}",
                owner=type(self).__name__,
                setting="inputs",
                value=repr(x),
                expected=row,
            )
        return Sequential([self], name="")(np.asarray(x), training)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.given_name = self.name
        self.name = self.name or snake_case(type(self).__name__)
        if hasattr(self, "activation"):
            self.activation = Function(self.activation)
        self.input_shape = None
        self.output_shape = None
        self.workspace = None
        self.gradients = {}
        self.owner = None
        self.seed = 0
        self.step = 0
        self.first = 0

    def takes(self, name: str, value: Any) -> bool:
        """Also accept the input shape, in every form that Keras allows."""
        if name == "input_dim":
            value = (value,)
        elif name in ("batch_shape", "batch_input_shape"):
            value = tuple(value)[1:]
        elif name != "input_shape":
            return super().takes(name, value)
        self.declared_shape = checked(type(self).__name__, name, Shape(), value)
        return True

    def settings(self) -> dict[str, Any]:
        """Return the settings as given to the constructor, without a name assigned later."""
        return super().settings() | {"name": self.given_name}

    def share(self) -> Self:
        """Return a layer for another network that shares these weights."""
        copied = copy.copy(self)
        copied.output_shape, copied.workspace, copied.gradients = None, None, {}
        return copied

    def with_own_workspace(self) -> Self:
        """Return a layer with the same weights and gradients, and memory of its own."""
        copied = copy.copy(self)
        copied.workspace = Workspace(self.workspace.dtype)
        return copied

    def check_shared(self, dtype: Any) -> None:
        """Raise BadShape if shared weights do not fit this input."""
        wanted = [(weight.shape, np.dtype(dtype)) for weight in self.wanted_weights().values()]
        there = [getattr(self, name) for name in self.wanted_weights()]
        if wanted != [(array.shape, array.dtype) for array in there]:
            raise self.bad_shape("shared-weights", self.input_shape)

    def build(self, input_shape: tuple[int, ...], dtype: Any = np.float32) -> None:
        """Determine the shapes.

        Raises
        ------
        BadShape
            where the layer cannot take such an input
        """
        self.output_shape = self.output_shape_for(input_shape)
        self.input_shape = input_shape
        self.workspace = Workspace(dtype)
        self.gradients = {}

    def output_shape_for(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the output's shape, or raise BadShape (see `bad_shape`)."""
        return input_shape

    def wanted_weights(self) -> dict[str, Weight]:
        """Return the weights that this layer needs once it is built, in Keras' order."""
        return {}

    @property
    def built(self) -> bool:
        """Whether the layer has its shapes and weights."""
        return self.owner is not None and self.output_shape is not None

    @property
    def weights(self) -> list[Variable]:
        """The weights, in Keras' order; none before the layer is built."""
        wanted = self.wanted_weights() if self.built else {}
        path = "/".join((*self.owner.scope, self.name)) if self.built else ""
        return [
            Variable.of(vars(self)[name], name, one.trainable, f"{path}/{name}")
            for name, one in wanted.items()
        ]

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of this layer's weights; none before it is built."""
        return [np.array(getattr(self, name)) for name in self._weight_names()]

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Set weights as returned by `get_weights`; the layer must be built.

        Raises
        ------
        BadShape
            if their number or shapes do not match
        """
        mine = [getattr(self, name) for name in self._weight_names()]
        shapes = [np.shape(array) for array in weights]
        if shapes != [array.shape for array in mine]:
            raise self.bad_shape("same-network", str(shapes))
        for array, new in zip(mine, weights, strict=True):
            np.copyto(array, new)

    def _weight_names(self):
        return list(self.wanted_weights()) if self.built else []

    def count_params(self) -> int:
        """Return the number of this layer's weights; it must be built."""
        return sum(math.prod(weight.shape) for weight in self.wanted_weights().values())

    def count_operations(self) -> int:
        """Return the cost of one picture in multiplications and additions; the layer must be built.

        The unit is an operation of a matrix product, the fastest kind: operations that only touch
        each value are limited by memory, and count for more.
        """
        shapes = [weight.shape for weight in self.wanted_weights().values()]
        products = sum(math.prod(shape) for shape in shapes if len(shape) > 1)
        return TOUCH * math.prod(self.output_shape) + 2 * self.count_places() * products

    def count_places(self) -> int:
        """Return how often the weights are applied to one picture."""
        return 1

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the output for ``x`` (n, *input_shape); it is overwritten by the next call."""
        raise NotImplementedError

    def backward(self, dy: np.ndarray, need_dx: bool = True) -> np.ndarray | None:
        """Set `gradients` and return the loss's gradient with respect to the input.

        Parameters
        ----------
        dy : float (n, *output_shape)
            the gradient with respect to the last forward pass's output; may be overwritten
        need_dx : bool
            False if the input's gradient is not needed; None may then be returned
        """
        raise NotImplementedError

    def bad_shape(self, remedy: str, shape: tuple[int, ...], **params: Any) -> BadShape:
        """Return the error for an input that this layer cannot take.

        ``remedy`` is a key that the page translates: what to do about it.
        """
        return BadShape(
            f"{type(self).__name__} {self.name!r} cannot take an input of shape {shape}: {remedy}",
            layer=self.name,
            kind=type(self).__name__,
            shape=str(shape),
            remedy=remedy,
            **params,
        )
