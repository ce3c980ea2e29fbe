"""The examples: short programs with comments in the user's language.

In their files, comments ``# de: …`` and lines of code that end with ``# de`` are for German only;
likewise for every other language tag. Such lines are grouped, one language after the other; a
language without lines in a group gets the English ones.
"""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import groupby

KEYS = (
    "first",
    "pixels",
    "average",
    "neighbour",
    "neuron",
    "network",
    "loop",
    "layer",
    "augmentation",
    "classics",
    "filters",
    "squeeze",
    "line",
    "fool",
)
"""In the order of difficulty; the page has title, task and hint for each."""

_TAG = r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"
MARK = re.compile(rf"^\s*# (?P<comment>{_TAG}): |  # (?P<code>{_TAG})$")
"""How a line for one language begins or ends."""


def example(key: str, language: str) -> str:
    """The example's source with the comments of one language."""
    text = files(__package__).joinpath("examples", f"{key}.py").read_text(encoding="utf-8")
    lines = []
    for kind, group in groupby(text.splitlines(), key=_kind):
        together = list(group)
        lines += _said_in(language, together) if kind else together
    return "\n".join(lines)


def _kind(line: str) -> str | None:
    mark = MARK.search(line)
    return mark and mark.lastgroup


def language_of(line: str) -> str | None:
    """The language tag of a line; None if it is for all languages."""
    mark = MARK.search(line)
    return mark and (mark["comment"] or mark["code"])


def _said_in(language: str, lines: list[str]) -> list[str]:
    """Select the lines for this language, or else the English ones, and remove the tags."""
    tags = [language_of(line) for line in lines]
    chosen = language if language in tags else "en"
    return [_unmarked(line) for line, tag in zip(lines, tags, strict=True) if tag == chosen]


def _unmarked(line: str) -> str:
    return re.sub(rf"# {_TAG}: |  # {_TAG}$", lambda mark: "# " if mark[0][0] == "#" else "", line)
