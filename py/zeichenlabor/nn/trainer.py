"""Training and using a network: Keras' ``compile``, ``fit``, ``evaluate`` and ``predict``."""

from __future__ import annotations

import inspect
from collections.abc import Generator, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

import numpy as np

from zeichenlabor.errors import BadCall, BadSetting

from . import activations, kernels, training
from .callbacks import Callback, History
from .data_adapter import Augmentation, DataAdapter
from .layers import BatchNormalization, Conv2D, Conv2DTranspose, Layer
from .losses import Loss
from .optimizers import Optimizer
from .parameters import Parameters
from .settings import Only, bad_setting, checked
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


class Evaluation(NamedTuple):
    """Result of `Sequential.evaluate`: mean loss, and accuracy (or None)."""

    loss: float
    accuracy: float | None


class Trainer:
    """What a network needs to be trained and used; `Sequential` provides layers and weights.

    Attributes
    ----------
    parameters : Parameters or None
        all weights and their gradients; None before the network is built
    optimizer, loss_function : Optimizer and Loss, once compiled
    first_trained : int
        index of the first layer with trainable weights, once it is built
    penalty : float
        what the regularizers added to the mean loss of the latest `compute_gradients`
    """

    takes_over: ClassVar[bool] = True
    """Whether a loss may include the last activation, so that no logarithm has to be clipped."""

    dtype: np.dtype
    parameters: Parameters | None
    picture_shape: tuple[int, ...] | None
    first_trained: int
    _layers: list[Layer]
    _penalties: list[tuple]
    _workspace: Workspace

    def __init__(self) -> None:
        self.optimizer = None
        self.loss_function = None
        self.counts_hits = True
        self.metric_name = "accuracy"
        self.stop_training = False
        self.penalty = 0.0
        self._raw_output = False

    # --- compiling

    def compile(
        self,
        optimizer: str | Optimizer = "rmsprop",
        loss: str | Loss = "sparse_categorical_crossentropy",
        loss_weights: None = None,
        metrics: Sequence[str] | None = ("accuracy",),
        **others: Any,
    ) -> None:
        """Configure the training: optimizer, loss and metrics.

        Two defaults differ from Keras: the loss, and accuracy as a metric.

        Parameters
        ----------
        optimizer : Optimizer, or its name for Keras' defaults
        loss : Loss, or its name
        metrics : ("accuracy",), or () or None for none
            the accuracy, under this name
        others : parameters of Keras that are not supported
            accepted only with values that change nothing

        Raises
        ------
        BadSetting
            if a name is unknown, or Keras would do something that is not supported
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

    def compile_from_config(self, config: dict[str, Any]) -> None:
        """Compile as `get_compile_config` described."""
        self.compile(**config)

    def get_compile_config(self) -> dict[str, Any]:
        """Return the arguments of `compile` in JSON types."""
        self._require_compiled()
        return {
            "optimizer": self.optimizer.serialize(),
            "loss": self.loss_function.serialize(),
            "metrics": [self.metric_name] if self.counts_hits else [],
        }

    @property
    def loss(self) -> Any:
        """The loss; the Keras stand-in returns it in the form that was passed to ``compile``."""
        return self.loss_function

    def prepare_targets(self, y: np.ndarray) -> np.ndarray:
        """Return the targets of a whole dataset as the loss takes them; see `Loss.prepare`."""
        return self.loss_function.prepare(y, self._layers[-1].output_shape, self.dtype)

    def _connect(self):
        """Let the loss compute the last activation, if it includes it."""
        last = self._layers[-1]
        loss = self.loss_function
        built_in = getattr(last, "activation", None) == loss.activation
        built_in &= not getattr(loss, "from_logits", False)  # softmax would be applied twice
        built_in &= self.takes_over
        self._raw_output = built_in and loss.activation is not None
        if hasattr(last, "apply_activation"):
            last.apply_activation(not self._raw_output)
        self._workspace = Workspace(self.dtype)  # the targets may need another form now
        self.optimizer.build(self.parameters.values)

    def _require_compiled(self):
        if self.optimizer is None:
            raise BadSetting(
                "call compile before training or evaluating",
                owner="Sequential",
                setting="compile",
                value="",
                expected="compile",
            )

    # --- training

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
        """Train to the end, with the parameters of `fit_events`. Returns the `History`.

        With ``verbose`` 1 or 2 each epoch prints a line; "auto", Keras' default, prints none.

        Raises
        ------
        BadSetting
            also if Keras would do something that is not supported
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

        The network can be used at every event; closing the generator ends the training. Called
        again, it continues with the optimizer's state.

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
            share of the samples, at the end, that is used for validation only
        validation_data : (x, y)
            instead of ``validation_split``
        callbacks : sequence of Callback
        seed : int
            for the order of the samples, dropout and augmentation, and for the initial weights if
            the network is not built yet
        shuffle : bool
            draw the samples in a new order each epoch
        augmentation : callable
            ``augmentation(pictures, rng)`` returns augmented pictures of the same shape
        position : Position
            instead of ``initial_epoch``: start there, even between two batches. It is updated
            during the training, so that with it, the weights and the optimizer's state a training
            can be resumed exactly, also on another machine.
        pauses : bool
            also yield None within long steps: the network can be used there; if the generator is
            closed there, the step has not been made
        replicas : Replicas
            compute micro-batches of long steps in other workers, with the same result. What
            they return from ``wait`` is yielded, too.

        Raises
        ------
        BadShape, BadSetting
            where data or settings do not fit, before the first step
        Diverged
            if the loss is no longer finite; the weights are then those at the beginning of that
            epoch, and the optimizer is reset
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

    def micro_batch_size(self, batch_size: int) -> int:
        """Return the number of pictures in each micro-batch of a step, see `training.MICRO_BATCH`.

        It depends only on the network, so that a training is the same on every machine.
        """
        convolves = any(isinstance(layer, (Conv2D, Conv2DTranspose)) for layer in self._layers)
        most = training.STEP_PASSES * self.count_operations()
        wanted = min(batch_size, training.MICRO_BATCH) if convolves else batch_size
        return max(1, min(wanted, training.PASS_OPERATIONS // max(most, 1)))

    @property
    def normalizations(self) -> list[BatchNormalization]:
        """The layers in which a picture's output depends on its batch during training."""
        return [layer for layer in self._layers if isinstance(layer, BatchNormalization)]

    def seed_layers(self, seed: int) -> None:
        """Give every layer its own random numbers: multiples of 2^32 / φ lie far apart."""
        for place, layer in enumerate(self._layers):
            given = (seed + 0x9E3779B9 * (place + 1)) % 2**32
            layer.seed = given if layer.own_seed is None else layer.own_seed

    def train_step(self, x: np.ndarray, targets: np.ndarray) -> tuple[float, int]:
        """Train on one batch: forward, loss, backward, step.

        Returns the summed loss and the number of right answers, both of before the step.
        """
        loss, hits = self.compute_gradients(x, targets)
        self.apply_gradients()
        return loss, hits

    def apply_gradients(self) -> None:
        """Make the optimizer's step with the current gradients."""
        self.parameters.gather()
        self.optimizer.step(self.parameters.values, self.parameters.gradients)
        self.parameters.scatter()

    def show_average(self, show: bool) -> None:
        """Swap the optimizer's averaged weights in or out, if it keeps any."""
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
        first : place of the first picture in the batch, if the pictures are a micro-batch
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

    # --- evaluating and predicting

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
            if Keras would do something that is not supported
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
        """Like `evaluate`, for samples that have been checked."""
        return training.finished(self.measuring(samples))

    def measuring(self, samples: DataAdapter) -> Generator[None, None, Evaluation]:
        """Like `measure`, with pauses in which the network can be used."""
        loss, right = 0.0, 0
        for rows in self.slices(len(samples)):
            if rows[0]:
                yield
            x, targets = samples.draw(rows)
            some, hits = self.measure_batch(self.forward(x), targets, None)
            loss += some
            right += hits
        n = max(len(samples), 1)
        mean = loss / n + self.measure_penalty()
        return Evaluation(mean, right / n if self.counts_hits else None)

    def measure_penalty(self) -> float:
        """Return the regularization penalty for the current weights."""
        return float(sum(penalty(weight) for penalty, weight, _ in self._penalties))

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
            if Keras would do something that is not supported
        """
        refuse("predict", others, _RUN_ONLY)
        return training.finished(self.predicting(x))

    def predicting(self, x: np.ndarray) -> Generator[None, None, np.ndarray]:
        """Like `predict`, with pauses in which the network can be used."""
        self.ensure_built(np.shape(x)[1:])
        samples = DataAdapter(self, x)
        outputs = np.empty((len(samples), *self._layers[-1].output_shape), self.dtype)
        for rows in self.slices(len(samples)):
            if rows[0]:
                yield
            outputs[rows[0] : rows[-1] + 1] = self.forward(samples.draw(rows)[0])
        return self._activated(outputs)

    def slices(self, n: int) -> Iterator[np.ndarray]:
        """Return the rows 0…n-1, int32, in pieces small enough for one short pass."""
        most = training.PASS_OPERATIONS // max(self.count_operations(), 1)
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
        """A few pictures in the first layer's form."""
        return DataAdapter(self, x).draw(np.arange(len(x), dtype=np.int32))[0]

    def _activated(self, outputs):
        """Apply the last activation if the loss includes it."""
        if self._raw_output:
            activations.activate(outputs, outputs, self.loss_function.activation)
        return outputs


def refuse(owner: str, given: dict[str, Any], only: dict[str, tuple[Any, ...]]) -> None:
    """Raise BadSetting for each setting that is unknown or not supported."""
    for name, value in given.items():
        if name not in only:
            raise bad_setting(owner, name, value, "a setting of " + owner, BadCall)
        checked(owner, name, Only(allowed=only[name]), value)
