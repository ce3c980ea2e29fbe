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
from zeichenlabor.errors import BadDataFile
from zeichenlabor.glyphs import SIZE
from zeichenlabor.zips import zip_bytes

MOST_COMMENT = 0xFFFF
"""The highest count that a zip's fields can hold."""

_FORMATS = ["PNG", "JPEG", "GIF", "BMP", "WEBP"]
_SLASH = r"[/\\]"
_PICTURE = re.compile(r"[/\\](?!\.)[^/\\]+\.(png|jpe?g|gif|bmp|webp)$", re.IGNORECASE)


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
    BadDataFile, ValueError, OSError
        if it is something else
    """
    classes = load_json(archive.comment)
    members = sorted(archive.namelist(), key=lambda name: name.rpartition("/")[2])
    labels = [int(name.partition("-")[0]) for name in members]
    images = [255 - _grey(read(name), name) for name in members]
    stack = np.array(images, np.uint8).reshape(-1, SIZE, SIZE)
    return Dataset(stack, np.array(labels, np.int64), tuple(map(str, classes)))


def load_foreign_folders(archive: zipfile.ZipFile, read: Callable[[str], bytes]) -> Dataset:
    """Read another program's pictures: each lies in a folder that is named after its class.

    Classes that are numbers are in numerical order, others in alphabetical order. What is no
    picture is left out. The parameter is that of `load_folders`.

    Raises
    ------
    BadDataFile
        with ``name``, the member's, and a ``reason``: missing, or shape where a picture is not
        28×28
    ValueError, OSError
        if a picture is damaged
    """
    members = [name for name in archive.namelist() if _PICTURE.search(name)]
    if not members:
        raise BadDataFile("no pictures in folders", name="", reason="missing")
    folders = [re.split(_SLASH, name)[-2] for name in members]
    names = sorted(set(folders), key=_in_order)
    images = np.array([_grey(read(name), name) for name in members])
    if np.median(images) > 127:  # dark ink on white paper
        images = 255 - images
    labels = [names.index(folder) for folder in folders]
    return Dataset(images, np.array(labels, np.int64), tuple(names))


def _in_order(name: str) -> tuple[bool, int, str]:
    is_number = name.isdecimal()
    return not is_number, int(name) if is_number else 0, name


def _grey(picture: bytes, name: str) -> np.ndarray:
    with Image.open(io.BytesIO(picture), formats=_FORMATS) as image:
        if image.size != (SIZE, SIZE):
            raise BadDataFile(f"{name} has {image.size} pixels", name=name, reason="shape")
        return np.asarray(image.convert("L"))


def _folder(index: int, name: str) -> str:
    """A folder name that every file system allows, different for every class."""
    return f"{index:02d}-{re.sub(r'[^0-9A-Za-zÄÖÜäöüß]', '_', name)}"


def _png(image: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()
