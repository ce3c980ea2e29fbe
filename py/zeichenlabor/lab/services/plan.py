"""Plan: put a network together, and see what its settings mean before it is trained."""

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
    """Pictures of the class, and copies of each as the network gets to see them.

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
    """Answers what a person asks while choosing; it leaves the session as it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.methods = {
            "settings.table": self.table,
            "network.describe": self.describe,
            "augmentation.preview": self.preview,
        }

    def table(self) -> list[dict[str, Any]]:
        """Return all settings of a training: their rules and defaults, see `lab.settings`."""
        return Settings.describe()

    def describe(
        self, settings: dict[str, Any], classes: int = 10, pictures: int | None = None
    ) -> Design:
        """Describe the network that these settings make, possible or not.

        Parameters
        ----------
        pictures : how many count; by default those that are there
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
        """Distort a few of the pictures that were collected, of as many classes as there are.

        Parameters
        ----------
        augmentation : the settings of `Augmentation`
        pictures : how many at most
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
