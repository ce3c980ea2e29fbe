"""Learn: the numbers behind the cards."""

from __future__ import annotations

from inspect import signature
from typing import Any

from ...errors import UnknownMethod
from ..lessons import LESSONS
from .bench import Bench, Desk


class Learn(Desk):
    """Answers the cards: every number that they show comes from the engine."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.methods = {"learn": self.tell}

    def tell(self, topic: str, values: dict[str, Any]) -> Any:
        """Return what a lesson tells for these values, or its generator.

        A lesson that takes ``bench`` is about the pupils' own pictures or network.

        Raises
        ------
        UnknownMethod
            where there is no such lesson
        """
        if topic not in LESSONS:
            raise UnknownMethod(method=f"learn {topic}")
        lesson = LESSONS[topic]
        own = {"bench": self.bench} if "bench" in signature(lesson).parameters else {}
        return lesson(**values, **own)
