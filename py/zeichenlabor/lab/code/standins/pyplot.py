"""``matplotlib.pyplot``: figures are collected, and shown as a cell's outputs.

A figure is a list of axes. Axes with lines become a chart, with bars a bar chart, with a picture a
picture; adjacent pictures of the same size are shown side by side. Texts in the cells of a picture
make it a table. Names that are not supported raise an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np

from ..display import LARGEST_SIDE, curve, number_table, put
from ..outputs import Chart, Line, Output, Pictures, Table, Text
from . import missing

_COLOURS = {
    "gray": "000000 ffffff",
    "binary": "ffffff 000000",
    "Greys": "ffffff bdbdbd 737373 000000",
    "viridis": "440154 46327e 365c8d 277f8e 1fa187 4ac16d a0da39 fde725",
    "plasma": "0d0887 5302a3 8b0aa5 b83289 db5c68 f48849 febd2a f0f921",
    "inferno": "000004 280b53 65156e 9f2a63 d44842 f57d15 fac127 fcffa4",
    "magma": "000004 221150 5f187f 982d80 d3436e f8765c febb81 fcfdbf",
    "Blues": "f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b",
    "Greens": "f7fcf5 c7e9c0 74c476 238b45 00441b",
    "Reds": "fff5f0 fcbba1 fb6a4a cb181d 67000d",
    "Oranges": "fff5eb fdd0a2 fd8d3c d94801 7f2704",
    "hot": "0b0000 ff0000 ffff00 ffffff",
    "coolwarm": "3b4cc0 8db0fe dddddd f49a7b b40426",
    "bwr": "0000ff ffffff ff0000",
    "seismic": "00004c 0000ff ffffff ff0000 800000",
    "RdBu": "67001f d6604d f7f7f7 4393c3 053061",
}
"""Colours from the smallest value to the largest, interpolated."""
_ALIASES = {"grey": "gray", "gist_gray": "gray", "Grays": "Greys"}


class ColourMap(str):
    """A colour map."""


class ScalarMappable:
    """A picture in colours, like matplotlib's ``AxesImage``."""

    def __init__(self, pixels: np.ndarray) -> None:
        self._pixels = pixels

    def get_array(self) -> np.ndarray:
        """Return the values."""
        return self._pixels


