"""Dark thin lines of a picture as points with a direction: what the lattice is found from.

Steger, "An unbiased detector of curvilinear structures" (1998): where the second derivative
across a line is large and the first vanishes within the pixel, there is the line's centre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

SMOOTHING = 1.3
"""Gaussian sigma in pixels before derivatives: fits lines one to three pixels wide."""

_DARK_BELOW = [math.ceil(0.97 * paper) for paper in range(256)]
"""Per brightness of the paper: what is darker by 3 % may be a line."""


@dataclass(frozen=True)
class Ridges:
    """Points on dark lines.

    Attributes
    ----------
    xy : ndarray of shape (n, 2), float32
        Sub-pixel positions, pixel centres at .5.
    angle : ndarray of shape (n,), float32
        Direction along the line in radians, 0 … π.
    strength : ndarray of shape (n,), float32
        Curvature across the line, relative to the local paper.
    """

    xy: np.ndarray
    angle: np.ndarray
    strength: np.ndarray

    def __len__(self) -> int:
        return len(self.angle)

    def only(self, keep: np.ndarray) -> Ridges:
        """Return the chosen points."""
        return Ridges(self.xy[keep], self.angle[keep], self.strength[keep])


def find_ridges(grey: Image.Image) -> Ridges:
    """Find the centre points of dark lines in a grey picture of about 1,400 px."""
    smooth = grey.filter(ImageFilter.GaussianBlur(SMOOTHING))
    paper = grey.filter(ImageFilter.BoxBlur(8))
    dark = np.asarray(smooth) < np.asarray(paper.point(_DARK_BELOW))
    rows, columns = np.nonzero(dark[2:-2, 2:-2])
    flat = np.asarray(smooth).ravel()
    width = grey.width
    at = (rows + 2) * width + columns + 2

    def value(place: np.ndarray) -> np.ndarray:
        return flat[place].astype(np.float32)

    centre, left, right = value(at), value(at - 1), value(at + 1)
    up, down = value(at - width), value(at + width)
    gx, gy = (right - left) / 2, (down - up) / 2
    gxx, gyy = right - 2 * centre + left, down - 2 * centre + up
    gxy = (value(at + width + 1) - value(at + width - 1) - value(at - width + 1)) / 4
    gxy += value(at - width - 1) / 4
    mean, spread = (gxx + gyy) / 2, np.hypot((gxx - gyy) / 2, gxy)
    curvature = mean + spread
    strength = curvature / np.maximum(np.asarray(paper).ravel()[at], np.float32(16))
    # Angles are dear: only points that are bent across one direction get one.
    bent = np.flatnonzero((np.abs(mean - spread) < 0.6 * curvature) & (strength > 0.01))
    across = 0.5 * np.arctan2(2 * gxy[bent], gxx[bent] - gyy[bent])
    nx, ny = np.cos(across), np.sin(across)
    shift = -(gx[bent] * nx + gy[bent] * ny) / np.maximum(curvature[bent], 1e-3)
    near = np.abs(shift) <= 0.6
    keep = bent[near]
    x = columns[keep] + 2.5 + (shift * nx)[near]
    y = rows[keep] + 2.5 + (shift * ny)[near]
    angle = np.mod(across[near] + np.pi / 2, np.pi)
    return Ridges(np.stack([x, y], 1).astype(np.float32), angle, strength[keep])
