"""What a cell can put out: the records that the page draws."""

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
    """A corner of an array, number by number, as text.

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
    largest : of the absolute values, where the colours of "signed" end
    total : how many there were; so many more are not shown
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
    """Curves over the same axis, or bars with names; a value that is no number leaves a gap."""

    title: str
    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    type: str = field(default="chart", init=False)


@dataclass(frozen=True)
class Edited:
    """Changes of the collection that the page carries out, and can take back."""

    edits: list[Any]
    type: str = field(default="edited", init=False)


@dataclass(frozen=True)
class Used:
    """The network that the page reads with from now on.

    ``run`` names its training; the rest is that of an `Arrived`.
    """

    run: str
    settings: Any
    start: Any
    checkpoint: Any
    type: str = field(default="used", init=False)


@dataclass(frozen=True)
class Fetching:
    """Packages that are loaded first; so many bytes of all, 0 where that is not known."""

    names: list[str]
    from_site: bool
    loaded: int = 0
    total: int = 0
    type: str = field(default="fetching", init=False)


@dataclass(frozen=True)
class Failure:
    """Why a cell ended early.

    Attributes
    ----------
    kind : the exception's class
    message : in Python's words
    line : of the cell, from 1; None where the cell itself has no part in it
    code : names the explanation in the user's language
    params : its placeholders
    traceback : the real one, from the cell on
    """

    kind: str
    message: str
    line: int | None
    code: str
    params: dict[str, Any]
    traceback: str
    type: str = field(default="failure", init=False)


Output = Text | Table | Pictures | Chart | Edited | Used | Fetching | Failure
