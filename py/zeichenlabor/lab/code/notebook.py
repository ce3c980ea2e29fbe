"""Cells as files: a Jupyter notebook, or a Python program with ``# %%`` between the cells.

Both begin with a cell that opens the project, so that they run in the folder of the data file.
Everything except code is a comment or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ... import __version__
from ...data.json_text import load_json
from ...errors import BadDataFile
from . import ipynb

DATA = "zeichenlabor-project.npz"
"""Name of the data file, which `snapshot_bytes` writes."""

MOST_CELLS = 1000
LONGEST_CELL = 200_000
"""Limits of a project file."""

_WHEEL = f"zeichenlabor-{__version__}-py3-none-any.whl"
_INSTALL = f"""\
try:
    import zeichenlabor
except ImportError:
    %pip install -q {_WHEEL}
"""
_OPEN = f"""\
from zeichenlabor.lab.code import bars, load_project, plot, show, standins

project = load_project("{DATA}")
standins.install(project)
"""
_MARK = "zeichenlabor"


@dataclass(frozen=True)
class Cell:
    """One cell; ``note`` is the Markdown above it."""

    source: str
    note: str = ""


def notebook_json(cells: Sequence[Cell]) -> str:
    """Write a Jupyter notebook."""
    records = [ipynb.code("setup", _INSTALL + "\n" + _OPEN, {_MARK: "setup"})]
    for place, cell in enumerate(cells):
        if cell.note:
            records.append(ipynb.markdown(f"note-{place}", cell.note))
        records.append(ipynb.code(f"cell-{place}", cell.source))
    return ipynb.written(records)


def program(cells: Sequence[Cell]) -> str:
    """Write a Python program in the percent format."""
    parts = [f"# %% {_MARK}\n{_OPEN}"]
    for cell in cells:
        note = "".join(f"# {line}\n" for line in cell.note.splitlines())
        parts.append(f"# %%\n{note}{cell.source.rstrip()}\n")
    return "\n".join(parts)


def cells_of(text: str, name: str) -> list[str]:
    """Read the cells of a file, ``.ipynb`` or ``.py``, except the one that opens the project.

    Raises
    ------
    BadDataFile
        if it is not a notebook, or larger than a project can be
    """
    is_notebook = name.lower().endswith(".ipynb")
    sources = _cells_of_notebook(text, name) if is_notebook else _cells_of_program(text)
    if len(sources) > MOST_CELLS or max(map(len, sources), default=0) > LONGEST_CELL:
        raise BadDataFile(f"{name}: {len(sources)} cells", name=name, reason="cells")
    return sources


def _cells_of_notebook(text: str, name: str) -> list[str]:
    try:
        cells = load_json(text)["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        own = [cell for cell in code if _MARK not in cell.get("metadata", {})]
        return ["".join(cell["source"]) for cell in own]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadDataFile(f"{name}: {error}", name=name, reason="zip") from error


def _cells_of_program(text: str) -> list[str]:
    marked = re.split(r"^# %%[ \t]*(.*)\n", text, flags=re.MULTILINE)
    first, rest = marked[0], list(zip(marked[1::2], marked[2::2], strict=True))
    sources = [first, *(source for title, source in rest if title != _MARK)]
    return [source.strip("\n") for source in sources if source.strip()]
