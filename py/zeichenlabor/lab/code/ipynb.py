"""Jupyter's file format, nbformat 4.5.

https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Record = dict[str, Any]


def code(name: str, source: str, metadata: Mapping[str, Any] | None = None) -> Record:
    """Return a code cell; ``name`` is its id, unique in the notebook."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": dict(metadata or {}),
        "outputs": [],
        "source": source.rstrip("\n").splitlines(keepends=True),
    }


def markdown(name: str, text: str) -> Record:
    """Return a Markdown cell."""
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }


def written(cells: Sequence[Record], **metadata: Any) -> str:
    """Return the notebook's file."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": list(cells),
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
