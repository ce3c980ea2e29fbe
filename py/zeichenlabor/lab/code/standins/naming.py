"""Names as Keras gives them, counted from the session's beginning, and what is called by them."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Alike(type):
    """Kind of a class that stands for one of the engine's: what is one of these is one of it."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, vars(cls).get("alike", ())) or super().__instancecheck__(
            instance
        )


_given: Counter[str] = Counter()


def counted(stem: str) -> str:
    """Return ``dense``, then ``dense_1`` and so on."""
    _given[stem] += 1
    return f"{stem}_{_given[stem] - 1}" if _given[stem] > 1 else stem


def clear_session(free_memory: bool = True) -> None:
    """Count from the beginning."""
    _given.clear()
