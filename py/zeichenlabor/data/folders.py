"""A zip with one folder of PNG per class: what every other program reads."""

from __future__ import annotations

import io
import re
import zipfile

import numpy as np
from PIL import Image

from zeichenlabor.data.samples import Samples

_EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed date: the same samples give the same bytes


def folders_zip(samples: Samples) -> bytes:
    """Write every picture as ``<class>/<number>.png``, dark ink on white."""
    file = io.BytesIO()
    folders = [_folder(i, name) for i, name in enumerate(samples.classes)]
    with zipfile.ZipFile(file, "w") as archive:
        for i, (image, label) in enumerate(zip(samples.images, samples.labels, strict=True)):
            name = f"{folders[label]}/{i:05d}.png"
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), _png(255 - image))
    return file.getvalue()


def _folder(index: int, name: str) -> str:
    """A folder name that every file system takes and that no two classes share."""
    return f"{index:02d}-{re.sub(r'[^0-9A-Za-zÄÖÜäöüß]', '_', name)}"


def _png(image: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()
