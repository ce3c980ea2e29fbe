"""Names of layers and networks, numbered within the session as in Keras."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Alike(type):
    """Metaclass of stand-in classes: ``isinstance`` also accepts objects of the class in `nn`."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, vars(cls).get("alike", ())) or super().__instancecheck__(
            instance
        )


_given: Counter[str] = Counter()


def counted(stem: str) -> str:
    """Return ``dense``, then ``dense_1``, and so on."""
    _given[stem] += 1
    return f"{stem}_{_given[stem] - 1}" if _given[stem] > 1 else stem


def clear_session(free_memory: bool = True) -> None:
    """Reset the numbering."""
    _given.clear()
