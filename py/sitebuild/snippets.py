"""The API page's table of Keras snippets: read from a file and rendered as HTML.

A line ``= …`` begins a group, an empty line ends a snippet, and ``# missing: …`` says what the
engine lacks. The table is tested in tests/py and in the stage exports.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "tests/exports/snippets.txt"


@dataclass(frozen=True)
class Snippet:
    """A few lines; ``missing`` says what the engine lacks, "" if it answers as Keras does."""

    group: str
    code: str
    missing: str


def snippets(text: str) -> list[Snippet]:
    """Parse all snippets in the file's text."""
    group, found = "", []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("= "):
            group = lines.pop(0)[2:]
        code = "\n".join(lines)
        told = re.search(r"  # missing: (.*)", code)
        plain = code.replace(told[0], "") if told else code
        found.append(Snippet(group, plain, told[1] if told else ""))
    return found


def table(found: list[Snippet]) -> str:
    """Render one HTML table per group."""
    rows: dict[str, str] = {}
    for one in found:
        told = f"missing: {html.escape(one.missing)}" if one.missing else "the same"
        row = f"<tr><td><pre>{html.escape(one.code)}</pre></td><td>{told}</td></tr>"
        rows[one.group] = rows.get(one.group, "") + row
    same = sum(not one.missing for one in found)
    begin = (
        '<section><h2 id="keras">Lines of Keras</h2>'
        f"<p>{len(found)} snippets as tutorials write them, run in Keras and here: {same} answer "
        "the same (shapes, numbers, printed tables, an error or none); the others end here in an "
        "error that names what is missing. <code>net()</code>, <code>train(…)</code> and their "
        "like build and train a small network in both.</p>"
    )
    tables = "".join(
        f'<h3>{html.escape(group)}</h3><table class="api-snippets">'
        f"<thead><tr><th>In a cell</th><th>Compared with Keras</th></tr></thead>"
        f"<tbody>{body}</tbody></table>"
        for group, body in rows.items()
    )
    return f"{begin}{tables}</section>"
