"""Keras' ``Sequential`` with its defaults, files, and nested models."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np

from .... import nn
from ....errors import BadSetting
from ....nn import BatchEnd
from ....nn.sequential import find_layer, picture_shape
from ....nn.settings import Integer, Only, bad_setting, checked
from ....nn.trainer import ACCURACY, refuse
from ....nn.workspace import Workspace
from ..clone import description
from . import configs, missing, optimizers
from .arrays import tensor
from .callbacks import RATE, Callback, EpochLine, FirstBatch, line
from .dataset import Dataset
from .fit_data import as_inputs, as_targets, fit_data, in_batches
from .metrics import Measure, Meters, described, from_description, measures
from .model_files import check_name, read, unreadable, write
from .naming import counted
from .sample_weights import WeightedLoss
from .targets import check_targets, no_targets

_RATES = (nn.LearningRateScheduler, nn.ReduceLROnPlateau)
_SUMMARY_ONLY = {
    "line_length": (None,),
    "positions": (None,),
    "expand_nested": (False,),
    "show_trainable": (False,),
    "layer_range": (None,),
}
_seed = {"value": 0}


def set_seed(seed: int) -> None:
    """Set the seed for initial weights, shuffling and dropout."""
    _seed["value"] = int(seed) % 2**32


class Sequential(nn.Sequential):
    """The network of `nn` with Keras' defaults.

    ``compile`` computes accuracy only on request, ``fit`` and ``evaluate`` print. A nested network
    counts as one layer; internally its layers are part of the sequence, and both share them.
    """

    takes_over = False  # Keras' losses clip probabilities at 1e-7

    def __init__(
        self, layers: Sequence[Any] = (), trainable: bool = True, name: str | None = None, **more
    ) -> None:
        self._metrics: list[Measure | str] = []
        self._meters = Meters([])
        self._hearing: list[Callback] = []
        self._validated = False
        self._batch_size = 32
        self._groups: list[tuple[nn.Sequential | None, int]] = []
        self._input_name = getattr(self, "_input_name", None)
        self._learns = True
        self._given_loss: Any = None
        self._jit = True
        super().__init__(layers or (), name or counted("sequential"), **more)
        if not trainable:
            self.trainable = False
        self._check_names()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        public = [one for one in dir(nn.Sequential) if one[0] != "_"]
        raise missing("keras.Sequential", name, public)

    def add(self, layer: Any) -> None:
        """Append a layer, an input, or a network."""
        super().add(layer)
        self._check_names()

    def pop(self) -> Any:
        """Remove and return the last layer or network; the others keep their weights."""
        last, (_, count) = self.layers[-1], self._groups.pop()
        for _ in range(count):
            super().pop()
        return last

    def _append(self, layer: Any) -> None:
        """Append a layer, or all layers of a network; `_groups` records which belong together."""
        if isinstance(layer, nn.Input):
            self._input_name = getattr(layer, "name", None)
        network = layer if isinstance(layer, nn.Sequential) else None
        if network is not None and not self._layers and self._declared is None:
            self._declared = network._declared
        before = len(self._layers)
        for one in _layers_of(layer):
            super()._append(one)
        if network is not None or len(self._layers) > before:
            self._groups.append((network, len(self._layers) - before))

    @property
    def layers(self) -> list[Any]:
        """The layers and nested networks, as a new list."""
        found: list[Any] = []
        at = 0
        for network, count in self._groups:
            found.append(self._layers[at] if network is None else network)
            at += count
        return found

    def get_layer(self, name: str | None = None, index: int | None = None) -> Any:
        """Return a layer or nested network by name or index.

        Raises
        ------
        BadSetting
            where there is none
        """
        return find_layer([(one.name, one) for one in self.layers], name, index)

    def output_shape_for(self, input_shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the shape of the outputs, like a layer; builds the network on the first call.

        Raises
        ------
        BadShape
            if it cannot take such an input
        """
        self.ensure_built(input_shape)
        if tuple(input_shape) != self.picture_shape:
            self._layers[0].output_shape_for(tuple(input_shape))
            raise self._layers[0].bad_shape("same-network", tuple(input_shape))
        return nn.Sequential.output_shape.fget(self)

    def summary_rows(self) -> list[tuple[str, str, tuple[int, ...] | None, int]]:
        """Return name, kind, output shape and weights of each row, one for a nested network."""
        rows = []
        for one in self.layers:
            network = isinstance(one, nn.Sequential)
            shape = nn.Sequential.output_shape.fget(one) if network else one.output_shape
            rows.append(
                (
                    one.name,
                    type(one).__name__,
                    shape,
                    one.count_params() if shape is not None else 0,
                )
            )
        return rows

    def _check_names(self) -> None:
        given = [getattr(one, "given_name", one.name) for one in self.layers]
        given = [name for name in given if name is not None]
        twice = next((name for name in given if given.count(name) > 1), None)
        if twice is not None:
            raise bad_setting("Sequential", "name", twice, "a name of its own for each layer")

    def build(self, input_shape: Any, seed: int | None = None) -> None:
        """Initialise the weights, by default with the seed of ``keras.utils.set_random_seed``."""
        super().build(input_shape, _seed["value"] if seed is None else seed)

    def lay_out(self, input_shape: Any) -> None:
        """Determine all shapes, and set the layers' ``input`` and ``output``."""
        from .graph import mark  # which creates networks

        self._input_name = self._input_name or counted("input_layer")
        self._build_networks(input_shape)
        super().lay_out(input_shape)
        mark(self)

    def _build_networks(self, input_shape: Any) -> None:
        """Build nested networks first, since they own their weights."""
        if all(network is None or network.built for network, _ in self._groups):
            return
        shape = picture_shape(input_shape)
        for one in self.layers:
            shape = one.output_shape_for(shape)

    @property
    def named_layers(self) -> list[tuple[str, nn.Layer]]:
        """(name, layer) for each layer; Keras' layers are named when they are created."""
        named = super().named_layers
        return [(getattr(layer, "counted_name", None) or name, layer) for name, layer in named]

    def ensure_built(self, input_shape: Any, seed: int | None = None) -> None:
        """Build if not built yet."""
        if not self.built:
            self.build(input_shape, seed)

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        loss_weights: None = None,
        metrics: Any = None,
        **others: Any,
    ) -> None:
        """Configure the training, as in Keras; there is no default loss."""
        if loss is None:
            raise bad_setting("compile", "loss", None, "a loss")
        if isinstance(optimizer, type):
            expected = f"an optimizer: {optimizer.__name__}()"
            raise bad_setting("compile", "optimizer", optimizer.__name__, expected)
        self._metrics = measures(metrics)
        first = next((one for one in self._metrics if one in ACCURACY), None)
        others_too = [one for one in self._metrics if one is not first]
        self._meters = Meters([one for one in others_too if isinstance(one, Measure)])
        counted_here = [str(first)] if first is not None else []
        one = loss[0] if isinstance(loss, (list, tuple)) and len(loss) == 1 else loss
        plain = configs.piece(getattr(one, "kind", one))  # for a loss function
        super().compile(optimizers.get(optimizer), plain, loss_weights, counted_here, **others)
        self._given_loss = self.loss_function if isinstance(loss, dict) else loss
        self._jit = others.get("jit_compile", "auto") in ("auto", True)

    @property
    def loss(self) -> Any:
        """The loss as passed to ``compile``: a name, a function or an object."""
        return self._given_loss

    @loss.setter
    def loss(self, value: Any) -> None:
        self._given_loss = value  # which has no effect on a training, as in Keras

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: int | str = "auto",
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool = True,
        **settings: Any,
    ) -> nn.History:
        """Train; prints a line per epoch unless ``verbose`` is 0."""
        data = fit_data(
            self, x, y, batch_size, shuffle, validation_split, validation_data, settings
        )
        settings.setdefault("seed", _seed["value"])
        given = _listed(callbacks)
        self._check_monitors(given)
        rated = False
        for callback in given:
            if isinstance(callback, Callback):
                callback.behind_a_schedule = rated
            rated |= isinstance(callback, _RATES)
        line = [EpochLine(epochs, data.batches, verbose, rated)] if verbose not in (0, "0") else []
        self._hearing = [one for one in given if isinstance(one, Callback)]
        self._validated = data.validated
        self._batch_size = data.validation_batch_size
        params = {"verbose": verbose, "epochs": epochs, "steps": data.batches}
        for callback in self._hearing:
            callback.params = params
        self.ensure_built(np.shape(data.x)[1:])
        self._begin_optimizer()
        with self._weighted(data.weights, *data.validation_weights):
            history = super().fit(
                data.x,
                data.y,
                data.batch_size,
                epochs,
                0,
                [self._meters, *given, FirstBatch(self._begin_epoch), *line],
                data.validation_split,
                data.validation_data,
                data.shuffle,
                **settings,
            )
        history.params = params
        if not rated:
            history.history.pop(RATE, None)  # Keras has it only if one of them logged it
        history.history = dict(sorted(history.history.items(), key=self._place))
        self.history = history
        return history

    def _begin_optimizer(self) -> None:
        """Keras' optimizers have variables for the trainable weights from the first step on."""
        learning = {id(layer) for layer in self._layers if layer.trainable}
        wanted = [(one, w) for one in self._layers for w in one.wanted_weights().values()]
        slots = [(w.shape, id(one) in learning) for one, w in wanted if w.trainable]
        self.optimizer.shapes = [shape for shape, _ in slots]
        self.optimizer.frozen = [not learns for _, learns in slots]

    @property
    def trainable(self) -> bool:
        """Whether it is trainable; setting it applies to all of its layers."""
        return self._learns

    @trainable.setter
    def trainable(self, value: bool) -> None:
        self._learns = bool(value)
        for layer in (*self._layers, *(one for one in self.layers if one not in self._layers)):
            layer.trainable = bool(value)

    @property
    def parameter_counts(self) -> tuple[int, int]:
        """Numbers of trainable and non-trainable weights."""
        sizes = [0, 0]
        for layer in self._layers:
            if layer.output_shape is not None:
                for weight in layer.wanted_weights().values():
                    sizes[not (weight.trainable and layer.trainable)] += math.prod(weight.shape)
        return tuple(sizes)

    def apply_gradients(self) -> None:
        """Make the optimizer's step; frozen weights are not changed."""
        frozen = [layer for layer in self._layers if not layer.trainable and layer.gradients]
        places = [self.parameters.slice_of([layer]) for layer in frozen]
        kept = []
        for place in places:
            self.parameters.gradients[place] = 0
            kept.append(self.parameters.values[place].copy())
        super().apply_gradients()
        for place, values in zip(places, kept, strict=True):
            self.parameters.values[place] = values
        if places:
            self.parameters.scatter()

    @property
    def optimizer_size(self) -> int | None:
        """How many numbers the optimizer stores, after the first step."""
        begun = self.optimizer is not None and self.optimizer.built
        return sum(one.size for one in self.optimizer.variables) if begun else None

    def _place(self, item: tuple[str, Any]) -> tuple[int, str]:
        """Sort as Keras does: training metrics, validation metrics, values from callbacks."""
        name = item[0]
        if name.removeprefix("val_") not in ("loss", *map(str, self._metrics)):
            return 2, ""
        return int(name.startswith("val_")), name

    @contextmanager
    def _weighted(self, weights: np.ndarray | None, *apart: np.ndarray) -> Iterator[None]:
        """Apply sample weights."""
        loss = self.loss_function
        try:
            if weights is not None:
                self.loss_function = WeightedLoss(loss, weights, *apart)
                self._workspace = Workspace(self.dtype)
            yield
        finally:
            self._hearing = []
            if weights is not None:
                self.loss_function, self._workspace = loss, Workspace(self.dtype)

    def _check_monitors(self, callbacks: list[Any]) -> None:
        """Keras does not know the direction of improvement of unknown metrics."""
        names = ["loss", *map(str, self._metrics)]
        for callback in callbacks:
            monitor, mode = (getattr(callback, name, None) for name in ("monitor", "mode"))
            if mode == "auto" and str(monitor).removeprefix("val_") not in names:
                known = ", ".join([*names, *(f"val_{name}" for name in names)])
                raise bad_setting(type(callback).__name__, "monitor", monitor, f"one of {known}")

    @wraps(nn.Sequential.fit_events)
    def fit_events(self, *given: Any, **named: Any) -> Iterator[Any]:
        """Train step by step; callbacks are called for each batch."""
        loss = accuracy = 0.0
        seen, batch = 0, -1
        for event in super().fit_events(*given, **named):
            if self._hearing and isinstance(event, BatchEnd):
                if event.batch == 0:
                    loss = accuracy = seen = 0
                size = min(named["batch_size"], len(given[0]) - event.batch * named["batch_size"])
                loss, seen = loss + event.loss * size, seen + size
                accuracy += (event.accuracy or 0) * size
                logs = {self.metric_name: accuracy / seen} if self.counts_hits else {}
                logs |= {"loss": loss / seen} | self._meters.values()
                batch = event.batch
                self._tell("on_train_batch_end", batch, logs)
                if batch + 1 < event.batches:
                    self._tell("on_train_batch_begin", batch + 1, {})
            yield event

    def _begin_epoch(self) -> None:
        self._tell("on_train_batch_begin", 0, {})

    def _tell(self, hook: str, *given: Any) -> None:
        for callback in self._hearing:
            getattr(callback, hook)(*given)

    def measure_batch(
        self, output: np.ndarray, targets: np.ndarray, dy: np.ndarray | None
    ) -> tuple[float, int]:
        """Return the summed loss and the number of correct predictions; updates other metrics."""
        found = super().measure_batch(output, targets, dy)
        if self._meters.measures:
            weighted = isinstance(self.loss_function, WeightedLoss)
            plain = self.loss_function.unpacked(targets)[0] if weighted else targets
            self._meters.see(plain, self._activated(output.copy()))
        return found

    def measuring(self, samples: Any) -> Generator[None, None, nn.Evaluation]:
        """Like ``evaluate``, with pauses; callbacks are called for a validation."""
        told = bool(self._hearing) and self._validated
        if told:
            self._tell("on_test_begin", {})
        kept = self._meters.put_by()
        try:
            found = yield from (self._told(samples) if told else super().measuring(samples))
            self._meters.measured = self._meters.values()
        finally:
            self._meters.take_up(kept)
        if told:
            self._tell("on_test_end", self._named(found))
        return found

    def _told(self, samples: Any) -> Generator[None, None, nn.Evaluation]:
        """Evaluate batch by batch, with callbacks."""
        loss, right, seen = 0.0, 0, 0
        found = nn.Evaluation(0.0, None)
        for batch, rows in enumerate(in_batches(len(samples), self._batch_size)):
            yield
            self._tell("on_test_batch_begin", batch, {})
            x, targets = samples.draw(rows)
            some, hits = self.measure_batch(self.forward(x), targets, None)
            loss, right, seen = loss + some, right + hits, seen + len(rows)
            mean = loss / seen + self.measure_penalty()
            found = nn.Evaluation(mean, right / seen if self.counts_hits else None)
            self._meters.measured = self._meters.values()
            self._tell("on_test_batch_end", batch, self._named(found))
        return found

    def _named(self, found: nn.Evaluation) -> dict[str, float]:
        """The metrics by name, in the order of ``compile``."""
        values = {self.metric_name: found.accuracy} | self._meters.measured
        return {"loss": found.loss} | {str(one): values[str(one)] for one in self._metrics}

    def _check_targets(self, y: Any, owner: str) -> None:
        """Check the targets: unlike Keras, `nn` accepts labels and one-hot rows for either loss."""
        loss, each = self.loss_function, np.shape(y)[1:]
        if isinstance(loss, nn.CategoricalCrossentropy) and np.ndim(y) == 1:
            raise no_targets(owner, "y")
        if isinstance(loss, nn.SparseCategoricalCrossentropy) and each not in ((), (1,)):
            labels = "labels, or loss='categorical_crossentropy'"
            raise bad_setting(owner, "y", f"targets of shape {np.shape(y)}", labels)

    def prepare_targets(self, y: np.ndarray) -> np.ndarray:
        """Return the targets in the loss's form."""
        loss = self.loss_function
        loss = loss.loss if isinstance(loss, WeightedLoss) else loss
        check_targets(loss, y, self.output_shape[1:], "fit", "y")
        return super().prepare_targets(y)

    def get_config(self) -> dict[str, Any]:
        """Return the network in JSON types, as in Keras."""
        rows = [layer_row(one) for one in self.layers]
        shape = None if self.picture_shape is None else [None, *self.picture_shape]
        if shape and not (rows and rows[0]["class_name"] == "InputLayer"):
            rows.insert(0, _row_of("InputLayer", _input_config(self._input_name, shape)))
        told = {
            "name": self.name,
            "trainable": self.trainable,
            "dtype": configs.FLOAT32,
            "layers": rows,
        }
        told |= {"functional": True} if isinstance(self, _functional()) else {}
        return told | ({"build_input_shape": shape} if shape else {})

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Sequential:
        """Create the network that `get_config` described, with new weights if it was built."""
        if "build_input_shape" not in config and "input_shape" in config:
            return super().from_config(config)
        rows = [row for row in config["layers"] if row["class_name"] != "InputLayer"]
        if config.get("functional"):
            return _functional().of_row(config, [layer_of(row) for row in rows])
        model = Sequential([layer_of(row) for row in rows], name=config.get("name"))
        if config.get("build_input_shape"):
            model.build(config["build_input_shape"])
        return model

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    def count_params(self) -> int:
        """Return the number of all weights.

        Raises
        ------
        BadSetting
            if the shapes are unknown
        """
        if not self.built:
            raise unbuilt(self)
        return super().count_params()

    def get_compile_config(self) -> dict[str, Any]:
        """Return the arguments of ``compile`` as in Keras; nothing before it was called."""
        if not self.compiled:
            return {}
        loss = self.loss if isinstance(self.loss, str) else configs.row(self.loss_function)
        return {
            "optimizer": configs.row(self.optimizer),
            "loss": loss,
            "loss_weights": None,
            "metrics": [str(one) for one in self._metrics] or None,
            "weighted_metrics": None,
            "run_eagerly": False,
            "steps_per_execution": 1,
            "jit_compile": self._jit,
        }

    def to_json(self, **others: Any) -> str:
        """Return `get_config` as JSON text, for ``model_from_json``."""
        told = {"module": "keras", "class_name": "Sequential", "config": self.get_config()}
        return json.dumps(told, **others)

    @property
    def input_shape(self) -> tuple[int | None, ...] | None:
        """Shape of the inputs, with None for the batch, as in Keras."""
        return None if self.picture_shape is None else (self.batch, *self.picture_shape)

    @property
    def output_shape(self) -> tuple[int | None, ...] | None:
        """Shape of the outputs, with None for the batch, as in Keras."""
        shape = super().output_shape
        return None if shape is None else (self.batch, *shape)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: int | str = "auto",
        return_dict: bool = False,
        **others: Any,
    ) -> Any:
        """Return [loss, accuracy], or only the loss if there are no metrics."""
        if isinstance(x, Dataset):
            data, (x, y) = x, x.arrays("evaluate")
            data.check_steps("evaluate", "steps", others.pop("steps", None))
            batch_size = data.batch_size
        if y is None:
            raise bad_setting("evaluate", "y", None, "labels or targets")
        begin = time.perf_counter()
        self._check_targets(y, "evaluate")
        self._require_compiled()
        self.ensure_built(np.shape(x)[1:])
        self._begin_optimizer()
        self._validated, self._batch_size = True, batch_size or 32
        with self._heard_by(others.pop("callbacks", None)):
            found = super().evaluate(as_inputs(x), as_targets(y), batch_size, 0, **others)
        named = self._named(found)
        if verbose not in (0, "0"):
            print(line(named, -(-len(x) // (batch_size or 32)), verbose, begin))
        if return_dict:
            return dict(sorted(named.items()))
        return list(named.values()) if len(named) > 1 else found.loss

    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: int | str = "auto",
        steps: int | None = None,
        **others: Any,
    ) -> np.ndarray:
        """Return the outputs for arrays or tensors, for ``steps`` batches or all."""
        if isinstance(x, Dataset):
            batch_size, (x,) = x.batch_size, x.arrays("predict", 1)
        numbers = as_inputs(x)
        if steps is not None:
            steps = checked("predict", "steps", Integer(minimum=1), steps)
            numbers = numbers[: steps * (batch_size or 32)]
        with self._heard_by(others.pop("callbacks", None)) as hearing:
            if hearing:
                return self._predicted(numbers, batch_size or 32)
            return super().predict(numbers, **others)

    def _predicted(self, numbers: np.ndarray, size: int) -> np.ndarray:
        """Predict batch by batch, with callbacks."""
        self._tell("on_predict_begin", {})
        found = []
        for batch, rows in enumerate(in_batches(len(numbers), size)):
            self._tell("on_predict_batch_begin", batch, {})
            found.append(super().predict(numbers[rows]))
            self._tell("on_predict_batch_end", batch, {"outputs": found[-1]})
        self._tell("on_predict_end", {})
        return np.concatenate(found)

    @contextmanager
    def _heard_by(self, callbacks: Any) -> Iterator[list[Callback]]:
        """Call callbacks for a test or a prediction, except within a training."""
        given = _listed(callbacks)
        if not given:
            yield []
            return
        before, self._hearing = self._hearing, [one for one in given if isinstance(one, Callback)]
        for callback in self._hearing:
            callback.set_model(self)
        try:
            yield self._hearing
        finally:
            self._hearing = before

    def __call__(self, x: Any, training: bool = False) -> Any:
        """Return the outputs of one pass as a tensor; symbolic inputs give a symbol."""
        if hasattr(type(x), "followed_by"):
            return x.followed_by(self)
        numbers = as_inputs(x)
        if not self.built:
            self.batch = len(numbers)  # Keras remembers the batch size
        return tensor(super().__call__(numbers, training))

    def predict_on_batch(self, x: Any) -> np.ndarray:
        """Return the outputs for these samples, like ``predict``."""
        return self.predict(x, verbose=0)

    def test_on_batch(self, x: Any, y: Any, return_dict: bool = False) -> Any:
        """Evaluate these samples, like ``evaluate``."""
        return self.evaluate(x, y, verbose=0, return_dict=return_dict)

    @property
    def compiled(self) -> bool:
        """Whether ``compile`` was called."""
        return self.optimizer is not None

    @property
    def metrics(self) -> list[Measure]:
        """The metrics; Keras combines those of ``compile`` after the first training."""
        return [Measure(name) for name in self.metrics_names]

    @property
    def metrics_names(self) -> list[str]:
        """The names of the metrics in Keras."""
        return ["loss", "compile_metrics"] if self._metrics else ["loss"]

    def summary(
        self,
        line_length: int | None = None,
        positions: None = None,
        print_fn: Any = print,
        **others: Any,
    ) -> None:
        """Print the table of the layers, formatted as Keras does for lines of 80 characters."""
        given = {"line_length": line_length, "positions": positions, **others}
        refuse("summary", given, _SUMMARY_ONLY)
        super().summary(print_fn or print)

    def train_on_batch(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        class_weight: Any = None,
        return_dict: bool = False,
    ) -> Any:
        """Make one step with these samples; returns its metrics, like `evaluate`."""
        weights = {"sample_weight": sample_weight, "class_weight": class_weight}
        found = self.fit(x, y, len(x), 1, 0, shuffle=False, **weights).history
        measured = {name: values[0] for name, values in sorted(found.items())}
        loss = measured.pop("loss")
        if return_dict:
            return {"loss": loss, **measured}
        return [loss, *measured.values()] if measured else loss

    # --- files, in the format of this package, whatever their names

    def save(self, filepath: Any, overwrite: bool = True) -> None:
        """Write the network with its weights, for `load_model`; Keras itself cannot read it."""
        check_name(filepath, (".keras", ".h5"), "save")
        told: dict[str, Any] = {"config": self.get_config()}
        remembered: list[np.ndarray] = []
        if self.optimizer:
            told |= {"compile": description(self)["compile"]}
            told |= {"loss": self.loss} if isinstance(self.loss, str) else {}
            told |= {"optimizer_name": self.optimizer.name}
            told |= {"metrics": [described(one) for one in self._metrics]}
            if self.built:
                told["optimizer"] = self.optimizer.get_state()
                remembered = told["optimizer"].pop("arrays")
        write(filepath, self.get_weights(), told, overwrite, remembered)

    def save_weights(self, filepath: Any, overwrite: bool = True) -> None:
        """Write the weights, for `load_weights`; Keras itself cannot read them."""
        check_name(filepath, (".weights.h5",), "save_weights")
        write(filepath, self.get_weights(), {}, overwrite)

    def load_weights(self, filepath: Any) -> None:
        """Load weights written by `save_weights` or `save`."""
        self.set_weights(read(filepath)[0])


def load_model(
    filepath: Any, custom_objects: None = None, compile: bool = True, safe_mode: bool = True
) -> Sequential:
    """Load a network written by ``save``, compiled as before unless ``compile`` is False.

    Raises
    ------
    BadWeights
        if it is a file written by Keras itself, or not a network
    """
    if not Path(filepath).exists():
        raise bad_setting("load_model", "filepath", filepath, "a file that is there")
    weights, told, remembered = read(filepath)
    if "config" not in told:
        raise unreadable(filepath)
    model = Sequential.from_config(told["config"])
    checked("load_model", "custom_objects", Only(allowed=(None, {})), custom_objects)
    compiled = told.get("compile") if compile else None
    if compiled:
        metrics = [from_description(one) for one in told.get("metrics", compiled["metrics"])]
        loss = told.get("loss", compiled["loss"])
        model.compile_from_config(compiled | {"loss": loss, "metrics": metrics})
        model.optimizer._name = told["optimizer_name"]
    if weights:
        model.set_weights(weights)
    if compiled and model.built:
        model._begin_optimizer()
    if compiled and "optimizer" in told:
        model.optimizer.set_state(told["optimizer"] | {"arrays": remembered})
    return model


def clone_model(model: nn.Sequential) -> Sequential:
    """Return a network with the same layers and new weights."""
    return Sequential.from_config(model.get_config())


def model_from_json(json_string: str) -> Sequential:
    """Return the network that ``to_json`` described, with new weights."""
    return Sequential.from_config(json.loads(json_string)["config"])


def layer_row(layer: Any) -> dict[str, Any]:
    """Return kind and configuration of a layer or nested network in JSON types."""
    if isinstance(layer, nn.Sequential):
        return _row_of("Sequential", layer.get_config())
    kind, shape = type(layer).__name__, layer.input_shape
    if kind == "InputLayer":
        return _row_of(kind, _input_config(layer.name, [None, *layer.shape]))
    row = _row_of(kind, layer.get_config())
    return row | ({"build_config": {"input_shape": [None, *shape]}} if shape else {})


def _row_of(kind: str, config: dict[str, Any]) -> dict[str, Any]:
    told = {"module": "keras.layers", "class_name": kind, "config": config}
    return told | {"registered_name": None}


def _input_config(name: str, shape: list[int | None]) -> dict[str, Any]:
    told = {"batch_shape": shape, "dtype": "float32", "sparse": False, "ragged": False}
    return told | {"name": name, "optional": False}


def layer_of(row: dict[str, Any]) -> Any:
    """Return the layer or network that `layer_row` described."""
    from .keras import TREE  # which consists of networks

    if row["class_name"] == "Sequential":
        return Sequential.from_config(row["config"])
    kind, config = TREE["keras.layers"].get(row["class_name"]), row["config"]
    if isinstance(kind, type):
        return kind.from_config(config)
    if callable(kind):  # AveragePooling2D, which Keras gives no size by default
        return kind(**configs.plain(row["class_name"], config))
    return nn.Layer.get(row)


def unbuilt(whole: Any) -> BadSetting:
    """Return the error for accessing the weights of a layer or network that is not built."""
    return bad_setting(type(whole).__name__, "count_params", "…", "asked after build(input_shape)")


def _listed(callbacks: Any) -> list[Any]:
    """Return one or several callbacks as a list."""
    given = callbacks if isinstance(callbacks, (list, tuple)) else [callbacks]
    return [callback for callback in given if callback is not None]


def _functional() -> Any:
    from .graph import Functional  # which is such a network

    return Functional


def _layers_of(layer: Any) -> list[Any]:
    from .graph import InputLayer  # which creates networks

    if not isinstance(layer, nn.Sequential):
        return [layer]
    return [one for one in layer._layers if not isinstance(one, InputLayer)]
