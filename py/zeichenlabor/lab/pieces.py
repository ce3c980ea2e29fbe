"""Pieces of work: requests that depend on nothing but their parameters, so any worker can do them.

A helper answers these only. A piece keeps no state, and its random numbers come from seeds in its
parameters, so the result is the same in every worker. Data that many pieces need is stored once,
under a key, as material: the main worker creates it and packs it for the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self

import numpy as np

from ..errors import NoMaterial
from ..glyphs import SIZE
from .collecting import sheet_reading
from .designing.settings import Settings
from .evaluating import classics, evaluation
from .training import helpers


class Material(Protocol):
    """Data that many pieces need."""

    def packed(self) -> dict[str, Any]:
        """Serialise it for another worker, in types that a message can hold."""

    @classmethod
    def unpacked(cls, content: Mapping[str, Any]) -> Self:
        """Restore it."""


@dataclass(frozen=True)
class WriterMaterial:
    """A comparison of writers; see `evaluation.train_fold`."""

    pictures: evaluation.WriterSamples
    classes: int
    settings: Settings
    mode: str

    def packed(self) -> dict[str, Any]:
        """Serialise it for another worker, in types that a message can hold."""
        names, numbers = np.unique(self.pictures.writers, return_inverse=True)
        return {
            "images": self.pictures.images,
            "labels": self.pictures.labels,
            "numbers": numbers,
            "writers": names.tolist(),
            "classes": self.classes,
            "settings": json.dumps(asdict(self.settings)),
            "mode": self.mode,
        }

    @classmethod
    def unpacked(cls, content: Mapping[str, Any]) -> Self:
        """Restore it."""
        pictures = evaluation.WriterSamples(
            _pictures(content["images"]),
            np.array(content["labels"], np.int64),
            np.array(content["writers"])[np.array(content["numbers"], np.int64)],
        )
        settings = Settings(**json.loads(content["settings"]))
        return cls(pictures, content["classes"], settings, content["mode"])


@dataclass(frozen=True)
class ClassicMaterial:
    """A comparison with classic models; see `classics.try_classic`."""

    pictures: classics.Material
    seed: int

    def packed(self) -> dict[str, Any]:
        """Serialise it for another worker, in types that a message can hold."""
        return {**vars(self.pictures), "seed": self.seed}

    @classmethod
    def unpacked(cls, content: Mapping[str, Any]) -> Self:
        """Restore it."""
        pictures = classics.Material(
            _pictures(content["images"]),
            np.array(content["labels"], np.int64),
            _pictures(content["test_images"]),
            np.array(content["test_labels"], np.int64),
        )
        return cls(pictures, content["seed"])


def _pictures(content: memoryview) -> np.ndarray:
    return np.frombuffer(content, np.uint8).reshape(-1, SIZE, SIZE)


KINDS: dict[str, type[Material]] = {"writers": WriterMaterial, "classics": ClassicMaterial}


@dataclass(frozen=True)
class Packed:
    """A serialised material."""

    kind: str
    content: dict[str, Any]


class Pieces:
    """Does pieces of work.

    Attributes
    ----------
    materials : by key
    methods : by their names in the protocol
    """

    def __init__(self, wait: Callable[[], Any] = helpers.wait_for_nobody) -> None:
        self.materials: dict[str, Material] = {}
        self.methods: dict[str, Callable[..., Any]] = {
            "material.get": self.get_material,
            "material.put": self.put_material,
            "material.forget": self.forget_material,
            "page.read": self.read_page,
            "writers.fold": self.train_fold,
            "classics.row": self.try_classic,
            **helpers.Helper(wait).methods,
        }

    def get_material(self, key: str) -> Packed:
        """Return a material for another worker.

        Raises
        ------
        NoMaterial
            if there is none
        """
        material = self._material(key)
        return Packed(_kind_of(material), material.packed())

    def put_material(self, key: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        """Store a material that another worker has packed."""
        self.materials[key] = KINDS[kind].unpacked(content)
        return {}

    def forget_material(self, key: str) -> dict[str, Any]:
        """Delete a material, if it exists."""
        self.materials.pop(key, None)
        return {}

    def read_page(
        self,
        file: memoryview,
        emit: Callable[[sheet_reading.SheetProgress], None],
        **told: Any,
    ) -> sheet_reading.SourceResult:
        """Read a page without storing anything; see `sheet_reading.read_page`."""
        return sheet_reading.read_page(file, emit, **told)

    def train_fold(
        self, key: str, writer: str
    ) -> Generator[evaluation.Progress | None, bool, evaluation.Fold | None]:
        """Train and test one network of a comparison of writers; see `evaluation.train_fold`."""
        given = self._material(key)
        return (
            yield from evaluation.train_fold(
                given.pictures, given.classes, given.settings, given.mode, writer
            )
        )

    def try_classic(
        self, key: str, classic: str
    ) -> Generator[evaluation.Progress, bool, classics.Row | None]:
        """Train and test one classic model; see `classics.try_classic`."""
        given = self._material(key)
        return (yield from classics.try_classic(given.pictures, classic, given.seed))

    def _material(self, key: str) -> Any:
        if key not in self.materials:
            raise NoMaterial(key=key)
        return self.materials[key]


def _kind_of(material: Material) -> str:
    return next(kind for kind, known in KINDS.items() if isinstance(material, known))
