"""Learn: the computations behind the cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from inspect import signature
from typing import Any

from ...errors import UnknownMethod
from ..lessons import LESSONS
from ..session import Service, Session


class Learn(Service):
    """Runs the lessons."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"learn": self.tell}

    def tell(
        self, topic: str, values: dict[str, Any], collection: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the result of a lesson for these values, or its generator.

        A lesson with a parameter ``session`` uses the user's network, or the pictures that count.

        Parameters
        ----------
        collection : ``sources``, ``classes`` and ``edits`` as in `Collection.counted`

        Raises
        ------
        UnknownMethod
            if there is no such lesson
        """
        if topic not in LESSONS:
            raise UnknownMethod(method=f"learn {topic}")
        lesson = LESSONS[topic]
        own: dict[str, Any] = {}
        if "session" in signature(lesson).parameters:
            counted = self.session.collection.counted(**(collection or {}))
            own["session"] = replace(self.session, collection=counted)
        return lesson(**values, **own)
