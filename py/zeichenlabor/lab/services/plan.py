"""Plan: describes a network while it is being designed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...data import Augmentation
from ..designing import presets
from ..designing.design import Design, describe
from ..designing.settings import Settings
from ..session import Service, Session


@dataclass(frozen=True)
class Distorted:
    """Pictures from the collection, and augmented copies of each.

    Attributes
    ----------
    originals : uint8 (pictures, 28, 28)
    copies : uint8 (pictures, count, 28, 28)
    count : copies of each
    """

    originals: NDArray[np.uint8]
    copies: NDArray[np.uint8]
    count: int


class Plan(Service):
    """Describes designs; does not change the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "settings.table": self.table,
            "network.describe": self.describe,
            "augmentation.preview": self.preview,
        }

    def table(self) -> list[dict[str, Any]]:
        """Return the rules and defaults of all settings of a training."""
        return Settings.describe()

    def describe(
        self, settings: dict[str, Any], classes: int = 10, pictures: int | None = None
    ) -> Design:
        """Describe the network with these settings, whether possible or not.

        Parameters
        ----------
        pictures : how many count; by default all
        """
        chosen = Settings(**settings)
        count = len(self.session.collection) if pictures is None else pictures
        samples = round(chosen.shares[0] * count)
        return describe(chosen, classes, samples or presets.MNIST_SAMPLES)

    def preview(
        self,
        augmentation: dict[str, float],
        classes: list[str],
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
        pictures: int = 4,
        count: int = 6,
        seed: int = 0,
    ) -> Distorted:
        """Augment a few pictures of the collection, from different classes.

        Parameters
        ----------
        augmentation : the settings of `Augmentation`
        pictures : the most pictures
        count : copies of each
        """
        samples = self.session.samples(classes, edits, sources)
        rng = np.random.default_rng(seed)
        mixed = rng.permutation(len(samples))
        first = np.unique(samples.labels[mixed], return_index=True)[1]
        chosen = samples.images[mixed[np.sort(first)[:pictures]]]
        distort = Augmentation(**augmentation)
        copies = distort(np.repeat(chosen, count, axis=0), rng)
        return Distorted(chosen, np.rint(copies * 255).astype(np.uint8), count)
