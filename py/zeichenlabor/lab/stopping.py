"""Work in parts that a person may stop between any two of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from ..errors import Cancelled
from ..nn import Sequential

T = TypeVar("T")


def steps_of(model: Sequential) -> int:
    """How many steps a network has learned in."""
    return model.optimizer.iterations if model.optimizer else 0


@contextmanager
def one_network(model: Sequential) -> Iterator[None]:
    """Around work with pauses, in which a training may go on.

    Raises
    ------
    Cancelled
        where the network has learned more in one of them: the answer would be of two
    """
    steps = steps_of(model)
    yield
    if steps_of(model) != steps:
        raise Cancelled


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
