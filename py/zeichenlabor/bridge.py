"""Turns requests of the page into calls of the lab; the only module that knows JavaScript.

A method of the lab returns its result. If it takes ``emit``, it may send events in the meantime;
if it is a generator, it yields events, or None to offer a break without an event. Generators run
in time slices; between two slices the worker handles other messages, such as a stop or a drawing
to be read. A generator that yields an `asyncio.Event` waits for a helper's message. A coroutine
is cancelled while it waits, and work that it has begun may still send events after its end.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Coroutine, Generator
from dataclasses import fields, is_dataclass
from functools import reduce
from importlib.util import find_spec
from inspect import iscoroutine, signature
from types import GeneratorType
from typing import Any

import js
import numpy as np
import pyodide_js
from pyodide import webloop
from pyodide.code import find_imports
from pyodide.ffi import JsProxy, create_proxy, jsnull, to_js

from .errors import Cancelled, MissingPackage, UnknownMethod, ZeichenlaborError
from .lab import PACKAGES, Laboratory, Pieces
from .lab.after_snapshot import adapt_to_machine
from .lab.code import streams
from .lab.code.outputs import Fetching
from .lab.collecting.warm_up import read_practice_page
from .nn import kernels
from .project.export_service import Export
from .project.service import Files

SLICE_SECONDS = 0.005
"""How long a generator runs before other messages are handled.

Giving way costs 0.1 ms, so slices can be short, and a drawing need not wait long to be read.
"""
WATCH_SECONDS = 0.05
"""How often a waiting coroutine is checked for cancellation."""
NEEDED = (
    "MessageChannel",
    "MessagePort.prototype.postMessage",
    "Promise",
    "clearTimeout",
    "performance.now",
    "setTimeout",
)
"""The JavaScript names on which Python's clock, timers and event loop depend."""


class Bridge:
    """Answers the page's requests with one laboratory.

    Parameters
    ----------
    fetch_files : JavaScript function
        downloads files of packages into memory and reports the number of bytes meanwhile
    helps : whether this worker only does pieces of work, see `lab.pieces`, and runs no cells
    """

    def __init__(self, fetch_files: JsProxy, helps: bool = False) -> None:
        streams.stay()
        # To sleep, Pyodide would switch stacks, which is impossible after a start from a snapshot.
        webloop.can_run_sync = lambda: False
        self._packages = Packages(fetch_files)
        self._news = asyncio.Event()
        if helps:
            self.methods = Pieces(lambda: self._news).methods
            return
        fetch = self._packages.fetch_imports
        self.laboratory = Laboratory(fetch, lambda: self._news, around=_needed)
        self.methods = self.laboratory.methods
        for service in (Files, Export):
            self.methods |= service(self.laboratory.session).methods

    def backend(self) -> str:
        """Name of the kernels in use, shown in the page."""
        return kernels.backend()

    def warm_up(self) -> None:
        """Run once what is slow the first time."""
        read_practice_page()

    def adapt_to_machine(self, language: str, browser: str) -> None:
        """Replace what the snapshot kept of the machine on which it was recorded."""
        adapt_to_machine(language, browser)

    def join(self, helper: int, post: JsProxy) -> None:
        """Let a helper compute for trainings; ``post(method, params)`` sends it a request."""
        helpers = self.laboratory.helpers
        helpers.join(helper, lambda method, params: post(method, _to_page(params)))

    def leave(self, helper: int) -> None:
        """Stop using a helper."""
        self.laboratory.helpers.leave(helper)
        self._news.set()

    def hear(self, event: JsProxy) -> None:
        """Receive a helper's message about a training."""
        self.laboratory.helpers.hear(_from_page(event))
        self._news.set()

    def handle(
        self,
        method: str,
        params: JsProxy,
        emit: Callable[[JsProxy], None],
        is_cancelled: Callable[[], bool],
    ) -> JsProxy | Coroutine[Any, Any, JsProxy]:
        """Run one request: at once, or in slices if the method is a generator.

        A request that is answered at once does not go through the event loop, which would
        cost a slice while a training runs, so drawings are read without delay.

        Returns a JavaScript object with ``result``, or with ``error`` (code, params and,
        for developers, the traceback), or a coroutine of that.
        """
        self._news.set()
        if method in PACKAGES:
            return self._load_and_run(method, params, emit, is_cancelled)
        return self._run(method, params, emit, is_cancelled)

    async def _load_and_run(self, method: str, params, emit, is_cancelled) -> JsProxy:
        try:
            await self._packages.load(PACKAGES[method], lambda event: emit(_to_page(event)))
        except Exception as error:
            return _to_page({"error": _error_record(error)})
        answer = self._run(method, params, emit, is_cancelled)
        return await answer if iscoroutine(answer) else answer

    def _run(self, method, params, emit, is_cancelled):
        try:
            function = self._method(method)
            arguments = _from_page(params)
            wanted = signature(function).parameters
            if "emit" in wanted:
                arguments["emit"] = lambda event: emit(_to_page(event))
            if "run" in arguments and "run" not in wanted:
                self.laboratory.session.expect(arguments.pop("run"))
            answer = function(**arguments)
            if isinstance(answer, GeneratorType):
                return _in_slices(answer, emit, is_cancelled)
            if iscoroutine(answer):
                return _awaited(answer, is_cancelled)
            return _to_page({"result": answer})
        except Exception as error:  # report every error to the page
            return _to_page({"error": _error_record(error)})

    def _method(self, name: str) -> Callable[..., Any]:
        if name not in self.methods:
            raise UnknownMethod(method=name)
        return self.methods[name]


