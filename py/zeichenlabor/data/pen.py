"""Synthetic handwriting from parametric strokes, by any number of writers.

A writer is a seed: it determines the slant, the preferred forms, the pen, and how all characters
are bent. Every sample then differs a little. So there are pictures to train on before anybody has
written anything.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from zeichenlabor.data.allographs import Shape, allographs
from zeichenlabor.glyphs import normalize_glyph

CANVAS = 112
"""Side in pixels of the square in which one character is drawn: a cell of 8 mm at 350 dpi."""

_SPAN = 8
"""Straight pieces between two points of a form."""

_ROUNDED = 4
"""Interval between joints that are drawn round; corners and ends are among them."""

_T = np.linspace(0, 1, _SPAN, endpoint=False)
_CATMULL_ROM = 0.5 * np.stack(
    [-_T + 2 * _T**2 - _T**3, 2 - 5 * _T**2 + 3 * _T**3, _T + 4 * _T**2 - 3 * _T**3, _T**3 - _T**2]
)


_WAVES = np.pi * np.arange(1, 4)


@dataclass(frozen=True)
class Writer:
    """One writer with one pen; lengths in units of the character's height unless noted."""

    seed: int
    slant: float
    width: float
    size: float  # of the cell's side
    pen: float  # of the cell's side
    darkness: float  # of the ink, 0 … 1
    grain: float  # of the ink: 0 for a felt pen, towards 1 for a pencil
    roundness: float  # 0 keeps corners, 1 rounds them all
    wobble: float  # deviation from the forms, and of the samples from each other
    tremor: float
    faithful: float  # how often the preferred form is used


def new_writer(seed: int) -> Writer:
    """Create a writer at random; the same seed gives the same writer."""
    rng = np.random.default_rng([seed, 1])

    def near(mean: float, spread: float) -> float:
        """A normally distributed number without outliers, which would be illegible."""
        return mean + spread * float(np.clip(rng.normal(), -1.6, 1.6))

    grain = float(rng.choice([0.0, 0.15, 0.5], p=[0.35, 0.35, 0.3]))
    return Writer(
        seed=seed,
        slant=near(0.12, 0.2),
        width=float(np.exp(near(0.02, 0.17))),
        size=float(rng.uniform(0.42, 0.72)),
        pen=float(np.exp(rng.uniform(np.log(0.028), np.log(0.085)))),
        darkness=float(rng.uniform(0.75, 1.0) - 0.5 * grain),
        grain=grain,
        roundness=float(rng.uniform(0.0, 1.0)),
        wobble=float(np.exp(near(-0.3, 0.35))),
        tremor=float(min(rng.exponential(0.005), 0.012)),
        faithful=float(rng.uniform(0.7, 1.0)),
    )


def write(label: str, writer: Writer, rng: np.random.Generator) -> list[np.ndarray]:
    """Write one character.

    Returns
    -------
    list of ndarray of shape (points, 2)
        Strokes, x and y in units of the cell's side, the cell's middle at 0, 0, y down.
    """
    shape = _choose(label, writer, rng)
    strokes = [_swing(stroke, writer, rng) for stroke in shape]
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    bend = _habit(label, writer) + _bend(rng, 0.03 * writer.wobble)
    matrix, place = _slip(writer, rng, height=float(np.ptp(points[:, 1])))
    out = []
    for stroke in strokes:
        unit = (stroke - middle) / 10
        unit = unit + _warp(unit, bend) + _shake(len(unit), writer.tremor, rng)
        out.append(unit @ matrix.T + place)
    return _fit(out)


def ink(strokes: Sequence[np.ndarray], width: float, side: int = CANVAS) -> np.ndarray:
    """Draw strokes with a round pen: uint8 (side, side), ink 255 on 0.

    ``width`` is in units of the cell's side, like the strokes.
    """
    canvas = Image.new("L", (side, side))
    draw_strokes(ImageDraw.Draw(canvas), strokes, (side / 2, side / 2), side, width * side, 255)
    return np.asarray(canvas)


