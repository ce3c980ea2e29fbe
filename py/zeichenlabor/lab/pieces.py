"""Pieces of work: what any worker can do that knows nothing but what it is given.

A helper answers these and nothing else. A piece keeps nothing, and its chance comes from the
seeds that it is given, never from the worker, so it gives the same wherever it is done. What many
pieces need is put down once, under a key, as material.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import paper


class Pieces:
    """Does pieces of work.

    Attributes
    ----------
    methods : what can be asked for, by the names of the protocol
    """

    def __init__(self) -> None:
        self.methods: dict[str, Callable[..., Any]] = {"page.read": self.read_page}

    def read_page(
        self,
        file: memoryview,
        emit: Callable[[paper.SheetProgress], None],
        corners: Sequence[Sequence[float]] | None = None,
    ) -> paper.SourceResult:
        """Read a page, of which nothing is kept; see `paper.read_page`."""
        return paper.read_page(file, emit, corners)
