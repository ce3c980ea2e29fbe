"""Whether a cell has broken what the page itself computes with.

Cells run in the page's own Python. What they set to something else (``np.zeros = None``), delete
(``del builtins.zip``) or fill up is missed by the next training, with an error that says nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import ModuleType

_WATCHED = ("builtins", "numpy", "numpy.linalg", "numpy.random")
_OWN = "zeichenlabor"
_ROOM = 32 * 2**20
"""Bytes that the page's next step needs at least."""
_MOST_NAMES = 5


@dataclass(frozen=True)
class Damage:
    """What is broken: names of functions, classes and modules; ``memory``: no room is left."""

    names: list[str]
    memory: bool


class Intact:
    """Remembers how everything is before the first cell runs: some thousand names."""

    def __init__(self) -> None:
        self._modules = dict(sys.modules)
        self._callables = {
            name: {key: value for key, value in vars(module).items() if _is_fixed(value)}
            for name, module in self._modules.items()
            if isinstance(module, ModuleType)
            and (name in _WATCHED or name.partition(".")[0] == _OWN)
        }

    def damage(self, thorough: bool = True) -> Damage:
        """Compare with how everything is now: a fraction of a millisecond, if not ``thorough``."""
        names = [name for name, was in self._modules.items() if sys.modules.get(name) is not was]
        for name, was in self._callables.items():
            now = self._modules[name].__dict__
            names += [f"{name}.{key}" for key, value in was.items() if now.get(key) is not value]
        return Damage(names[:_MOST_NAMES], thorough and not _has_room())


def _is_fixed(value: object) -> bool:
    return callable(value) or isinstance(value, ModuleType)


def _has_room() -> bool:
    try:
        bytearray(_ROOM)
    except MemoryError:
        return False
    return True
