"""Ridge detection: the thin dark lines of a picture as points with a direction.

Steger, "An unbiased detector of curvilinear structures" (1998): where the second derivative
across a line is large and the first is zero within the pixel, there is the line's centre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor import pixels

SMOOTHING = 1.3
"""Sigma in pixels of the Gaussian derivatives: for lines one to three pixels wide."""

BORDER = 8
"""Pixels of paper that are laid around the picture: a line on its very edge, as in scans that are
cropped to the frame, is one with paper on both sides."""

PAPER_WITHIN = 12
"""Pixels from the edge within which the brightest is that paper."""

_DARK_BELOW = np.array([math.ceil(0.97 * paper) for paper in range(256)], np.uint8)
"""Per brightness of the paper, the brightness below which a pixel may be on a line: 3 % darker."""


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


@dataclass(frozen=True)
class BentPoints:
    """Dark pixels with curvature in one direction only; arrays of shape (n,), float32.

    ``at`` is the index into the flattened picture, ``slant`` is gxx - gyy, ``strength`` the
    curvature relative to the paper.
    """

    at: np.ndarray
    gx: np.ndarray
    gy: np.ndarray
    slant: np.ndarray
    gxy: np.ndarray
    curvature: np.ndarray
    strength: np.ndarray


def find_ridges(grey: Image.Image) -> Ridges:
    """Find the centre points of dark lines in a grey picture of about 1,400 px."""
    width, height = grey.size
    wide = np.pad(np.asarray(grey), BORDER, "maximum", stat_length=PAPER_WITHIN)
    grey = Image.fromarray(wide)
    smooth = np.asarray(grey.filter(ImageFilter.GaussianBlur(SMOOTHING)))
    paper = np.asarray(grey.filter(ImageFilter.BoxBlur(8)))
    # Angles are expensive, so they are computed for these points only.
    bent = _compiled_points(smooth, paper) or _bent_points(smooth, paper)
    rows, columns = np.divmod(bent.at, grey.width)
    across = 0.5 * np.arctan2(2 * bent.gxy, bent.slant)
    nx, ny = np.cos(across), np.sin(across)
    shift = -(bent.gx * nx + bent.gy * ny) / np.maximum(bent.curvature, 1e-3)
    x, y = columns - BORDER + 0.5 + shift * nx, rows - BORDER + 0.5 + shift * ny
    found = (np.abs(shift) <= 0.6) & (x >= 0) & (x < width) & (y >= 0) & (y < height)
    angle = np.mod(across[found] + np.pi / 2, np.pi)
    places = np.stack([x[found], y[found]], 1).astype(np.float32)
    return Ridges(places, angle, bent.strength[found])


def _compiled_points(smooth: np.ndarray, paper: np.ndarray) -> BentPoints | None:
    """The same points as `_bent_points`, or None if the module cannot compute them."""
    count, room = np.zeros(1, np.int32), smooth.size // 16
    while True:
        at, values = np.empty(room, np.int32), np.empty((6, room), np.float32)
        if not pixels.bent_points(smooth, paper, _DARK_BELOW, at, values, count):
            return None
        if count[0] <= room:
            return BentPoints(at[: count[0]], *values[:, : count[0]])
        room = int(count[0])


def _bent_points(smooth: np.ndarray, paper: np.ndarray) -> BentPoints:
    dark = smooth < _DARK_BELOW[paper]
    rows, columns = np.nonzero(dark[2:-2, 2:-2])
    flat = smooth.ravel()
    width = smooth.shape[1]
    at = (rows + 2) * width + columns + 2

    def value(place: np.ndarray) -> np.ndarray:
        return flat[place].astype(np.float32)

    centre, left, right = value(at), value(at - 1), value(at + 1)
    up, down = value(at - width), value(at + width)
    gx, gy = (right - left) / 2, (down - up) / 2
    gxx, gyy = right - 2 * centre + left, down - 2 * centre + up
    gxy = (value(at + width + 1) - value(at + width - 1) - value(at - width + 1)) / 4
    gxy += value(at - width - 1) / 4
    slant = gxx - gyy
    mean, spread = (gxx + gyy) / 2, np.hypot(slant / 2, gxy)
    curvature = mean + spread
    strength = curvature / np.maximum(paper.ravel()[at], np.float32(16))
    bent = np.flatnonzero((np.abs(mean - spread) < 0.6 * curvature) & (strength > 0.01))
    values = (at, gx, gy, slant, gxy, curvature, strength)
    return BentPoints(*(column[bent] for column in values))
