"""A training as one file, from which it can be resumed exactly.

The file is an ``.npz`` of arrays and one JSON text, ``about.json``. Of arrays there are

- ``weights`` and ``measured``: trainable and non-trainable weights, each flat,
  layer by layer in Keras' order (see `nn.parameters`)
- ``optimizer_0`` …: the optimizer's state
- ``callback_0_1`` …: the callbacks' state, numbered by callback and array
"""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...data.json_text import load_json
from ...errors import BadDataFile
from ...nn import EpochEnd, Position, Sequential
from ...style import MOST_PEN, MOST_SLANT, PEN, SLANTS, Style, measure_style
from ..collecting.collection import Samples
from ..designing import presets
from ..designing.settings import Settings

VERSION = 1
SHARE = 0.02
"""Largest share of a training's time that is spent on packing it."""

LONGEST = 10.0
"""Seconds of training that may be lost if the worker ends within an epoch."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    OSError,
    EOFError,
    IndexError,
    AttributeError,
)


@dataclass
class TrainedOn:
    """Facts about the data that a network was trained on.

    Attributes
    ----------
    classes : names of the outputs
    samples : number of training pictures
    data : a fingerprint of these pictures and their labels, see `fingerprint`
    pen, slants : how their strokes look, see `style.Style`
    """

    classes: list[str]
    samples: int
    data: int
    pen: float = PEN
    slants: tuple[float, float] = SLANTS

    def __post_init__(self) -> None:
        if not 0 < self.pen <= MOST_PEN:
            raise ValueError(f"a pen {self.pen} pixels wide")
        least, most = self.slants = tuple(self.slants)  # a list in a file
        if not -MOST_SLANT <= least <= most <= MOST_SLANT:
            raise ValueError(f"slants from {least} to {most}")

    @property
    def style(self) -> Style:
        """How the strokes look that the network has learned."""
        return Style(self.pen, self.slants)


def trained_on(classes: list[str], train: Samples) -> TrainedOn:
    """Describe the data of a network that is trained on these pictures."""
    style = measure_style(train.images, train.labels)
    return TrainedOn(classes, len(train), fingerprint(train), style.pen, style.slants)


@dataclass
class Run:
    """A training without its network: what `pack` writes and `unpack` reads."""

    settings: dict[str, Any]
    origin: TrainedOn
    position: Position
    history: list[EpochEnd]


@dataclass(frozen=True)
class Checkpoint:
    """A training as a file, reported during the training; ``epochs`` and ``batch`` are completed
    ones.
    """

    epochs: int
    batch: int
    weights: NDArray[np.uint8]
    type: str = field(default="checkpoint", init=False)


def fingerprint(samples: Samples) -> int:
    """Return a checksum of pictures, labels and their order."""
    return zlib.crc32(samples.labels.astype(np.int32), zlib.crc32(samples.images))


def pack(run: Run, model: Sequential) -> np.ndarray:
    """Write a training: bytes, uint8."""
    state = model.optimizer.get_state()
    model.parameters.gather()
    arrays = {"weights": model.parameters.values, "measured": model.parameters.non_trainable}
    arrays |= {f"optimizer_{place}": array for place, array in enumerate(state.pop("arrays"))}
    position = asdict(run.position)
    for place, callback in enumerate(position["callbacks"]):
        for name, value in callback.items():
            if isinstance(value, list):
                arrays |= {f"callback_{place}_{at}": array for at, array in enumerate(value)}
                callback[name] = {"arrays": len(value)}
    about = {
        "version": VERSION,
        "settings": run.settings,
        "origin": asdict(run.origin),
        "position": position,
        "history": [_plain(epoch) for epoch in run.history],
        "optimizer": state,
    }
    file = io.BytesIO()
    np.savez(file, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **arrays)
    return np.frombuffer(file.getbuffer(), np.uint8)


def checkpoint_of(run: Run, model: Sequential) -> Checkpoint:
    """Write the current training, see `pack`."""
    return Checkpoint(run.position.epoch, run.position.batch, pack(run, model))


def _position(values: dict[str, Any]) -> Position:
    """The stored position; earlier versions called the first batch's loss ``begun``."""
    if "begun" in values:
        values = {"first_loss": values["begun"]} | {k: v for k, v in values.items() if k != "begun"}
    return Position(**values)


