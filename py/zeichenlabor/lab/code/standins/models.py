"""Keras' ``Sequential`` with its defaults, its files and models inside of models."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .... import nn
from ....errors import BadWeights
from ....nn.sequential import refuse
from ....nn.settings import bad_setting
from ..twin import description
from . import missing
from .arrays import Tensor, tensor

RATE = "learning_rate"
_RATES = (nn.LearningRateScheduler, nn.ReduceLROnPlateau)
_CONFIG = "zeichenlabor"
_SUMMARY_ONLY = {
    "line_length": (None,),
    "positions": (None,),
    "expand_nested": (False,),
    "show_trainable": (False,),
    "layer_range": (None,),
}
_seed = {"value": 0}


def set_seed(seed: int) -> None:
    """Draw first weights, the order of samples and dropout from this seed from now on."""
    _seed["value"] = int(seed) % 2**32


class Sequential(nn.Sequential):
    """The engine's network with Keras' defaults.

    ``compile`` counts right answers only where it is asked to, ``fit`` and ``evaluate`` print.
    A network among the layers stands for its layers, which both then share.
    """

    def __init__(
        self, layers: Sequence[Any] = (), trainable: bool = True, name: str | None = None, **more
    ) -> None:
        flat = [part for layer in layers or () for part in _layers_of(layer)]
        super().__init__(flat, name or "sequential", **more)
        self.trainable = trainable
        self._check_names()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        public = [one for one in dir(nn.Sequential) if one[0] != "_"]
        raise missing("keras.Sequential", name, public)

    def add(self, layer: Any) -> None:
        """Append a layer, an input, or the layers of another network."""
        for part in _layers_of(layer):
            super().add(part)
        self._check_names()

    def _check_names(self) -> None:
        given = [one.given_name for one in self.layers if one.given_name is not None]
        twice = next((name for name in given if given.count(name) > 1), None)
        if twice is not None:
            raise bad_setting("Sequential", "name", twice, "a name of its own for each layer")

    def build(self, input_shape: Any, seed: int | None = None) -> None:
        """Draw the weights, by default from the seed of ``keras.utils.set_random_seed``."""
        super().build(input_shape, _seed["value"] if seed is None else seed)

    def ensure_built(self, input_shape: Any, seed: int | None = None) -> None:
        """Build if that has not happened yet."""
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
        """Choose how to train, as in Keras; there is no loss by default."""
        if loss is None:
            raise bad_setting("compile", "loss", None, "a loss")
        super().compile(optimizer, loss, loss_weights, metrics, **others)

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
        """Train; each epoch prints a line unless ``verbose`` is 0."""
        if y is None:
            raise bad_setting("fit", "y", None, "labels or targets")
        settings.setdefault("seed", _seed["value"])
        self._check_targets(y, "fit")
        if isinstance(validation_data, (list, tuple)) and len(validation_data) == 2:
            self._check_targets(validation_data[1], "fit")
            validation_data = _numbers(validation_data[0]), np.asarray(validation_data[1])
        history = super().fit(
            _numbers(x),
            np.asarray(y),
            batch_size,
            epochs,
            1 if verbose == "auto" else verbose,
            callbacks,
            validation_split,
            validation_data,
            shuffle,
            **settings,
        )
        steps = -(-len(x) // (batch_size or 32))
        history.params = {"verbose": verbose, "epochs": epochs, "steps": steps}
        given = callbacks if isinstance(callbacks, (list, tuple)) else [callbacks]
        if not any(isinstance(callback, _RATES) for callback in given):
            history.history.pop(RATE, None)  # Keras has it only where one of them told it
        history.history = dict(sorted(history.history.items(), key=_place))
        return history

    def _check_targets(self, y: Any, owner: str) -> None:
        """The engine takes labels and one-hot rows for either loss; Keras does not."""
        if isinstance(self.loss, nn.CategoricalCrossentropy) and np.ndim(y) == 1:
            rows = "to_categorical(y), or loss='sparse_categorical_crossentropy'"
            raise bad_setting(owner, "y", "labels", rows)
        if isinstance(self.loss, nn.SparseCategoricalCrossentropy) and np.shape(y)[1:] not in (
            (),
            (1,),
        ):
            labels = "labels, or loss='categorical_crossentropy'"
            raise bad_setting(owner, "y", f"targets of shape {np.shape(y)}", labels)

    @property
    def input_shape(self) -> tuple[int | None, ...] | None:
        """Shape of the inputs, None for the pictures' number, as in Keras."""
        return None if self.picture_shape is None else (None, *self.picture_shape)

    @property
    def output_shape(self) -> tuple[int | None, ...] | None:
        """Shape of the outputs, None for the pictures' number, as in Keras."""
        shape = super().output_shape
        return None if shape is None else (None, *shape)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: int | str = "auto",
        return_dict: bool = False,
        **others: Any,
    ) -> Any:
        """Return [loss, accuracy], or the loss alone where nothing else is measured."""
        if y is None:
            raise bad_setting("evaluate", "y", None, "labels or targets")
        verbose = 1 if verbose == "auto" else verbose
        self._check_targets(y, "evaluate")
        found = super().evaluate(
            _numbers(x), np.asarray(y), batch_size, verbose, return_dict, **others
        )
        if return_dict:
            return dict(sorted(found.items()))
        return found.loss if found.accuracy is None else list(found)

    def predict(self, x: Any, *given: Any, **others: Any) -> np.ndarray:
        """Return the outputs for arrays, lists or tensors."""
        return super().predict(_numbers(x), *given, **others)

    def __call__(self, x: Any, training: bool = False) -> Tensor:
        """Return the outputs of one pass as a tensor."""
        return tensor(super().__call__(_numbers(x), training))

    def predict_on_batch(self, x: Any) -> np.ndarray:
        """Return the outputs for these samples, as ``predict``."""
        return self.predict(x, verbose=0)

    def test_on_batch(self, x: Any, y: Any, return_dict: bool = False) -> Any:
        """Measure these samples, as ``evaluate``."""
        return self.evaluate(x, y, verbose=0, return_dict=return_dict)

    @property
    def variables(self) -> list[Any]:
        """All weights."""
        return self.weights

    @property
    def trainable_variables(self) -> list[Any]:
        """Those of the weights that are trained."""
        return self.trainable_weights

    @property
    def metrics_names(self) -> list[str]:
        """What is measured, in Keras' words."""
        return ["loss", "compile_metrics"] if self.counts_hits else ["loss"]

    def summary(
        self,
        line_length: int | None = None,
        positions: None = None,
        print_fn: Any = print,
        **others: Any,
    ) -> None:
        """Print the table of the layers, as wide as Keras makes it on a line of 80."""
        given = {"line_length": line_length, "positions": positions, **others}
        refuse("summary", given, _SUMMARY_ONLY)
        super().summary(print_fn or print)

    def train_on_batch(self, x: Any, y: Any, return_dict: bool = False) -> Any:
        """Make one step with these samples; returns what was measured in it, as `evaluate`."""
        found = self.fit(x, y, len(x), 1, 0, shuffle=False).history
        measured = {name: values[0] for name, values in sorted(found.items())}
        loss = measured.pop("loss")
        if return_dict:
            return {"loss": loss, **measured}
        return [loss, *measured.values()] if measured else loss

    # --- files: in this engine's own form, whatever their names

    def save(self, filepath: Any, overwrite: bool = True) -> None:
        """Write the network with its weights, for `load_model`; Keras itself cannot read it."""
        _check_name(filepath, (".keras", ".h5"), "save")
        described = description(self) if self.optimizer else {"config": self.get_config()}
        _write(filepath, self.get_weights(), described, overwrite)

    def save_weights(self, filepath: Any, overwrite: bool = True) -> None:
        """Write the weights, for `load_weights`; Keras itself cannot read them."""
        _check_name(filepath, (".weights.h5",), "save_weights")
        _write(filepath, self.get_weights(), {}, overwrite)

    def load_weights(self, filepath: Any) -> None:
        """Take weights that `save_weights` or `save` has written."""
        self.set_weights(_read(filepath)[0])


