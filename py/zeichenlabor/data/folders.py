"""A zip with one folder of PNG files per class, which any other program can read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import numpy as np
from PIL import Image

from zeichenlabor.data.dataset import Dataset
from zeichenlabor.data.json_text import load_json
from zeichenlabor.glyphs import SIZE
from zeichenlabor.zips import zip_bytes

MOST_COMMENT = 0xFFFF
"""The highest count that a zip's fields can hold."""


def folders_zip(samples: Dataset) -> bytes:
    """Write every picture as ``<class>/<number>.png``, dark ink on white.

    Folder names contain only what every file system allows; the archive's comment holds the
    original names as a JSON list.
    """
    folders = [_folder(i, name) for i, name in enumerate(samples.classes)]
    pictures = enumerate(zip(samples.images, samples.labels, strict=True))
    return zip_bytes(
        {f"{folders[label]}/{i:05d}.png": _png(255 - image) for i, (image, label) in pictures},
        comment=json.dumps(samples.classes).encode()[:MOST_COMMENT],
    )


def load_folders(archive: zipfile.ZipFile, read: Callable[[str], bytes]) -> Dataset:
    """Read what `folders_zip` wrote.

    Parameters
    ----------
    read : returns the bytes of a member

    Raises
    ------
    ValueError, OSError
        if it is something else
    """
    classes = load_json(archive.comment)
    members = sorted(archive.namelist(), key=lambda name: name.rpartition("/")[2])
    labels = [int(name.partition("-")[0]) for name in members]
    images = [_ink(read(name)) for name in members]
    stack = np.array(images, np.uint8).reshape(-1, SIZE, SIZE)
    return Dataset(stack, np.array(labels, np.int64), tuple(map(str, classes)))


def _ink(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        if image.size != (SIZE, SIZE):
            raise ValueError(f"a picture of {image.size}")
        return 255 - np.asarray(image.convert("L"))


def _folder(index: int, name: str) -> str:
    """A folder name that every file system allows, different for every class."""
    return f"{index:02d}-{re.sub(r'[^0-9A-Za-zÄÖÜäöüß]', '_', name)}"


def _png(image: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()
