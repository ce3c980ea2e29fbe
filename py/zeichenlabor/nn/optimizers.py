"""Optimizers: the rules that turn gradients into changes of the weights.

All weights of a network lie in one flat array and so do their gradients, so a
step is one call of a kernel over everything. An optimizer's state (its *slots*) has the same
length.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from . import kernels
from .schedules import LearningRateSchedule
from .settings import Configurable, Flag, Number, Piece, configurable, setting

_RATE = Piece(family=LearningRateSchedule, or_number=Number(minimum=0))
_SHARE = Number(minimum=0, below=1)


@configurable
class Optimizer(Configurable):
    """Base of all optimizers.

    Parameters
    ----------
    use_ema : bool
        also keep an exponential moving average of the weights, which the network uses at the end of
        each epoch: it is steadier than the latest weights
    ema_momentum : float
        weight of the old average at each step

    Attributes
    ----------
    iterations : int
        steps done so far
    """

    abstract = True
    slots = 0
    only: ClassVar[dict[str, tuple]] = {
        "name": (None,),
        "weight_decay": (None,),
        "clipnorm": (None,),
        "clipvalue": (None,),
        "global_clipnorm": (None,),
        "ema_overwrite_frequency": (None,),
        "loss_scale_factor": (None,),
        "gradient_accumulation_steps": (None,),
        "amsgrad": (False,),
        "centered": (False,),
    }

    @classmethod
    def identifier(cls) -> str:
        """Return the name in lower case, which is Keras' rule for optimizers."""
        return cls.__name__.lower()

    @property
    def name(self) -> str:
        """The name in Keras."""
        return self.identifier()

    use_ema: bool = setting(Flag(), default=False, kw_only=True)
    ema_momentum: float = setting(_SHARE, default=0.99, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.iterations = 0
        self._slots = []
        self._average = None
        self._averaged = False

    @property
    def given_rate(self) -> float | LearningRateSchedule:
        """The rate, or the schedule by which it changes."""
        return self.learning_rate

    @property
    def current_learning_rate(self) -> float:
        """The rate of the next step."""
        rate = self.given_rate
        return rate(self.iterations) if isinstance(rate, LearningRateSchedule) else rate

    def build(self, weights: np.ndarray) -> None:
        """Reset for the flat array ``weights``: no steps, no state."""
        self.iterations = 0
        self._slots = [np.zeros_like(weights) for _ in range(self.slots)]
        self._average = weights.copy() if self.use_ema else None
        self._scratch = np.empty_like(weights) if self.use_ema else None
        self._averaged = False

    def step(self, weights: np.ndarray, gradients: np.ndarray) -> None:
        """Change ``weights`` in place."""
        self._update(weights, gradients, self.current_learning_rate)
        self.iterations += 1
        if self.use_ema:
            share = 1 - self.ema_momentum if self.iterations > 1 else 1.0
            np.subtract(weights, self._average, out=self._scratch)
            self._scratch *= share
            self._average += self._scratch

    def show_average(self, weights: np.ndarray, show: bool) -> None:
        """Swap the averaged weights in, or out again."""
        if self.use_ema and show is not self._averaged:
            np.copyto(self._scratch, weights)
            np.copyto(weights, self._average)
            np.copyto(self._average, self._scratch)
            self._averaged = show

    def get_state(self) -> dict[str, object]:
        """Return a copy of the state: JSON types and arrays."""
        arrays = [*self._slots, *([self._average] if self.use_ema else [])]
        rate = self.given_rate
        return {
            "iterations": self.iterations,
            "learning_rate": None if isinstance(rate, LearningRateSchedule) else rate,
            "averaged": self._averaged,
            "arrays": [array.copy() for array in arrays],
        }

    def set_state(self, state: dict[str, object]) -> None:
        """Restore what `get_state` returned; the weights must be those of that moment."""
        self.iterations = state["iterations"]
        if state["learning_rate"] is not None:
            self.learning_rate = state["learning_rate"]
        arrays = [*self._slots, *([self._average] if self.use_ema else [])]
        for array, saved in zip(arrays, state["arrays"], strict=True):
            np.copyto(array, saved)
        self._averaged = state["averaged"]

    def _update(self, weights, gradients, rate):
        raise NotImplementedError


@configurable
class SGD(Optimizer):
    """Stochastic gradient descent.

    Without momentum ``w -= rate · g``. With it, steps add up to a velocity::

        velocity = momentum · velocity - rate · g
        w += velocity                                 plain
        w += momentum · velocity - rate · g           Nesterov
    """

    learning_rate: float | LearningRateSchedule = setting(_RATE, default=0.01)
    momentum: float = setting(_SHARE, default=0.0)
    nesterov: bool = setting(Flag(), default=False)

    @property
    def slots(self):
        """One, the velocity, if there is momentum."""
        return 1 if self.momentum else 0

    def _update(self, weights, gradients, rate):
        kernels.sgd_step(
            weights,
            gradients,
            self._slots[0] if self._slots else None,
            learning_rate=rate,
            momentum=self.momentum,
            nesterov=self.nesterov,
        )


@configurable
class RMSprop(Optimizer):
    """Each weight's step is divided by the running size of its own gradient (Hinton 2012).

    ::

        average = rho · average + (1 - rho) · g²
        w -= rate · g / sqrt(average + epsilon)
    """

    slots = 1
    only: ClassVar[dict[str, tuple]] = {"momentum": (0.0,)}

    learning_rate: float | LearningRateSchedule = setting(_RATE, default=0.001)
    rho: float = setting(_SHARE, default=0.9)
    epsilon: float = setting(Number(above=0), default=1e-7, kw_only=True)

    def _update(self, weights, gradients, rate):
        kernels.rmsprop_step(
            weights,
            gradients,
            self._slots[0],
            learning_rate=rate,
            rho=self.rho,
            epsilon=self.epsilon,
        )


@configurable
class Adam(Optimizer):
    """Momentum and RMSprop combined, with bias correction (Kingma 2015); see `kernels.adam_step`.

    ::

        m = beta_1 · m + (1 - beta_1) · g
        v = beta_2 · v + (1 - beta_2) · g²
        w -= rate · sqrt(1 - beta_2^t) / (1 - beta_1^t) · m / (sqrt(v) + epsilon)
    """

    slots = 2
    weight_decay = 0.0

    learning_rate: float | LearningRateSchedule = setting(_RATE, default=0.001)
    beta_1: float = setting(_SHARE, default=0.9)
    beta_2: float = setting(_SHARE, default=0.999)
    epsilon: float = setting(Number(above=0), default=1e-7)

    def _update(self, weights, gradients, rate):
        kernels.adam_step(
            weights,
            gradients,
            *self._slots,
            step=self.iterations + 1,
            learning_rate=rate,
            beta_1=self.beta_1,
            beta_2=self.beta_2,
            epsilon=self.epsilon,
            weight_decay=self.weight_decay,
        )


@configurable
class AdamW(Adam):
    """Adam, and before each step ``w -= rate · weight_decay · w`` (Loshchilov 2019)."""

    # In Keras the second parameter is the decay, so Adam's second one is keyword-only here.
    learning_rate: float | LearningRateSchedule = setting(_RATE, default=0.001)
    beta_1: float = setting(_SHARE, default=0.9, kw_only=True)
    beta_2: float = setting(_SHARE, default=0.999, kw_only=True)
    epsilon: float = setting(Number(above=0), default=1e-7, kw_only=True)
    weight_decay: float = setting(Number(minimum=0), default=0.004)
