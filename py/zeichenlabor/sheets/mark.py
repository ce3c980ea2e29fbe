"""The machine-readable mark: a strip above the frame that says what the page is.

The frame is known before the mark is read, so the strip needs no finder patterns: its modules are
at known places, in units of the frame's width. All four orientations are tried, and only the right
one decodes.

    | sync | data | sync | data | sync | …  sync |      strip, as wide as the frame
                                                         quiet zone
    ┌────────────────────────────────────────────┐      the frame's top line

Nine sync bars (two modules wide, the right one the left one's negative) show how the paper is bent;
between them are the bytes of one Reed–Solomon word, each a block of 4 by 2 modules so that a pen
stroke hits few of them. The word contains version, layout, page, sheet id, the symbols' names and a
CRC-32; it is whitened, so that black and white are balanced everywhere and a local mean can be the
threshold. Long lists of names use smaller modules in the same strip.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from zeichenlabor.errors import BadSymbols, TooMuchText
from zeichenlabor.sheets import reed_solomon
from zeichenlabor.sheets.homography import homography
from zeichenlabor.sheets.layout import SheetLayout
from zeichenlabor.sheets.plan import COLUMNS, FRAME_ASPECT, MOST_PAGES, plan_sheets

STRIP_BOTTOM = 0.032
"""Distance from the strip to the frame's top line; unit: the frame's width."""

STRIP_HEIGHT = 0.062
"""Height of the strip; unit: the frame's width."""

_VERSION = 1
_SYNCS = 9
_HEADER = 6  # version and columns, page and pages, sheet id
_CHECKSUM = 4

_SLACK = 3
"""How many modules the strip may be displaced from where the frame's corners predict it."""

_STEPS = 5
"""Samples per module in each direction; odd, so that one is in the middle."""

_STIFFNESS = 0.04
"""Penalty for a displacement of one sample between adjacent syncs, in units of correlation."""

_LEAST_CORRELATION = 0.4
"""Mean correlation of the syncs below which decoding is not worth trying."""


