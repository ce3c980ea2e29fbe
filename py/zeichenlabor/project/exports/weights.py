"""The weights as a NumPy ``.npz``: export and import, also of weights saved from Keras.

An exported file names each array ``layer/weight`` as Keras does, and contains ``config``: JSON
bytes with the network, its classes and its training settings. From Keras, ``np.savez(file,
*model.get_weights())`` saves arrays without names, in order.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ...data.json_text import load_json
from ...data.npy import Pickled, read_array
from ...errors import BadWeights, WrongWeights
from ...nn import Sequential
from .network import Step, steps

FORMAT = 1
MOST_BYTES = 1 << 28
"""Size limit of an array; no network that the page can train has a larger one."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # for a bad header, like tokenize's errors
    ValueError,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,  # an unsupported compression
    RuntimeError,  # an encrypted zip
)


class Saved(NamedTuple):
    """The contents of a weights file.

    Attributes
    ----------
    arrays : by name, in the file's order
    config : the JSON object of an exported file, else None
    """

    arrays: dict[str, np.ndarray]
    config: dict[str, Any] | None


def npz_bytes(model: Sequential, classes: Sequence[str], settings: dict[str, Any] | None) -> bytes:
    """Return a network as such a file.

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    found = steps(model, "npz")
    config = {
        "format": FORMAT,
        "classes": list(classes),
        "settings": settings,
        "network": model.get_config(),
        "input_shape": model.input_shape,
        "steps": [_plain(step) for step in found],
    }
    arrays = {f"{s.name}/{name}": array for s in found for name, array in s.weights.items()}
    text = json.dumps(config, ensure_ascii=False).encode("utf-8", "backslashreplace")
    file = io.BytesIO()
    np.savez_compressed(file, config=np.frombuffer(text, np.uint8), **arrays)
    return file.getvalue()


def _plain(step: Step) -> list[Any]:
    """Return (name, kind, settings, output shape); global pooling is one window."""
    config = step.config
    if step.kind == "GlobalAveragePooling2D":
        config = {"pool_size": step.input_shape[:2], "strides": None, "padding": "valid"}
    return [step.name, step.kind, config, step.output_shape]


def read(content: bytes) -> Saved:
    """Read an ``.npz`` without unpickling.

    Raises
    ------
    BadWeights
        with a ``reason``: not-npz, pickle, too-large or config
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".npy")]
            arrays = {name.removesuffix(".npy"): _array(archive, name) for name in names}
    except _BROKEN as error:
        raise BadWeights(str(error), reason="not-npz") from error
    if not arrays:
        raise BadWeights("no arrays", reason="not-npz")
    described = arrays.pop("config", None)
    return Saved(arrays, None if described is None else _config(described))


def _array(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise BadWeights(f"{name} is too large", reason="too-large")
    try:
        return read_array(archive.read(name))
    except Pickled as error:
        raise BadWeights(f"{name} is pickled", reason="pickle") from error


def _config(described: np.ndarray) -> dict[str, Any]:
    try:
        config = load_json(described.tobytes())
    except ValueError as error:
        raise BadWeights(str(error), reason="config") from error
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        raise BadWeights("a format that this version does not know", reason="config")
    return config


def put_into(model: Sequential, arrays: dict[str, np.ndarray]) -> None:
    """Load these weights into a built network: by name if all have names, else in Keras' order.

    Raises
    ------
    WrongWeights
        names the first ``weight`` that does not fit, with what was ``expected`` and ``found``
    """
    wanted = {
        f"{step.name}/{name}": array.shape
        for step in steps(model, "npz")
        for name, array in step.weights.items()
    }
    if not set(arrays) <= set(wanted):
        arrays = dict(zip(wanted, _in_order(arrays, wanted), strict=True))
    for name, shape in wanted.items():
        if name not in arrays:
            raise _wrong(name, shape, "–")
        array = arrays[name]
        if array.shape != shape:
            raise _wrong(name, shape, array.shape)
        if array.dtype.kind not in "fiu" or not np.isfinite(array).all():
            raise _wrong(name, "float32", f"{array.dtype}, NaN, ∞")
    model.set_weights([arrays[name] for name in wanted])


def _in_order(arrays: dict[str, np.ndarray], wanted: dict[str, tuple]) -> list[np.ndarray]:
    """Return the arrays of ``np.savez(file, *arrays)``, which are named arr_0, arr_1, …"""
    numbered = [f"arr_{place}" for place in range(len(arrays))]
    if set(numbered) != set(arrays):
        stranger = next(name for name in arrays if name not in wanted)
        raise _wrong(stranger, "–", arrays[stranger].shape)
    if len(arrays) != len(wanted):
        raise _wrong("arr_…", len(wanted), len(arrays))
    return [arrays[name] for name in numbered]


def _wrong(name: str, expected: object, found: object) -> WrongWeights:
    text = f"{name}: expected {expected}, found {found}"
    return WrongWeights(text, weight=name, expected=str(expected), found=str(found))
