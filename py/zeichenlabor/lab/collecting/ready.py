"""Ready-made data: sample sheets by the synthetic pen, known datasets, and dataset files."""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ...data import (
    Dataset,
    classes_in,
    folders_zip,
    idx_bytes,
    load_digits,
    load_folders,
    load_foreign_folders,
    load_npz,
    load_sprites,
    npz_bytes,
    parse_idx,
    sprite_bytes,
    train_test_split,
)
from ...data.filled import fill_sheet
from ...data.foreign_arrays import as_pictures
from ...data.labelling import are_scattered, by_look
from ...data.righting import has_ink, righted, turned
from ...errors import BadDataFile
from ...sheets.plan import plan_sheets
from ...zips import zip_bytes
from ..designing.settings import SHARES
from .collection import Source
from .sheet_reading import SourceRest, SourceResult

SHOWN = 500
"""Pictures per class that are included in the result for a dataset, and that the page stores with
the project; the rest is requested separately, and recreated from the dataset's files.
"""

DIGITS = tuple("0123456789")

MOST_CLASSES = 256
"""Datasets of symbols have fewer: EMNIST has 62."""

MOST_FILES = 200_000
MOST_BYTES = 1 << 28
"""Size limit of a zip, decompressed."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    TypeError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]
"""Pictures and their labels."""


class Ready(NamedTuple):
    """A `Dataset` that may have a test set.

    ``test_from``: index of the first picture of the test set, such as MNIST's last 10,000; None if
    it has none. ``mended``: the corrections by `from_files`, some of `MENDED`. ``doubts``:
    some of `DOUBTS`.
    """

    images: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]
    test_from: int | None = None
    mended: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def sample_sheet(symbols: Sequence[str], seed: int) -> np.ndarray:
    """A sheet for these symbols, filled in by the synthetic pen: bytes of a JPEG, uint8."""
    pages = plan_sheets(symbols, sheet_id=seed)
    scan = fill_sheet(pages[seed % len(pages)], seed=seed)
    file = io.BytesIO()
    scan.save(file, "JPEG", quality=88)
    return np.frombuffer(file.getvalue(), np.uint8)


def digits() -> Ready:
    """Real digits by 13 people, which are part of scikit-learn."""
    return Ready(*load_digits())


def from_files(
    files: Sequence[dict[str, Any]], as_it_was: bool = False, turn: str | None = None
) -> Ready:
    """Read a dataset and correct its polarity, brightness, orientation and names, unless disabled.

    Pictures without ink are left out. Classes are the labels 0 to the largest, unless the file
    names them; if labels begin with 1, as often for letters, or are too large, those that occur.

    Parameters
    ----------
    files : of `_read`
    as_it_was : whether to correct nothing
    turn : how to turn the pictures, one of `righting.TURNS`

    Raises
    ------
    BadDataFile
        as `_read`; and with the ``reason`` none, blank, negative or classes
    """
    samples, named = _read(files), _has_names(files)
    name = files[0]["name"]
    if not len(samples.labels):
        raise BadDataFile(f"{name}: no pictures", name=name, reason="none")
    if samples.labels.min() < 0:
        raise BadDataFile(f"{name}: negative labels", name=name, reason="negative")
    if not named:
        samples = _numbered(samples)
    if len(samples.classes) > MOST_CLASSES:
        raise BadDataFile(f"{name}: {len(samples.classes)}", name=name, reason="classes")
    if as_it_was:
        return samples
    samples, left_out = _with_ink(samples)
    if not len(samples.labels):
        raise BadDataFile(f"{name}: pictures without ink", name=name, reason="blank")
    images, mended = righted(
        samples.images, samples.labels, samples.classes, samples.test_from, turn
    )
    may_turn = not turn and "turned" not in mended
    names, found = by_look(images, samples.labels, samples.classes, may_turn)
    if found != "given":
        images, mended = turned(images, found), (*mended, "turned")
    renamed = ("renamed",) if names != samples.classes else ()
    scattered = are_scattered(images, samples.labels, len(names))
    return samples._replace(
        images=images,
        classes=names,
        mended=mended + left_out + renamed,
        doubts=("scattered",) if scattered else (),
    )


def _numbered(samples: Ready) -> Ready:
    """The dataset with the classes that its labels need, named by their numbers."""
    first, last = int(samples.labels.min()), int(samples.labels.max())
    if last >= MOST_CLASSES:
        occurring, labels = np.unique(samples.labels, return_inverse=True)
        return samples._replace(labels=labels, classes=tuple(map(str, occurring)))
    if 0 < first < last:
        return samples._replace(labels=samples.labels - first, classes=samples.classes[first:])
    return samples


def _with_ink(samples: Ready) -> tuple[Ready, tuple[str, ...]]:
    """The dataset without empty pictures, and whether there were any."""
    keep = has_ink(samples.images)
    if keep.all():
        return samples, ()
    before = samples.test_from and int(keep[: samples.test_from].sum())
    left = samples._replace(
        images=samples.images[keep], labels=samples.labels[keep], test_from=before or None
    )
    return left, ("blank",)


def _read(files: Sequence[dict[str, Any]]) -> Ready:
    """Read a dataset from files: idx in pairs, Keras' npz, or a sprite sheet and its labels.

    A file written by `exported`, npz or zip, contains the names of its classes.

    Parameters
    ----------
    files : dicts with ``name`` and ``file``, the bytes

    Raises
    ------
    BadDataFile
        if they are none of these
    """
    contents = {one["name"]: bytes(one["file"]) for one in files}
    if len(contents) == 1:
        ((name, content),) = contents.items()
        if name.lower().endswith(".zip"):
            return _from_zip(name, content)
        arrays = load_npz(content)
        train, test = (arrays.x_train, arrays.y_train), (arrays.x_test, arrays.y_test)
        return _called(_joined([train], [test]), classes_in(content))
    pictures = [content for content in contents.values() if content[:4] == b"\x89PNG"]
    if len(contents) == 2 and len(pictures) == 1:
        (labels,) = (content for content in contents.values() if content is not pictures[0])
        return Ready(*load_sprites(pictures[0], labels))
    return _joined(*_idx_pairs({name: parse_idx(c, name) for name, c in contents.items()}))


def _has_names(files: Sequence[dict[str, Any]]) -> bool:
    """Whether it is a file written by this app, with the names of its classes."""
    (first, *others) = files
    name, content = first["name"].lower(), bytes(first["file"])
    return not others and (name.endswith(".zip") or classes_in(content) is not None)


def _from_zip(name: str, content: bytes) -> Ready:
    """Read a zip written by this app, or of class folders, up to `MOST_BYTES` decompressed."""
    left = MOST_BYTES

    def read(member: str) -> bytes:
        nonlocal left
        with archive.open(member) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise ValueError("too large")
        return data

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            if len(members) > MOST_FILES:
                raise ValueError(f"{len(members)} files")
            if archive.comment:
                return _called(*_apart(load_folders(archive, read)))
            if "classes.txt" not in members:
                return _called(*_apart(load_foreign_folders(archive, read)))
            files = {member: read(member) for member in members}
    except BadDataFile as error:
        raise BadDataFile(f"{name}: {error}", name=name, reason=error.params["reason"]) from error
    except _BROKEN as error:
        raise BadDataFile(f"{name}: {error}", name=name, reason="zip") from error
    if len(files) != 3:
        raise BadDataFile(f"{name}: no collection", name=name, reason="missing")
    classes = files.pop("classes.txt").decode("utf-8", "surrogatepass").split("\n")
    return _called(_read([{"name": n, "file": data} for n, data in files.items()]), classes)


def _apart(samples: Dataset) -> tuple[Ready, tuple[str, ...]]:
    return Ready(*samples), samples.classes


def _called(samples: Ready, classes: Sequence[str] | None) -> Ready:
    """The dataset with these names, if there are any."""
    known = tuple(classes or ())
    fits = len(set(known)) == len(known) and len(known) <= MOST_CLASSES
    if not fits or samples.labels.max(initial=0) >= len(known):
        return samples
    if samples.labels.min(initial=0) < 0 or not all(0 < len(name) <= 60 for name in known):
        return samples
    return samples._replace(classes=known)


def _idx_pairs(arrays: dict[str, np.ndarray]) -> tuple[Pairs, Pairs]:
    """Pair each array of pictures with the labels of its length: the training and the test set.

    Labels of the other set are not its labels, whatever their number.
    """
    pairs, tests = [], []
    labels = {name: array for name, array in arrays.items() if array.ndim == 1}
    for name, images in arrays.items():
        if images.ndim == 1:
            continue
        part = _set_of(name)
        mine = [key for key, array in labels.items() if len(array) == len(images)]
        mine = [key for key in mine if {part, _set_of(key)} != {"train", "test"}]
        if images.shape[1:] != (28, 28) or not mine:
            raise BadDataFile(f"{name}: no labels", name=name, reason="labels")
        own = [key for key in mine if _set_of(key) == part] or mine
        (tests if part == "test" else pairs).append((as_pictures(images), labels.pop(own[0])))
    if not pairs + tests:
        raise BadDataFile("no pictures", name=next(iter(arrays), ""), reason="missing")
    return pairs, tests


def _set_of(name: str) -> str | None:
    """The set that a file's name tells: "test" or "train", as MNIST's files are named, or None."""
    stem = name.lower().rpartition("/")[2]
    if stem.startswith(("t10k", "test")):
        return "test"
    return "train" if stem.startswith("train") else None


def _joined(pairs: Pairs, tests: Pairs) -> Ready:
    images = np.concatenate([images for images, _ in (*pairs, *tests)])
    labels = np.concatenate([labels for _, labels in (*pairs, *tests)])
    classes = tuple(str(number) for number in range(max(int(labels.max(initial=0)) + 1, 2)))
    before = sum(len(labels) for _, labels in pairs)
    return Ready(images, labels, classes, before if 0 < before < len(labels) else None)


def limited(samples: Ready, most: int) -> Ready:
    """At most this many pictures: the first ones of every class, in their order.

    The test set keeps its share.
    """
    if len(samples.labels) <= most:
        return samples
    count, at = len(samples.classes), samples.test_from
    keep = np.zeros(len(samples.labels), bool)
    for part in (slice(None, at), slice(at, None)) if at else (slice(None),):
        labels = samples.labels[part]
        share = most * len(labels) / len(samples.labels)
        keep[part] = _rank_in_class(labels, count) < math.ceil(share / count)
    return Ready(
        samples.images[keep],
        samples.labels[keep],
        samples.classes,
        int(keep[:at].sum()) if at else None,
        samples.mended,
        samples.doubts,
    )


def source_result(samples: Ready) -> SourceResult:
    """What the page receives first: enough pictures of each class to look at."""
    count = len(samples.classes)
    comes = _rank_in_class(samples.labels, count) < SHOWN
    shown = np.flatnonzero(comes)
    return SourceResult(
        classes=list(samples.classes),
        status=["kept"] * len(samples.labels),
        labels=samples.labels[shown].tolist(),
        cells=shown.tolist(),
        images=samples.images[shown],
        page=None,
        more=np.bincount(samples.labels[~comes], minlength=count).tolist(),
        test_from=samples.test_from,
        mended=list(samples.mended),
        doubts=list(samples.doubts),
    )


def source_rest(source: Source) -> SourceRest:
    """The pictures that `source_result` did not include."""
    rest = np.flatnonzero(_rank_in_class(source.labels, len(source.classes)) >= SHOWN)
    return SourceRest(
        source.labels[rest].tolist(), source.cells[rest].tolist(), source.images[rest]
    )


def _rank_in_class(labels: np.ndarray, classes: int) -> np.ndarray:
    """The number of previous samples of the same class, for each sample."""
    rank = np.empty(len(labels), np.int64)
    for label in range(classes):
        rows = np.flatnonzero(labels == label)
        rank[rows] = np.arange(len(rows))
    return rank


def exported(samples: Dataset, form: str, apart: np.ndarray | None = None) -> np.ndarray:
    """Write samples as one file: "sprites", "idx", "folders" (zips) or "npz"; its bytes, uint8.

    Only "npz" can include a test set: ``apart`` marks it, as in `train_test_split`.
    """
    content = _npz(samples, apart) if form == "npz" else _WRITERS[form](samples)
    return np.frombuffer(content, np.uint8)


def _npz(samples: Dataset, apart: np.ndarray | None) -> bytes:
    shares = (SHARES[0] + SHARES[1], 0.0, SHARES[2])
    split = train_test_split(samples.labels, shares=shares, apart=apart)
    train, test = (
        Dataset(samples.images[rows], samples.labels[rows], samples.classes)
        for rows in (split.train, split.test)
    )
    return npz_bytes(train, test)


def _sprites(samples: Dataset) -> bytes:
    png, labels = sprite_bytes(samples)
    return _zip(samples, {"images.png": png, "labels_uint8": labels})


def _idx(samples: Dataset) -> bytes:
    names = "images-idx3-ubyte", "labels-idx1-ubyte"
    arrays = samples.images, samples.labels
    return _zip(samples, dict(zip(names, map(idx_bytes, arrays), strict=True)))


def _zip(samples: Dataset, files: dict[str, bytes]) -> bytes:
    classes = "\n".join(samples.classes).encode("utf-8", "surrogatepass")
    return zip_bytes(files | {"classes.txt": classes})


_WRITERS = {"sprites": _sprites, "idx": _idx, "folders": folders_zip}
