"""Losses, and why none of them computes the logarithm of 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...nn import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
)
from ...nn.activations import activate
from .material import floats

CURVE = np.linspace(0.005, 1, 200)


def _measure(loss: Loss, output: np.ndarray, targets: np.ndarray) -> tuple[float, np.ndarray]:
    slope = np.empty_like(output)
    value, _ = loss.measure(output, targets, slope, raw=False)
    return value, slope


def squared(predictions: list[float], targets: list[float]) -> dict[str, Any]:
    """Mean squared and mean absolute error of some predictions, with their gradients."""
    y, t = floats(predictions)[None], floats(targets)[None]
    mse, mse_slope = _measure(MeanSquaredError(), y, t)
    mae, mae_slope = _measure(MeanAbsoluteError(), y, t)
    return {
        "mse": mse,
        "mae": mae,
        "mse_slope": mse_slope[0],
        "mae_slope": mae_slope[0],
        "differences": (y - t)[0],
    }


def entropy(shares: list[float], label: int) -> dict[str, Any]:
    """Categorical cross-entropy of probabilities, which are normalised first."""
    p = np.maximum(floats(shares), 0.001)[None]
    p /= p.sum()
    target = np.eye(p.shape[1])[[label]]
    value, _ = _measure(CategoricalCrossentropy(), p, target)
    losses = [_measure(CategoricalCrossentropy(), np.array([[q, 1 - q]]), np.eye(2)[:1])[0]
              for q in CURVE]  # fmt: skip
    return {"shares": p[0], "loss": value, "x": CURVE, "y": losses, "share": float(p[0, label])}


def binary(share: float, target: int) -> dict[str, Any]:
    """Binary cross-entropy of one output, and its curve over all outputs."""
    loss = BinaryCrossentropy()
    t = np.array([[float(target)]])
    value, slope = _measure(loss, floats([[share]]), t)
    xs = np.linspace(0.005, 0.995, 199)
    losses = [_measure(loss, np.array([[x]]), t)[0] for x in xs]
    return {"loss": value, "slope": float(slope[0, 0]), "x": xs, "y": losses}


def safety(gap: float) -> dict[str, Any]:
    """The loss if the right class's logit is ``gap`` below the best: computed naively, and as in
    `nn`.

    Both in float32, as in the network. JSON has no infinity, so ``naive`` is None then.
    """
    z = np.array([[0, -gap]], np.float32)
    share = activate(z, np.empty_like(z), "softmax")[0, 1]
    with np.errstate(divide="ignore"):
        naive = -np.log(share)
    target = np.array([[0, 1]], np.float32)
    slope = np.empty_like(z)
    safe, _ = CategoricalCrossentropy(from_logits=True).measure(z, target, slope, raw=True)
    return {
        "share": float(share),
        "naive": float(naive) if np.isfinite(naive) else None,
        "safe": safe,
        "slope": float(slope[0, 1]),
    }
