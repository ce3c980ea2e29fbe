"""The network: a sequence of layers, in Keras' vocabulary; `Trainer` trains and uses it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from zeichenlabor.errors import BadShape

from .layers import (
    AveragePooling2D,
    Conv2D,
    Conv2DTranspose,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    UpSampling2D,
)
from .parameters import Parameters
from .settings import Only, Shape, bad_setting, checked, snake_case
from .summary import summary
from .trainer import Trainer
from .variable import HasWeights, Variable
from .workspace import Workspace

_SPATIAL = (
    Conv2D,
    Conv2DTranspose,
    MaxPooling2D,
    AveragePooling2D,
    GlobalAveragePooling2D,
    UpSampling2D,
)


class Input:
    """Keras' way to state the input's shape as the first entry of a `Sequential`."""

    def __init__(
        self,
        shape: Sequence[int] | None = None,
        batch_size: int | None = None,
        dtype: str | None = None,
        batch_shape: Sequence[int | None] | None = None,
        name: str | None = None,
    ) -> None:
        shape = tuple(batch_shape)[1:] if shape is None and batch_shape else shape
        self.shape = self.declared_shape = checked("Input", "shape", Shape(), shape)
        checked("Input", "dtype", Only(allowed=(None, "float32")), dtype)


class Sequential(Trainer, HasWeights):
    """A sequence of layers: each one's output is the next one's input.

    It is compiled, trained, evaluated and asked for predictions as every `Trainer`.

    Parameters
    ----------
    layers : sequence of Layer
        may begin with an `Input`
    name : str
    dtype : "float32" or "float64"
        of weights and arithmetic; float64 is for checking gradients

    Attributes
    ----------
    layers : list of Layer
        a copy: only `add` and `pop` change the network
    input_shape, output_shape, picture_shape : tuple of int or None
        without the batch axis; None before the network is built

    Examples
    --------
    >>> model = Sequential([Flatten(), Dense(100, "relu"), Dense(10, "softmax")])
    >>> model.compile("adam", "sparse_categorical_crossentropy")
    >>> history = model.fit(images, labels, epochs=5, validation_split=0.1)
    """

    batch: int | None = None
    """The fixed number of pictures in its shapes, if there is one."""

    optimizer_size: ClassVar[int | None] = None
    """How many numbers the optimizer keeps, if the summary shows that."""

    def __init__(
        self,
        layers: Sequence[Layer | Input] = (),
        name: str = "sequential",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.name = name
        self.dtype = np.dtype(dtype)
        self._layers: list[Layer] = []
        self.picture_shape = None
        self.parameters = None
        self._declared = None
        for layer in layers:
            self._append(layer)
        self._build_if_declared()

    # --- making it

    def add(self, layer: Layer | Input) -> None:
        """Append a layer, or an `Input` at the beginning.

        The existing layers keep their weights. A layer that belongs to another network shares its
        weights with it: training either network changes both.

        Raises
        ------
        BadSetting
            if it is not a layer, or is in the network already
        """
        self._append(layer)
        self._build_if_declared()

    def pop(self) -> Layer:
        """Remove the last layer and return it; the others keep their weights."""
        layer = self._layers.pop()
        self.parameters = None
        self._build_if_declared()
        return layer

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """Return a layer by its name, as the summary shows it, or by its index.

        Raises
        ------
        BadSetting
            where there is none
        """
        return find_layer(self.named_layers, name, index)

    def _append(self, layer):
        if isinstance(layer, Input):
            if self._layers:
                raise bad_setting("Sequential", "layers", layer, "Input in front of all layers")
            self._declared = layer.declared_shape
            return
        if not isinstance(layer, Layer):
            raise bad_setting("Sequential", "layers", layer, "a layer")
        if any(layer is other for other in self._layers):
            raise bad_setting("Sequential", "layers", layer, "each layer only once")
        if not self._layers and self._declared is None:
            self._declared = layer.declared_shape
        self._layers.append(layer)
        self._name_layers()
        self.parameters = None

    def _name_layers(self):
        """Name the layers; layers of another network keep their names."""
        for name, layer in self.named_layers:
            if layer.owner in (None, self):
                layer.name = name

    def _build_if_declared(self):
        """Build as soon as the input shape is known, from a layer or an earlier build, as Keras
        does.
        """
        if self._declared is not None and self._layers:
            self.build(self._declared)

    @property
    def layers(self) -> list[Layer]:
        """The layers, from input to output; a new list."""
        return [*self._layers]

    @property
    def named_layers(self) -> list[tuple[str, Layer]]:
        """(name, layer) for each layer; those without a name are counted as Keras does."""
        seen: Counter[str] = Counter()
        named = []
        for layer in self._layers:
            stem = snake_case(type(layer).__name__)
            number = f"_{seen[stem]}" if seen[stem] else ""
            seen[stem] += layer.given_name is None
            named.append((layer.given_name or stem + number, layer))
        return named

    @property
    def scope(self) -> tuple[str, ...]:
        """Prefix of a layer's name in the paths of its weights."""
        return (self.name,) if self.name else ()

    @property
    def built(self) -> bool:
        """Whether the network has shapes and weights."""
        return self.parameters is not None

    def build(self, input_shape: Sequence[int | None] | int, seed: int = 0) -> None:
        """Determine all shapes and draw the weights, except for those shared with another network.

        Parameters
        ----------
        input_shape : tuple of int
            of one picture; Keras' leading None for the batch is accepted. Layers
            that need channels take (height, width) as one channel.
        seed : int
            the same seed gives the same weights

        Raises
        ------
        BadShape
            names the layer, the shape and a remedy where a layer cannot take its input
        """
        kept = {} if self.built else self._kept_weights()
        self.lay_out(input_shape)
        parameters = Parameters(self._layers, self.dtype, self)
        parameters.initialize(seed)
        self.parameters = parameters
        self._declared = self.picture_shape
        for layer, arrays in kept.items():
            wanted = [weight.shape for weight in layer.wanted_weights().values()]
            if [array.shape for array in arrays] == wanted:
                layer.set_weights(arrays)
        self._penalties = parameters.penalties
        self.first_trained = next(
            (place for place, layer in enumerate(self._layers) if layer.gradients),
            len(self._layers),
        )
        self._workspace = Workspace(self.dtype)
        if self.loss_function is not None:
            self._connect()

    def _kept_weights(self):
        """The layers' weights from before one was added or removed."""
        mine = [layer for layer in self._layers if layer.owner is self and layer.output_shape]
        return {layer: layer.get_weights() for layer in mine}

    def lay_out(self, input_shape: Sequence[int | None] | int) -> None:
        """Determine the shapes only, to show what `build` would make.

        Raises
        ------
        BadShape
            as `build`; the layers before the one that is named have their shapes
        """
        shape = picture_shape(input_shape)
        if not self._layers:
            raise BadShape(
                "a network without layers",
                layer=self.name,
                kind="Sequential",
                shape=str(shape),
                remedy="add-layer",
            )
        self.parameters = None
        self._layers = [
            layer if layer.owner in (None, self) else layer.share() for layer in self._layers
        ]
        for layer in self._layers:
            layer.output_shape = None
        first = self._layers[0]
        if len(shape) == 2 and isinstance(first, _SPATIAL) and first.adds_channel:
            shape = (*shape, 1)
        self.picture_shape = shape
        for place, layer in enumerate(self._layers):
            try:
                layer.build(shape, self.dtype)
                if layer.owner not in (None, self):
                    layer.check_shared(self.dtype)
            except BadShape as error:
                error.params |= {"layer": self.named_layers[place][0], "index": place}
                raise
            shape = layer.output_shape

    def ensure_built(self, input_shape: Sequence[int], seed: int = 0) -> None:
        """Build if not built yet."""
        if not self.built:
            self.build(input_shape, seed)

    @property
    def input_shape(self) -> tuple[int, ...] | None:
        """Shape of one picture; the Keras stand-in prepends None for the batch."""
        return self.picture_shape

    @property
    def output_shape(self) -> tuple[int, ...] | None:
        """Shape of one picture's output."""
        return self._layers[-1].output_shape if self.built else None

    # --- using it

    def __call__(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs of one pass, with dropout active if ``training``."""
        if not training:
            return self.predict(x)
        self.ensure_built(np.shape(x)[1:])
        return self._activated(self.forward(self._as_batch(x), training=True).copy())

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the last layer's output for float pictures; the next call overwrites it.

        If the loss includes the last activation, the output is without it.
        """
        for layer in self._layers:
            x = layer.forward(x, training)
        return x

    def activations(self, x: np.ndarray) -> list[np.ndarray]:
        """Return every layer's output for a few pictures, in the order of the layers."""
        self.ensure_built(np.shape(x)[1:])
        signal = self._as_batch(x)
        outputs = []
        for layer in self._layers:
            signal = layer.forward(signal)
            outputs.append(signal.copy())
        outputs[-1] = self._activated(outputs[-1])
        return outputs

    def input_gradient(self, x: np.ndarray, label: int) -> np.ndarray:
        """Return the derivative of one output with respect to each pixel, (n, *input_shape).

        The output is taken before a softmax or sigmoid that the loss includes.
        """
        self.ensure_built(np.shape(x)[1:])
        signal = self._as_batch(x)
        dy = np.zeros_like(self.forward(signal))
        dy[:, label] = 1
        for layer in reversed(self._layers):
            dy = layer.backward(dy, need_dx=True)
        return dy.copy()

    def count_operations(self) -> int:
        """Return the number of multiplications and additions for one picture's output."""
        return sum(layer.count_operations() for layer in self._layers)

    # --- its weights and its description

    @property
    def parameter_counts(self) -> tuple[int, int]:
        """Numbers of trainable and non-trainable weights; the shapes must be known."""
        sizes = [0, 0]
        for layer in self._layers:
            if layer.output_shape is not None:
                for weight in layer.wanted_weights().values():
                    sizes[not weight.trainable] += math.prod(weight.shape)
        return tuple(sizes)

    def count_params(self) -> int:
        """Return the number of all weights."""
        return sum(self.parameter_counts)

    @property
    def weights(self) -> list[Variable]:
        """All weights, layer by layer in Keras' order."""
        return [weight for layer in self._layers for weight in layer.weights] if self.built else []

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of all weights, layer by layer in Keras' order."""
        return [np.array(array) for array in self.parameters.arrays] if self.built else []

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Set weights as returned by `get_weights`.

        Raises
        ------
        BadShape
            if their number or shapes do not match
        """
        mine = self.parameters.arrays if self.built else []
        shapes = [np.shape(array) for array in weights]
        if shapes != [array.shape for array in mine]:
            raise BadShape(
                f"weights of shapes {shapes} do not fit this network",
                layer=self.name,
                kind="Sequential",
                shape=str(shapes),
                remedy="same-network",
            )
        for array, new in zip(mine, weights, strict=True):
            np.copyto(array, new)

    def summary(self, print_fn: Callable[[str], Any] = print) -> None:
        """Print Keras' table of the layers.

        Parameters
        ----------
        print_fn : called with the table instead
        """
        print_fn(summary(self))

    def summary_rows(self) -> list[tuple[str, str, tuple[int, ...] | None, int]]:
        """Return name, kind, output shape (None before it is known) and weights of each row."""
        return [
            (name, type(layer).__name__, shape, layer.count_params() if shape else 0)
            for name, layer in self.named_layers
            for shape in [layer.output_shape]
        ]

    def get_config(self) -> dict[str, Any]:
        """Return the network in JSON types: all but the weights."""
        return {
            "name": self.name,
            "dtype": self.dtype.name,
            "input_shape": None if self.picture_shape is None else list(self.picture_shape),
            "layers": self.plain_layers(),
        }

    def plain_layers(self) -> list[dict[str, Any]]:
        """Return the layers in JSON types, as `Layer.get` takes them."""
        return [layer.serialize() for layer in self._layers]

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Sequential:
        """Create the network that `get_config` described, with new weights if it was built."""
        layers = [checked("Sequential", "layers", Layer.get, layer) for layer in config["layers"]]
        name, dtype = config.get("name", "sequential"), config.get("dtype", "float32")
        model = cls(layers, name=name, dtype=dtype)
        if config.get("input_shape"):
            model.build(config["input_shape"])
        return model

    def __repr__(self) -> str:
        """Return the Python expression that creates this network."""
        return f"Sequential([{', '.join(map(repr, self._layers))}])"


def find_layer(there: Sequence[tuple[str, Any]], name: str | None, index: int | None) -> Any:
    """Return one of (name, layer) pairs by its name, or by its index; else raise BadSetting."""
    if index is not None and -len(there) <= index < len(there):
        return there[index][1]
    named = dict(there)
    if name not in named:
        where = index if name is None else name
        raise bad_setting("Sequential", "layer", where, "one of " + ", ".join(named))
    return named[name]


def picture_shape(shape: Sequence[int | None] | int) -> tuple[int, ...]:
    """Return a shape without Keras' None for the batch."""
    if isinstance(shape, int):
        return (shape,)
    return tuple(int(n) for place, n in enumerate(shape) if n is not None or place)
