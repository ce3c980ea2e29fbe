"""Whether a cell has broken what the page itself computes with.

Cells run in the page's own Python. What they set to something else (``np.zeros = None``), delete
(``del builtins.zip``) or fill up is missed by the next training, with an error that says nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

_WATCHED = ("builtins", "numpy", "numpy.linalg", "numpy.random")
_OWN = "zeichenlabor"
_OPEN = ("sys", "warnings")
"""Modules with functions that a program may well replace: hooks."""
_ROOM = 32 * 2**20
"""Bytes that the page's next step needs at least."""
_MOST_NAMES = 5


@dataclass(frozen=True)
class Damage:
    """What is broken: names of functions, classes and modules; ``memory``: no room is left."""

    names: list[str]
    memory: bool


class Intact:
    """Remembers how everything is before the first cell runs: some thousand names.

    Looked at are this package's own modules, those that it knows by their name (``json.loads``),
    and those of NumPy with which it computes most.

    Parameters
    ----------
    around : what Python itself needs of the place it runs in, as it is now, by its names
    """

    def __init__(self, around: Callable[[], Mapping[str, object]] = dict) -> None:
        self._around = around
        self._needed = around()
        self._modules = dict(sys.modules)
        self._recursion = sys.getrecursionlimit()
        own = [module for name, module in self._modules.items() if name.partition(".")[0] == _OWN]
        known = [value for module in own for value in vars(module).values() if _is_module(value)]
        watched = {id(module) for module in (*own, *known)}
        self._callables = {
            name: {key: value for key, value in vars(module).items() if _is_fixed(value)}
            for name, module in self._modules.items()
            if _is_module(module)
            and name not in _OPEN
            and (name in _WATCHED or id(module) in watched)
        }

    def damage(self, thorough: bool = True) -> Damage:
        """Compare with how everything is now: a few milliseconds, if not ``thorough``."""
        names = [name for name, was in self._modules.items() if sys.modules.get(name) is not was]
        for name, was in self._callables.items():
            now = self._modules[name].__dict__
            names += [f"{name}.{key}" for key, value in was.items() if now.get(key) is not value]
        if sys.getrecursionlimit() < self._recursion:
            names.append("sys.setrecursionlimit")
        around = self._around()
        names += [name for name, was in self._needed.items() if around[name] != was]
        return Damage(names[:_MOST_NAMES], thorough and not _has_room())


def _is_fixed(value: object) -> bool:
    return callable(value) or _is_module(value)


def _is_module(value: object) -> bool:
    return isinstance(value, ModuleType)


def _has_room() -> bool:
    try:
        bytearray(_ROOM)
    except MemoryError:
        return False
    return True
