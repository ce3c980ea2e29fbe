"""Augmentation: random variants of pictures, like the same digit by another writer.

Each picture of a batch gets a random rotation, size, slant, elastic distortion and stroke width.
The geometric changes are combined into one map from every pixel of the new picture to a place in
the old one, where the value is interpolated between four pixels; so a batch is processed without
loops over pictures or pixels.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

import numpy as np

from zeichenlabor.errors import BadSetting

_NODES = 6  # elastic distortions: a coarse grid of 6 × 6 nodes, smoothly interpolated

LIMITS = {
    "shift": 14.0,
    "rotation": 180.0,
    "scale": 0.9,
    "stretch": 0.9,
    "shear": 2.0,
    "elastic": 5.0,
    "thickness": 1.0,
}


@dataclass(frozen=True)
class Augmentation:
    """Strength of the augmentation; call it with uint8 pictures and a generator.

    Parameters
    ----------
    shift : float
        pixels, at most, along each axis
    rotation : float
        degrees, at most, in either direction
    scale : float
        relative change of the size, at most
    stretch : float
        relative change of the width, at most
    shear : float
        slant, at most: columns shifted per row
    elastic : float
        pixels, standard deviation of the elastic distortion
    thickness : float
        0…1: change of the stroke width, at most; 1 means a pixel more or less on each side

    Raises
    ------
    BadSetting
        if a value is negative or too large to be useful
    """

    shift: float = 1.5
    rotation: float = 12.0
    scale: float = 0.1
    stretch: float = 0.15
    shear: float = 0.2
    elastic: float = 0.6
    thickness: float = 0.4

    def __post_init__(self) -> None:
        for f in fields(self):
            value, limit = getattr(self, f.name), LIMITS[f.name]
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise _bad(f.name, value, limit)
            if not 0 <= value <= limit:
                raise _bad(f.name, value, limit)

    def __call__(self, images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Return augmented pictures.

        Parameters
        ----------
        images : uint8 (n, height, width), or (n, height, width, 1)
        rng : numpy.random.Generator

        Returns
        -------
        ndarray, float32 of the same shape, 0…1
        """
        pictures = images.reshape(images.shape[:3])
        n = len(pictures)
        if n == 0:
            return np.zeros(images.shape, np.float32)
        thick = self._thicken(pictures, rng)
        return _sample(thick, self._sources(n, *pictures.shape[1:], rng)).reshape(images.shape)

    def preview(self, image: np.ndarray, count: int, seed: int = 0) -> np.ndarray:
        """Return uint8 (count, height, width): ``count`` variants of one picture."""
        many = self(np.repeat(image[None], count, axis=0), np.random.default_rng(seed))
        return np.rint(many * 255).astype(np.uint8)

    def get_config(self) -> dict[str, float]:
        """Return the settings in JSON types."""
        return asdict(self)

    def _sources(self, n, height, width, rng):
        """The source of each pixel of each new picture: rows and columns, (n, height·width)."""

        def within(limit):
            return rng.uniform(-limit, limit, n)

        angle = np.deg2rad(within(self.rotation))
        size = np.exp(within(np.log1p(self.scale)))
        stretch = np.exp(within(np.log1p(self.stretch)))
        shear, down, right = within(self.shear), within(self.shift), within(self.shift)
        cos, sin = np.cos(angle), np.sin(angle)
        tall, wide = 1 / (size / stretch), 1 / (size * stretch)
        # the inverse map, from a pixel of the new picture to its place in the old one
        matrix = np.empty((n, 2, 3), np.float32)
        matrix[:, 0, 0], matrix[:, 0, 1] = tall * cos, -wide * sin
        matrix[:, 1, 0], matrix[:, 1, 1] = tall * sin, wide * cos
        matrix[:, :, 0] += shear[:, None] * matrix[:, :, 1]
        matrix[:, 0, 2] = down + (height - 1) / 2
        matrix[:, 1, 2] = right + (width - 1) / 2
        sources = matrix @ _centred(height, width)
        if self.elastic:
            nodes = rng.standard_normal((n, 2, _NODES, _NODES)).astype(np.float32) * self.elastic
            wobble = _cubic(height) @ nodes @ _cubic(width).T
            sources += wobble.reshape(n, 2, -1)
        return sources

    def _thicken(self, pictures, rng):
        """Mix each picture with its own 3 × 3 maximum (thicker) or minimum (thinner)."""
        if not self.thickness:
            return pictures
        amount = rng.uniform(-self.thickness, self.thickness, (len(pictures), 1, 1))
        amount = amount.astype(np.float32)
        grown, shrunk = _neighbours(pictures, np.maximum), _neighbours(pictures, np.minimum)
        towards = np.where(amount > 0, grown, shrunk)
        return pictures + np.abs(amount) * (towards - pictures.astype(np.float32))


def _centred(height, width):
    """Rows, columns, ones: (3, height·width), counted from the middle."""
    rows, columns = np.mgrid[:height, :width].reshape(2, -1)
    return np.stack(
        [rows - (height - 1) / 2, columns - (width - 1) / 2, np.ones(height * width)]
    ).astype(np.float32)


def _cubic(length):
    """Weights (length, nodes) of the interpolation between the nodes (Catmull and Rom 1974)."""
    place = np.linspace(0, _NODES - 1, length)
    distance = np.abs(place[:, None] - np.arange(-1, _NODES + 1))
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    weights = np.where(distance < 1, near, np.where(distance < 2, far, 0))
    weights[:, 1] += weights[:, 0]  # beyond the ends, the outermost node is repeated
    weights[:, -2] += weights[:, -1]
    return weights[:, 1:-1].astype(np.float32)


def _neighbours(pictures, extreme):
    """The extreme of each pixel and its eight neighbours, uint8, within the picture."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    rows = extreme(extreme(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])
    return extreme(extreme(rows[:, :, :-2], rows[:, :, 1:-1]), rows[:, :, 2:])


def _sample(pictures, sources):
    """Interpolate grey levels 0…255 at ``sources`` (n, 2, pixels); returns float32 0…1.

    A border of two zeros on each side makes every place outside the picture 0.
    """
    n, height, width = pictures.shape
    padded = np.zeros((n, height + 4, width + 4), np.float32)
    np.multiply(pictures, np.float32(1 / 255), out=padded[:, 2:-2, 2:-2])
    pitch = width + 4
    rows = np.clip(sources[:, 0] + 2, 0, height + 2.5)
    columns = np.clip(sources[:, 1] + 2, 0, width + 2.5)
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    rows -= top
    columns -= left
    first = top * pitch + left + (np.arange(n, dtype=np.int32) * padded[0].size)[:, None]
    flat = padded.ravel()

    def blend(corner):
        near, far = flat[corner], flat[corner + 1]
        return near + columns * (far - near)

    upper = blend(first)
    return upper + rows * (blend(first + pitch) - upper)


def _bad(name, value, limit):
    return BadSetting(
        f"Augmentation: {name} must be a number from 0 to {limit:g}, got {value!r}",
        owner="Augmentation",
        setting=name,
        value=str(value),
        expected=f"a number from 0 to {limit:g}",
    )
