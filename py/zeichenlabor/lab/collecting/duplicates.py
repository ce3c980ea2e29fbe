"""Duplicates: pages that were scanned again, and pictures that are nearly identical.

A duplicate in the test data is not a valid test, since the network has seen it. Similarity is the
correlation of two glyphs. Two scans of one page agree roughly in most of their cells, which pages
by two writers never do; single pictures must be practically identical, since many a 1 looks like
another one.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from ...data.likeness import normed, soft_features
from ...glyphs import SIZE
from ...nn import kernels
from .collection import Collection, Origin, Source

ALIKE = 0.9
"""Correlation from which two scans of a cell agree: blurred photos reach 0.9 on average."""

SAME_PAGE = 0.4
"""Share of the cells that must agree on two scans of one page: a bad photo has 0.6, two writers
have 0.04.
"""

LEAST_CELLS = 20
"""The fewest common cells for a comparison of two pages."""

MOST_CELLS = 1000
"""Sources with more cells are datasets, not pages."""

IDENTICAL = 0.995
"""Correlation from which two pictures of a class are duplicates."""

SUSPECT = 0.98
"""The same for pictures of half the size, which are compared first."""

CHUNK = 1024


@dataclass(frozen=True)
class DuplicatesProgress:
    """Progress of the search: the share of the pictures that were compared, 0 … 1."""

    share: float


@dataclass(frozen=True)
class Duplicates:
    """Groups of pictures that are nearly the same, each in the order of arrival."""

    groups: list[list[Origin]]


def twin_page(page: Source, others: Mapping[str, Source]) -> str | None:
    """Return the id of the source that shows the same page, if there is one."""
    for sheet, other in others.items():
        here, there = _common_cells(page, other)
        if len(here) < LEAST_CELLS:
            continue
        likeness = np.einsum("ij,ij->i", page.features[here], other.features[there])
        if (likeness > ALIKE).mean() > SAME_PAGE:
            return sheet
    return None


def _common_cells(page: Source, other: Source) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the common cells; none if they cannot be the same page."""
    large = max(len(page.cells), len(other.cells)) > MOST_CELLS
    if large or page.classes != other.classes:
        return np.empty(0, int), np.empty(0, int)
    return np.intersect1d(page.cells, other.cells, return_indices=True)[1:]


def find_duplicates(collection: Collection) -> Generator[DuplicatesProgress, bool, Duplicates]:
    """Compare all pictures of each class with each other, including those that are left out.

    Yields
    ------
    DuplicatesProgress
        If sent True, it ends with what it has found.
    """
    images, names, origins = _written(collection)
    root = np.arange(len(images))
    for a, b in _page_pairs(collection):
        root[b] = root[a]
    done = 0
    for name in np.unique(names):
        rows = np.flatnonzero(names == name)
        for first, second in _pairs(images[rows]):
            for a, b in zip(rows[first], rows[second], strict=True):
                root[b] = min(root[b], root[a])
            done += min(CHUNK, len(rows))
            if (yield DuplicatesProgress(min(1.0, done / len(images)))):
                return _grouped(root, origins)
    return _grouped(root, origins)


def _page_pairs(collection: Collection) -> Generator[tuple[int, int], None, None]:
    """Yield the corresponding cells of pages that were scanned twice, as picture indices."""
    before: dict[str, Source] = {}
    begin: dict[str, int] = {}
    count = 0
    for sheet, source in collection.sources.items():
        twin = twin_page(source, before)
        if twin is not None:
            here, there = _common_cells(source, before[twin])
            yield from zip(there + begin[twin], here + count, strict=True)
        before[sheet], begin[sheet] = source, count
        count += len(source.images)


def _pairs(images: np.ndarray) -> Generator[tuple[np.ndarray, np.ndarray], None, None]:
    """Yield, chunk by chunk of the later ones, the pairs of identical pictures."""
    small, whole = soft_features(images), normed(images)
    for start in range(0, len(images), CHUNK):
        mine = small[start : start + CHUNK]
        before = small[: start + len(mine)]
        likeness = np.empty((len(mine), len(before)), np.float32)
        kernels.matmul(mine, before, likeness, transpose_b=True)
        later, earlier = np.nonzero(likeness > SUSPECT)
        ahead = earlier < later + start
        later, earlier = later[ahead] + start, earlier[ahead]
        sure = np.einsum("ij,ij->i", whole[later], whole[earlier]) > IDENTICAL
        yield earlier[sure], later[sure]


def _written(collection: Collection) -> tuple[np.ndarray, np.ndarray, list[Origin]]:
    """Return all pictures, the names of the classes that they were read as, and their origins."""
    images, names = [np.empty((0, SIZE, SIZE), np.uint8)], [np.empty(0, np.str_)]
    origins: list[Origin] = []
    for sheet, source in collection.sources.items():
        images.append(source.images)
        names.append(np.array([*source.classes, ""])[source.labels])
        origins += [Origin(sheet, int(cell)) for cell in source.cells]
    return np.concatenate(images), np.concatenate(names), origins


def _grouped(root: np.ndarray, origins: list[Origin]) -> Duplicates:
    groups: dict[int, list[Origin]] = {}
    for index in np.flatnonzero(np.bincount(root, minlength=len(root))[root] > 1):
        groups.setdefault(int(root[index]), []).append(origins[index])
    return Duplicates(list(groups.values()))
