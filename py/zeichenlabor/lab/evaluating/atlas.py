"""A two-dimensional map of pictures, with similar ones close together.

It uses principal components (Pearson 1901, Hotelling 1933), a linear projection, and t-SNE (van der
Maaten and Hinton, JMLR 9, 2008), which preserves neighbourhoods. t-SNE is implemented here instead
of taken from scikit-learn, so that the map can be shown during the computation, and stopped.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...nn import Sequential
from ..collecting.collection import Origin, Samples
from .hidden import hidden

MOST = 500
"""Most pictures on a map, since each step compares all pairs."""

COMPONENTS, PERPLEXITY = 30, 30.0
STEPS, EARLY, EXAGGERATION = 400, 120, 12.0
"""Early exaggeration of t-SNE: factor of the attraction in the first steps."""

TOLD = 10
"""Steps between two events."""


@dataclass(frozen=True)
class Pictures:
    """The pictures on the map, their labels, and the network's predictions."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    predicted: NDArray[np.int64]
    origins: list[Origin]
    type: str = "pictures"


@dataclass(frozen=True)
class Places:
    """Positions of the pictures, float32 (n, 2) within -1…1, and progress."""

    way: Literal["pca", "tsne"]
    positions: NDArray[np.float32]
    share: float
    type: str = "places"


def draw(
    model: Sequential, samples: Samples, view: str, seed: int = 0
) -> Generator[Pictures | Places, bool, Places]:
    """Compute the map step by step: principal components, then t-SNE.

    Parameters
    ----------
    view : "pixels" for the pixels, "net" for the values of the last hidden layer
    """
    rows = np.random.default_rng(seed).permutation(len(samples))[:MOST]
    chosen = samples.take(rows)
    predicted = model.predict(chosen.images).argmax(axis=1)
    pictures = Pictures(chosen.images, chosen.labels, predicted, chosen.origins)
    features = chosen.images.reshape(len(rows), -1) / 255.0
    if view == "net":
        features = hidden(model, chosen.images)
    reduced = principal_components(features, COMPONENTS)
    places = Places("pca", _framed(reduced[:, :2]), 0.0)
    if (yield pictures) or (yield places):
        return places
    for step, positions in enumerate(tsne(reduced), start=1):
        if step % TOLD == 0 or step == STEPS:
            places = Places("tsne", _framed(positions), step / STEPS)
            if (yield places):
                break
    return places


def principal_components(x: np.ndarray, count: int) -> np.ndarray:
    """Return the first ``count`` principal components of ``x`` (n, d).

    By the eigenvectors of the smaller of both product matrices: n is small where d is
    large. Signs are chosen so that the largest coordinate is positive.
    """
    centred = x - x.mean(axis=0)
    if len(centred) <= centred.shape[1]:
        squares, axes = np.linalg.eigh(centred @ centred.T)
        scores = axes * np.sqrt(np.maximum(squares, 0))
    else:
        _, axes = np.linalg.eigh(centred.T @ centred)
        scores = centred @ axes
    scores = scores[:, ::-1][:, :count]
    largest = np.abs(scores).argmax(axis=0)
    signs = np.sign(scores[largest, np.arange(scores.shape[1])])
    return scores * np.where(signs == 0, 1, signs)


def tsne(x: np.ndarray, perplexity: float = PERPLEXITY) -> Iterator[np.ndarray]:
    """t-SNE: yield the positions, float (n, 2), after each of the `STEPS`.

    Gradient descent on the Kullback-Leibler divergence with momentum and gains, from the
    two widest components, with scikit-learn's learning rate max(n / exaggeration / 4, 50).
    """
    n = len(x)
    p = joint_probabilities(x, min(perplexity, (n - 1) / 3)).astype(np.float32)
    y = (x[:, :2] / (x[:, 0].std() or 1) * 1e-4).astype(np.float32)
    if y.shape[1] < 2:
        y = np.pad(y, ((0, 0), (0, 2 - y.shape[1])))
    speed, gains = np.zeros_like(y), np.ones_like(y)
    rate = max(n / EXAGGERATION / 4, 50)
    for step in range(STEPS):
        early = step < EARLY
        close = 1 / (1 + squared_distances(y, y))
        np.fill_diagonal(close, 0)
        pull = ((EXAGGERATION if early else 1) * p - close / close.sum()) * close
        slope = 4 * (pull.sum(axis=1)[:, None] * y - pull @ y)
        gains = np.maximum(np.where(slope * speed > 0, gains * 0.8, gains + 0.2), 0.01)
        speed = (0.5 if early else 0.8) * speed - rate * gains * slope
        y = y + speed
        yield y


def joint_probabilities(x: np.ndarray, perplexity: float) -> np.ndarray:
    """Return t-SNE's joint probabilities, float (n, n), with sum 1.

    The width of each point's Gaussian is found by bisection so that its neighbours have the
    required perplexity: 2 to the power of their entropy.
    """
    n = len(x)
    squares = squared_distances(x, x)
    np.fill_diagonal(squares, np.inf)
    low, high = np.zeros(n), np.full(n, np.inf)
    beta = 1 / np.maximum(np.median(squares, axis=1), 1e-12)
    nearest = squares.min(axis=1, keepdims=True)
    for _ in range(60):
        p = np.exp(-beta[:, None] * (squares - nearest))
        p /= p.sum(axis=1, keepdims=True)
        entropy = -(p * np.log(np.maximum(p, 1e-300))).sum(axis=1)
        wide = entropy > np.log(perplexity)
        low, high = np.where(wide, beta, low), np.where(wide, high, beta)
        beta = np.where(np.isinf(high), beta * 2, (low + high) / 2)
    return (p + p.T) / (2 * n)


def squared_distances(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the squared distances between rows (n, d) and rows (m, d), (n, m)."""
    lengths, others = (x * x).sum(axis=1), (y * y).sum(axis=1)
    return np.maximum(lengths[:, None] + others - 2 * (x @ y.T), 0)


def _framed(positions: np.ndarray) -> np.ndarray:
    """Scale to -1…1, by the same factor on both axes."""
    if positions.shape[1] < 2:
        positions = np.pad(positions, ((0, 0), (0, 2 - positions.shape[1])))
    middle = (positions.max(axis=0) + positions.min(axis=0)) / 2
    centred = positions - middle
    return (centred / (np.abs(centred).max() or 1)).astype(np.float32)
