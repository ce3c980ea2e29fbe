"""Work in parts that can be stopped between any two of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from ..errors import Cancelled
from ..nn import Sequential

T = TypeVar("T")


def steps_of(model: Sequential) -> int:
    """How many steps a network has been trained."""
    return model.optimizer.iterations if model.optimizer else 0


@contextmanager
def one_network(model: Sequential) -> Iterator[None]:
    """Run work with pauses in which a training may continue.

    Raises
    ------
    Cancelled
        if the network was trained in a pause: the result would mix two states
    """
    steps = steps_of(model)
    yield
    if steps_of(model) != steps:
        raise Cancelled


def stoppable(work: Generator[None, None, T]) -> Generator[None, bool, T]:
    """Run ``work`` so that it can be stopped in its pauses.

    Raises
    ------
    Cancelled
        if True is sent to a pause; there is no result then
    """
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
        if (yield):
            raise Cancelled


def retold(work: Generator[Any, bool, T], tell: Callable[[Any], Any]) -> Generator[Any, bool, T]:
    """Run ``work``, mapping its events by ``tell``; sent values are passed on."""
    stop = None
    while True:
        try:
            event = work.send(stop)
        except StopIteration as end:
            return end.value
        stop = yield tell(event)
