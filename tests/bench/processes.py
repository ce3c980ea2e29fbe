"""What the browsers cost that a benchmark has started, and a way to make them slow (Linux only)."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CYCLE_SECONDS = 0.06
CYCLES_BETWEEN_LOOKS = 8


def descendants() -> Iterator[Path]:
    """The folders in /proc of all processes that this one has started, directly or not."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int(stat(folder)[1])
    for process in parents:
        above = parents.get(process)
        while above and above != os.getpid():
            above = parents.get(above)
        if above:
            yield Path("/proc", str(process))


def stat(folder: Path) -> list[str]:
    """What the kernel tells of a process, from its state on."""
    return (folder / "stat").read_text().rpartition(")")[2].split()


def cpu_seconds() -> float:
    """The processor's time of all processes that this one has started, ended ones, too."""
    ticks = 0
    for folder in descendants():
        with suppress(OSError):
            ticks += sum(map(int, stat(folder)[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


class Others:
    """The programs of this machine that are not ours: how many cores they take from now on."""

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self._taken = self._seconds()

    def cores(self) -> float:
        passed = time.perf_counter() - self._since
        return max(0.0, self._seconds() - self._taken) / passed

    def _seconds(self):
        """Seconds of all processors that neither rested nor worked for this process and its own."""
        named = Path("/proc/stat").read_text().partition("\n")[0].split()[1:]
        busy = sum(map(int, named[:8])) - sum(map(int, named[3:5]))  # without idle and iowait
        mine = sum(os.times()[:2])
        return busy / os.sysconf("SC_CLK_TCK") - mine - cpu_seconds()


def renderers() -> list[int]:
    """The processes in which Chromium runs pages and their workers."""
    found = []
    for folder in descendants():
        with suppress(OSError):
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


@contextmanager
def slowed_down(factor: int) -> Iterator[None]:
    """Let the renderers run only part of the time, workers and all.

    The developer tools' own way to slow a page down does not reach its workers.
    """
    ended = threading.Event()

    def send(number: signal.Signals, processes: list[int]) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def hold() -> None:
        while not ended.is_set():
            held = renderers()  # takes longer than a cycle
            for _ in range(CYCLES_BETWEEN_LOOKS):
                send(signal.SIGSTOP, held)
                time.sleep(CYCLE_SECONDS * (1 - 1 / factor))
                send(signal.SIGCONT, held)
                time.sleep(CYCLE_SECONDS / factor)

    holding = threading.Thread(target=hold, daemon=True)
    holding.start()
    try:
        yield
    finally:
        ended.set()
        holding.join()
