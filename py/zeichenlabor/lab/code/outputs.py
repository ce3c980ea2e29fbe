"""The outputs of a cell: records that the page draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Text:
    """Printed text; ``stream`` is "out", "err" or "value" (the last line's result)."""

    text: str
    stream: Literal["out", "err", "value"] = "out"
    type: str = field(default="text", init=False)


@dataclass(frozen=True)
class Table:
    """Part of an array as text.

    Attributes
    ----------
    rows : texts, row by row
    shape : of the whole array
    dtype : its name in NumPy
    """

    rows: list[list[str]]
    shape: list[int]
    dtype: str
    type: str = field(default="table", init=False)


@dataclass(frozen=True)
class Pictures:
    """Pictures of the same size.

    Attributes
    ----------
    form : "ink" (uint8, ink 255 on 0), "signed" (float32, blue above zero and orange below)
        or "colour" (uint8 red, green, blue, opacity)
    pixels : one picture after the other, each row by row
    largest : the largest absolute value, for the colour scale of "signed"
    total : how many there were, including those that are not shown
    """

    form: Literal["ink", "signed", "colour"]
    pixels: NDArray[np.uint8] | NDArray[np.float32]
    count: int
    height: int
    width: int
    largest: float
    titles: list[str]
    total: int
    type: str = field(default="pictures", init=False)


@dataclass(frozen=True)
class Line:
    """One curve of a chart."""

    name: str
    x: list[float]
    y: list[float]


@dataclass(frozen=True)
class Chart:
    """Curves over the same axis, or bars with names; NaN leaves a gap."""

    title: str
    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    type: str = field(default="chart", init=False)


@dataclass(frozen=True)
class Edited:
    """Edits of the collection, which the page applies and can undo."""

    edits: list[Any]
    type: str = field(default="edited", init=False)


@dataclass(frozen=True)
class Used:
    """The network that the page uses from now on.

    ``run`` is the id of its training; the other fields are those of `Arrived`.
    """

    run: str
    settings: Any
    start: Any
    checkpoint: Any
    type: str = field(default="used", init=False)


@dataclass(frozen=True)
class Fetching:
    """Progress of loading packages in bytes; the total is 0 if unknown."""

    names: list[str]
    from_site: bool
    loaded: int = 0
    total: int = 0
    type: str = field(default="fetching", init=False)


@dataclass(frozen=True)
class Failure:
    """The error of a cell.

    Attributes
    ----------
    kind : the exception's class
    message : Python's message
    line : of the cell, from 1; None if the error is not in the cell
    code : of the explanation, which the page translates
    params : its placeholders
    traceback : from the cell on
    """

    kind: str
    message: str
    line: int | None
    code: str
    params: dict[str, Any]
    traceback: str
    type: str = field(default="failure", init=False)


Output = Text | Table | Pictures | Chart | Edited | Used | Fetching | Failure
