"""Learn: the numbers behind the cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from inspect import signature
from typing import Any

from ...errors import UnknownMethod
from ..lessons import LESSONS
from ..session import Service, Session


class Learn(Service):
    """Answers the cards: every number that they show comes from the engine."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"learn": self.tell}

    def tell(
        self, topic: str, values: dict[str, Any], collection: Mapping[str, Any] | None = None
    ) -> Any:
        """Return what a lesson tells for these values, or its generator.

        A lesson that takes ``session`` is about the pupils' own pictures or network: of the
        pictures it sees those that count.

        Parameters
        ----------
        collection : ``sources``, ``classes`` and ``edits`` as in `Collection.counted`

        Raises
        ------
        UnknownMethod
            where there is no such lesson
        """
        if topic not in LESSONS:
            raise UnknownMethod(method=f"learn {topic}")
        lesson = LESSONS[topic]
        own: dict[str, Any] = {}
        if "session" in signature(lesson).parameters:
            counted = self.session.collection.counted(**(collection or {}))
            own["session"] = replace(self.session, collection=counted)
        return lesson(**values, **own)
