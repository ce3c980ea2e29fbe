"""JSON from elsewhere: what goes too deep is refused before it is parsed.

Python's parser calls itself for each level. CPython ends that with a RecursionError,
but in a browser's small stack it takes the whole interpreter down.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np

DEEPEST = 64
"""Levels of lists and objects within one another; the app's own files need fewer than ten."""

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


def load_json(text: str | bytes, **options: Any) -> Any:
    """Parse JSON as `json.loads` does, with its options.

    Raises
    ------
    ValueError
        where it is no JSON, or nested deeper than `DEEPEST`
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