@dataclass(frozen=True)
class _Density:
    """A size of modules: rows in the strip, data columns between two syncs, parity bytes."""

    rows: int
    gap: int
    parity: int

    @property
    def columns(self) -> int:
        return 2 * _SYNCS + self.gap * (_SYNCS - 1)

    @property
    def word(self) -> int:
        return self.rows * self.gap * (_SYNCS - 1) // 8

    @property
    def text(self) -> int:
        """Bytes left for the names."""
        return self.word - self.parity - _HEADER - _CHECKSUM

    def sync_columns(self) -> np.ndarray:
        """The left column of every sync, int64 of shape (9,)."""
        return np.arange(_SYNCS) * (self.gap + 2)

    def sync_modules(self) -> np.ndarray:
        """Bool of shape (rows, 9, 2): all bars different, each half black."""
        bits = np.unpackbits(_noise("sync", self.rows * _SYNCS), count=self.rows * _SYNCS)
        left = bits.reshape(self.rows, _SYNCS)
        return np.stack([left, 1 - left], axis=-1).astype(bool)

    def data_places(self) -> tuple[np.ndarray, np.ndarray]:
        """Row and column of every bit, each int64 of shape (8 * word,)."""
        gap, column, row, bit = np.meshgrid(
            self.sync_columns()[:-1] + 2,
            np.arange(0, self.gap, 2),
            np.arange(0, self.rows, 4),
            np.arange(8),
            indexing="ij",
        )
        return (row + bit // 2).ravel(), (gap + column + bit % 2).ravel()


_DENSITIES = (_Density(rows=8, gap=14, parity=36), _Density(rows=12, gap=20, parity=72))


class Mark(NamedTuple):
    """The contents of a mark, and how the page was turned.

    ``np.roll(corners, -turns, axis=0)`` puts the given corners into reading order.
    """

    layout: SheetLayout
    turns: int


def mark_modules(layout: SheetLayout) -> np.ndarray:
    """Draw the strip: bool of shape (rows, columns), True is black.

    Raises
    ------
    TooMuchText
        If the names do not fit even with the smallest modules.
    """
    text = "\0".join(layout.names).encode()
    density = next((d for d in _DENSITIES if len(text) <= d.text), None)
    if density is None:
        raise TooMuchText(bytes=len(text), most=_DENSITIES[-1].text)
    message = _header(layout) + text.ljust(density.text, b"\0")
    message += zlib.crc32(message).to_bytes(_CHECKSUM, "big")
    word = np.frombuffer(reed_solomon.encode(message, density.parity), np.uint8)
    modules = np.zeros((density.rows, density.columns), bool)
    modules[density.data_places()] = np.unpackbits(word ^ _noise("data", len(word)))
    for offset in (0, 1):
        modules[:, density.sync_columns() + offset] = density.sync_modules()[..., offset]
    return modules


def read_mark(
    gray: np.ndarray, corners: np.ndarray, likely: Sequence[int] = range(4)
) -> Mark | None:
    """Read the mark of the page whose frame is known.

    Parameters
    ----------
    gray : ndarray of shape (height, width)
        Ink dark on light, any real dtype.
    corners : array of shape (4, 2)
        x, y of the frame's corners in pixels, clockwise, from any of them.
    likely : sequence of int
        The values of ``turns`` that are tried.

    Returns
    -------
    Mark or None
        None if there is no mark with a valid checksum.
    """
    corners = np.asarray(corners, float)
    for density in _DENSITIES:
        for turns in likely:
            bits = _look(gray, np.roll(corners, -turns, axis=0), density)
            layout = None if bits is None else _decode(bits, density)
            if layout is not None:
                return Mark(layout, turns)
    return None


def _look(gray: np.ndarray, corners: np.ndarray, density: _Density) -> np.ndarray | None:
    """The strip's bits for this orientation and polarity; None if there are no syncs."""
    samples = _rectify(gray, corners, density)
    if samples is None:
        return None
    shifts, correlation = _track_syncs(samples, density)
    if correlation < _LEAST_CORRELATION:
        return None
    modules = _sample_modules(samples, shifts, density)
    black = modules < _local_mean(modules)
    return black[density.data_places()]


def _rectify(gray: np.ndarray, corners: np.ndarray, density: _Density) -> np.ndarray | None:
    """The strip and _SLACK modules around it, upright, _STEPS samples per module."""
    u, v = (
        (np.arange(_STEPS * (n + 2 * _SLACK)) + 0.5) / _STEPS - _SLACK
        for n in (density.columns, density.rows)
    )
    x = u / density.columns
    y = (v / density.rows * STRIP_HEIGHT - STRIP_HEIGHT - STRIP_BOTTOM) / FRAME_ASPECT
    try:
        matrix = homography(corners)
    except np.linalg.LinAlgError:
        return None
    x, y = _project(matrix, x[None, :], y[:, None])
    left, top = int(np.floor(x.min())), int(np.floor(y.min()))
    right, bottom = int(np.ceil(x.max())), int(np.ceil(y.max()))
    if right < 0 or bottom < 0 or left >= gray.shape[1] or top >= gray.shape[0]:
        return None
    left, top = max(left, 0), max(top, 0)
    region = gray[top : bottom + 2, left : right + 2].astype(np.float32)
    width = np.hypot(x[:, -1] - x[:, 0], y[:, -1] - y[:, 0]).mean()
    step = max(1, int(width / x.shape[1]))  # source pixels per sample
    region = _shrink(region, step)
    if min(region.shape) < 2:
        return None
    return _soften(_bilinear(region, (x - left + 0.5) / step - 0.5, (y - top + 0.5) / step - 0.5))


def _project(matrix: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    px, py, w = (row[0] * x + row[1] * y + row[2] for row in matrix)
    w = np.where(w > 1e-6, w, 1e-6)
    return np.clip(px / w, -1e6, 1e6), np.clip(py / w, -1e6, 1e6)


def _shrink(image: np.ndarray, step: int) -> np.ndarray:
    """Mean over step × step pixels."""
    height, width = (n // step * step for n in image.shape)
    blocks = image[:height, :width].reshape(height // step, step, width // step, step)
    return blocks.mean(axis=(1, 3))


def _bilinear(image: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Interpolated values; outside the image its edge is repeated."""
    height, width = image.shape
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    fx, fy = x - left, y - top
    upper = image[top, left] * (1 - fx) + image[top, left + 1] * fx
    lower = image[top + 1, left] * (1 - fx) + image[top + 1, left + 1] * fx
    return upper * (1 - fy) + lower * fy


def _soften(samples: np.ndarray) -> np.ndarray:
    """Mean of 3 × 3 samples: most of a module, nothing of its neighbours."""
    padded = np.pad(samples, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def _track_syncs(samples: np.ndarray, density: _Density) -> tuple[np.ndarray, float]:
    """Find the displacement of each sync: int64 (9, 2) as dy, dx in samples.

    The best chain under a penalty for differences (Viterbi), so that the neighbours determine the
    displacement of a sync under a blot. Also returns the chain's mean correlation.
    """
    scores = np.stack([_correlate(samples, density, sync) for sync in range(_SYNCS)])
    reach = 3
    moves = [(dy, dx) for dy in range(-reach, reach + 1) for dx in range(-reach, reach + 1)]
    costs = np.array([_STIFFNESS * (abs(dy) + abs(dx)) for dy, dx in moves])
    total, history = scores[0], []
    for score in scores[1:]:
        padded = np.pad(total, reach, constant_values=-np.inf)
        height, width = total.shape
        options = np.stack(
            [
                padded[reach + dy : reach + dy + height, reach + dx : reach + dx + width] - cost
                for (dy, dx), cost in zip(moves, costs, strict=True)
            ]
        )
        history.append(options.argmax(axis=0))
        total = options.max(axis=0) + score
    place = np.array(np.unravel_index(total.argmax(), total.shape))
    chain = [place]
    for choice in reversed(history):
        place = place + moves[choice[tuple(place)]]
        chain.append(place)
    chain = np.array(chain[::-1])
    correlation = scores[np.arange(_SYNCS), chain[:, 0], chain[:, 1]].mean()
    return chain - _SLACK * _STEPS, float(correlation)


def _correlate(samples: np.ndarray, density: _Density, sync: int) -> np.ndarray:
    """Correlation of one sync with the samples at every offset up to _SLACK modules."""
    reach = 2 * _SLACK * _STEPS + 1
    white = np.where(density.sync_modules()[:, sync], -1.0, 1.0)
    x = density.sync_columns()[sync] * _STEPS + _STEPS // 2
    values = np.stack(
        [
            samples[y : y + reach, x + dx : x + dx + reach]
            for y in range(_STEPS // 2, _STEPS * density.rows, _STEPS)
            for dx in (0, _STEPS)
        ]
    )
    spread = np.maximum(values.std(axis=0), 1.0)  # a grey level, so that blank paper scores 0
    return np.tensordot(white.ravel(), values, 1) / (white.size * spread)


def _sample_modules(samples: np.ndarray, shifts: np.ndarray, density: _Density) -> np.ndarray:
    """Brightness of every module, with displacements interpolated between the syncs."""
    columns, rows = np.arange(density.columns), np.arange(density.rows)
    dy, dx = (np.interp(columns, density.sync_columns() + 0.5, shift) for shift in shifts.T)
    x = (columns + _SLACK) * _STEPS + _STEPS // 2 + dx
    y = (rows[:, None] + _SLACK) * _STEPS + _STEPS // 2 + dy
    return _bilinear(samples, np.broadcast_to(x, y.shape), y)


def _local_mean(modules: np.ndarray, reach: int = 8) -> np.ndarray:
    """Mean of the columns up to ``reach`` away, over all rows: half black due to whitening."""
    sums = np.pad(modules.sum(axis=0).cumsum(), (1, 0))
    columns = np.arange(modules.shape[1])
    first, last = np.maximum(columns - reach, 0), np.minimum(columns + reach + 1, len(columns))
    return (sums[last] - sums[first]) / ((last - first) * modules.shape[0])


def _decode(bits: np.ndarray, density: _Density) -> SheetLayout | None:
    word = np.packbits(bits) ^ _noise("data", density.word)
    message = reed_solomon.decode(word.tobytes(), density.parity)
    if message is None:
        return None
    content, checksum = message[:-_CHECKSUM], message[-_CHECKSUM:]
    if zlib.crc32(content) != int.from_bytes(checksum, "big"):
        return None
    return _parse(content)


def _header(layout: SheetLayout) -> bytes:
    return bytes(
        [
            _VERSION << 4 | COLUMNS.index(layout.columns),
            layout.page << 4 | layout.pages - 1,
            *(layout.sheet_id or 0).to_bytes(4, "big"),
        ]
    )


def _parse(content: bytes) -> SheetLayout | None:
    """The layout, or None for an unknown version."""
    version, columns = divmod(content[0], 16)
    page, pages = divmod(content[1], MOST_PAGES)
    names = content[_HEADER:].rstrip(b"\0")
    if version != _VERSION or columns >= len(COLUMNS) or page > pages:
        return None
    try:
        sheets = plan_sheets(
            names.decode().split("\0"),
            COLUMNS[columns],
            pages + 1,
            int.from_bytes(content[2:_HEADER], "big"),
        )
    except (UnicodeDecodeError, BadSymbols):
        return None
    return sheets[page]


def _noise(name: str, length: int) -> np.ndarray:
    """Pseudorandom bytes, the same everywhere."""
    return np.frombuffer(hashlib.shake_128(name.encode()).digest(length), np.uint8)
