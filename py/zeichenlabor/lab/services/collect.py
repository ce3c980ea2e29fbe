"""Collect: reads and prints sheets, imports datasets, exports the collection."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import data
from ...errors import LostSource
from ...glyphs import normalize_glyph
from ..collecting import camera, duplicates, ready, sheet_reading, tiff_pages
from ..collecting.collection import LEFT_OUT
from ..session import Service, Session


@dataclass(frozen=True)
class Twin:
    """The source that shows the same page, or None."""

    twin: str | None


@dataclass(frozen=True)
class Drawn:
    """A normalised drawing: uint8 (28, 28), None if there is no ink."""

    glyph: NDArray[np.uint8] | None


class Collect(Service):
    """Manages the collection."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "sheets.read": self.read_sheet,
            "sheets.twin": self.find_twin,
            "sheets.restore": self.restore_sheet,
            "sheets.preview": self.preview_sheet,
            "sheets.pages": self.split_pages,
            "sheets.forget": self.forget_sheet,
            "drawing.normalize": self.normalize_drawing,
            "template.svgs": self.template_svgs,
            "template.pdf": self.template_pdf,
            "camera.look": self.look,
            "ready.sheet": self.sample_sheet,
            "ready.digits": self.load_digits,
            "ready.files": self.load_files,
            "sheets.rest": self.rest_of_sheet,
            "collection.duplicates": self.find_duplicates,
            "collection.save": self.save_collection,
        }

    def read_sheet(
        self,
        sheet: str,
        name: str,
        file: memoryview,
        emit: Callable[[sheet_reading.SheetProgress], None],
        others: Sequence[str] | None = None,
        **told: Any,
    ) -> sheet_reading.SourceResult:
        """Read a page and store its pictures under the id ``sheet``; ``told``: see `read_page`.

        Its ``twin`` is the first among ``others``, by default all sources, that shows the same
        page.

        Raises
        ------
        SheetError
            if the file is not a picture, or the picture not a sheet
        """
        source = sheet_reading.read_page(file, emit, **told)
        labels = [
            label if source.status[cell] == "kept" else LEFT_OUT
            for label, cell in zip(source.labels, source.cells, strict=True)
        ]
        collection = self.session.collection
        collection.put(sheet, source.classes, source.images, labels, source.cells)
        known = list(collection.sources) if others is None else others
        twin = self.find_twin(sheet, [id_ for id_ in known if id_ != sheet]).twin
        return replace(source, page=replace(source.page, twin=twin))

    def find_twin(self, sheet: str, others: Sequence[str]) -> Twin:
        """Find the first among ``others`` that shows the same page.

        Raises
        ------
        LostSource
            if ``sheet`` does not exist; missing ``others`` are ignored
        """
        sources = self.session.collection.sources
        if sheet not in sources:
            raise LostSource(sheet=sheet)
        known = {id_: sources[id_] for id_ in others if id_ in sources}
        return Twin(duplicates.twin_page(sources[sheet], known))

    def preview_sheet(self, file: memoryview) -> sheet_reading.Picture:
        """Return the preview of a page that could not be read, so that its corners can be set.

        Raises
        ------
        SheetError
            if the file is not a picture
        """
        return sheet_reading.read_preview(file)

    def split_pages(
        self, file: memoryview, most: int
    ) -> Generator[tiff_pages.PageEvent, bool, int]:
        """Split a TIFF with several pages; see `tiff_pages.split_pages`."""
        return (yield from tiff_pages.split_pages(file, most))

    def restore_sheet(
        self,
        sheet: str,
        classes: list[str],
        images: memoryview,
        labels: list[int],
        cells: list[int],
        test_from: int | None = None,
    ) -> dict[str, Any]:
        """Add a source that the page holds: from before a restart, or drawn on the screen.

        A picture with label -1 counts only after an edit.
        """
        pixels = np.frombuffer(images, np.uint8)
        self.session.collection.put(sheet, classes, pixels, labels, cells, test_from)
        return {}

    def normalize_drawing(self, drawing: memoryview, width: int, height: int) -> Drawn:
        """Normalise a drawing: uint8, ink 255 on 0, row by row."""
        return Drawn(normalize_glyph(np.frombuffer(drawing, np.uint8).reshape(height, width)))

    def find_duplicates(
        self, sources: Sequence[Mapping[str, str]] | None = None
    ) -> Generator[duplicates.DuplicatesProgress, bool, duplicates.Duplicates]:
        """Find the pictures that are nearly the same; see `duplicates.find_duplicates`."""
        return (yield from duplicates.find_duplicates(self.session.collection.counted(sources)))

    def template_svgs(self, template: dict[str, Any]) -> list[str]:
        """Draw the sheets to print, one SVG per page; see `sheet_reading.template_svgs`."""
        return sheet_reading.template_svgs(**template)

    def template_pdf(self, template: dict[str, Any]) -> np.ndarray:
        """Draw the sheets to print as a PDF."""
        return sheet_reading.template_pdf(**template)

    def forget_sheet(self, sheet: str) -> dict[str, Any]:
        """Remove a page's pictures; networks that were trained on them are not affected."""
        self.session.collection.forget(sheet)
        return {}

    def look(self, frame: memoryview, width: int, height: int) -> camera.View:
        """Find a sheet in a camera's live picture: grey, row by row."""
        return camera.look(np.frombuffer(frame, np.uint8).reshape(height, width))

    def sample_sheet(self, symbols: list[str], seed: int) -> np.ndarray:
        """Fill in a sheet with synthetic handwriting; returns the bytes of a JPEG."""
        return ready.sample_sheet(symbols, seed)

    def load_digits(self, sheet: str) -> sheet_reading.SourceResult:
        """Import scikit-learn's digits; `PACKAGES` lists what must be loaded before."""
        return self._take_in(sheet, ready.digits())

    def load_files(
        self,
        sheet: str,
        files: list[dict[str, Any]],
        most: int,
        as_it_was: bool = False,
        turn: str | None = None,
    ) -> sheet_reading.SourceResult:
        """Import a dataset from its files, up to a number of pictures; see `from_files`.

        Raises
        ------
        BadDataFile
            if the files are not a dataset
        """
        return self._take_in(sheet, ready.limited(ready.from_files(files, as_it_was, turn), most))

    def rest_of_sheet(self, sheet: str) -> sheet_reading.SourceRest:
        """Return the pictures of a dataset that its result did not include."""
        return ready.source_rest(self.session.collection.sources[sheet])

    def _take_in(self, sheet: str, samples: ready.Ready) -> sheet_reading.SourceResult:
        result = ready.source_result(samples)
        cells = np.arange(len(samples.labels))
        self.session.collection.put(
            sheet, samples.classes, samples.images, samples.labels, cells, samples.test_from
        )
        return result

    def save_collection(
        self,
        form: str,
        classes: list[str],
        edits: Sequence[Mapping[str, Any]],
        sources: Sequence[Mapping[str, str]] | None = None,
    ) -> np.ndarray:
        """Write all that counts as one file; see `ready.exported`."""
        samples = self.session.samples(classes, edits, sources)
        named = data.Dataset(samples.images, samples.labels, tuple(classes))
        return ready.exported(named, form, samples.apart)