class Packages:
    """Loads packages that a start does not need.

    Parameters
    ----------
    fetch_files : as for `Bridge`
    """

    def __init__(self, fetch_files: JsProxy) -> None:
        self._fetch_files = fetch_files

    async def load(self, names: list[str], emit: Callable[[Fetching], None]) -> None:
        """Load packages of the site and their dependencies; report the bytes downloaded so far.

        Raises
        ------
        MissingPackage
            if one cannot be fetched, or the site does not include it
        """
        if set(names) <= set(pyodide_js.loadedPackages.to_py()):
            return

        def tell(loaded: int, total: int) -> None:
            emit(Fetching(names, from_site=True, loaded=loaded, total=total))

        teller = create_proxy(tell)
        try:
            await self._fetch_files(to_js(_files_of(names)), teller)
            await pyodide_js.loadPackage(to_js(names))
        except Exception as error:
            raise MissingPackage(str(error), package=names[0]) from error
        finally:
            teller.destroy()
        loaded = pyodide_js.loadedPackages.to_py()
        for name in names:
            if name not in loaded:
                raise MissingPackage(package=name)

    async def fetch_imports(
        self, source: str, allow_pypi: bool, emit: Callable[[Fetching], None]
    ) -> None:
        """Load what a cell imports: packages of the site, others only if allowed.

        Raises
        ------
        MissingPackage
            if a package cannot be fetched, or has parts that only run on other machines
        """
        site = {
            module: name
            for name, entry in pyodide_js.lockfile.packages.to_py().items()
            for module in entry["imports"]
        }
        tops = {name.partition(".")[0] for name in find_imports(source)}
        unknown = sorted(
            name for name in tops if name not in sys.modules and find_spec(name) is None
        )
        if ours := sorted({site[name] for name in unknown if name in site}):
            await self.load(ours, emit)
            # scikit-learn's helper still uses an option that Pyodide has deprecated.
            warnings.filterwarnings("ignore", message=".*as_object_map", category=RuntimeWarning)
        others = [name for name in unknown if name not in site]
        if others and allow_pypi:
            emit(Fetching(others, from_site=False))
            await self._install(others, emit)

    async def _install(self, names: list[str], emit: Callable[[Fetching], None]) -> None:
        await self.load(["micropip"], emit)
        import micropip

        for name in names:
            try:
                await micropip.install(name)
            except Exception as error:
                raise MissingPackage(str(error), package=name) from error


def _needed() -> dict[str, Any]:
    """Look up `NEEDED`; a name that a cell has removed gives None."""

    def follow(path: str) -> Any:
        return reduce(lambda at, step: getattr(at, step, None), path.split("."), js)

    return {f"js.{path}": follow(path) for path in NEEDED}


