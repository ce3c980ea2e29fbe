"""Runs one cell: forwards its output, shows the last line's value, and explains errors."""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import linecache
import re
import sys
import traceback
from collections.abc import Callable
from functools import partial
from inspect import iscoroutine
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from . import standins
from .display import display_form, outlet
from .mistakes import explanation, message_of
from .outputs import Failure, Output
from .streams import Screen, on_screen, screen_here


async def run_cell(
    source: str, name: str, namespace: dict[str, Any], emit: Callable[[Output], None]
) -> bool:
    """Run a cell's source in a namespace.

    Parameters
    ----------
    source : Python, which may use ``await`` at the top level
    name : of the cell, for tracebacks
    namespace : the variables that all cells share
    emit : receives each output, including those of tasks that continue after the cell

    Returns
    -------
    bool
        whether it completed; otherwise a `Failure` was emitted
    """
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    screen = _screens[file] = CellScreen(emit, file, namespace)
    _hear_of_tasks()
    standins.install()
    project = standins.at_hand(namespace.get("project"))
    with on_screen(screen), outlet(screen.put), project:
        try:
            body, last = _compiled(source, file)
            await _finished(eval(body, namespace))
            if last is not None:
                value = await _finished(eval(last, namespace))
                if value is not None:
                    namespace["_"] = value
                    screen.put(display_form(value))
            standins.show_figures()
        except SystemExit as end:
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
        except BaseException as error:
            standins.show_figures(forget=True)
            screen.fail(error)
            return False
    return True


class CellScreen(Screen):
    """The screen of a cell, which also reports its errors."""

    def __init__(
        self, emit: Callable[[Output], None], file: str, namespace: dict[str, Any]
    ) -> None:
        super().__init__(emit)
        self._file, self._namespace = file, namespace

    def fail(self, error: BaseException) -> None:
        """Report an exception in the cell's code, or in a task that it started."""
        self.put(_failure(error, self._file, self._namespace))


def _hear_of_tasks() -> None:
    """Handle exceptions of tasks that nobody awaits, if there is an event loop."""
    with contextlib.suppress(RuntimeError):
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_task_failed)
        if "create_future" not in vars(loop):
            loop.create_future = partial(_noted_future, loop.create_future)


def _noted_future(create: Callable[[], asyncio.Future]) -> asyncio.Future:
    """Unlike tasks, futures have no context, so their cell is recorded when they are created.

    In the page, every JavaScript promise is a future.
    """
    future = create()
    if isinstance(screen := screen_here(), CellScreen):
        _makers[future] = screen
    return future


def _task_failed(loop: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
    """An error is reported in the cell that started the task, other errors on the console."""
    error = about.get("exception")
    screen = _screen_of(error, about.get("task") or about.get("future"))
    if error is not None and isinstance(screen, CellScreen):
        screen.fail(error)
    elif sys.__stderr__ is not None:
        print(about.get("message", ""), file=sys.__stderr__)
        if error is not None:
            traceback.print_exception(error, file=sys.__stderr__)


def _screen_of(error: BaseException | None, task: Any) -> Screen | None:
    """Pyodide's loop calls the handler in the task's context, other loops do not."""
    if task is None:
        return screen_here()
    if task in _makers:
        return _makers[task]
    if hasattr(task, "get_context"):  # from Python 3.12 on
        return task.get_context().run(screen_here)
    files = [frame.filename for frame in traceback.extract_tb(error and error.__traceback__)]
    return next((_screens[file] for file in files if file in _screens), None)


_screens: WeakValueDictionary[str, CellScreen] = WeakValueDictionary()
"""Screens by the name of the cell's file, for as long as they are in use."""

_makers: WeakKeyDictionary[asyncio.Future, CellScreen] = WeakKeyDictionary()
"""The screens of the cells that created futures, for as long as these exist."""


def _compiled(source: str, file: str) -> tuple[Any, Any]:
    """The compiled cell, and its last line if that is an expression (without a ``;``)."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = ast.parse(source, file)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        expression = ast.Expression(tree.body.pop().value)
        last = compile(expression, file, "eval", flags, dont_inherit=True)
    return compile(tree, file, "exec", flags, dont_inherit=True), last


async def _finished(result: Any) -> Any:
    return await result if iscoroutine(result) else result


def _is_reported(error: BaseException, line: str) -> bool:
    """Whether the cell raised it itself: then the explanations for Python's errors do not apply."""
    usual = isinstance(error, ValueError | TypeError | LookupError)
    return usual and re.match(r"raise\b", line) is not None


def _failure(error: BaseException, file: str, namespace: dict[str, Any]) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == file]
    line = own[-1].lineno if own else None
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    code, params = explanation(error, [*namespace, *dir(builtins)])
    if own and frames[-1] is own[-1] and _is_reported(error, own[-1].line or ""):
        code, params = "raised", {}
    return Failure(
        kind=type(error).__name__,
        message=message_of(error),
        line=line if isinstance(line, int) else None,
        code=code,
        params=params,
        traceback=_from_cell_on(error, file),
    )


def _from_cell_on(error: BaseException, file: str) -> str:
    """The traceback without the frames above the cell."""
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename != file:
        frame = frame.tb_next
    try:
        return "".join(traceback.format_exception(type(error), error, frame))
    except Exception:  # a SyntaxError raised by the cell can have any position
        return "".join(traceback.format_tb(frame))
