"""The network: layers in a row, in Keras' vocabulary."""

from __future__ import annotations

import inspect
import math
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

import numpy as np

from zeichenlabor.errors import BadCall, BadSetting, BadShape

from . import activations, kernels, training
from .callbacks import Callback, History
from .data_adapter import Augmentation, DataAdapter
from .layers import (
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    UpSampling2D,
)
from .losses import Loss
from .optimizers import Optimizer
from .parameters import Parameters
from .settings import Only, Shape, bad_setting, checked, snake_case
from .summary import summary
from .variable import HasWeights, Variable
from .workspace import Workspace

ACCURACY = ("accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy")

_COMPILE_ONLY = {
    "loss_weights": (None,),
    "weighted_metrics": (None,),
    "run_eagerly": (False, None),
    "steps_per_execution": (1,),
    "jit_compile": ("auto", True, False, None),
    "auto_scale_loss": (True,),
}

_FIT_ONLY = {
    "class_weight": (None,),
    "sample_weight": (None,),
    "steps_per_epoch": (None,),
    "validation_steps": (None,),
    "validation_batch_size": (None,),
    "validation_freq": (1,),
}

_RUN_ONLY = {"sample_weight": (None,), "steps": (None,), "callbacks": (None, ())}

_SPATIAL = (
    Conv2D,
    Conv2DTranspose,
    MaxPooling2D,
    AveragePooling2D,
    GlobalAveragePooling2D,
    UpSampling2D,
)


class Evaluation(NamedTuple):
    """What `Sequential.evaluate` measured: mean loss, and share of right answers (or None)."""

    loss: float
    accuracy: float | None


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


