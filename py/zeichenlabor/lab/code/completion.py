"""Code completion: names of the cells and of Python, and attributes of values."""

from __future__ import annotations

import builtins
import inspect
import keyword
import re
from dataclasses import dataclass
from typing import Any

from ... import data, nn, sheets
from ...errors import ZeichenlaborError
from .project import Project

MOST = 100
_MODULES = {"zeichenlabor.nn": nn, "zeichenlabor.data": data, "zeichenlabor.sheets": sheets}


_PATH = r"[A-Za-z_][\w.]*(?:\[-?\d+\][\w.]*)*"
"""Names and indices separated by dots, like ``project.runs[0]``."""


@dataclass(frozen=True)
class Option:
    """One completion; ``kind`` is function, class, module, variable or keyword.

    Attributes
    ----------
    detail : signature of a function, type of a variable
    info : first line of its docstring
    """

    label: str
    kind: str
    detail: str
    info: str


@dataclass(frozen=True)
class Completions:
    """The options, and how many characters before the cursor they replace."""

    length: int
    options: list[Option]


def completions(text: str, namespace: dict[str, Any]) -> Completions:
    """Complete the end of ``text``, which is the cell up to the cursor.

    Values are only inspected: nothing is called or evaluated.
    """
    if found := re.search(r"from\s+([\w.]+)\s+import\s+(?:[\w\s,(]*[\s,(])?(\w*)$", text):
        names = _public(_MODULES.get(found[1]))
        return _options(names, found[2])
    if found := re.search(rf"({_PATH})\.(\w*)$", text):
        return _options(_public(_value(found[1], namespace)), found[2])
    found = re.search(r"\w*$", text)
    names = dict.fromkeys(keyword.kwlist) | vars(builtins) | namespace
    return _options(names, found[0]) if found[0] else Completions(0, [])


def _value(path: str, namespace: dict[str, Any]) -> Any:
    """The value at a path; only the project's properties are evaluated."""
    first, *rest = re.findall(r"-?\w+", path)
    value = namespace.get(first, getattr(builtins, first, None))
    for name in rest:
        if name.lstrip("-").isdecimal():
            value = _item(value, int(name))
            continue
        if isinstance(value, Project):
            value = _known(value, name)
            continue
        value = inspect.getattr_static(value, name, None)
        if isinstance(value, property):
            return None
    return value


def _item(value: Any, place: int) -> Any:
    """Only for lists and tuples: other types may compute their items."""
    if type(value) not in (list, tuple) or not -len(value) <= place < len(value):
        return None
    return value[place]


def _known(project: Project, name: str) -> Any:
    try:
        return getattr(project, name, None)
    except ZeichenlaborError:
        return None  # there was no training yet


def _public(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    names = getattr(value, "__all__", None) or dir(value)
    return {name: inspect.getattr_static(value, name, None) for name in names if name[0] != "_"}


def _options(names: dict[str, Any], begin: str) -> Completions:
    fitting = sorted(name for name in names if name.startswith(begin) and name[:2] != "__")
    return Completions(len(begin), [_option(name, names[name]) for name in fitting[:MOST]])


def _option(name: str, value: Any) -> Option:
    if keyword.iskeyword(name):
        return Option(name, "keyword", "", "")
    info = (inspect.getdoc(value) or "").partition("\n")[0] if callable(value) else ""
    if isinstance(value, property):
        return Option(name, "variable", "", (value.__doc__ or "").partition("\n")[0])
    if inspect.isclass(value):
        return Option(name, "class", "", info)
    if inspect.ismodule(value):
        return Option(name, "module", "", "")
    if callable(value):
        return Option(name, "function", _signature(value), info)
    return Option(name, "variable", type(value).__name__, "")


def _signature(value: Any) -> str:
    try:
        text = str(inspect.signature(value))
    except (ValueError, TypeError):
        return "(…)"
    text = text.partition(" -> ")[0].replace("self, ", "").replace("(self)", "()")
    return text if len(text) <= 60 else text[:58] + "…)"
