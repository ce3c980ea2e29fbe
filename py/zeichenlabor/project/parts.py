"""One part of a project as files: its JSON, and separate files for binary data.

In the JSON, ``{"$file": NAME}`` stands for an array of uint8; keys that begin with ``$`` are
escaped by another ``$``. A file's name is the path of its array in the JSON, restricted to what
every file system allows; equal names are distinguished by numbers. The format depends on the kind
of array, so that ordinary programs can open it:

==========  =================================================================
``.png``    pictures, uint8 (n, 784): 28 × 28 tiles, 20 in a row, ink white
``.jpg``, ``.npz``, ``.gz``, ``.pdf``   bytes that are such a file already
``.bin``    any other bytes
==========  =================================================================
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import numpy as np
from PIL import Image

from ..data.json_text import load_json
from .archive import Damaged

SIDE = 28
COLUMNS = 20
MOST_TILES = 100_000
MOST_TEXT = 1 << 26
MOST_VALUES = 6 << 20
"""Limit for one text: more than edits of `MOST_TEXT` have; a text of only commas has five times as
many, and would take as long to reject as to process.
"""

LONGEST_NAME = 100
"""Limit for a file's name, without its extension: some file systems allow 255 bytes in all."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]")

_MAGIC = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".image.png", b"PK\3\4": ".npz", b"\x1f\x8b": ".gz"}
"""A picture that was a PNG already must not be mistaken for tiles."""


def to_files(name: str, value: Any) -> dict[str, bytes]:
    """Write a part: its files' contents by name."""
    beside: dict[str, bytes] = {}
    taken: set[str] = set()

    def plain(value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(value, Mapping):
            return {_marked(key): plain(entry, (*path, key)) for key, entry in value.items()}
        if isinstance(value, list | tuple):
            return [plain(entry, (*path, str(place))) for place, entry in enumerate(value)]
        if not isinstance(value, np.ndarray):
            return value
        ending, content = _written(value, path)
        file = _free_name(name, path, taken) + ending
        beside[file] = content
        return {"$file": file} | ({"tiles": len(value) // SIDE**2} if ending == ".png" else {})

    text = json_bytes(plain(value, ()), allow_nan=False)
    return {f"{name}.json": text, **beside}


def json_bytes(tree: Any, **options: Any) -> bytes:
    """Write readable JSON.

    A lone surrogate, which JavaScript leaves if a name is cut within an emoji, cannot be encoded in
    UTF-8 and is escaped.
    """
    text = json.dumps(tree, ensure_ascii=False, indent=1, **options)
    return text.encode("utf-8", "backslashreplace")


def from_text(content: bytes) -> Any:
    """Parse untrusted JSON.

    Raises
    ------
    Damaged
        if it is not JSON
    """
    if len(content) > MOST_TEXT or content.count(b",") > MOST_VALUES:
        raise Damaged("too much text")
    try:
        return load_json(content, parse_constant=_refuse)
    except ValueError as error:
        raise Damaged(str(error)) from error


def with_files(tree: Any, read: Callable[[str], bytes], lose: Callable[[str], None]) -> Any:
    """Insert the files that a part's JSON names.

    A missing preview of a page is reported to ``lose`` and left out: the pictures read from the
    page are kept.

    Raises
    ------
    Damaged
        if any other file is missing
    """
    if isinstance(tree, list):
        return [with_files(entry, read, lose) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    if "$file" in tree:
        return _read(tree, read)
    whole = {}
    for key, entry in tree.items():
        try:
            whole[key] = with_files(entry, read, lose)
        except Damaged as error:
            if key != "page":
                raise
            lose(str(error))
            whole[key] = None
    return {key[1:] if key.startswith("$$") else key: entry for key, entry in whole.items()}


def _marked(key: str) -> str:
    return f"${key}" if key.startswith("$") else key


def _written(value: np.ndarray, path: tuple[str, ...]) -> tuple[str, bytes]:
    content = value.tobytes()
    if path[-1:] == ("images",) and len(content) and len(content) % SIDE**2 == 0:
        return ".png", tiles_png(value.reshape(-1, SIDE, SIDE))
    endings = (end for magic, end in _MAGIC.items() if content.startswith(magic))
    return next(endings, ".bin"), content


def _read(tree: dict[str, Any], read: Callable[[str], bytes]) -> np.ndarray:
    name = tree["$file"]
    if not isinstance(name, str):
        raise Damaged("not a name")
    content = read(name)
    if "tiles" in tree:
        return png_tiles(content, tree["tiles"]).reshape(-1)
    return np.frombuffer(content, np.uint8)


def tiles_png(images: np.ndarray) -> bytes:
    """Combine pictures uint8 (n, 28, 28) in one PNG, row by row."""
    rows = -(-len(images) // COLUMNS)
    sheet = np.zeros((rows * COLUMNS, SIDE, SIDE), np.uint8)
    sheet[: len(images)] = images
    pixels = sheet.reshape(rows, COLUMNS, SIDE, SIDE).swapaxes(1, 2)
    file = io.BytesIO()
    Image.fromarray(pixels.reshape(rows * SIDE, COLUMNS * SIDE)).save(file, "PNG")
    return file.getvalue()


def png_tiles(content: bytes, count: Any) -> np.ndarray:
    """The inverse of `tiles_png`: uint8 (n, 28, 28).

    Raises
    ------
    Damaged
        if it is not a PNG with that many tiles, which is checked before decoding
    """
    if not isinstance(count, int) or not 0 < count <= MOST_TILES:
        raise Damaged(f"{count!r:.20} tiles")
    rows = -(-count // COLUMNS)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            if image.size != (COLUMNS * SIDE, rows * SIDE) or image.mode != "L":
                raise Damaged(f"a picture of {image.size}, {image.mode}")
            pixels = np.asarray(image)
    except Damaged:
        raise
    except Exception as error:
        # For malicious bytes, Pillow's decoders raise all kinds of errors.
        raise Damaged(f"not a picture: {error}") from error
    tiles = pixels.reshape(rows, SIDE, COLUMNS, SIDE).swapaxes(1, 2)
    return tiles.reshape(-1, SIDE, SIDE)[:count]


def _free_name(part: str, path: tuple[str, ...], taken: set[str]) -> str:
    """A name that every file system allows, unique within the part."""
    stem = ".".join([part, *(_NOT_PLAIN.sub("-", key) for key in path)])[:LONGEST_NAME]
    free = next(name for name in _numbered(stem) if name.lower() not in taken)
    taken.add(free.lower())
    return free


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}.{number}" for number in count(2))


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
