"""Models the deviation of the real lines from the ideal lattice: bent paper, lens distortion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MAX_POINTS = 6000
"""Points per family that are used for a fit."""


@dataclass(frozen=True)
class Warp:
    """A smooth deviation from the ideal lattice, in cells."""

    coefficients: np.ndarray
    degree: int
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def fit(cls, index, families, degree, window=None, start=None) -> Warp:
        """Fit within the window, coarse to fine, starting from another warp."""
        low, high = _reach(index, families) if window is None else window.reach()
        warp = start or cls(np.zeros((2, _terms(degree))), degree, low, high)
        families = [family[:: max(1, len(family) // MAX_POINTS)] for family in families]
        for tolerance in (0.3, 0.2, 0.12):
            fitted = []
            for axis, family in enumerate(families):
                points = index[family]
                rest = points - warp(points)
                line = np.rint(rest[:, axis])
                inside = np.all((rest > low - 0.3) & (rest < high + 0.3), axis=1)
                good = (np.abs(rest[:, axis] - line) < tolerance) & inside
                basis = cls(warp.coefficients, degree, low, high).basis(points[good])
                fitted.append(_least_squares(basis.T, points[good, axis] - line[good]))
            warp = cls(np.array(fitted), degree, low, high)
        return warp

    def basis(self, index: np.ndarray) -> np.ndarray:
        """Return the polynomials' values at points (..., 2), shape (terms, ...)."""
        span = np.maximum(self.high - self.low, 1)
        x, y = np.moveaxis(2 * (np.clip(index, self.low, self.high) - self.low) / span - 1, -1, 0)
        xs, ys = [np.ones_like(x)], [np.ones_like(y)]
        for _ in range(self.degree):
            xs.append(xs[-1] * x)
            ys.append(ys[-1] * y)
        return np.stack([xs[i] * ys[j] for i, j in _powers(self.degree)])

    def __call__(self, index: np.ndarray) -> np.ndarray:
        """Return the deviation at points of shape (..., 2), same shape."""
        basis = self.basis(index)
        values = self.coefficients @ basis.reshape(len(basis), -1)
        return values.T.reshape(index.shape)

    def inverse(self, flat: np.ndarray) -> np.ndarray:
        """Return the points that are at ``flat`` after subtracting their deviation."""
        index = flat
        for _ in range(4):
            index = flat + self(index)
        return index


def _powers(degree: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(degree + 1) for j in range(degree + 1 - i)]


def _terms(degree: int) -> int:
    return len(_powers(degree))


def _least_squares(basis: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Solve by ridge regression, which keeps empty regions flat."""
    gram = basis.T @ basis + 1e-3 * max(len(basis), 1) * np.eye(basis.shape[1])
    return np.linalg.solve(gram, basis.T @ target)


def _reach(index: np.ndarray, families: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    both = index[np.concatenate(families)]
    return both.min(axis=0), both.max(axis=0)
