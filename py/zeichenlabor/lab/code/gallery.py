"""The examples: short programs in the user's language, each a cell to begin from.

In their files a comment ``# de: …`` is for German only, and a line of code that ends
with ``# de`` too; likewise ``en``.
"""

from __future__ import annotations

import re
from importlib.resources import files

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
    "fool",
)
"""In the order of difficulty; the page has title, task and hint for each."""

LANGUAGES = ("de", "en")


def example(key: str, language: str) -> str:
    """The example's source with the comments of one language."""
    text = files(__package__).joinpath("examples", f"{key}.py").read_text(encoding="utf-8")
    others = "|".join(one for one in LANGUAGES if one != language)
    lines = [
        line
        for line in text.splitlines()
        if not re.search(rf"^\s*# (?:{others}): |  # (?:{others})$", line)
    ]
    plain = [re.sub(rf"# {language}: |  # {language}$", _unmarked, line) for line in lines]
    return "\n".join(plain)


def _unmarked(marker: re.Match) -> str:
    return "# " if marker[0].endswith(": ") else ""
