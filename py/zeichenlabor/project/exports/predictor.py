"""The network as ``network.npz``, and a program that predicts with NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...nn import Sequential
from ...zips import zip_bytes
from . import weights

PROGRAM = Path(__file__).with_name("predict.py")
MORE = Path(__file__).with_name("predict_more.py")
GLYPH = Path(__file__).with_name("glyph.py")

_READ = '''

def read(picture, file="network.npz"):
    """The class that a photo's crop or a scanned cell is read as, and its share; None: no ink."""
    if (seen := glyph(picture)) is None:
        return None
    classes = json.loads(np.load(file)["config"].tobytes())["classes"]
    shares = predict(seen[None], file)[0]
    return classes[shares.argmax()], float(shares.max())
'''


def glyph_code() -> str:
    """Return the functions that normalise a picture, with their imports."""
    return GLYPH.read_text(encoding="utf-8").partition("import numpy as np\n")[2].strip("\n") + "\n"


def program(model: Sequential) -> str:
    """Return ``predict.py``: `predict`, `glyph` and `read`, which combines both."""
    more = MORE.read_text(encoding="utf-8").partition("import BEND, MORE\n")[2]
    needed = any(f'"{type(layer).__name__}":' in more for layer in model.layers)
    return f"{PROGRAM.read_text(encoding='utf-8')}{more * needed}{_READ}\n\n{glyph_code()}"


def zipped(
    model: Sequential, classes: Sequence[str], settings: dict[str, Any] | None, readme: str
) -> bytes:
    """Return a zip of ``network.npz``, ``predict.py`` and a readme.

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    return zip_bytes(
        {
            "network.npz": weights.npz_bytes(model, classes, settings),
            "predict.py": program(model),
            "README.txt": readme,
        }
    )
