"""Names as Keras gives them: counted by kind, from the session's beginning."""

from __future__ import annotations

from collections import Counter

_given: Counter[str] = Counter()


def counted(stem: str) -> str:
    """Return ``dense``, then ``dense_1`` and so on."""
    _given[stem] += 1
    return f"{stem}_{_given[stem] - 1}" if _given[stem] > 1 else stem


def clear_session(free_memory: bool = True) -> None:
    """Count from the beginning."""
    _given.clear()
