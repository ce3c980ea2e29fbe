"""Work in parts that a person may stop between any two of them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

from ..errors import Cancelled

T = TypeVar("T")


def stoppable(work: Generator[None, None, T]) -> Generator[None, bool, T]:
    """Go through ``work``, whose pauses then hear whether somebody wants it to stop.

    Raises
    ------
    Cancelled
        where a pause is sent True; nothing of the work is left then
    """
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
        if (yield):
            raise Cancelled


def retold(work: Generator[Any, bool, T], tell: Callable[[Any], Any]) -> Generator[Any, bool, T]:
    """Go through ``work``, each event told as ``tell(event)``; what is sent goes on to it."""
    stop = None
    while True:
        try:
            event = work.send(stop)
        except StopIteration as end:
            return end.value
        stop = yield tell(event)
