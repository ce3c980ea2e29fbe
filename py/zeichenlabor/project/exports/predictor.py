"""NumPy alone: the network as ``network.npz``, and beside it the program that reads with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...nn import Sequential
from . import weights
from .network import zip_bytes

PROGRAM = Path(__file__).with_name("predict.py")


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
            "predict.py": PROGRAM.read_text(encoding="utf-8"),
            "README.txt": readme,
        }
    )
