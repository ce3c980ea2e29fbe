"""Where a cell's code writes and reads: streams that stay the same from cell to cell.

What is written goes to the cell whose code writes, also where it goes through something older:
a ``logging`` handler, a name that was kept, a task that still runs. So there is one pair of
streams for all cells, and each text finds its cell by the context in which it is written.
There is no keyboard: what asks for one is told so, and nothing can close it.
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
        self.ended = False
        """From then on nobody flushes, so nothing may wait."""
        self._last = time.perf_counter()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Take text; returns its length."""
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
        """Send what waits."""
        if self._waiting:
            self._emit(Text("".join(self._waiting), self._stream))
            self._waiting.clear()
            self._pieces += 1
            self._last = time.perf_counter()


class Screen:
    """All that one cell shows: its two streams of text, and what is no text.

    Parameters
    ----------
    emit : is told each output as it comes, also after the cell has ended
    """

    def __init__(self, emit: Callable[[Output], None]) -> None:
        self._emit = emit
        self.out, self.err = Printer(emit, "out"), Printer(emit, "err")

    def put(self, output: Output) -> None:
        """Show something behind all that has been printed."""
        self.flush()
        self._emit(output)

    def flush(self) -> None:
        """Send all text that waits."""
        self.out.flush()
        self.err.flush()

    def end(self) -> None:
        """The cell has come to its end; what its tasks print later goes out at once."""
        self.flush()
        self.out.ended = self.err.ended = True


_screen: ContextVar[Screen | None] = ContextVar("screen", default=None)


def screen_here() -> Screen | None:
    """The screen of the cell that this code belongs to, if it is a cell's."""
    return _screen.get()


@contextlib.contextmanager
def on_screen(screen: Screen) -> Iterator[None]:
    """Let all that is written from here on, and by tasks that begin here, go to a screen."""
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
    """Standard output or error of all cells."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self._name = name

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write on the screen of the cell whose code this is; outside of cells, to the console."""
        return self._target().write(text)

    def flush(self) -> None:
        """Send what waits."""
        self._target().flush()

    def reconfigure(self, **settings: object) -> None:
        """Stay as it is: programs for Windows ask for UTF-8, which it has."""

    def close(self) -> None:
        """Stay open: the next cell writes, too."""

    def _target(self):
        screen = screen_here()
        if screen is not None:
            return screen.out if self._name == "out" else screen.err
        return (sys.__stdout__ if self._name == "out" else sys.__stderr__) or io.StringIO()


class NoKeyboard(io.TextIOBase):
    """Standard input of all cells: nothing can be typed."""

    encoding = "utf-8"

    def readable(self) -> bool:
        """Say that it can be read: `input` then says best what is wrong."""
        return True

    def readline(self, size: int = -1) -> str:
        """Refuse.

        Raises
        ------
        EOFError
            always
        """
        raise EOFError("nothing can be typed here")

    def read(self, size: int = -1) -> str:
        """Refuse, as `readline` does."""
        return self.readline()

    def close(self) -> None:
        """Stay as it is: ``exit()`` closes its input."""


STREAMS = NoKeyboard(), Stream("out"), Stream("err")


def stay() -> None:
    """Let the streams stand from now on, so that what runs between cells finds its cell, too."""
    sys.stdin, sys.stdout, sys.stderr = STREAMS
