"""One part of a project as files: its JSON, and beside it what JSON cannot hold.

In the JSON, ``{"$file": NAME}`` stands for an array of uint8; a key of the part's own that
begins with ``$`` has a second one before it. A file is called by the place of its array, as far
as every file system takes that; two that would have one name are told apart by a number. How
an array is written depends on what it is, so that ordinary programs open it:

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
"""In one text: more than edits of `MOST_TEXT` have; a text of nothing but commas has five times as
many, and takes as long to refuse as it takes to walk through."""

LONGEST_NAME = 100
"""Of a file, without its ending: some file systems take no more than 255 bytes in all."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]")

_MAGIC = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".image.png", b"PK\3\4": ".npz", b"\x1f\x8b": ".gz"}
"""A picture that came as a PNG must not be taken for tiles."""


def to_files(name: str, value: Any) -> dict[str, bytes]:
    """Write a part: the contents of its files by their names."""
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
    """Write JSON that a person can read.

    Half of a letter, as JavaScript has it where a name was cut in the middle of an emoji, has no
    form in UTF-8: it becomes JSON's escape for it.
    """
    text = json.dumps(tree, ensure_ascii=False, indent=1, **options)
    return text.encode("utf-8", "backslashreplace")


def from_text(content: bytes) -> Any:
    """Parse JSON that may hold anything.

    Raises
    ------
    Damaged
        where it is no JSON
    """
    if len(content) > MOST_TEXT or content.count(b",") > MOST_VALUES:
        raise Damaged("too much text")
    try:
        return load_json(content, parse_constant=_refuse)
    except ValueError as error:
        raise Damaged(str(error)) from error


def with_files(tree: Any, read: Callable[[str], bytes], lose: Callable[[str], None]) -> Any:
    """Put in the files that a part's JSON names.

    A page whose picture is lost is told to ``lose`` and left out: the pictures that were
    read from it are worth more.

    Raises
    ------
    Damaged
        where any other file is lost
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
        raise Damaged("no name")
    content = read(name)
    if "tiles" in tree:
        return png_tiles(content, tree["tiles"]).reshape(-1)
    return np.frombuffer(content, np.uint8)


def tiles_png(images: np.ndarray) -> bytes:
    """All pictures in one: uint8 (n, 28, 28) to a PNG, row by row."""
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
        where it is no PNG of that many tiles; nothing is decoded before that is sure
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
        # Pillow raises whatever its decoders meet in hostile bytes.
        raise Damaged(f"no picture: {error}") from error
    tiles = pixels.reshape(rows, SIDE, COLUMNS, SIDE).swapaxes(1, 2)
    return tiles.reshape(-1, SIDE, SIDE)[:count]


def _free_name(part: str, path: tuple[str, ...], taken: set[str]) -> str:
    """A name that every file system takes, and that no other file of the part has."""
    stem = ".".join([part, *(_NOT_PLAIN.sub("-", key) for key in path)])[:LONGEST_NAME]
    free = next(name for name in _numbered(stem) if name.lower() not in taken)
    taken.add(free.lower())
    return free


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}.{number}" for number in count(2))


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
