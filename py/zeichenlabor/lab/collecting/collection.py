"""The pictures that a class has collected: source by source, in the order of arrival.

A source is a sheet, the drawings made on the screen, or a ready collection. It keeps its
own list of classes. Which sources count, in which order, who wrote them and what was edited
since is told with each request, so that the page's state stays the only truth about it; what
the laboratory holds beside that counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ...data.likeness import soft_features
from ...data.split import SHARED, TO_LEARN, TO_TEST
from ...errors import LostSource
from ...glyphs import SIZE

LEFT_OUT = -1


@dataclass(frozen=True)
class Origin:
    """Where a picture comes from: the id of its source, the cell's index in it, and whose it is.

    ``writer`` is the nickname that was given to the source, empty where nobody gave one.
    """

    sheet: str
    cell: int
    writer: str = ""

    @property
    def writer_or_sheet(self) -> str:
        """The writer, or else the source: pages by unknown writers count as one writer each."""
        return self.writer or self.sheet


@dataclass(frozen=True)
class Edit:
    """What a person decided about one picture: the class it counts for, None to leave it out."""

    sheet: str
    cell: int
    label: str | None


@dataclass(frozen=True)
class Samples:
    """Labelled pictures.

    Attributes
    ----------
    images : uint8 (n, 28, 28), ink 255 on 0
    labels : int64 (n,)
    origins : list of n `Origin`
    apart : int8 (n,), or None for all `SHARED`
        whether the source of a picture has decided what it is for: `TO_LEARN` or `TO_TEST`
    """

    images: np.ndarray
    labels: np.ndarray
    origins: list[Origin]
    apart: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray) -> Samples:
        """The samples at these places, in their order."""
        return Samples(
            self.images[indices],
            self.labels[indices],
            [self.origins[index] for index in indices],
            None if self.apart is None else self.apart[indices],
        )


@dataclass(frozen=True)
class Source:
    """Everything that one source gave.

    Attributes
    ----------
    classes : names that ``labels`` stand for
    images : uint8 (n, 28, 28)
    labels : int64 (n,); where it is `LEFT_OUT`, a picture counts only if an edit says so
    cells : int64 (n,)
    test_from : the first cell of those that are set apart for the test; None where none are
    """

    classes: tuple[str, ...]
    images: np.ndarray
    labels: np.ndarray
    cells: np.ndarray
    test_from: int | None = None

    @property
    def apart(self) -> np.ndarray:
        """What each picture is for, int8 (n,), where the source has decided it."""
        if self.test_from is None:
            return np.full(len(self.cells), SHARED, np.int8)
        return np.where(self.cells < self.test_from, TO_LEARN, TO_TEST).astype(np.int8)

    @cached_property
    def features(self) -> np.ndarray:
        """What tells whether pictures are alike; see `soft_features`."""
        return soft_features(self.images)

    def edited(self, edits: Sequence[Edit], classes: Sequence[str]) -> Source:
        """The source with its edits, labels in terms of ``classes``."""
        place = {name: index for index, name in enumerate(classes)}
        here = np.array([place.get(name, LEFT_OUT) for name in self.classes] + [LEFT_OUT], np.int64)
        labels = here[self.labels]  # LEFT_OUT takes the last one
        row = {int(cell): index for index, cell in enumerate(self.cells)} if edits else {}
        for edit in edits:
            if edit.cell in row:
                labels[row[edit.cell]] = place.get(edit.label, LEFT_OUT)
        return replace(self, classes=tuple(classes), labels=labels)


class Collection:
    """Sources by their ids; one can be put in again or forgotten."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.writers: dict[str, str] = {}

    def sign(self, sheet: str, writer: str) -> None:
        """Say who wrote a source; the same nickname on two sheets is one writer."""
        self.writers[sheet] = writer.strip()

    def put(
        self,
        sheet: str,
        classes: Sequence[str],
        images: np.ndarray,
        labels: np.ndarray,
        cells: Sequence[int],
        test_from: int | None = None,
    ) -> None:
        """Add or replace a source."""
        self.sources[sheet] = Source(
            tuple(classes),
            np.asarray(images, np.uint8).reshape(-1, SIZE, SIZE),
            np.asarray(labels, np.int64).reshape(-1),
            np.asarray(cells, np.int64).reshape(-1),
            test_from,
        )

    def counted(
        self,
        sources: Sequence[Mapping[str, str]] | None = None,
        classes: Sequence[str] | None = None,
        edits: Sequence[Edit | Mapping[str, Any]] = (),
    ) -> Collection:
        """The sources that count, in that order, as they count; this collection stays as it is.

        Parameters
        ----------
        sources : ``sheet`` and ``writer`` of each; None for all that are there
        classes : in terms of which they are labelled; None for their own
        edits : what a person decided about single pictures

        Raises
        ------
        LostSource
            where one of them is not there
        """
        chosen = Collection()
        if sources is None:
            chosen.sources, chosen.writers = dict(self.sources), dict(self.writers)
        for named in sources or ():
            sheet = named["sheet"]
            if sheet not in self.sources:
                raise LostSource(sheet=sheet)
            chosen.sources[sheet] = self.sources[sheet]
            chosen.sign(sheet, named.get("writer", ""))
        if classes is None and not edits:
            return chosen
        by_sheet: dict[str, list[Edit]] = {}
        for given in edits:
            edit = given if isinstance(given, Edit) else Edit(**given)
            by_sheet.setdefault(edit.sheet, []).append(edit)
        names = chosen.classes() if classes is None else classes
        for sheet, source in chosen.sources.items():
            chosen.sources[sheet] = source.edited(by_sheet.get(sheet, []), names)
        return chosen

    def forget(self, sheet: str) -> None:
        """Remove a source; one that is not there is no error."""
        self.sources.pop(sheet, None)
        self.writers.pop(sheet, None)

    def __len__(self) -> int:
        """Number of pictures that count before any edit."""
        return sum(int((source.labels >= 0).sum()) for source in self.sources.values())

    def classes(self) -> list[str]:
        """The classes of all sources, each once, in the order of arrival."""
        return list(dict.fromkeys(n for source in self.sources.values() for n in source.classes))

    def samples(self, classes: Sequence[str] | None = None, edits: Sequence[Edit] = ()) -> Samples:
        """All pictures that count, labelled by their index in ``classes``."""
        counted = self.counted(None, self.classes() if classes is None else classes, edits)
        images = [np.empty((0, SIZE, SIZE), np.uint8)]
        labels = [np.empty(0, np.int64)]
        origins: list[Origin] = []
        apart = [np.empty(0, np.int8)]
        for sheet, source in counted.sources.items():
            counts = source.labels >= 0
            images.append(source.images[counts])
            labels.append(source.labels[counts])
            apart.append(source.apart[counts])
            writer = self.writers.get(sheet, "")
            origins += [Origin(sheet, int(cell), writer) for cell in source.cells[counts]]
        return Samples(
            np.concatenate(images), np.concatenate(labels), origins, np.concatenate(apart)
        )
