"""Turns values into outputs: text, tables of numbers, pictures, charts.

In the page the outputs go to the running cell; in Jupyter to IPython's display; in plain Python
they are printed.
"""

from __future__ import annotations

import contextlib
import html
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

import numpy as np
from PIL import Image, ImageShow

from ...errors import BadSetting
from ...glyphs import SIZE
from .outputs import Chart, Line, Output, Pictures, Table, Text

ROWS, COLUMNS = 30, 20
"""Largest part of a table that is shown."""
MOST_PICTURES = 200
MOST_POINTS = 2000
LARGEST_SIDE = 640
MOST_LETTERS = 20_000

_outlet: ContextVar[Callable[[Output], None] | None] = ContextVar("outlet", default=None)


@contextlib.contextmanager
def outlet(emit: Callable[[Output], None]) -> Iterator[None]:
    """Context in which outputs go to ``emit``, including those of tasks started in it."""
    before = _outlet.set(emit)
    try:
        yield
    finally:
        _outlet.reset(before)


class _Outlet(ImageShow.Viewer):
    """Makes Pillow's ``Image.show`` show pictures in the cell."""

    def show(self, image: Image.Image, **options: Any) -> int:
        if _outlet.get() is None:
            return 0
        show(image)
        return 1


ImageShow.register(_Outlet(), order=0)


def show(*values: Any, titles: Sequence[object] = ()) -> None:
    """Show arrays and Pillow images as pictures; other values like a cell's last line.

    Parameters
    ----------
    values : arrays (height, width), (n, height, width) or (n, height, width, 1): uint8 is ink 255
        on 0; float is ink 0…1, or blue and orange if there are negative values
    titles : one for each picture
    """
    for value in values:
        picture = _pictures(value, [str(title) for title in titles])
        put(picture if picture is not None else display_form(value))


def plot(*values: Any, title: str = "") -> None:
    """Draw curves: ``plot(y)``, ``plot(x, y)``, or ``plot({"loss": y, "accuracy": z})``.

    Raises
    ------
    BadSetting
        if x and y differ in length
    """
    *x, y = values
    named = y if isinstance(y, Mapping) else {"": y}
    put(Chart(_title(title), [curve(str(name), x, points) for name, points in named.items()]))


def bars(values: Any, names: Sequence[object] | None = None, title: str = "") -> None:
    """Draw a bar for each value, with its name below.

    Raises
    ------
    BadSetting
        if the numbers of names and values differ
    """
    heights = np.asarray(values, np.float64).reshape(-1)
    labels = [str(name) for name in (range(len(heights)) if names is None else names)]
    _same_length("bars", "names", labels, heights)
    put(Chart(_title(title), names=labels, values=heights.tolist()))


def display_form(value: Any) -> Output:
    """Show the value of a cell's last line."""
    if isinstance(value, Image.Image):
        return _pictures(value, [])
    if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "buif":
        if value.ndim in (2, 3) and value.shape[-2:] == (SIZE, SIZE):
            return _pictures(value, [])
        if value.ndim in (1, 2):
            return number_table(value)
    text = str(value) if isinstance(value, np.generic) else repr(value)
    return Text(_cut(text) + "\n", "value")


def put(output: Output) -> None:
    """Send an output to the cell, to a notebook or to the terminal."""
    emit = _outlet.get()
    if emit is not None:
        emit(output)
    elif "IPython" in sys.modules:
        from IPython.display import HTML, display

        display(HTML(_as_html(output)))
    else:
        print(_as_text(output))


def curve(name: str, x: list, y: Any) -> Line:
    """Return a curve of at most MOST_POINTS points; ``x`` may be empty."""
    up = np.asarray(y, np.float64).reshape(-1)
    across = np.asarray(x[0], np.float64).reshape(-1) if x else np.arange(len(up), dtype=float)
    _same_length("plot", "x", across, up)
    step = max(1, -(-len(up) // MOST_POINTS))
    return Line(name, across[::step].tolist(), up[::step].tolist())


def _title(value: object) -> str:
    return "" if value is None else str(value)


def _same_length(owner: str, setting: str, a: Sequence, b: Sequence) -> None:
    if len(a) != len(b):
        raise BadSetting(
            f"{owner}: {len(a)} {setting} for {len(b)} values",
            owner=owner,
            setting=setting,
            value=len(a),
            expected=str(len(b)),
        )


def _pictures(value: Any, titles: list[str]) -> Pictures | None:
    """The value as pictures; None if it is not an image."""
    if isinstance(value, Image.Image):
        image = value.convert("RGBA")
        image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        pixels = np.asarray(image, np.uint8)
        return Pictures("colour", pixels, 1, image.height, image.width, 1.0, titles, 1)
    array = np.asarray(value)
    if array.dtype.kind not in "buif" or array.ndim not in (2, 3, 4) or not array.size:
        return None
    if array.ndim == 4:
        if array.shape[-1] != 1:
            return None
        array = array[..., 0]
    stack = array if array.ndim == 3 else array[None]
    total, height, width = stack.shape
    if max(height, width) > LARGEST_SIDE:
        return None
    stack = stack[:MOST_PICTURES]
    count = len(stack)
    if stack.dtype == np.uint8:
        pixels, form, largest = stack, "ink", 255.0
    elif stack.min() >= 0:
        scale = 255.0 / max(1.0, float(stack.max()))
        pixels, form, largest = (stack * scale).astype(np.uint8), "ink", 255.0
    else:
        pixels, form, largest = stack.astype(np.float32), "signed", float(np.abs(stack).max())
    return Pictures(form, pixels, count, height, width, largest, titles[:count], total)


def number_table(array: np.ndarray) -> Table:
    """Return the part of an array that a cell shows."""
    corner = np.atleast_2d(array)[:ROWS, :COLUMNS]
    rows = [[_number(value) for value in row] for row in corner]
    return Table(rows, list(array.shape), array.dtype.name)


def _number(value: np.generic) -> str:
    return f"{value:.4g}" if isinstance(value, np.floating) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + " …"


def _as_text(output: Output) -> str:
    """The output for a terminal."""
    if isinstance(output, Text):
        return output.text.rstrip("\n")
    if isinstance(output, Table):
        return "\n".join("\t".join(row) for row in output.rows)
    if isinstance(output, Pictures):
        return f"[{output.total} × {output.height}×{output.width}]"
    if output.names:
        return "\n".join(f"{n}: {v:.4g}" for n, v in zip(output.names, output.values, strict=True))
    lines = [f"{line.name}: {len(line.y)} · {line.y[-1]:.4g}" for line in output.lines if line.y]
    return "\n".join([output.title, *lines])


def _as_html(output: Output) -> str:
    """The output for a notebook: pictures as such, everything else as text."""
    if not isinstance(output, Pictures):
        return f"<pre>{html.escape(_as_text(output))}</pre>"
    stack = output.pixels.reshape(output.count, output.height, output.width, -1)
    return "".join(_img(picture, output) for picture in stack)


def _img(picture: np.ndarray, output: Pictures) -> str:
    import base64

    if output.form == "colour":
        image = Image.fromarray(picture)
    else:
        grey = picture[..., 0].astype(np.float64)
        shade = 255 - grey if output.form == "ink" else 127.5 * (1 - grey / output.largest)
        image = Image.fromarray(shade.astype(np.uint8))
    file = io.BytesIO()
    zoom = max(1, 84 // image.height)
    image.resize((image.width * zoom, image.height * zoom), Image.Resampling.NEAREST).save(
        file, "png"
    )
    data = base64.b64encode(file.getvalue()).decode()
    return f'<img style="margin:2px" src="data:image/png;base64,{data}">'