def _plain(epoch: EpochEnd) -> dict[str, Any]:
    values = asdict(epoch)
    del values["type"]
    return values


def unpack(content: bytes) -> tuple[Run, Callable[[Sequential], None]]:
    """Read what `pack` wrote: the run, and a function that loads its weights into a network.

    Raises
    ------
    BadDataFile
        if it is not such a file; the function raises it if the weights do not fit the network
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = dict(archive)
        about = load_json(arrays.pop("about").tobytes())
        if about["version"] != VERSION:
            raise ValueError(f"version {about['version']}")
        run = Run(
            settings=dict(about["settings"]),
            origin=TrainedOn(**about["origin"]),
            position=_position(about["position"]),
            history=[EpochEnd(**epoch) for epoch in about["history"]],
        )
        if run.position.epoch != len(run.history):
            raise ValueError(f"epoch {run.position.epoch} of {len(run.history)}")
        for place, callback in enumerate(run.position.callbacks):
            for name, value in callback.items():
                if isinstance(value, dict):
                    names = [f"callback_{place}_{at}" for at in range(value["arrays"])]
                    callback[name] = [arrays[one] for one in names]
        state = about["optimizer"]
    except _BROKEN as error:
        raise BadDataFile(f"not a training: {error}", name="run", reason="run") from error

    def put_into(model: Sequential) -> None:
        try:
            slots = [name for name in arrays if name.startswith("optimizer_")]
            state["arrays"] = [arrays[f"optimizer_{place}"] for place in range(len(slots))]
            for array in (arrays["weights"], *state["arrays"]):
                if array.shape != model.parameters.values.shape or array.dtype != model.dtype:
                    raise ValueError(f"{array.dtype} {array.shape}")
            model.parameters.restore((arrays["weights"], arrays["measured"]))
            model.optimizer.set_state(state)
        except _BROKEN as error:
            raise BadDataFile(f"other network: {error}", name="run", reason="run") from error

    return run, put_into


@dataclass(frozen=True)
class Revived:
    """A restored training with its network."""

    run: Run
    settings: Settings
    model: Sequential


def revive(content: bytes) -> Revived:
    """Recreate the network of a training, with its weights and its optimizer's state.

    Raises
    ------
    BadDataFile
        if it is not such a file, or its contents are inconsistent
    """
    run, put_into = unpack(content)
    try:
        settings = Settings(**run.settings)
    except TypeError as error:
        raise BadDataFile(f"settings: {error}", name="run", reason="run") from error
    classes, samples = len(run.origin.classes), run.origin.samples
    model = presets.build_for(settings, classes=classes, samples=samples)
    put_into(model)
    return Revived(run, settings, model)


class Snapshot:
    """The state of a training in memory, without its history, to return to."""

    def __init__(self, position: Position, model: Sequential) -> None:
        self._position = replace(position)
        self._weights = model.parameters.copy()
        self._optimizer = model.optimizer.get_state()

    def put_into(self, model: Sequential) -> Position:
        """Restore it; returns its position."""
        model.parameters.restore(self._weights)
        model.optimizer.set_state(self._optimizer)
        return replace(self._position)


class Keeper:
    """Schedules the packing of a running training so that it is hardly slowed down."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._begin = self._latest = clock()
        self._spent = self._last = 0.0

    def due(self) -> bool:
        """Whether another packing stays within `SHARE`; always True for the first."""
        return self._spent + self._last <= SHARE * (self._clock() - self._begin) or not self._spent

    def late(self) -> bool:
        """Whether too much would be lost to wait for the end of the epoch."""
        return self._clock() - self._latest >= LONGEST and self.due()

    def note(self, seconds: float) -> None:
        """Note how long packing took."""
        self._last = seconds
        self._spent += seconds
        self._latest = self._clock()

    def pack(self, run: Run, model: Sequential) -> Checkpoint:
        """Pack, and note how long it takes."""
        begin = self._clock()
        checkpoint = checkpoint_of(run, model)
        self.note(self._clock() - begin)
        return checkpoint
