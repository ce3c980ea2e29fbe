"""Standard streams for cells, which stay the same from cell to cell.

Output goes to the cell whose code writes it, even through an older ``logging`` handler, a stored
reference, or a task that is still running. So all cells share one pair of streams, and the context
determines the cell. Reading from the keyboard raises an error, and the streams cannot be closed.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar

from .outputs import Output, Text

MOST_LETTERS = 200_000
"""Limit of a cell's printed text, so that an endless loop does not fill the page."""
AT_ONCE = 100
"""This many pieces of text are sent immediately; later ones are collected."""
GATHER_SECONDS = 0.05


class Printer(io.TextIOBase):
    """A stream whose text is sent to the page in limited pieces."""

    def __init__(self, emit: Callable[[Output], None], stream: str) -> None:
        self._emit, self._stream = emit, stream
        self._waiting: list[str] = []
        self._letters = self._pieces = 0
        self.ended = False
        """From then on, send text immediately, since nobody flushes."""
        self._last = time.perf_counter()

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Write text; returns its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = MOST_LETTERS - self._letters
        self._letters += len(text)
        if room > 0:
            self._waiting.append(text if len(text) <= room else text[:room] + "\n…\n")
            if (
                self.ended
                or (self._pieces < AT_ONCE and text.endswith("\n"))
                or time.perf_counter() - self._last >= GATHER_SECONDS
            ):
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send the collected text."""
        if self._waiting:
            self._emit(Text("".join(self._waiting), self._stream))
            self._waiting.clear()
            self._pieces += 1
            self._last = time.perf_counter()


class Screen:
    """All outputs of one cell: its two text streams, and other outputs.

    Parameters
    ----------
    emit : receives each output, even after the cell has ended
    """

    def __init__(self, emit: Callable[[Output], None]) -> None:
        self._emit = emit
        self.out, self.err = Printer(emit, "out"), Printer(emit, "err")

    def put(self, output: Output) -> None:
        """Emit an output after the text printed so far."""
        self.flush()
        self._emit(output)

    def flush(self) -> None:
        """Send all collected text."""
        self.out.flush()
        self.err.flush()

    def end(self) -> None:
        """The cell has ended; text that its tasks print later is sent immediately."""
        self.flush()
        self.out.ended = self.err.ended = True


_screen: ContextVar[Screen | None] = ContextVar("screen", default=None)


def screen_here() -> Screen | None:
    """The screen of the cell that the current code belongs to, if any."""
    return _screen.get()


@contextlib.contextmanager
def on_screen(screen: Screen) -> Iterator[None]:
    """Direct output from here on, and of tasks started here, to a screen."""
    before = _screen.set(screen)
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = STREAMS
    try:
        yield
    finally:
        screen.end()
        sys.stdin, sys.stdout, sys.stderr = streams
        _screen.reset(before)


class Stream(io.TextIOBase):
    """Standard output or standard error of all cells."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self._name = name

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Write to the current cell's screen, or to the console outside cells."""
        return self._target().write(text)

    def flush(self) -> None:
        """Send the collected text."""
        self._target().flush()

    def reconfigure(self, **settings: object) -> None:
        """Do nothing: programs for Windows set UTF-8, which is used anyway."""

    def close(self) -> None:
        """Do nothing: the next cell needs the stream."""

    def _target(self):
        screen = screen_here()
        if screen is not None:
            return screen.out if self._name == "out" else screen.err
        return (sys.__stdout__ if self._name == "out" else sys.__stderr__) or io.StringIO()


class NoKeyboard(io.TextIOBase):
    """Standard input of all cells, which raises errors."""

    encoding = "utf-8"

    def readable(self) -> bool:
        """Return True: `input` then gives the best error message."""
        return True

    def readline(self, size: int = -1) -> str:
        """Raise an error.

        Raises
        ------
        EOFError
            always
        """
        raise EOFError("nothing can be typed here")

    def read(self, size: int = -1) -> str:
        """Raise an error, like `readline`."""
        return self.readline()

    def close(self) -> None:
        """Do nothing: ``exit()`` closes its input."""


STREAMS = NoKeyboard(), Stream("out"), Stream("err")


def stay() -> None:
    """Install the streams permanently, so that code running between cells finds its cell, too."""
    sys.stdin, sys.stdout, sys.stderr = STREAMS
