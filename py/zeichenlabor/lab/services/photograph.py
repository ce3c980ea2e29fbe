"""Try: reads lines on paper in a photo or in the camera's live picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...arrays import Matrix
from ...errors import LineError
from ...photos import find_lines
from ...sheets.decode import load_grey, open_image
from ..collecting.sheet_reading import Preview, page_preview
from ..session import Service, Session
from .write import Understood, answers, hand_cuts, understood

MIN_SIDE = 60
"""Shortest side of a picture in pixels."""


@dataclass(frozen=True)
class ReadPhoto:
    """The symbols of all lines, from top to bottom and from left to right.

    Attributes
    ----------
    width, height : int
        Size of the upright picture in pixels.
    preview : Preview or None
        The preview of a file.
    boxes : ndarray of shape (n, 8), float64
        x and y of each symbol's corners TL, TR, BR, BL, in pixels of the picture.
    lines : list of int
        The line of each symbol.
    images, probabilities, sure, spaces, distances
        As in `ReadLine`.
    meanings : list of (Understood or None)
        Of each line; None for a calculation without a result.
    """

    width: int
    height: int
    preview: Preview | None
    boxes: Matrix
    lines: list[int]
    images: NDArray[np.uint8]
    probabilities: NDArray[np.float32]
    sure: list[bool]
    spaces: list[bool]
    distances: list[float] | None
    meanings: list[Understood | None]


class Photograph(Service):
    """Finds lines in pictures and reads them with the session's network."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {"photo.read": self.read, "photo.look": self.look}

    def read(
        self, file: memoryview, names: list[str], cuts: Sequence[Mapping[str, Any]] = ()
    ) -> ReadPhoto:
        """Read the bytes of an image file.

        Parameters
        ----------
        names : of the network's classes
        cuts : what was put right, as in `Write.read`, in pixels of the picture

        Raises
        ------
        SheetError
            if the file is not a picture, or its size is out of range
        """
        page = load_grey(open_image(file), MIN_SIDE)
        return self._read(np.asarray(page), names, page_preview(page), cuts)

    def look(self, frame: memoryview, width: int, height: int, names: list[str]) -> ReadPhoto:
        """Read a camera's live picture: grey, row by row."""
        return self._read(np.frombuffer(frame, np.uint8).reshape(height, width), names, None)

    def _read(
        self,
        grey: np.ndarray,
        names: list[str],
        preview: Preview | None,
        cuts: Sequence[Mapping[str, Any]] = (),
    ) -> ReadPhoto:
        model = self.session.model_for(len(names))
        lines = find_lines(grey, model.predict, hand_cuts(cuts))
        placed = [one for line in lines for one in line]
        symbols = [one.symbol for one in placed]
        seen = answers(symbols, self.session)
        read = iter([names[index] for index in seen.shares.argmax(axis=1)])
        texts = [
            [part for one in line for part in [" ", next(read)][not one.symbol.space_before :]]
            for line in lines
        ]
        return ReadPhoto(
            grey.shape[1],
            grey.shape[0],
            preview,
            np.array([one.corners.ravel() for one in placed]).reshape(-1, 8),
            [number for number, line in enumerate(lines) for _ in line],
            seen.images,
            seen.shares,
            [one.sure for one in symbols],
            [one.space_before for one in symbols],
            seen.distances,
            [_meaning(text) for text in texts],
        )


def _meaning(symbols: list[str]) -> Understood | None:
    try:
        return understood(symbols)
    except LineError:
        return None
