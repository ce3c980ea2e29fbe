"""Overfitting and underfitting, and remedies."""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from typing import Any

import numpy as np

from ...data import Augmentation
from ...nn import L2, Adam, BatchNormalization, Constant, Dense, Dropout, EarlyStopping, Sequential
from ..session import Session
from .material import glyph, practice

POINTS, NOISE = 14, 0.22
ACROSS = np.linspace(-1, 1, 81, dtype=np.float32)[:, None]


def _truth(x: np.ndarray) -> np.ndarray:
    return np.sin(3 * x) * 0.8


@lru_cache(maxsize=1)
def _points() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Noisy training and validation points: x, y, x, y, float32 (n, 1)."""
    rng = np.random.default_rng(7)
    x = np.linspace(-0.95, 0.95, POINTS)[:, None]
    other = rng.uniform(-0.95, 0.95, (30, 1))
    samples = (x, _truth(x) + NOISE * rng.standard_normal(x.shape))
    checks = (other, _truth(other) + NOISE * rng.standard_normal(other.shape))
    return tuple(values.astype(np.float32) for values in (*samples, *checks))


def _curve_network(width: int, price: float) -> Sequential:
    penalty = L2(float(price)) if price else None
    wide = [Dense(width, "tanh", kernel_regularizer=penalty) for _ in range(1 if width < 4 else 2)]
    model = Sequential([*wide, Dense(1, kernel_regularizer=penalty)])
    model.compile(Adam(0.02), "mse", metrics=())
    model.build((1,), seed=5)
    return model


def fitting(
    width: int, price: float = 0, steps: int = 900
) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Fit a network's curve to noisy points; yields it every 30 steps.

    ``loss`` is that of the training points, ``check`` that of the validation points.
    """
    x, y, other, truth = _points()
    model = _curve_network(width, price)

    def told(step: int) -> dict[str, Any]:
        weights = np.concatenate([w.ravel() for w in model.get_weights()])
        return {
            "step": step,
            "curve": model.predict(ACROSS)[:, 0].astype(np.float64),
            "loss": float(np.mean((model.predict(x) - y) ** 2)),
            "check": float(np.mean((model.predict(other) - truth) ** 2)),
            "weights": float(np.abs(weights).mean()),
        }

    for step in range(steps):
        if step % 30 == 0 and (yield told(step)):
            break
        model.train_step(x, y)
    last = told(steps)
    yield last
    return last


def points() -> dict[str, Any]:
    """The points of `fitting`, the true curve, and the x values where curves are drawn."""
    x, y, other, truth = _points()
    return {
        "points": np.hstack([x, y]).astype(np.float64),
        "checks": np.hstack([other, truth]).astype(np.float64),
        "x": ACROSS[:, 0].astype(np.float64),
        "truth": _truth(ACROSS[:, 0]).astype(np.float64),
    }


@lru_cache(maxsize=1)
def _overfitted() -> list[tuple[float, float]]:
    return [(told["loss"], told["check"]) for told in fitting(width=32, steps=1500)]


def early(session: Session, patience: int, epochs: int = 0) -> dict[str, Any]:
    """Where `EarlyStopping` would have stopped the user's last training, or else an example."""
    own = len(session.history) >= 5 and all(epoch.val_loss is not None for epoch in session.history)
    pairs = [(e.loss, e.val_loss) for e in session.history] if own else _overfitted()
    model = Sequential([Dense(1)])
    model.build((1,))
    stopping = EarlyStopping(monitor="val_loss", patience=patience)
    stopping.set_model(model)
    stopping.on_train_begin()
    for epoch, (loss, check) in enumerate(pairs):
        stopping.on_epoch_end(epoch, {"loss": loss, "val_loss": check})
        if model.stop_training:
            break
    return {
        "losses": [loss for loss, _ in pairs],
        "checks": [check for _, check in pairs],
        "best": stopping.best_epoch,
        "stopped": stopping.stopped_epoch,
        "own": own,
    }


def dropout(image: memoryview, rate: float, seed: int) -> dict[str, Any]:
    """A picture after a `Dropout` layer in training."""
    x = glyph(image).reshape(1, -1) / np.float32(255)
    layer = Dropout(float(rate))
    layer.build(x.shape[1:])
    layer.seed = seed
    y = np.array(layer.forward(x, training=True))
    ink = x > 0
    return {
        "values": y[0],
        "dropped": int((ink & (y == 0)).sum()),
        "ink": int(ink.sum()),
        "factor": float(1 / (1 - rate)),
        "before": float(x.sum()),
        "after": float(y.sum()),
    }


def augment(image: memoryview, strength: float, seed: int) -> dict[str, Any]:
    """Twelve augmented variants of a picture."""
    one = Augmentation(
        shift=2.0 * strength,
        rotation=12.0 * strength,
        scale=0.12 * strength,
        stretch=0.1 * strength,
        shear=0.2 * strength,
        elastic=0.7 * strength,
        thickness=min(1.0, 0.5 * strength),
    )
    picture = glyph(image)
    images = one.preview(picture, 12, seed)
    change = np.abs(images.astype(np.float64) - picture).mean()
    return {"images": images, "change": float(change)}


BINS = np.linspace(-6, 6, 49)


def normalise(shift: float, spread: float, gamma: float, beta: float) -> dict[str, Any]:
    """One unit's values for a batch, before and after a `BatchNormalization`."""
    images, _ = practice(200)
    unit = Sequential([Dense(1)])
    unit.build((784,), seed=4)
    raw = unit.predict(images.reshape(200, -1))
    raw = (raw - raw.mean()) / raw.std() * np.float32(spread) + np.float32(shift)
    layer = BatchNormalization(
        gamma_initializer=Constant(float(gamma)), beta_initializer=Constant(float(beta))
    )
    model = Sequential([layer])
    model.build((1,))
    after = np.array(layer.forward(raw, training=True))
    return {
        "bins": BINS,
        "before": np.histogram(raw, BINS)[0],
        "after": np.histogram(after, BINS)[0],
        "mean": round(float(after.mean()), 3) + 0.0,  # never -0
        "spread": float(after.std()),
    }
