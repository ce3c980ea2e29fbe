"""Keras, TensorFlow and matplotlib.pyplot, as far as the engine goes: tutorials run as they stand.

The modules here are built of `zeichenlabor.nn`, NumPy and the cell's own outputs, and are found
last of all: where the real package is installed, it is imported. A name that they lack is an
error that says so, also in ``from keras.layers import GRU``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from ....errors import MissingModule, MissingName

PACKAGES = ("keras", "matplotlib", "tensorflow")

_project: ContextVar[Any] = ContextVar("project", default=None)
_opened: dict[str, Any] = {"project": None}
"""A notebook's own: Jupyter runs each cell in a context of its own, so no `ContextVar` lasts."""


class StandIn(ModuleType):
    """A module with the names that are given, and words for those that are not there."""

    __path__ = ()  # so that Python asks `_Finder` for names that an import misses

    def __init__(self, name: str, names: dict[str, Any]) -> None:
        super().__init__(name, f"What this page has of {name}.")
        self.__all__ = sorted(names)
        vars(self).update(names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise missing(self, name)


def missing(module: ModuleType | str, name: str, there: list[str] | None = None) -> MissingName:
    """Return the error of a name that a stand-in lacks."""
    owner = module if isinstance(module, str) else module.__name__
    known = there if there is not None else list(getattr(module, "__all__", []))
    return MissingName(
        f"{owner} has no {name} here; it has {', '.join(known)}",
        module=owner,
        name=name,
        there=", ".join(known),
    )


def module(name: str) -> StandIn:
    """Return a stand-in by its name, also where the real package is installed.

    Raises
    ------
    MissingName
        where there is none
    """
    known = _modules()
    if name not in known:
        parent, _, last = name.rpartition(".")
        raise missing(module(parent), last) if parent else missing(name, name, list(PACKAGES))
    return known[name]


def install(project: Any = None) -> None:
    """Let imports find the stand-ins where they find nothing else.

    Outside of the page ``keras.datasets`` looks for MNIST in ``project``, if one is given.
    """
    if project is not None:
        _opened["project"] = project
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())


@contextmanager
def at_hand(project: Any) -> Iterator[None]:
    """Let ``keras.datasets`` look for MNIST in this project."""
    before = _project.set(project)
    try:
        yield
    finally:
        _project.reset(before)


def project_at_hand() -> Any:
    """Return the project of the cell that runs, or the one that `install` was given."""
    project = _project.get()
    return _opened["project"] if project is None else project


class _Finder(MetaPathFinder, Loader):
    """Stands at the end of ``sys.meta_path``."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top not in PACKAGES or (top != name and not isinstance(sys.modules.get(top), StandIn)):
            return None
        if name == "tensorflow" and PathFinder.find_spec("keras"):
            return None  # Keras itself looks for TensorFlow, and must not take ours for it
        try:
            module(name)
        except MissingName as error:
            raise MissingModule(str(error), **error.params) from None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """All names are there already."""


_known: dict[str, StandIn] = {}


def _modules() -> dict[str, StandIn]:
    """All stand-ins by their names; made when the first one is asked for."""
    if not _known:
        from . import keras, pyplot, tensorflow

        for tree in (keras.TREE, pyplot.TREE):
            _known.update({name: StandIn(name, names) for name, names in tree.items()})
        below = {f"tensorflow.{name}": made for name, made in _known.items() if _in_keras(name)}
        _known.update({name: StandIn(name, names) for name, names in tensorflow.TREE.items()})
        _known.update(below)
        for name, made in _known.items():
            parent, _, last = name.rpartition(".")
            if parent:
                _put_in(_known[parent], last, made)
        _put_in(_known["matplotlib.pyplot"], "cm", _known["matplotlib.cm"])
    return _known


def _put_in(parent: StandIn, name: str, made: StandIn) -> None:
    setattr(parent, name, made)
    parent.__all__ = sorted({*parent.__all__, name})


def _in_keras(name: str) -> bool:
    return name.partition(".")[0] == "keras"


def show_figures(forget: bool = False) -> None:
    """Show what pyplot has drawn and not shown yet, or forget it."""
    pyplot = sys.modules.get(f"{__name__}.pyplot")
    if pyplot is not None:
        pyplot.close("all") if forget else pyplot.show()
