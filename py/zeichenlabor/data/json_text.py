"""JSON from outside: text that is nested too deeply is rejected before it is parsed.

Python's parser recurses for each level. On CPython this ends with a RecursionError, but a browser's
small stack overflows and the whole interpreter crashes.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np

DEEPEST = 64
"""Levels of nested lists and objects; the app's own files have fewer than ten."""

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


def load_json(text: str | bytes, **options: Any) -> Any:
    """Parse JSON as `json.loads` does, with its options.

    Raises
    ------
    ValueError
        if it is not JSON, or nested deeper than `DEEPEST`
    """
    content = text.encode() if isinstance(text, str) else bytes(text)
    if _depth(content) > DEEPEST:
        raise ValueError(f"nested deeper than {DEEPEST} levels")
    return json.loads(content, **options)


def _depth(content: bytes) -> int:
    if content.count(b"[") + content.count(b"{") <= DEEPEST:
        return 0
    marks = np.frombuffer(_STRING.sub(b"", content), np.uint8)
    steps = np.isin(marks, list(b"[{")).astype(np.int32) - np.isin(marks, list(b"]}"))
    return int(np.cumsum(steps).max(initial=0))
