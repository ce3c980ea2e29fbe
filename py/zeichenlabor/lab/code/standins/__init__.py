"""Stand-ins for Keras, TensorFlow and matplotlib.pyplot, with which tutorials run unchanged.

They are implemented with `zeichenlabor.nn`, NumPy and the cell's outputs. The import system tries
them last: if the real package is installed, it is used. A missing name raises a clear error, also
in ``from keras.layers import GRU``.
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
"""For notebooks: Jupyter runs each cell in a new context, so a `ContextVar` would not last."""


class StandIn(ModuleType):
    """A module with the given names, and error messages for missing ones."""

    __path__ = ()  # so that Python asks `_Finder` for names missing in an import

    def __init__(self, name: str, names: dict[str, Any]) -> None:
        super().__init__(name, f"What this page has of {name}.")
        self.__all__ = sorted(names)
        vars(self).update(names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise missing(self, name)


def missing(module: ModuleType | str, name: str, there: list[str] | None = None) -> MissingName:
    """Return the error for a name that a stand-in lacks."""
    owner = module if isinstance(module, str) else module.__name__
    known = there if there is not None else list(getattr(module, "__all__", []))
    return MissingName(
        f"{owner} has no {name} here; it has {', '.join(known)}",
        module=owner,
        name=name,
        there=", ".join(known),
    )


def module(name: str) -> StandIn:
    """Return a stand-in by its name, even if the real package is installed.

    Raises
    ------
    MissingName
        if there is none
    """
    known = _modules()
    if name not in known:
        parent, _, last = name.rpartition(".")
        raise missing(module(parent), last) if parent else missing(name, name, list(PACKAGES))
    return known[name]


def install(project: Any = None) -> None:
    """Let imports find the stand-ins after everything else.

    Outside the page ``keras.datasets`` looks for MNIST in ``project``, if given.
    """
    if project is not None:
        _opened["project"] = project
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())


@contextmanager
def at_hand(project: Any) -> Iterator[None]:
    """Make ``keras.datasets`` look for MNIST in this project."""
    before = _project.set(project)
    try:
        yield
    finally:
        _project.reset(before)


def project_at_hand() -> Any:
    """Return the project of the running cell, or the one given to `install`."""
    project = _project.get()
    return _opened["project"] if project is None else project


class _Finder(MetaPathFinder, Loader):
    """The last entry of ``sys.meta_path``."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top not in PACKAGES or (top != name and not isinstance(sys.modules.get(top), StandIn)):
            return None
        if name == "tensorflow" and PathFinder.find_spec("keras"):
            return None  # the real Keras looks for TensorFlow, and must not find ours
        try:
            module(name)
        except MissingName as error:
            raise MissingModule(str(error), **error.params) from None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: all names exist already."""


_known: dict[str, StandIn] = {}


def _modules() -> dict[str, StandIn]:
    """All stand-ins by name; created when the first one is needed."""
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
    """Show or discard figures of pyplot that have not been shown yet."""
    pyplot = sys.modules.get(f"{__name__}.pyplot")
    if pyplot is not None:
        pyplot.close("all") if forget else pyplot.show()
