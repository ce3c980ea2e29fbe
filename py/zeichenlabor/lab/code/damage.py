"""Detects whether cells have damaged the Python that the page uses.

Cells run in the page's own Python. If they overwrite (``np.zeros = None``) or delete something
(``del builtins.zip``), or fill the memory, the next training fails with an incomprehensible error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any

_WATCHED = ("builtins", "numpy", "numpy.linalg", "numpy.random")
_OWN = "zeichenlabor"
_OPEN = ("sys", "warnings")
"""Modules whose functions programs may legitimately replace, such as hooks."""
_ROOM = 32 * 2**20
"""Bytes of free memory that the page needs."""
_MOST_NAMES = 5
_CONSTANTS = {"numpy": ("pi", "e", "inf", "nan", "euler_gamma", "newaxis")}
"""Modules whose constants are checked, besides this package; others change theirs, such as ``re``.
"""
_METHODS = (FunctionType, classmethod, staticmethod, property, cached_property)


@dataclass(frozen=True)
class Damage:
    """What is damaged: names of functions, classes and modules; ``memory``: no memory is left."""

    names: list[str]
    memory: bool


class Intact:
    """Records the state before the first cell runs: some thousand names.

    It includes functions, classes and constants of this package's modules, methods of their
    classes, modules that these import (``json.loads``), and the most used ones of NumPy
    (``np.pi``).

    Parameters
    ----------
    around : what Python itself needs from its environment, by name
    """

    def __init__(self, around: Callable[[], Mapping[str, object]] = dict) -> None:
        self._around = around
        self._needed = around()
        self._modules = dict(sys.modules)
        self._recursion = sys.getrecursionlimit()
        own = [module for name, module in self._modules.items() if name.partition(".")[0] == _OWN]
        known = [value for module in own for value in vars(module).values() if _is_module(value)]
        watched = {id(module) for module in (*own, *known)}
        self._kept = {
            name: (vars(module), _fixed(name, vars(module)))
            for name, module in self._modules.items()
            if _is_module(module)
            and name not in _OPEN
            and (name in _WATCHED or id(module) in watched)
        }
        for value in [value for module in own for value in vars(module).values()]:
            if isinstance(value, type) and value.__module__.partition(".")[0] == _OWN:
                name = f"{value.__module__}.{value.__qualname__}"
                self._kept[name] = (vars(value), _methods(value))

    def damage(self, thorough: bool = True) -> Damage:
        """Compare with the current state; takes a few milliseconds if not ``thorough``."""
        names = [name for name, was in self._modules.items() if sys.modules.get(name) is not was]
        for name, (now, was) in self._kept.items():
            names += [f"{name}.{key}" for key, value in was.items() if now.get(key) is not value]
        if sys.getrecursionlimit() < self._recursion:
            names.append("sys.setrecursionlimit")
        around = self._around()
        names += [name for name, was in self._needed.items() if around[name] != was]
        return Damage(names[:_MOST_NAMES], thorough and not _has_room())


def _fixed(module: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Functions, classes, modules and constants; other attributes may change legitimately."""
    constants = _CONSTANTS.get(module) or ()
    own = module.partition(".")[0] == _OWN
    return {
        name: value
        for name, value in names.items()
        if callable(value)
        or _is_module(value)
        or name in constants
        or (own and name.isupper() and isinstance(value, int | float | str | tuple | frozenset))
    }


def _methods(owner: type) -> dict[str, Any]:
    return {name: value for name, value in vars(owner).items() if isinstance(value, _METHODS)}


def _is_module(value: object) -> bool:
    return isinstance(value, ModuleType)


def _has_room() -> bool:
    try:
        bytearray(_ROOM)
    except MemoryError:
        return False
    return True