class Line2D:
    """A curve."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def set_label(self, label: str) -> None:
        """Set its label in the legend."""
        self._line = Line(str(label), self._line.x, self._line.y)

    def __repr__(self) -> str:
        return f"Line2D({self._line.name})"


class Axes:
    """One plot of a figure."""

    _LOOKS = (
        "axis",
        "grid",
        "tick_params",
        "set_aspect",
        "set_facecolor",
        "margins",
        "minorticks_on",
        "autoscale",
        "set_axis_off",
        "set_xlim",
        "set_ylim",
        "set_xticklabels",
        "set_yticklabels",
        "set_yticks",
        "invert_yaxis",
    )

    def __init__(self) -> None:
        self._title, self._x, self._y = "", "", ""
        self._clear()

    def _clear(self) -> None:
        self._lines: list[Line2D] = []
        self._bars: tuple[list[str], list[float]] | None = None
        self._picture: np.ndarray | None = None
        self._values: np.ndarray | None = None
        self._texts: dict[tuple[int, int], str] = {}
        self._names: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in Axes._LOOKS:
            return lambda *given, **named: None
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing("matplotlib.axes.Axes", name, _public(Axes))

    # --- drawing

    def plot(self, *given: Any, label: str = "", **looks: Any) -> list[Line2D]:
        """Draw curves: ``plot(y)``, ``plot(x, y, "r--")``, or several of them."""
        values: list[Any] = []
        drawn: list[Line2D] = []
        for one in [*given, None]:
            if one is not None and not isinstance(one, str):
                values.append(one)
            if values and (one is None or isinstance(one, str) or len(values) == 2):
                drawn += _curves(values, label)
                values = []
        self._lines += drawn
        return drawn

    def bar(self, x: Any, height: Any, *looks: Any, **named: Any) -> None:
        """Draw bars; ``x`` are numbers or names."""
        names = np.asarray(named.get("tick_label", x)).reshape(-1)
        heights = np.broadcast_to(np.asarray(height, np.float64).reshape(-1), len(names))
        self._bars = [_short(name) for name in names], heights.tolist()

    def barh(self, y: Any, width: Any, *looks: Any, **named: Any) -> None:
        """Draw bars, which are vertical here."""
        self.bar(y, width, *looks, **named)

    def hist(
        self,
        x: Any,
        bins: Any = 10,
        range: Any = None,
        density: bool = False,
        weights: Any = None,
        cumulative: bool = False,
        **looks: Any,
    ) -> tuple[np.ndarray, np.ndarray, list[Any]]:
        """Draw a histogram.

        Returns the counts, the bins' edges, and no bars.
        """
        values = np.asarray(x)
        weights = None if weights is None else np.asarray(weights).reshape(-1)
        counts, edges = np.histogram(
            values.reshape(-1), bins, range, density=density, weights=weights
        )
        heights = counts.astype(float)
        if cumulative:
            heights = np.cumsum(heights * np.diff(edges) if density else heights)
        self._bars = [_short(edge) for edge in edges[:-1]], heights.tolist()
        return heights, edges, []

    def imshow(
        self, X: Any, cmap: Any = None, vmin: Any = None, vmax: Any = None, **looks: Any
    ) -> ScalarMappable:
        """Show an array (height, width), (height, width, 3) or (height, width, 4)."""
        values = np.asarray(X)
        if values.ndim == 3 and values.shape[-1] == 1:
            values = values[..., 0]
        if values.ndim not in (2, 3) or (values.ndim == 3 and values.shape[-1] not in (3, 4)):
            raise TypeError(f"Invalid shape {values.shape} for image data")
        self._values = values
        step = max(1, -(-max(values.shape[:2]) // LARGEST_SIDE))
        self._picture = _coloured(values[::step, ::step], cmap, vmin, vmax)
        return ScalarMappable(values)

    def matshow(self, Z: Any, **looks: Any) -> ScalarMappable:
        """Show an array (height, width)."""
        return self.imshow(Z, **looks)

    def text(self, x: float, y: float, s: Any, *looks: Any, **named: Any) -> None:
        """Write into a cell of a picture."""
        self._texts[round(float(y)), round(float(x))] = str(s)

    def annotate(self, text: Any, xy: Any, *looks: Any, **named: Any) -> None:
        """Write into a cell of a picture."""
        self.text(*xy, text)

    # --- texts

    def set_title(self, label: Any, *looks: Any, **named: Any) -> None:
        """Set the title."""
        self._title = str(label)

    def set_xlabel(self, xlabel: Any, *looks: Any, **named: Any) -> None:
        """Label the x axis."""
        self._x = str(xlabel)

    def set_ylabel(self, ylabel: Any, *looks: Any, **named: Any) -> None:
        """Label the y axis."""
        self._y = str(ylabel)

    def set_xticks(self, ticks: Any, labels: Any = None, **looks: Any) -> None:
        """Label the bars."""
        if self._bars and labels is not None and len(labels) == len(self._bars[0]):
            self._bars = [str(label) for label in labels], self._bars[1]

    def set(self, **given: Any) -> None:
        """Set several at once: ``set(title=…, xlabel=…)``."""
        for name, value in given.items():
            getattr(self, f"set_{name}")(value)

    def legend(self, *given: Any, labels: Sequence[str] | None = None, **looks: Any) -> None:
        """Label curves without labels."""
        last = labels if labels is not None else given[-1] if given else ()
        self._names = [str(name) for name in last]

    # --- output

    def _outputs(self) -> list[Output]:
        names = " / ".join(filter(None, (self._y, self._x)))
        title = f"{self._title} ({names})" if self._title and names else self._title or names
        if self._picture is not None and self._texts and self._values.ndim == 2:
            told: list[Output] = [Text(title + "\n")] if title else []
            return [*told, self._table()]
        found: list[Output] = []
        if self._picture is not None:
            found.append(_picture(self._picture, self._title))
        if self._bars is not None:
            found.append(Chart(title, names=self._bars[0], values=self._bars[1]))
        if self._lines:
            lines = [line._line for line in self._lines]
            given = [*self._names, *[""] * len(lines)]
            named = [Line(o.name or n, o.x, o.y) for o, n in zip(lines, given, strict=False)]
            found.append(Chart(title, named))
        return found

    def _table(self) -> Table:
        table = number_table(self._values)
        for row, cells in enumerate(table.rows):
            for column in range(len(cells)):
                cells[column] = self._texts.get((row, column), cells[column])
        return table


_WORDS = ("title", "xlabel", "ylabel")


class Figure:
    """Several axes, shown one after the other."""

    _LOOKS = (
        "tight_layout",
        "subplots_adjust",
        "set_size_inches",
        "set_facecolor",
        "autofmt_xdate",
    )

    def __init__(self) -> None:
        self.axes: list[Axes] = []
        self._title = ""
        self._places: dict[Any, Axes] = {}

    def __getattr__(self, name: str) -> Any:
        if name in Figure._LOOKS:
            return lambda *given, **named: None
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing("matplotlib.figure.Figure", name, _public(Figure))

    def add_subplot(self, *place: Any, **given: Any) -> Axes:
        """Return the axes at a position, ``(2, 10, 3)`` or ``231``, creating them if necessary."""
        if place and place[0] in self.axes:
            return place[0]
        projection = given.pop("projection", None)
        if projection not in (None, "rectilinear"):
            raise missing("matplotlib", f"projection={projection!r}", ["'rectilinear'"])
        if len(place) == 1 and isinstance(place[0], (int, np.integer)):
            place = tuple(int(digit) for digit in f"{place[0]:03}")
        axes = self._places.setdefault(place or (1, 1, 1), Axes())
        if axes not in self.axes:
            self.axes.append(axes)
        axes.set(**{name: value for name, value in given.items() if name in _WORDS})
        return axes

    def subplots(
        self, nrows: int = 1, ncols: int = 1, *, squeeze: bool = True, **looks: Any
    ) -> Any:
        """Return an array of axes, or a single one."""
        made = [self.add_subplot(nrows, ncols, n + 1) for n in range(nrows * ncols)]
        grid = np.empty((nrows, ncols), object)
        grid.flat[:] = made
        if not squeeze:
            return grid
        return grid.item() if grid.size == 1 else grid.squeeze()

    def suptitle(self, t: Any, **looks: Any) -> None:
        """Set a title above all axes."""
        self._title = str(t)

    def colorbar(self, *given: Any, **looks: Any) -> None:
        """Do nothing: tables show their values, and pictures have no scale."""

    def show(self) -> None:
        """Show the figure."""
        for output in self._outputs():
            put(output)

    def _outputs(self) -> list[Output]:
        found = [output for axes in self.axes for output in axes._outputs()]
        shown: list[Output] = [Text(f"{self._title}\n")] if self._title and found else []
        for _, group in groupby(found, _size):
            same = list(group)
            shown += [_together(same)] if isinstance(same[0], Pictures) else same
        return shown


_figures: dict[Any, Figure] = {}


def figure(num: Any = None, **looks: Any) -> Figure:
    """Create a figure, or activate the one with this number."""
    number = num if num is not None else max([n for n in _figures if isinstance(n, int)] + [0]) + 1
    made = _figures.pop(number, None) or Figure()
    _figures[number] = made  # the last one is the current one
    return made


def gcf() -> Figure:
    """Return the current figure."""
    return next(reversed(_figures.values())) if _figures else figure()


def gca() -> Axes:
    """Return the current axes."""
    axes = gcf().axes
    return axes[-1] if axes else gcf().add_subplot()


def subplot(*place: Any, **given: Any) -> Axes:
    """Activate this position of the figure."""
    axes = gcf().add_subplot(*place, **given)
    gcf().axes.remove(axes)
    gcf().axes.append(axes)
    return axes


def subplots(nrows: int = 1, ncols: int = 1, **given: Any) -> tuple[Figure, Any]:
    """Create a figure with a grid of axes."""
    made = figure()
    return made, made.subplots(nrows, ncols, squeeze=given.get("squeeze", True))


def show(*given: Any, **named: Any) -> None:
    """Show all figures, and close them."""
    kept = [*_figures.values()]
    _figures.clear()
    for one in kept:
        one.show()


def close(fig: Any = None) -> None:
    """Close a figure, by default the current one, without showing it."""
    for number, one in list(_figures.items())[::-1]:
        if fig == "all" or fig in (number, one) or fig is None:
            del _figures[number]
            if fig is None:
                return


def clf() -> None:
    """Clear the current figure."""
    gcf().axes.clear()
    gcf()._places.clear()


def _curves(values: list[Any], label: str) -> list[Line2D]:
    *x, y = [np.asarray(value) for value in values]
    columns = y.T if y.ndim == 2 else [y]
    return [Line2D(curve("" if label is None else str(label), x, column)) for column in columns]


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, (float, np.floating)) else str(value)


def _coloured(values: np.ndarray, cmap: Any, vmin: Any, vmax: Any) -> np.ndarray:
    """The picture as RGBA: uint8 (height, width, 4)."""
    if values.ndim == 3:
        pixels = values if values.dtype == np.uint8 else np.clip(values, 0, 1) * 255
        opaque = np.full((*values.shape[:2], 1), 255)
        return np.concatenate([pixels, opaque], axis=2)[..., :4].astype(np.uint8)
    numbers = values.astype(np.float64)
    low = np.nanmin(numbers) if vmin is None else vmin
    high = np.nanmax(numbers) if vmax is None else vmax
    share = np.clip((np.nan_to_num(numbers) - low) / ((high - low) or 1), 0, 1)
    stops = _stops("viridis" if cmap is None else str(cmap))
    at = np.linspace(0, 1, len(stops))
    rgb = [np.interp(share, at, stops[:, channel]) for channel in range(3)]
    return np.stack([*rgb, np.full(values.shape, 255.0)], axis=2).round().astype(np.uint8)


def _stops(name: str) -> np.ndarray:
    plain = name.removesuffix("_r")
    plain = _ALIASES.get(plain, plain)
    if plain not in _COLOURS:
        raise missing("matplotlib.cm", name, list(_COLOURS))
    stops = np.array([list(bytes.fromhex(colour)) for colour in _COLOURS[plain].split()])
    return stops[::-1] if name.endswith("_r") else stops


def _picture(pixels: np.ndarray, title: str) -> Pictures:
    height, width = pixels.shape[:2]
    return Pictures("colour", pixels[None], 1, height, width, 1.0, [title] if title else [], 1)


def _size(output: Output) -> Any:
    if isinstance(output, Pictures):
        return output.height, output.width, bool(output.titles)
    return id(output)


def _together(pictures: list[Any]) -> Pictures:
    """Pictures of one size as one output."""
    first = pictures[0]
    pixels = np.concatenate([one.pixels for one in pictures])
    titles = [title for one in pictures for title in one.titles]
    count = len(pictures)
    return Pictures("colour", pixels, count, first.height, first.width, 1.0, titles, count)


def _public(owner: type) -> list[str]:
    return sorted(name for name in vars(owner) if name[0] != "_")


def _on_axes(method: str) -> Any:
    """The same, for the current axes."""

    def draw(*given: Any, **named: Any) -> Any:
        return getattr(gca(), method)(*given, **named)

    return draw


def _nothing(*given: Any, **named: Any) -> None:
    """Do nothing: the page determines the appearance."""


_DRAWN = {
    name: name
    for name in ["plot", "bar", "barh", "hist", "imshow", "matshow", "text", "annotate", "legend"]
}
_DRAWN |= {name: f"set_{name}" for name in ("title", "xlabel", "ylabel", "xticks", "yticks")}
_LOOKS = [
    "tight_layout",
    "colorbar",
    "axis",
    "grid",
    "xlim",
    "ylim",
    "subplots_adjust",
    "tick_params",
    "gray",
    "margins",
]
_MAPS = {name + end: ColourMap(name + end) for name in (*_COLOURS, *_ALIASES) for end in ("", "_r")}

TREE: dict[str, dict[str, Any]] = {
    "matplotlib": {"__version__": "3.10.0", "rcParams": {}, "use": _nothing},
    "matplotlib.cm": _MAPS,
    "matplotlib.pyplot": {
        **{name: _on_axes(method) for name, method in _DRAWN.items()},
        **dict.fromkeys(_LOOKS, _nothing),
        "Axes": Axes,
        "Figure": Figure,
        "clf": clf,
        "close": close,
        "figure": figure,
        "gca": gca,
        "gcf": gcf,
        "ion": _nothing,
        "rcParams": {},
        "show": show,
        "subplot": subplot,
        "subplots": subplots,
        "suptitle": lambda t, **looks: gcf().suptitle(t),
    },
}

__all__ = ["TREE", "close", "show"]