def draw_strokes(
    pen: ImageDraw.ImageDraw,
    strokes: Sequence[np.ndarray],
    centre: tuple[float, float],
    cell: float,
    width: float,
    fill: int,
) -> None:
    """Draw strokes around ``centre``, in a cell of ``cell`` pixels, ``width`` pixels wide."""
    radius = max(width, 1) / 2
    for stroke in strokes:
        points = [tuple(p) for p in (stroke * cell + centre).tolist()]
        pen.line(points, fill=fill, width=max(1, round(width)))
        for x, y in points[::_ROUNDED]:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def glyphs(labels: Sequence[str], seed: int, per_writer: int = 20) -> np.ndarray:
    """Write one glyph per label and normalise it like a sheet's cells.

    Parameters
    ----------
    labels : sequence of str
        What to write, one character or word each.
    seed : int
    per_writer : int
        How many consecutive labels are by the same writer.

    Returns
    -------
    ndarray of shape (len(labels), 28, 28), uint8
        Ink 255 on 0.
    """
    rng = np.random.default_rng([seed, 2])
    images = np.zeros((len(labels), 28, 28), np.uint8)
    for i, label in enumerate(labels):
        if i % per_writer == 0:
            writer = new_writer(int(rng.integers(1 << 31)))
        strokes = write(label, writer, rng)
        images[i] = normalize_glyph(ink(strokes, writer.pen * rng.uniform(0.85, 1.15)))
    return images


def _choose(label: str, writer: Writer, rng: np.random.Generator) -> Shape:
    """Choose the writer's preferred form of a label, or occasionally another one."""
    ways = allographs(label)
    habit = _label_rng(label, writer)
    if rng.random() > writer.faithful:
        return ways[rng.integers(len(ways))]
    return ways[habit.integers(len(ways))]


def _label_rng(label: str, writer: Writer) -> np.random.Generator:
    return np.random.default_rng([writer.seed, zlib.crc32(label.encode())])


def _swing(stroke: np.ndarray, writer: Writer, rng: np.random.Generator) -> np.ndarray:
    """Move the points a little and fit a curve through them (Catmull and Rom)."""
    points, sharp = stroke[:, :2], stroke[:, 2].astype(bool)
    points = points + rng.normal(0, 0.26 * writer.wobble, points.shape)
    sharp = sharp & (rng.random(len(sharp)) > 0.7 * writer.roundness)
    points = np.repeat(points, 1 + sharp, axis=0)
    padded = np.concatenate([points[:1], points, points[-1:]])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 4, axis=0)
    curve = np.einsum("scw,wt->stc", windows, _CATMULL_ROM).reshape(-1, 2)
    return np.concatenate([curve, points[-1:]])


def _habit(label: str, writer: Writer) -> np.ndarray:
    """Return this writer's constant distortion of this label."""
    rng = _label_rng(label, writer)
    rng.random()
    return _bend(rng, 0.045 * writer.wobble)


def _bend(rng: np.random.Generator, strength: float) -> np.ndarray:
    """Draw a smooth field: a displacement for every wave along x and along y, (2, 3, 2, 2)."""
    return rng.normal(0, strength, (2, 3, 2, 2))


def _warp(points: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Return the field's displacement (n, 2) at points (n, 2) within ±0.5."""
    phase = points[:, :, None] * _WAVES
    waves = np.stack([np.sin(phase), np.cos(phase)], axis=-1) / np.arange(1, 4)[:, None]
    return waves.reshape(len(points), -1) @ field.reshape(-1, 2)


def _shake(count: int, tremor: float, rng: np.random.Generator) -> np.ndarray:
    noise = rng.normal(0, tremor, (count + 4, 2))
    return sum(noise[i : i + count] for i in range(5)) / np.sqrt(5)


def _slip(writer: Writer, rng: np.random.Generator, height: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the size, slant, rotation and position of one sample."""
    size = writer.size * np.exp(rng.normal(0, 0.07 * writer.wobble))
    slant = writer.slant + rng.normal(0, 0.05 * writer.wobble)
    width = writer.width * np.exp(rng.normal(0, 0.08 * writer.wobble))
    turn = rng.normal(0, 0.05 * writer.wobble)
    shear = np.array([[width, -slant], [0, 1]])
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return size * spin @ shear * (10 / max(height, 10)), rng.normal(0, 0.04, 2)


def _fit(strokes: list[np.ndarray]) -> list[np.ndarray]:
    """Shrink strokes that would leave the cell."""
    reach = max(float(np.abs(stroke).max()) for stroke in strokes)
    return [stroke * min(1.0, 0.42 / reach) for stroke in strokes]
