"""Code: runs cells of Python, and reads and writes them as files."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Protocol

import numpy as np

from ...errors import Busy, OtherNetwork, TooFewSamples
from ..code import PastRun, Project, bars, plot, show
from ..code.cell import run_cell
from ..code.completion import Completions, completions
from ..code.damage import Damage, Intact
from ..code.gallery import example
from ..code.notebook import Cell, cells_of, notebook_json, program
from ..code.outputs import Edited, Output, Used
from ..code.programs import Facts, Programs, programs
from ..code.snapshot import snapshot_bytes
from ..collecting.collection import Edit, Samples
from ..designing.settings import SHARES, Settings
from ..session import Service, Session
from ..training.splits import split_rows
from .arrival import put_into_session


class Packages(Protocol):
    """Loads packages that a cell imports."""

    def __call__(self, source: str, allow_pypi: bool, emit: Callable) -> Awaitable[None]: ...


async def no_packages(source: str, allow_pypi: bool, emit: Callable) -> None:
    """Outside the browser, nothing is loaded."""


class Code(Service):
    """Runs cells, which share one namespace."""

    def __init__(
        self,
        session: Session,
        packages: Packages = no_packages,
        around: Callable[[], Mapping[str, object]] = dict,
    ) -> None:
        super().__init__(session)
        self.packages = packages
        self.around = around
        self.namespace: dict[str, Any] = {
            "__name__": "__main__",
            "bars": bars,
            "plot": plot,
            "show": show,
            "project": self._project({"classes": [], "edits": []}),
        }
        self._intact: Intact | None = None
        self.methods = {
            "code.run": self.run,
            "code.check": self.check,
            "code.complete": self.complete,
            "code.example": example,
            "code.save": self.save,
            "code.open": self.open,
            "code.data": self.data,
            "code.programs": self.programs,
        }

    async def run(
        self,
        source: str,
        name: str,
        project: dict[str, Any],
        emit: Callable[[Output], None],
        allow_pypi: bool = False,
    ) -> dict[str, bool]:
        """Run a cell; see `run_cell`.

        Parameters
        ----------
        project : from the page: ``classes``, ``edits``, the ``sources`` that count, their ``names``
            by id, ``runs`` (their metrics, and ``weights`` as a file, or None), and the ``drawing``
            as 784 bytes, or None
        allow_pypi : whether packages that the site does not include may be downloaded
        """
        self._intact = self._intact or Intact(self.around)
        self.namespace["project"] = self._project(project, emit)
        await self.packages(source, allow_pypi, emit)
        return {"done": await run_cell(source, name, self.namespace, emit)}

    def check(self, thorough: bool = False) -> Damage:
        """Return what cells have broken so far.

        Parameters
        ----------
        thorough : also check for free memory
        """
        return self._intact.damage(thorough) if self._intact else Damage([], False)

    def complete(self, text: str) -> Completions:
        """Return completions for ``text``, the cell up to the cursor."""
        return completions(text, self.namespace)

    def save(self, cells: Sequence[dict[str, str]], form: str) -> str:
        """Write the cells as a file: "ipynb" or "py"."""
        write = {"ipynb": notebook_json, "py": program}[form]
        return write([Cell(**cell) for cell in cells])

    def open(self, text: str, name: str) -> list[str]:
        """Read the cells of a file.

        Raises
        ------
        BadDataFile
            if it is not a notebook
        """
        return cells_of(text, name)

    def data(self, project: dict[str, Any]) -> np.ndarray:
        """Write the data file that exported cells open; returns its bytes."""
        return np.frombuffer(snapshot_bytes(self._project(project)), np.uint8)

    def programs(
        self,
        settings: dict[str, Any],
        project: dict[str, Any],
        files: list[str] | None = None,
    ) -> Programs:
        """Generate the Python code for the page's buttons; see `programs`.

        Parameters
        ----------
        settings : of the training
        project : as in `run`
        files : names of the sheets' files; None if the pictures come from the project's data file
        """
        chosen = Settings(**settings)
        known = self._project(project)
        try:
            samples = len(split_rows(known.labels, chosen, apart=known.apart).train)
        except TooFewSamples:
            samples = 0
        facts = Facts(chosen, samples, known.classes, files, known.drawing, known.apart is not None)
        return programs(facts)

    def _project(self, known: dict[str, Any], emit: Callable = lambda output: None) -> Project:
        session = self.session
        if "run" in known:
            with suppress(OtherNetwork, Busy):  # then a training has arrived meanwhile
                session.expect(known["run"])
        drawing = known.get("drawing")
        history: dict[str, list[float]] = {}
        for epoch in session.history:
            for key in ("loss", "accuracy", "val_loss", "val_accuracy"):
                history.setdefault(key, []).append(getattr(epoch, key))
        return Project(
            session.collection.counted(known.get("sources")),
            known["classes"],
            [Edit(**edit) for edit in known["edits"]],
            names=known.get("names"),
            model=session.model if session.settings else None,
            seed=session.settings.split_seed if session.settings else known.get("seed", 1),
            shares=session.settings.shares if session.settings else SHARES,
            history=history,
            runs=[_past(**run) for run in known.get("runs") or ()],
            drawing=None if drawing is None else np.frombuffer(drawing, np.uint8).reshape(28, 28),
            on_edit=lambda edits: emit(Edited([asdict(edit) for edit in edits])),
            on_use=lambda *network: emit(self._use(known["classes"], *network)),
        )

    def _use(
        self, classes: list[str], settings: Settings, give_weights: Callable, samples: Samples
    ) -> Used:
        run = f"run-{secrets.token_hex(8)}"
        arrived = put_into_session(self.session, settings, classes, samples, give_weights, run)
        return Used(run, arrived.settings, arrived.start, arrived.checkpoint)


def _past(weights: memoryview | None = None, **figures: Any) -> PastRun:
    return PastRun(figures, weights)
