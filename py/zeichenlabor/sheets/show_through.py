"""Ink of the back that shines through is told from writing by its edges.

Paper spreads what shines through it: it is lighter than the writing and, relative to its own
darkness, has softer edges. A pencil is light, too, but as sharp as any pen. So how steeply edges
rise, in darkness per pixel, parts the two wherever a page has both: on the real sheets nearly
all of it lies between 0.7 and 1.3 of the page's median, and a ghost's between 0.05 and 0.7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zeichenlabor import pixels
from zeichenlabor.components import Runs
from zeichenlabor.sheets.cells import InkLevels
from zeichenlabor.sheets.page import CELL, FlatPage, running_max

TILE = 16
"""Side in flat pixels of the tiles in which ink is measured: the back's printed lines run through
everything, so that whole parts would hold both inks."""

MIN_INK = 24
"""Pixels of ink in a tile below which it says little."""

FEW = 24
"""Tiles of an ink below which it is chance, or a pen that ran dry."""

FAINTER = 0.76
"""How steep the lighter ink's edges may be, relative to the other's, to be another ink."""

BETWEEN = 1.06
"""Factor around the middle of both inks where there must be hardly a tile."""

MOST_BETWEEN = 0.12
"""Tiles there, relative to the rarer ink's."""

SOFT = 0.93
"""Sharpness, relative to the writing's, from which light ink on most of a page is a pencil."""

SOFT_CELL = 0.82
"""The same of a single cell's ink, from which a person has to look at it."""

STROKE = 5
"""Flat pixels from a stroke's edge to its middle, at most."""

CUT = 0.65
"""Share of the writing's darkness that its soft edges keep; a ghost may be darker."""


@dataclass(frozen=True)
class TwoInks:
    """What parts the writing of a page from a second, lighter ink.

    Attributes
    ----------
    steep : float
        Steepness from which an edge is writing's.
    cut : float
        Darkness below which nothing is writing.
    sharp : float
        Steepness of edges, as share of the darkness, from which light ink may be writing.
    """

    steep: float
    cut: float
    sharp: float

    def levels(self, levels: InkLevels) -> InkLevels:
        """The levels from which ink of this page is the writing."""
        return replace(levels, faint=self.cut, firm=max(levels.firm, self.cut))

    def written(self, ink: np.ndarray, steep: np.ndarray) -> np.ndarray:
        """Return the ink that has an edge as steep as writing's beside it."""
        near = running_max(steep >= self.steep, 2 * STROKE + 1)
        return np.where(near, ink, 0)

    def are_ghosts(self, steep: np.ndarray, runs: Runs) -> np.ndarray:
        """Tell of each part, bool (count,), whether its edges are no writing's as a whole."""
        base = runs.row * steep.shape[1]
        bounds = np.stack([base + runs.start, base + runs.stop], 1).ravel()
        rise = np.append(steep.ravel(), np.float32(0))

        def total(values: np.ndarray) -> np.ndarray:
            sums = np.add.reduceat(values, bounds)[::2]
            return np.bincount(runs.component, sums, runs.count)

        return total(rise * rise) < self.steep * total(rise)


def edges(page: FlatPage, half: int) -> np.ndarray:
    """Return how steeply the darkness rises at each pixel, float32; 0 beside printed lines.

    Parameters
    ----------
    half : int
        How far from its middle a printed line is removed, in flat pixels.
    """
    steep = np.empty(page.ink.shape, np.float32)
    if pixels.steepness(page.ink, steep, half + 2):
        return steep
    ink = page.ink.astype(np.int16)
    steep[:] = 0
    across = ink[1:-1, 2:] - ink[1:-1, :-2]
    down = ink[2:, 1:-1] - ink[:-2, 1:-1]
    np.hypot(across, down, out=steep[1:-1, 1:-1])
    steep /= 2
    for view in (steep, steep.T):
        place = np.arange(view.shape[1])
        view[:, np.abs((place + CELL // 2) % CELL - CELL // 2) < half + 2] = 0
    return steep


def two_inks(ink: np.ndarray, steep: np.ndarray, faint: float) -> TwoInks | None:
    """Return what parts two inks, or None where the page has one.

    Parameters
    ----------
    ink : ndarray
        Flat page without its printed lines.
    steep : ndarray
        From `edges`.
    faint : float
        Darkness from which a pixel is ink.
    """
    inked, dark, rise = (_tiles(page) for page in (ink > faint, ink, steep))
    amount = inked.view(np.uint8).sum(axis=1, dtype=np.uint8).sum(axis=-1)
    written = amount >= MIN_INK  # most of a page is not
    inked, dark, rise = (_chosen(page, written) for page in (inked, dark, rise))
    dark[~inked] = rise[~inked] = 0
    counts = np.count_nonzero(rise, axis=1) >= MIN_INK // 2
    if np.count_nonzero(counts) < 2 * FEW:
        return None
    darkness = _strength(dark[counts].astype(np.float32))
    steepness = _strength(rise[counts])
    middle = _middle(steepness)
    writing = steepness >= middle
    rarer = min(np.count_nonzero(writing), np.count_nonzero(~writing))
    between = np.abs(np.log(steepness / middle)) < np.log(BETWEEN)
    if rarer < FEW or np.count_nonzero(between) > MOST_BETWEEN * rarer:
        return None
    light, firm = (np.median(steepness[kind]) for kind in (~writing, writing))
    if light > FAINTER * firm:
        return None
    sharpness = steepness / darkness
    sharp = float(np.median(sharpness[writing]))
    is_pencil = np.median(sharpness[~writing]) >= SOFT * sharp
    if is_pencil and np.count_nonzero(writing) < np.count_nonzero(~writing):
        return None  # a page in pencil, with a few strokes of a pen
    ghost, stroke = np.percentile(darkness[~writing], 95), np.median(darkness[writing])
    return TwoInks(middle, max(min(1.1 * ghost, CUT * stroke), faint), SOFT_CELL * sharp)


def _tiles(page: np.ndarray) -> np.ndarray:
    """View the page's cells as (rows of tiles, TILE, tiles, TILE)."""
    body = page[CELL:-CELL, CELL:-CELL]
    height, width = body.shape
    return body.reshape(height // TILE, TILE, width // TILE, TILE)


def _chosen(tiles: np.ndarray, choice: np.ndarray) -> np.ndarray:
    """Copy some tiles as (tiles, pixels); ``choice`` is bool (rows of tiles, tiles)."""
    return tiles.swapaxes(1, 2)[choice].reshape(-1, TILE * TILE)


def _strength(values: np.ndarray) -> np.ndarray:
    """Return the mean along the last axis, weighted with itself: cores count, or edges."""
    return (values * values).sum(axis=-1) / np.maximum(values.sum(axis=-1), 1e-6)


def _middle(steepness: np.ndarray) -> float:
    """Return where the parts fall apart best: in logarithms, by Otsu's criterion."""
    values = np.sort(np.log(steepness))
    count = np.arange(1, len(values))
    low = np.cumsum(values)[:-1]
    high = values.sum() - low
    rest = len(values) - count
    spread = count * rest * (low / count - high / rest) ** 2
    at = int(spread.argmax())
    return float(np.exp((low[at] / count[at] + high[at] / rest[at]) / 2))


def is_sharp(ink: np.ndarray, steep: np.ndarray, inks: TwoInks) -> bool:
    """Whether light ink has edges as sharp as writing: then a person has to look."""
    darkness, steepness = (
        _strength(ink.ravel().astype(np.float32)),
        _strength(steep[ink > 0]),
    )
    return bool(steepness > inks.sharp * darkness)
