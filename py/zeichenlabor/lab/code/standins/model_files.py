"""Files of networks in the format of this package, whatever their names; Keras cannot read them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ....errors import BadWeights
from ....nn.settings import bad_setting

_CONFIG = "zeichenlabor"


def check_name(filepath: Any, endings: tuple[str, ...], owner: str) -> None:
    """Raise BadSetting if a file's name has none of these endings."""
    if not str(filepath).endswith(endings):
        expected = f"a name that ends with {' or '.join(endings)}"
        raise bad_setting(owner, "filepath", filepath, expected)


def write(
    filepath: Any,
    weights: list[np.ndarray],
    told: dict[str, Any],
    overwrite: bool,
    remembered: Sequence[np.ndarray] = (),
) -> None:
    """Write a network's weights, its description, and its optimizer's state."""
    if not overwrite and Path(filepath).exists():
        raise bad_setting("save", "overwrite", False, "True, for the file exists")
    file = io.BytesIO()
    arrays = {f"weight_{place:03}": array for place, array in enumerate(weights)}
    arrays |= {f"optimizer_{place:03}": array for place, array in enumerate(remembered)}
    np.savez(file, **{_CONFIG: np.array(json.dumps(told))}, **arrays)
    Path(filepath).write_bytes(file.getvalue())


def read(filepath: Any) -> tuple[list[np.ndarray], dict[str, Any], list[np.ndarray]]:
    """Read what `write` wrote: weights, description, and the optimizer's state."""
    try:
        with np.load(io.BytesIO(Path(filepath).read_bytes()), allow_pickle=False) as stored:
            arrays = dict(stored)
        told = json.loads(str(arrays.pop(_CONFIG)))
    except (ValueError, KeyError, EOFError) as error:
        raise unreadable(filepath) from error
    remembered = [arrays[name] for name in sorted(arrays) if name.startswith("optimizer_")]
    return [arrays[name] for name in sorted(arrays) if name.startswith("weight_")], told, remembered


def unreadable(filepath: Any) -> BadWeights:
    """Return the error for a file that Keras or another program has written."""
    return BadWeights(f"{filepath}: no network of this engine", name=Path(filepath).name)
