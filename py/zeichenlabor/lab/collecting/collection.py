"""The pictures that a class has collected: source by source, in the order of arrival.

A source is a sheet, the drawings made on the screen, or a ready-made dataset. It has its own list
of classes. Every request says which sources count, in which order, who wrote them and which edits
apply: the page's state is the single source of truth. Other sources that the laboratory still holds
are ignored.
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
    """Origin of a picture: the id of its source, the cell's index in it, and its writer.

    ``writer`` is the nickname given to the source, or empty.
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
    """A person's edit of one picture: the class it counts for, or None to leave it out."""

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
        the use that the source of a picture determines: `TO_LEARN` or `TO_TEST`
    """

    images: np.ndarray
    labels: np.ndarray
    origins: list[Origin]
    apart: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray) -> Samples:
        """The samples at these indices, in this order."""
        return Samples(
            self.images[indices],
            self.labels[indices],
            [self.origins[index] for index in indices],
            None if self.apart is None else self.apart[indices],
        )


@dataclass(frozen=True)
class Source:
    """The pictures of one source.

    Attributes
    ----------
    classes : names that ``labels`` refer to
    images : uint8 (n, 28, 28)
    labels : int64 (n,); a picture with `LEFT_OUT` counts only after an edit
    cells : int64 (n,)
    test_from : the first cell of the source's test set; None if it has none
    """

    classes: tuple[str, ...]
    images: np.ndarray
    labels: np.ndarray
    cells: np.ndarray
    test_from: int | None = None

    @property
    def apart(self) -> np.ndarray:
        """The predetermined use of each picture, int8 (n,)."""
        if self.test_from is None:
            return np.full(len(self.cells), SHARED, np.int8)
        return np.where(self.cells < self.test_from, TO_LEARN, TO_TEST).astype(np.int8)

    @cached_property
    def features(self) -> np.ndarray:
        """Features for comparing pictures; see `soft_features`."""
        return soft_features(self.images)

    def edited(self, edits: Sequence[Edit], classes: Sequence[str]) -> Source:
        """The source with its edits applied, labelled in terms of ``classes``."""
        place = {name: index for index, name in enumerate(classes)}
        here = np.array([place.get(name, LEFT_OUT) for name in self.classes] + [LEFT_OUT], np.int64)
        labels = here[self.labels]  # LEFT_OUT is the index of the last one
        row = {int(cell): index for index, cell in enumerate(self.cells)} if edits else {}
        for edit in edits:
            if edit.cell in row:
                labels[row[edit.cell]] = place.get(edit.label, LEFT_OUT)
        return replace(self, classes=tuple(classes), labels=labels)


class Collection:
    """Sources by id; they can be replaced or removed."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.writers: dict[str, str] = {}

    def sign(self, sheet: str, writer: str) -> None:
        """Set the writer of a source; sheets with the same nickname have the same writer."""
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
        """Return a collection of the sources that count, in this order, with their edits.

        Parameters
        ----------
        sources : ``sheet`` and ``writer`` of each; None for all
        classes : by which they are labelled; None for their own
        edits : of single pictures

        Raises
        ------
        LostSource
            if one of them does not exist
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
        """Remove a source, if it exists."""
        self.sources.pop(sheet, None)
        self.writers.pop(sheet, None)

    def __len__(self) -> int:
        """Number of pictures that count, without edits."""
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
