"""Texts of the exported page."""

from __future__ import annotations

import re

import build


def texts_of_the_page_to_take_home(language: str) -> dict[str, str]:
    """Return its texts by the names that it uses, among others of the same files."""
    found: dict[str, str] = {"language": language}
    for name in ("exporting", "shell", "try"):
        source = (build.ROOT / f"site/i18n/{language}/{name}.js").read_text("utf-8")
        for key, text in re.findall(r"'([\w./-]+)':\s+['\"](.*)['\"],\n", source):
            found[key.removeprefix("export.page.")] = text
    return found
