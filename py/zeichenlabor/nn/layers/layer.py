"""What every layer has in common.

A layer knows its shapes (`build`), says which weights it needs (`weights`), and
has two passes. *Forward* turns inputs into outputs. *Backward* gets the loss's
gradient with respect to its outputs, sets the gradients of its weights and
returns the gradient with respect to its inputs: the chain rule, one link at a
time. Nothing here is a container: `Sequential` gives the layers their weights
and calls them in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from zeichenlabor.errors import BadShape

from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Configurable, Text, configurable, setting, snake_case
from ..workspace import Workspace


@dataclass(frozen=True)
class Weight:
    """A wish for one array of weights: `Sequential` fulfils it."""

    shape: tuple[int, ...]
    initializer: Initializer
    regularizer: Regularizer | None = None
    trainable: bool = True


@configurable
class Layer(Configurable):
    """Base of all layers.

    A layer of your own states its settings and defines `output_shape_for`,
    `weights` if it has any, `forward` and `backward`.

    Attributes
    ----------
    input_shape, output_shape : tuple of int or None
        without the batch axis; None before `build`
    gradients : dict of str to ndarray
        the gradient of every trainable weight, by the weight's name; the weight
        itself is the attribute of that name
    seed, step : int
        of the layer's random numbers; `Sequential` counts the steps
    """

    abstract = True
    takes_parts: ClassVar[bool] = True
    """Whether a batch may come in parts: each picture's output in training is its own."""

    name: str | None = setting(Text(optional=True), default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.input_shape = None
        self.output_shape = None
        self.workspace = None
        self.gradients = {}
        self.seed = 0
        self.step = 0

    def build(self, input_shape: tuple[int, ...], dtype: Any = np.float32) -> None:
        """Fix the shapes.

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

    def weights(self) -> dict[str, Weight]:
        """Return the weights that this layer needs once it is built, in Keras' order."""
        return {}

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of this layer's weights, once a network has built it."""
        return [getattr(self, name).copy() for name in self.weights()]

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
            False where nobody needs the input's gradient; then None may be returned
        """
        raise NotImplementedError

    def bad_shape(self, remedy: str, shape: tuple[int, ...], **params: Any) -> BadShape:
        """Return the error for an input that this layer cannot take.

        ``remedy`` is a key that the page translates: what to do about it.
        """
        label = self.name or snake_case(type(self).__name__)
        return BadShape(
            f"{type(self).__name__} {label!r} cannot take an input of shape {shape}: {remedy}",
            layer=label,
            kind=type(self).__name__,
            shape=str(shape),
            remedy=remedy,
            **params,
        )