def _files_of(names: list[str]) -> list[str]:
    """The files of packages and their dependencies, without those already loaded."""
    known, loaded = pyodide_js.lockfile.packages.to_py(), pyodide_js.loadedPackages.to_py()
    wanted = list(names)
    for name in wanted:  # grows on the way
        wanted += [other for other in known.get(name, {}).get("depends", []) if other not in wanted]
    return [known[name]["file_name"] for name in wanted if name in known and name not in loaded]


async def _awaited(work: Coroutine[Any, Any, Any], is_cancelled: Callable[[], bool]) -> JsProxy:
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait([task], timeout=WATCH_SECONDS)
            if is_cancelled():
                task.cancel()
        return _to_page({"result": task.result()})
    except asyncio.CancelledError:
        return _to_page({"error": _error_record(Cancelled())})
    except Exception as error:
        return _to_page({"error": _error_record(error)})


async def _in_slices(
    events: Generator[Any, None, Any],
    emit: Callable[[JsProxy], None],
    is_cancelled: Callable[[], bool],
) -> JsProxy:
    try:
        return _to_page({"result": await _drain(events, emit, is_cancelled)})
    except Exception as error:
        return _to_page({"error": _error_record(error)})


async def _drain(
    events: Generator[Any, None, Any],
    emit: Callable[[JsProxy], None],
    is_cancelled: Callable[[], bool],
) -> Any:
    """Run a generator to its end, or stop it when the page cancels; return its result.

    A cancelled generator is sent True by :meth:`generator.send` and can still
    return what it has.
    """
    cancelled = None
    slice_end = time.perf_counter() + SLICE_SECONDS
    try:
        while True:
            event = events.send(cancelled)
            turn = None
            if isinstance(event, asyncio.Event):
                turn = _until(event)
            elif event is not None:
                emit(_to_page(event))
            if turn or time.perf_counter() >= slice_end:
                await (turn or asyncio.sleep(0))
                cancelled = True if is_cancelled() else None
                slice_end = time.perf_counter() + SLICE_SECONDS
    except StopIteration as end:
        return end.value


async def _until(news: asyncio.Event) -> None:
    """Wait for a message of a helper, or until the next check for cancellation."""
    timer = asyncio.get_running_loop().call_later(WATCH_SECONDS, news.set)
    await news.wait()
    timer.cancel()
    news.clear()


def _error_record(error: BaseException) -> dict[str, Any]:
    detail = "".join(traceback.format_exception(error))
    if isinstance(error, ZeichenlaborError):
        return {"code": error.code, "params": error.params, "detail": detail}
    if isinstance(error, MemoryError):
        return {"code": "worker/memory", "params": {}, "detail": detail}
    return {"code": "worker/unexpected", "params": {"type": type(error).__name__}, "detail": detail}


def _from_page(params: JsProxy) -> dict[str, Any]:
    """Turn a JavaScript object into keyword arguments; typed arrays become memoryviews."""
    return _snake_keys(params.to_py())


DATA = {"names", "texts"}
"""In values under these names the keys are data, such as the language tag ``pt-BR``."""


def _snake_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            _snake(key): entry if key in DATA else _snake_keys(entry)
            for key, entry in value.items()
        }
    if isinstance(value, list):
        return [_snake_keys(entry) for entry in value]
    return None if value is jsnull else value


def _to_page(value: Any) -> JsProxy:
    return to_js(_plain(value), dict_converter=js.Object.fromEntries)


def _plain(value: Any) -> Any:
    """Turn a result into types that convert to JavaScript.

    Dataclasses become objects with camelCase names; dictionaries keep their
    keys, which may be data. Arrays of uint8 and float32 become flat typed
    arrays (one copy); all others become nested lists, since int64 would become BigInt.
    """
    if is_dataclass(value):
        return {_camel(field.name): _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, np.ndarray) and value.dtype in (np.uint8, np.float32):
        return np.ascontiguousarray(value).reshape(-1)
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    return jsnull if value is None else value


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda match: "_" + match.group().lower(), name)


def _camel(name: str) -> str:
    return re.sub("_([a-z])", lambda match: match.group(1).upper(), name)