class Sequential(HasWeights):
    """Layers in a row: each one's output is the next one's input.

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
        of its own: `add` and `pop` change the network, this list does not
    input_shape, output_shape, picture_shape : tuple of int or None
        without the batch axis; None before the network is built
    optimizer, loss_function : Optimizer and Loss, once compiled
    first_trained : int
        place of the first layer with weights that are trained, once it is built
    penalty : float
        what the regularizers added to the mean loss of the latest `compute_gradients`

    Examples
    --------
    >>> model = Sequential([Flatten(), Dense(100, "relu"), Dense(10, "softmax")])
    >>> model.compile("adam", "sparse_categorical_crossentropy")
    >>> history = model.fit(images, labels, epochs=5, validation_split=0.1)
    """

    takes_over: ClassVar[bool] = True
    """Whether a loss may take over the last activation: a logarithm that is never cut off."""

    batch: int | None = None
    """How many pictures its shapes tell of, where that is one number."""

    optimizer_size: ClassVar[int | None] = None
    """How many numbers the optimizer keeps, where the summary tells that."""

    def __init__(
        self,
        layers: Sequence[Layer | Input] = (),
        name: str = "sequential",
        dtype: str = "float32",
    ) -> None:
        self.name = name
        self.dtype = np.dtype(dtype)
        self._layers: list[Layer] = []
        self.picture_shape = None
        self.parameters = None
        self.optimizer = None
        self.loss_function = None
        self.counts_hits = True
        self.metric_name = "accuracy"
        self.stop_training = False
        self.penalty = 0.0
        self._raw_output = False
        self._declared = None
        for layer in layers:
            self._append(layer)
        self._build_if_declared()

    # --- making it

    def add(self, layer: Layer | Input) -> None:
        """Append a layer, or state the input's shape at the beginning.

        The layers that are there keep their weights. A layer that belongs to another network
        shares its weights with it: either one's training changes both.

        Raises
        ------
        BadSetting
            where it is no layer, or one that is there already
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
        """Let the layers say their names; another network's keep the one that it gave them."""
        for name, layer in self.named_layers:
            if layer.owner in (None, self):
                layer.name = name

    def _build_if_declared(self):
        """Keras builds as soon as the input's shape is told, by a layer or by a first build."""
        if self._declared is not None and self._layers:
            self.build(self._declared)

    @property
    def layers(self) -> list[Layer]:
        """The layers, from the input to the output, in a list of their own."""
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
        """What stands in front of a layer's name in the paths of its weights."""
        return (self.name,) if self.name else ()

    @property
    def built(self) -> bool:
        """Whether the network has shapes and weights."""
        return self.parameters is not None

    def build(self, input_shape: Sequence[int | None] | int, seed: int = 0) -> None:
        """Fix all shapes and draw the weights, but for those that another network shares.

        Parameters
        ----------
        input_shape : tuple of int
            of one picture; Keras' leading None for the batch is accepted. Layers
            that need channels take (height, width) as one channel.
        seed : int
            the same seed draws the same weights

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
        """What the layers had before one was added or removed."""
        mine = [layer for layer in self._layers if layer.owner is self and layer.output_shape]
        return {layer: layer.get_weights() for layer in mine}

    def lay_out(self, input_shape: Sequence[int | None] | int) -> None:
        """Fix all shapes and no more, for a look at what `build` would make.

        Raises
        ------
        BadShape
            as `build`; the layers in front of the one that is named have their shapes
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
        """Build if that has not happened yet."""
        if not self.built:
            self.build(input_shape, seed)

    def seed_layers(self, seed: int) -> None:
        """Give every layer random numbers of its own: multiples of 2^32 / φ lie far apart."""
        for place, layer in enumerate(self._layers):
            given = (seed + 0x9E3779B9 * (place + 1)) % 2**32
            layer.seed = given if layer.own_seed is None else layer.own_seed

    @property
    def loss(self) -> Any:
        """The loss; the stand-in for Keras has it as ``compile`` was given it."""
        return self.loss_function

    @property
    def input_shape(self) -> tuple[int, ...] | None:
        """Shape of one picture; the stand-in for Keras puts the batch's None in front of it."""
        return self.picture_shape

    @property
    def output_shape(self) -> tuple[int, ...] | None:
        """Shape of one picture's output."""
        return self._layers[-1].output_shape if self.built else None

    def compile(
        self,
        optimizer: str | Optimizer = "rmsprop",
        loss: str | Loss = "sparse_categorical_crossentropy",
        loss_weights: None = None,
        metrics: Sequence[str] | None = ("accuracy",),
        **others: Any,
    ) -> None:
        """Choose how to train: optimizer, loss, and whether to count right answers.

        Two defaults are not Keras': the loss, and that right answers are counted.

        Parameters
        ----------
        optimizer : Optimizer, or its name for Keras' defaults
        loss : Loss, or its name
        metrics : ("accuracy",), or () or None for none
            the share of right answers, under the name that it is given here
        others : settings of Keras that are not here
            only with the values that ask for nothing new

        Raises
        ------
        BadSetting
            where a name is unknown, or Keras would do something that this engine cannot
        """
        refuse("compile", {"loss_weights": loss_weights, **others}, _COMPILE_ONLY)
        self.optimizer = checked("Sequential", "optimizer", Optimizer.get, optimizer)
        self.loss_function = checked("Sequential", "loss", Loss.get, loss)
        metrics = [metrics] if isinstance(metrics, str) else list(metrics or ())
        for metric in metrics:
            if metric not in ACCURACY:
                raise bad_setting("Sequential", "metrics", metric, "accuracy")
        self.counts_hits = bool(metrics)
        self.metric_name = metrics[0] if metrics else "accuracy"
        if self.built:
            self._connect()

    def prepare_targets(self, y: np.ndarray) -> np.ndarray:
        """Return the targets of a whole dataset as the loss takes them; see `Loss.prepare`."""
        return self.loss_function.prepare(y, self._layers[-1].output_shape, self.dtype)

    def _connect(self):
        """Let the loss take over the last activation, where it has it built in."""
        last = self._layers[-1]
        loss = self.loss_function
        built_in = getattr(last, "activation", None) == loss.activation
        built_in &= not getattr(loss, "from_logits", False)  # it softens what is soft already
        built_in &= self.takes_over
        self._raw_output = built_in and loss.activation is not None
        if hasattr(last, "apply_activation"):
            last.apply_activation(not self._raw_output)
        self._workspace = Workspace(self.dtype)  # the targets' form may be another one now
        self.optimizer.build(self.parameters.values)

    # --- training it

    def fit(
        self,
        x: np.ndarray,
        y: np.ndarray,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: int | str = 0,
        callbacks: Callback | Sequence[Callback] | None = None,
        validation_split: float = 0.0,
        validation_data: tuple[np.ndarray, np.ndarray] | None = None,
        shuffle: bool = True,
        **settings: Any,
    ) -> History:
        """Train to the end; the settings are those of `fit_events`. Returns the `History`.

        With ``verbose`` 1 or 2 each epoch prints a line; "auto", Keras' default, prints none.

        Raises
        ------
        BadSetting
            also where Keras would do something that this engine cannot
        """
        allowed = inspect.signature(self.fit_events).parameters
        strange = {name: value for name, value in settings.items() if name not in allowed}
        refuse("fit", strange, _FIT_ONLY)
        history = History()
        given = [callbacks] if isinstance(callbacks, Callback) else callbacks or ()
        for event in self.fit_events(
            x,
            y,
            batch_size=32 if batch_size is None else batch_size,
            epochs=epochs,
            callbacks=[*given, history],
            validation_split=validation_split,
            validation_data=validation_data,
            shuffle=shuffle,
            **{name: value for name, value in settings.items() if name in allowed},
        ):
            if verbose not in (0, "auto") and isinstance(event, training.EpochEnd):
                print(event.line())
        return history

    def fit_events(
        self,
        x: np.ndarray,
        y: np.ndarray,
        *,
        epochs: int = 1,
        batch_size: int = 32,
        validation_split: float = 0.0,
        validation_data: tuple[np.ndarray, np.ndarray] | None = None,
        callbacks: Sequence[Callback] | None = None,
        seed: int = 0,
        initial_epoch: int = 0,
        shuffle: bool = True,
        augmentation: Augmentation | None = None,
        position: training.Position | None = None,
        pauses: bool = False,
        replicas: Any = None,
    ) -> Iterator[training.BatchEnd | training.EpochEnd | Any]:
        """Train step by step: yields a `BatchEnd` per step and an `EpochEnd` per epoch.

        The network is usable at every event; closing the generator ends the
        training there. Called again it goes on, with the optimizer's memory.

        Parameters
        ----------
        x : uint8 or float (n, …)
            pictures: grey levels 0…255 as uint8, or 0…1 as float
        y : int (n,), or float (n, …)
            labels, or targets of the output's shape
        epochs : int
            number of the last epoch, as in Keras: with ``initial_epoch=5`` and
            ``epochs=8`` three more are trained
        batch_size : int
        validation_split : float
            the last share of the samples is not trained on but measured
        validation_data : (x, y)
            instead of ``validation_split``
        callbacks : sequence of Callback
        seed : int
            of the order of the samples, dropout and augmentation, and of the first
            weights where the network is not built yet
        shuffle : bool
            draw the samples in a new order each epoch
        augmentation : callable
            ``augmentation(pictures, rng)`` returns altered pictures of the same shape
        position : Position
            instead of ``initial_epoch``: begin there, even between two batches. It is
            kept up to date, so that whoever keeps it, the weights and the optimizer's
            state can go on exactly, later and elsewhere.
        pauses : bool
            yield None, too, within steps that take long: the network is usable there,
            and one that is ended there has not made the step
        replicas : Replicas
            compute parts of long steps elsewhere; what comes out is the same. What they
            yield while they are waited for is yielded, too.

        Raises
        ------
        BadShape, BadSetting
            where data or settings do not fit, before the first step
        Diverged
            where the loss is no longer a number; the weights are then those at the
            beginning of that epoch, and the optimizer has forgotten its past
        """
        self._require_compiled()
        yield from training.fit_events(
            self,
            x,
            y,
            epochs=epochs,
            batch_size=batch_size,
            validation_split=validation_split,
            validation_data=validation_data,
            callbacks=callbacks,
            seed=seed,
            initial_epoch=initial_epoch,
            shuffle=shuffle,
            augmentation=augmentation,
            position=position,
            pauses=pauses,
            replicas=replicas,
        )

    def count_operations(self) -> int:
        """Return how many multiplications and additions one picture's output costs."""
        return sum(layer.count_operations() for layer in self._layers)

    @property
    def normalizations(self) -> list[BatchNormalization]:
        """The layers that make a picture's output in training depend on its batch."""
        return [layer for layer in self._layers if isinstance(layer, BatchNormalization)]

    def part_size(self, batch_size: int) -> int:
        """Return how many pictures a step takes at once: its parts, see `training.PART`.

        It depends on the network alone, so that a training is the same on every machine.
        """
        convolves = any(isinstance(layer, (Conv2D, Conv2DTranspose)) for layer in self._layers)
        most = training.STEP_PASSES * self.count_operations()
        wanted = min(batch_size, training.PART) if convolves else batch_size
        return max(1, min(wanted, training.PART_OPERATIONS // max(most, 1)))

    def train_step(self, x: np.ndarray, targets: np.ndarray) -> tuple[float, int]:
        """Learn from one batch: forward, loss, backward, step.

        Returns the summed loss and the number of right answers, both of before the step.
        """
        loss, hits = self.compute_gradients(x, targets)
        self.apply_gradients()
        return loss, hits

    def apply_gradients(self) -> None:
        """Make the optimizer's step with the gradients as they are."""
        self.parameters.gather()
        self.optimizer.step(self.parameters.values, self.parameters.gradients)
        self.parameters.scatter()

    def show_average(self, show: bool) -> None:
        """Put the optimizer's averaged weights in place, where it keeps any, or take them out."""
        self.parameters.gather()
        self.optimizer.show_average(self.parameters.values, show)
        self.parameters.scatter()

    def compute_gradients(
        self, x: np.ndarray, targets: np.ndarray, first: int = 0
    ) -> tuple[float, int]:
        """Set every layer's `gradients` to those of the mean loss of a batch.

        Returns the summed loss, and the number of right answers.

        Parameters
        ----------
        first : where the pictures are a part of a batch, the place of the first one in it
        """
        for layer in self._layers:
            layer.step, layer.first = self.optimizer.iterations, first
        output = self.forward(x, training=True)
        dy = self._workspace.array("dy", len(output), self._layers[-1].output_shape)
        loss, hits = self.measure_batch(output, targets, dy)
        for place in range(len(self._layers) - 1, self.first_trained - 1, -1):
            dy = self._layers[place].backward(dy, need_dx=place > self.first_trained)
        self.add_penalty()
        return loss + len(output) * self.penalty, hits

    def measure_batch(
        self, output: np.ndarray, targets: np.ndarray, dy: np.ndarray | None
    ) -> tuple[float, int]:
        """Return the summed loss and the number of right answers; see `Loss.measure`."""
        return self.loss_function.measure(output, targets, dy, self._raw_output)

    def add_penalty(self) -> None:
        """Add the regularizers' gradients to those of the loss, and note the `penalty`."""
        terms = (penalty.add(weight, gradient) for penalty, weight, gradient in self._penalties)
        self.penalty = float(sum(terms))

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the last layer's output for float pictures; the next call overwrites it.

        Where the loss has the last activation built in, the output is in front of it.
        """
        for layer in self._layers:
            x = layer.forward(x, training)
        return x

    # --- using it

    def evaluate(
        self,
        x: np.ndarray,
        y: np.ndarray,
        batch_size: int | None = None,
        verbose: int | str = 0,
        return_dict: bool = False,
        **others: Any,
    ) -> Evaluation | dict[str, float]:
        """Return mean loss and accuracy over ``x``, ``y`` as (loss, accuracy).

        With ``verbose`` 1 or 2 they are printed too, with ``return_dict`` they come by name.
        The answer does not depend on ``batch_size``.

        Raises
        ------
        BadSetting
            where Keras would do something that this engine cannot
        """
        self._require_compiled()
        refuse("evaluate", others, _RUN_ONLY)
        self.ensure_built(np.shape(x)[1:])
        found = self.measure(DataAdapter(self, x, y))
        named = {"loss": found.loss, self.metric_name: found.accuracy}
        if verbose not in (0, "auto"):
            print(training.line(named))
        if not return_dict:
            return found
        return {name: value for name, value in named.items() if value is not None}

    def measure(self, samples: DataAdapter) -> Evaluation:
        """Like `evaluate`, for samples that are checked already."""
        return training.finished(self.measuring(samples))

    def measuring(self, samples: DataAdapter) -> Generator[None, None, Evaluation]:
        """Like `measure`, with pauses in which others may use the network."""
        loss, right = 0.0, 0
        for rows in self.slices(len(samples)):
            if rows[0]:
                yield
            x, targets = samples.draw(rows)
            part, hits = self.measure_batch(self.forward(x), targets, None)
            loss += part
            right += hits
        n = max(len(samples), 1)
        mean = loss / n + self.measure_penalty()
        return Evaluation(mean, right / n if self.counts_hits else None)

    def measure_penalty(self) -> float:
        """Return what the regularizers add to every loss, with the weights as they are."""
        return float(sum(penalty(weight) for penalty, weight, _ in self._penalties))

    def __call__(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs of one pass: ``predict``, or as in training, with dropout at work."""
        if not training:
            return self.predict(x)
        self.ensure_built(np.shape(x)[1:])
        return self._activated(self.forward(self._as_batch(x), training=True).copy())

    def predict(
        self,
        x: np.ndarray,
        batch_size: int | None = None,
        verbose: int | str = 0,
        **others: Any,
    ) -> np.ndarray:
        """Return the outputs (n, *output_shape) for pictures (n, …).

        ``batch_size`` and ``verbose`` may be given as in Keras; they change nothing.

        Raises
        ------
        BadSetting
            where Keras would do something that this engine cannot
        """
        refuse("predict", others, _RUN_ONLY)
        return training.finished(self.predicting(x))

    def predicting(self, x: np.ndarray) -> Generator[None, None, np.ndarray]:
        """Like `predict`, with pauses in which others may use the network."""
        self.ensure_built(np.shape(x)[1:])
        samples = DataAdapter(self, x)
        outputs = np.empty((len(samples), *self._layers[-1].output_shape), self.dtype)
        for rows in self.slices(len(samples)):
            if rows[0]:
                yield
            outputs[rows[0] : rows[-1] + 1] = self.forward(samples.draw(rows)[0])
        return self._activated(outputs)

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
        """Return how each pixel moves one output: its derivative, (n, *input_shape).

        The output is taken in front of a softmax or sigmoid that belongs to the loss.
        """
        self.ensure_built(np.shape(x)[1:])
        signal = self._as_batch(x)
        dy = np.zeros_like(self.forward(signal))
        dy[:, label] = 1
        for layer in reversed(self._layers):
            dy = layer.backward(dy, need_dx=True)
        return dy.copy()

    def slices(self, n: int) -> Iterator[np.ndarray]:
        """Return the rows 0…n-1, int32, in pieces that one pass takes without a long wait."""
        most = training.PART_OPERATIONS // max(self.count_operations(), 1)
        size = max(1, min(training.INFERENCE_BATCH, most))
        for begin in range(0, n, size):
            yield np.arange(begin, min(begin + size, n), dtype=np.int32)

    def draw(
        self, x: np.ndarray, rows: np.ndarray, y: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the pictures ``x[rows]`` as float, and ``y[rows]``, in this network's arrays."""
        n = len(rows)
        batch = self._workspace.array("x", n, self.picture_shape)
        if y is None:
            kernels.gather(x, rows, batch)
            return batch, None
        targets = self._workspace.array("targets", n, y.shape[1:], y.dtype)
        if y.ndim == 1:
            kernels.gather(x, rows, batch, labels=y, labels_out=targets)
        else:
            kernels.gather(x, rows, batch)
            np.take(y, rows, axis=0, out=targets, mode="clip")
        return batch, targets

    def _as_batch(self, x):
        """A few pictures as the first layer takes them."""
        return DataAdapter(self, x).draw(np.arange(len(x), dtype=np.int32))[0]

    def _activated(self, outputs):
        """Apply the last activation where the loss had taken it over."""
        if self._raw_output:
            activations.activate(outputs, outputs, self.loss_function.activation)
        return outputs

    def _require_compiled(self):
        if self.optimizer is None:
            raise BadSetting(
                "call compile before training or evaluating",
                owner="Sequential",
                setting="compile",
                value="",
                expected="compile",
            )

    # --- its weights and its description

    @property
    def parameter_counts(self) -> tuple[int, int]:
        """Number of trained weights, number of others; of layers that have their shapes."""
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
        """All weights themselves, layer by layer in Keras' order."""
        return [weight for layer in self._layers for weight in layer.weights] if self.built else []

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of all weights, layer by layer in Keras' order."""
        return [np.array(array) for array in self.parameters.arrays] if self.built else []

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Take weights as `get_weights` gave them.

        Raises
        ------
        BadShape
            where number or shapes are not those of this network
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
        print_fn : is given the table instead
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
        """Make the network that `get_config` described, with new weights if it was built."""
        layers = [checked("Sequential", "layers", Layer.get, layer) for layer in config["layers"]]
        name, dtype = config.get("name", "sequential"), config.get("dtype", "float32")
        model = cls(layers, name=name, dtype=dtype)
        if config.get("input_shape"):
            model.build(config["input_shape"])
        return model

    def get_compile_config(self) -> dict[str, Any]:
        """Return the arguments of `compile` in JSON types."""
        self._require_compiled()
        return {
            "optimizer": self.optimizer.serialize(),
            "loss": self.loss_function.serialize(),
            "metrics": [self.metric_name] if self.counts_hits else [],
        }

    def compile_from_config(self, config: dict[str, Any]) -> None:
        """Compile as `get_compile_config` described."""
        self.compile(**config)

    def __repr__(self) -> str:
        """Return the Python expression that makes this network."""
        return f"Sequential([{', '.join(map(repr, self._layers))}])"


def refuse(owner: str, given: dict[str, Any], only: dict[str, tuple[Any, ...]]) -> None:
    """Raise BadSetting for each setting that is unknown, or asks for what is not here."""
    for name, value in given.items():
        if name not in only:
            raise bad_setting(owner, name, value, "a setting of " + owner, BadCall)
        checked(owner, name, Only(allowed=only[name]), value)


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