def load_model(filepath: Any) -> Sequential:
    """Open what ``save`` has written.

    Raises
    ------
    BadWeights
        where it is a file of Keras itself, or none of a network
    """
    weights, described = _read(filepath)
    if "config" not in described:
        raise _unreadable(filepath)
    model = Sequential.from_config(described["config"])
    if described.get("compile"):
        model.compile_from_config(described["compile"])
    if weights:
        model.set_weights(weights)
    return model


def clone_model(model: nn.Sequential) -> Sequential:
    """Return a network of the same layers with weights of its own."""
    return Sequential.from_config(model.get_config())


def functional(*given: Any, **named: Any) -> None:
    """Say that networks here are rows of layers."""
    raise missing("keras", "Model", ["Sequential"])


def _place(item: tuple[str, Any]) -> tuple[int, str]:
    """Keras' order: what was trained on, what validated, the rate."""
    name = item[0]
    return 2 if name == RATE else int(name.startswith("val_")), name


def _numbers(x: Any) -> np.ndarray:
    """The numbers that are given: uint8, which the engine takes for grey levels, as float32."""
    array = np.asarray(x)
    return array.astype(np.float32) if array.dtype == np.uint8 else array


def _layers_of(layer: Any) -> list[Any]:
    return list(layer.layers) if isinstance(layer, nn.Sequential) else [layer]


def _check_name(filepath: Any, endings: tuple[str, ...], owner: str) -> None:
    if not str(filepath).endswith(endings):
        expected = f"a name that ends with {' or '.join(endings)}"
        raise bad_setting(owner, "filepath", filepath, expected)


def _write(filepath: Any, weights: list[np.ndarray], described: dict, overwrite: bool) -> None:
    if not overwrite and Path(filepath).exists():
        raise bad_setting("save", "overwrite", False, "True, for the file exists")
    file = io.BytesIO()
    arrays = {f"weight_{place:03}": array for place, array in enumerate(weights)}
    np.savez(file, **{_CONFIG: np.array(json.dumps(described))}, **arrays)
    Path(filepath).write_bytes(file.getvalue())


def _read(filepath: Any) -> tuple[list[np.ndarray], dict[str, Any]]:
    try:
        with np.load(io.BytesIO(Path(filepath).read_bytes()), allow_pickle=False) as stored:
            arrays = dict(stored)
        described = json.loads(str(arrays.pop(_CONFIG)))
    except (ValueError, KeyError, EOFError) as error:
        raise _unreadable(filepath) from error
    return [arrays[name] for name in sorted(arrays)], described


def _unreadable(filepath: Any) -> BadWeights:
    return BadWeights(f"{filepath}: no network of this engine", name=Path(filepath).name)
