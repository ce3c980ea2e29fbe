"""Seeded damage: of bytes as they lie on a disk, and of files inside a project, rightly packed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import numpy as np

from zeichenlabor.zips import zip_bytes

_VALUES = [None, True, -1, 0, 2**40, 1.5, "", "<b>", "x" * 5000, [], {}, [[]], {"$file": "a"}]


def damaged(content: bytes, seed: int) -> bytes:
    """The same bytes with one to four accidents."""
    rng = np.random.default_rng(seed)
    data = bytearray(content)
    for _ in range(rng.integers(1, 5)):
        size = len(data)
        if size == 0:
            break
        at = int(rng.integers(size))
        span = int(min(size - at, 2 ** rng.integers(0, 12)))
        kind = rng.integers(7)
        if kind == 0:
            data[at] ^= 1 << int(rng.integers(8))
        elif kind == 1:
            data[at] = int(rng.integers(256))
        elif kind == 2:
            del data[at:]
        elif kind == 3:
            del data[at : at + span]
        elif kind == 4:
            data[at:at] = data[at : at + span]
        elif kind == 5:
            data[at : at + span] = rng.bytes(span)
        else:
            data[at : at + 4] = rng.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"])
    return bytes(data)


def altered(content: bytes, seed: int) -> bytes:
    """A project in which one file is another one, with right checksums: what only checks find."""
    rng = np.random.default_rng(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["zeichenlabor.json"])
    name = str(rng.choice(list(manifest["files"])))
    if name.endswith(".json") and rng.integers(4):
        tree = json.loads(files[name])
        files[name] = json.dumps(_changed(tree, rng)).encode()
    else:
        files[name] = damaged(files[name], seed)
    manifest["files"][name]["sha256"] = hashlib.sha256(files[name]).hexdigest()
    files["zeichenlabor.json"] = json.dumps(manifest).encode()
    return zip_bytes(files)


def _changed(tree: object, rng: np.random.Generator) -> object:
    """A JSON tree with one value somewhere that is another one, is gone, or is there twice."""
    if isinstance(tree, dict) and tree and rng.integers(6):
        key = str(rng.choice(list(tree)))
        if rng.integers(8) == 0:
            return {name: value for name, value in tree.items() if name != key}
        return tree | {key: _changed(tree[key], rng)}
    if isinstance(tree, list) and tree and rng.integers(6):
        at = int(rng.integers(len(tree)))
        if rng.integers(8) == 0:
            return tree[:at] + tree[at:] * 2
        return [*tree[:at], _changed(tree[at], rng), *tree[at + 1 :]]
    return _VALUES[int(rng.integers(len(_VALUES)))]
