"""The computations behind the cards of the Learn step: one small function per topic.

A lesson takes plain values, returns a dictionary, and computes with the layers, losses and
optimizers of `nn`, so that cards show what trainings really compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import (
    descent,
    fitting,
    judging,
    kinds,
    losses,
    networks,
    pictures,
    segmentation,
    units,
    ways,
    windows,
)

LESSONS: dict[str, Callable[..., Any]] = {
    "picture": pictures.picture,
    "examples": pictures.examples,
    "centre": pictures.centre,
    "channels": pictures.channels,
    "cut": segmentation.cut,
    "history": pictures.history,
    "split": pictures.split,
    "scaling": pictures.scaling,
    "onehot": pictures.onehot,
    "neuron": units.neuron,
    "template": units.template,
    "activation": units.activation,
    "dying": units.dying,
    "vanishing": units.vanishing,
    "softmax": units.softmax,
    "logits": units.logits,
    "layers": networks.layers,
    "matrix": networks.matrix,
    "shapes": networks.shapes,
    "parameters": networks.parameters,
    "sizes": networks.sizes,
    "squared": losses.squared,
    "entropy": losses.entropy,
    "binary": losses.binary,
    "safety": losses.safety,
    "descent": descent.descent,
    "surface": descent.surface,
    "walk": descent.walk,
    "race": descent.race,
    "batches": descent.batches,
    "chain": descent.chain,
    "beginnings": descent.beginnings,
    "decay": descent.decay,
    "fitting": fitting.fitting,
    "points": fitting.points,
    "early": fitting.early,
    "dropout": fitting.dropout,
    "augment": fitting.augment,
    "normalise": fitting.normalise,
    "kernels": windows.kernels,
    "convolution": windows.convolution,
    "stride": windows.stride,
    "pooling": windows.pooling,
    "maps": windows.maps,
    "scores": judging.scores,
    "majority": judging.majority,
    "chance": judging.chance,
    "strangers": judging.strangers,
    "hands": judging.hands,
    "unknown": judging.unknown,
    "autoencoder": kinds.autoencoder,
    "recurrent": kinds.recurrent,
    "reread": kinds.reread,
    "cell": kinds.cell,
    "cooling": kinds.cooling,
    "clusters": ways.clusters,
    "reward": ways.reward,
}
