"""Runs one cell: prints as it goes, shows the last line's value, explains what went wrong."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import linecache
import time
import traceback
from collections.abc import Callable
from inspect import iscoroutine
from typing import Any

from .display import display_form, outlet
from .mistakes import explanation
from .outputs import Failure, Output, Text

MOST_LETTERS = 200_000
"""What a cell prints beyond this is not shown: an endless loop must not fill the page."""
AT_ONCE = 100
"""So many pieces of text go out as they come; those after them are gathered."""
GATHER_SECONDS = 0.05


class Printer(io.TextIOBase):
    """A stream whose text goes to the page, in pieces that the page can bear."""

    def __init__(self, emit: Callable[[Output], None], stream: str) -> None:
        self._emit, self._stream = emit, stream
        self._waiting: list[str] = []
        self._letters = self._pieces = 0
        self.latest = ""
        """What was written last, but for line ends."""
        self._last = time.perf_counter()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Take text; returns its length."""
        if text != "\n":
            self.latest = text
        room = MOST_LETTERS - self._letters
        self._letters += len(text)
        if room > 0:
            self._waiting.append(text if len(text) <= room else text[:room] + "\n…\n")
            if (
                self._pieces < AT_ONCE and text.endswith("\n")
            ) or time.perf_counter() - self._last >= GATHER_SECONDS:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        if self._waiting:
            self._emit(Text("".join(self._waiting), self._stream))
            self._waiting.clear()
            self._pieces += 1
            self._last = time.perf_counter()


async def run_cell(
    source: str, name: str, namespace: dict[str, Any], emit: Callable[[Output], None]
) -> bool:
    """Run a cell's source in a namespace.

    Parameters
    ----------
    source : Python; ``await`` may stand at its top level
    name : of the cell, for tracebacks
    namespace : the variables that all cells share
    emit : is told each output as it comes

    Returns
    -------
    bool
        whether it came to its end; a `Failure` was told otherwise
    """
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    out, err = Printer(emit, "out"), Printer(emit, "err")

    def put(output: Output) -> None:
        out.flush()
        err.flush()
        emit(output)

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), outlet(put):
        try:
            body, last = _compiled(source, file)
            await _finished(eval(body, namespace))
            if last is not None:
                value = await _finished(eval(last, namespace))
                if value is not None:
                    namespace["_"] = value
                    if not _is_printed(value, out):
                        put(display_form(value))
        except SystemExit:
            return True
        except BaseException as error:
            put(_failure(error, file, namespace))
            return False
        finally:
            out.flush()
            err.flush()
    return True


def _is_printed(value: Any, out: Printer) -> bool:
    """Whether this is a text of several lines that has just been printed: a network's summary."""
    return isinstance(value, str) and "\n" in value and value == out.latest


def _compiled(source: str, file: str) -> tuple[Any, Any]:
    """The cell's code, and that of its last line where it is an expression (and has no ``;``)."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = ast.parse(source, file)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        expression = ast.Expression(tree.body.pop().value)
        last = compile(expression, file, "eval", flags, dont_inherit=True)
    return compile(tree, file, "exec", flags, dont_inherit=True), last


async def _finished(result: Any) -> Any:
    return await result if iscoroutine(result) else result


def _failure(error: BaseException, file: str, namespace: dict[str, Any]) -> Failure:
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = own[-1].lineno if own else None
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    code, params = explanation(error, [*namespace, *dir(builtins)])
    return Failure(
        kind=type(error).__name__,
        message=str(error),
        line=line,
        code=code,
        params=params,
        traceback=_from_cell_on(error, file),
    )


def _from_cell_on(error: BaseException, file: str) -> str:
    """The traceback without the frames that lead to the cell."""
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename != file:
        frame = frame.tb_next
    return "".join(traceback.format_exception(type(error), error, frame))
