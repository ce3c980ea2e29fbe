"""The settings of a training: one table, from which everything else is derived.

Its rules validate settings from the page or a file; its description tells the page the fields and
their ranges; its values go into the network and the listing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ...data import Augmentation
from ...data.augmentation import LIMITS
from ...nn import EarlyStopping, Initializer, Optimizer, Regularizer
from ...nn.settings import (
    Choice,
    Flag,
    Integer,
    Number,
    Plain,
    Rule,
    Text,
    apply_rules,
    describe_rules,
    record,
    setting,
)
from .kinds import Layers
from .schedules import Schedule

MOST_EPOCHS = 2000

SHARES = (0.8, 0.1, 0.1)
"""Default shares of training, validation and test data."""


def shares_with(validation: float) -> tuple[float, float, float]:
    """Return the shares of training, validation and test with this share for validation."""
    return round(1 - validation - SHARES[2], 6), validation, SHARES[2]


@dataclass(frozen=True)
class Distortions(Rule):
    """Strength of the augmentation: the settings of `Augmentation`, or False for none."""

    def parse(self, value: Any) -> dict[str, float] | bool:
        if value is False:
            return False
        if not isinstance(value, Mapping) or not set(value) <= set(LIMITS):
            raise ValueError("settings of " + ", ".join(LIMITS))
        return Augmentation(**value).get_config()

    def describe(self) -> dict[str, Any]:
        return {
            "kind": "distortions",
            "optional": self.optional,
            "or_off": True,
            "fields": [
                {"name": f.name, **Number(minimum=0, maximum=LIMITS[f.name]).describe()}
                | {"default": f.default}
                for f in fields(Augmentation)
            ],
        }


_STOPPING = Plain(
    family=EarlyStopping,
    optional=True,
    or_off=True,
    rules={
        "monitor": Choice(options=("val_loss", "val_accuracy")),
        "patience": Integer(minimum=0, maximum=100),
    },
    start={"patience": 5, "restore_best_weights": True},
    shown=("monitor", "patience", "restore_best_weights"),
)


@record
class Settings:
    """The settings of one training: a preset, and differences from it.

    All values are JSON types. None stands for the preset's choice; False, where allowed, for none.
    The JSON forms are those of `nn.settings`.

    Attributes
    ----------
    seed : for the initial weights and for shuffling
    layers : in JSON form, without the output layer
    optimizer : in JSON form, without its learning rate
    schedule : of the learning rate, in JSON form (see `schedules`)
    early_stopping : in JSON form
    augmentation : the settings of `data.Augmentation`
    initializer, regularizer : in JSON form; for all kernels
    shuffle : False uses the pictures in the order of collection: sheet by sheet, class by class
    split_seed : seed of the data split; None in old records, which use ``seed``
    """

    preset: str = setting(Text())
    epochs: int = setting(Integer(minimum=1, maximum=MOST_EPOCHS))
    batch_size: int = setting(Integer(minimum=1, maximum=1024))
    learning_rate: float = setting(Number(above=0))
    seed: int = setting(Integer(minimum=0, maximum=2**32 - 1))
    layers: tuple[dict[str, Any], ...] | None = setting(Layers(optional=True), default=None)
    optimizer: dict[str, Any] | None = setting(
        Plain(family=Optimizer, optional=True, hidden=("learning_rate",)), default=None
    )
    schedule: dict[str, Any] | None = setting(Plain(family=Schedule, optional=True), default=None)
    early_stopping: dict[str, Any] | bool | None = setting(_STOPPING, default=None)
    validation_share: float = setting(Number(minimum=0.05, maximum=0.5), default=SHARES[1])
    augmentation: dict[str, float] | bool | None = setting(Distortions(optional=True), default=None)
    initializer: dict[str, Any] | None = setting(
        Plain(family=Initializer, optional=True), default=None
    )
    regularizer: dict[str, Any] | bool | None = setting(
        Plain(family=Regularizer, optional=True, or_off=True, start={"l1": 1e-4, "l2": 1e-4}),
        default=None,
    )
    shuffle: bool = setting(Flag(), default=True)
    split_seed: int | None = setting(
        Integer(optional=True, minimum=0, maximum=2**32 - 1), default=None
    )

    def __post_init__(self) -> None:
        apply_rules(self)
        if self.split_seed is None:
            object.__setattr__(self, "split_seed", self.seed)

    @property
    def shares(self) -> tuple[float, float, float]:
        """Shares of training, validation and test data."""
        return shares_with(self.validation_share)

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """Return the table in JSON types, see `nn.settings.describe_rules`."""
        return describe_rules(cls)
