"""NumPy alone: the network as ``network.npz``, and beside it the program that reads with it."""

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
    """Return the functions that make a picture what the network sees, behind their imports."""
    return GLYPH.read_text(encoding="utf-8").partition("import numpy as np\n")[2].strip("\n") + "\n"


def program(model: Sequential) -> str:
    """Return ``predict.py``: `predict`, `glyph` and, of both, `read`."""
    more = MORE.read_text(encoding="utf-8").partition("import BEND, MORE\n")[2]
    needed = any(f'"{type(layer).__name__}":' in more for layer in model.layers)
    return f"{PROGRAM.read_text(encoding='utf-8')}{more * needed}{_READ}\n\n{glyph_code()}"


def zipped(
    model: Sequential, classes: Sequence[str], settings: dict[str, Any] | None, readme: str
) -> bytes:
    """Return a zip of ``network.npz``, ``predict.py`` and a text that says how to use them.

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
