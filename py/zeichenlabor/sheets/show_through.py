"""Distinguishes show-through from writing by the steepness of its edges.

Paper diffuses ink from the back: show-through is lighter than the writing and, relative to its
darkness, has softer edges. Pencil is light, too, but as sharp as any pen. So the steepness of
edges, in darkness per pixel, separates the two if a page has both: on real sheets it is mostly
between 0.7 and 1.3 of the page's median, and for show-through between 0.05 and 0.7.

On a page with nothing but show-through, the printed lines are what it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from zeichenlabor import pixels
from zeichenlabor.components import Runs
from zeichenlabor.sheets.cells import InkLevels
from zeichenlabor.sheets.flat_page import CELL, FlatPage, running_max

TILE = 16
"""Side in flat pixels of the tiles in which ink is measured. Whole components would contain both
inks, since the back's printed lines cross everything.
"""

EVEN = 0.9
"""Brightness of the paper around a tile, darkest to brightest, below which it is not measured: the
edge of a shadow or of reflected light is no ink.
"""

MIN_INK = 24
"""The fewest pixels of ink for a tile to be measured."""

FEW = 24
"""The fewest tiles of a second ink; fewer are chance, or a pen running out of ink."""

FAINTER = 0.76
"""Largest steepness of the lighter ink's edges, relative to the other's, for a second ink."""

BETWEEN = 1.06
"""Factor around the midpoint of both inks where there must be hardly any tiles."""

MOST_BETWEEN = 0.12
"""Largest number of tiles there, relative to those of the rarer ink."""

SOFT = 0.93
"""Sharpness, relative to the writing's, from which light ink on most of a page is pencil."""

SOFT_CELL = 0.82
"""The same for the ink of a single cell, from which a person has to check it."""

STROKE = 5
"""Largest distance from a stroke's edge to its middle, in flat pixels."""

CUT = 0.65
"""Share of the writing's darkness that its soft edges have; show-through may be darker."""


PALE = 0.45
"""Darkness, relative to the printed lines, that the back's ink reaches at most: pens reach at least
that, pencils 0.2.
"""

DARKER = 1.6
"""How much darker than typical a drawing of the back may be, where it crosses printed lines."""

SOFT_ALONE = 0.5
"""Sharpness of pale ink, relative to a printed line's, below which it is not pencil: that reaches
at least 0.6.
"""

FADED = 0.35
"""Darkness of printed lines, of 255, below which they may be those of the other side, if what is
written is mirrored. Strong blur makes lines paler than that, too.
"""

LINED = 0.05
"""Share of the cells in which a line across several begins, from which these are the back's
printed lines: at least 0.17, in handwriting 0.
"""

RUN = 4
"""The number of cells that such a line crosses: strokes of neighbours are hardly ever in line."""

LINE_MARGIN = 10
"""Distance, in flat pixels, from a cell's border within which such lines are not searched."""


@dataclass(frozen=True)
class InkTiles:
    """Strength-weighted darkness and steepness of a page's inked tiles, float32 (n,)."""

    darkness: np.ndarray
    steepness: np.ndarray


@dataclass(frozen=True)
class TwoInks:
    """Thresholds between the writing of a page and a second, lighter ink.

    Attributes
    ----------
    steep : float
        Steepness from which an edge belongs to the writing.
    cut : float
        Lowest darkness of the writing.
    sharp : float
        Steepness of edges, relative to the darkness, from which light ink may be writing.
    """

    steep: float
    cut: float
    sharp: float

    def levels(self, levels: InkLevels) -> InkLevels:
        """The levels from which ink of this page is writing."""
        return replace(levels, faint=self.cut, firm=max(levels.firm, self.cut))

    def written(self, ink: np.ndarray, steep: np.ndarray) -> np.ndarray:
        """Return the ink beside an edge that is as steep as the writing's."""
        near = running_max(steep >= self.steep, 2 * STROKE + 1)
        return np.where(near, ink, 0)

    def are_ghosts(self, steep: np.ndarray, runs: Runs) -> np.ndarray:
        """Return for each component, bool (count,), whether its edges are too soft for writing."""
        base = runs.row * steep.shape[1]
        bounds = np.stack([base + runs.start, base + runs.stop], 1).ravel()
        rise = np.append(steep.ravel(), np.float32(0))

        def total(values: np.ndarray) -> np.ndarray:
            sums = np.add.reduceat(values, bounds)[::2]
            return np.bincount(runs.component, sums, runs.count)

        return total(rise * rise) < self.steep * total(rise)


def edges(page: FlatPage, half: int) -> np.ndarray:
    """Return the steepness at each pixel, float32; 0 beside printed lines.

    Parameters
    ----------
    half : int
        Half-width over which printed lines are removed, in flat pixels.
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


def ink_tiles(ink: np.ndarray, steep: np.ndarray, faint: float, paper: np.ndarray) -> InkTiles:
    """Measure the ink of a page, where its paper is evenly lit.

    Parameters
    ----------
    ink : ndarray
        Flat page without its printed lines.
    steep : ndarray
        From `edges`.
    faint : float
        Darkness from which a pixel is ink.
    paper : ndarray
        From `FlatPage`.
    """
    inked, dark, rise = (_tiles(page) for page in (ink > faint, ink, steep))
    amount = inked.view(np.uint8).sum(axis=1, dtype=np.uint8).sum(axis=-1)
    written = (amount >= MIN_INK) & _is_even(paper)
    inked, dark, rise = (_chosen(page, written) for page in (inked, dark, rise))
    dark[~inked] = rise[~inked] = 0
    counts = np.count_nonzero(rise, axis=1) >= MIN_INK // 2
    return InkTiles(strength(dark[counts]), strength(rise[counts]))


def _is_even(paper: np.ndarray) -> np.ndarray:
    """Return which tiles, bool (rows of tiles, tiles), are evenly lit."""
    side = TILE // 4  # of a tile on this reduced page
    bright, dark = running_max(paper, side + 1), 255 - running_max(255 - paper, side + 1)
    bright, dark = (view[16:-16, 16:-16] for view in (bright, dark))
    height, width = bright.shape
    shape = height // side, side, width // side, side
    return dark.reshape(shape).min(axis=(1, 3)) >= EVEN * bright.reshape(shape).max(axis=(1, 3))


def two_inks(tiles: InkTiles, faint: float) -> TwoInks | None:
    """Return the thresholds between two inks, or None if the page has one."""
    darkness, steepness = tiles.darkness, tiles.steepness
    if len(darkness) < 2 * FEW:
        return None
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
        return None  # a page in pencil with a few pen strokes
    ghost, stroke = np.percentile(darkness[~writing], 95), np.median(darkness[writing])
    cut = max(min(1.1 * ghost, CUT * stroke), faint)
    return TwoInks(middle, cut, SOFT_CELL * sharp)


def is_faded(page: FlatPage) -> bool:
    """Return whether the printed lines themselves may shine through from the back."""
    return page.line_darkness < FADED * 255


def shining_below(
    ink: np.ndarray,
    tiles: InkTiles,
    faint: float,
    page: FlatPage,
    is_mirrored: Callable[[float], bool],
) -> float:
    """Return the darkness below which a drawing on this page may be the back's, 0 if it shows none.

    It does if its ink is pale, and softer than the printed lines, or mirrored, or has printed lines
    of its own. ``is_mirrored`` tells it of ink of a given darkness.
    """
    darkness = float(np.median(tiles.darkness)) if len(tiles.darkness) else np.inf
    if darkness >= PALE * page.line_darkness:
        return 0.0
    if is_mirrored(darkness):
        return np.inf
    sharpness = np.median(tiles.steepness / tiles.darkness)
    if sharpness >= SOFT_ALONE * page.sharpness and not _has_lines(ink > faint):
        return 0.0
    return max(PALE * page.line_darkness, DARKER * darkness)


def _has_lines(inked: np.ndarray) -> bool:
    return any(_lined(view) > LINED for view in (inked, inked.T))


def _lined(inked: np.ndarray) -> float:
    """Return the share of cells in which a vertical line begins that crosses ``RUN`` of them."""
    body = inked[CELL:-CELL, CELL:-CELL]
    within = slice(LINE_MARGIN, -LINE_MARGIN)
    cells = body.reshape(len(body) // CELL, CELL, -1, CELL)[:, within, :, within]
    line = cells.mean(axis=1)
    line = np.maximum(line[..., 1:], line[..., :-1]) > 0.9  # it may be between two pixels
    crossing = line
    for row in range(1, RUN):  # the back may be askew
        near = crossing[:-1].copy()
        near[..., 1:] |= crossing[:-1, :, :-1]
        near[..., :-1] |= crossing[:-1, :, 1:]
        crossing = near & line[row:]
    return float(crossing.any(axis=-1).mean())


def _tiles(page: np.ndarray) -> np.ndarray:
    """View the page's cells as (rows of tiles, TILE, tiles, TILE)."""
    body = page[CELL:-CELL, CELL:-CELL]
    height, width = body.shape
    return body.reshape(height // TILE, TILE, width // TILE, TILE)


def _chosen(tiles: np.ndarray, choice: np.ndarray) -> np.ndarray:
    """Copy some tiles as (tiles, pixels); ``choice`` is bool (rows of tiles, tiles)."""
    return tiles.swapaxes(1, 2)[choice].reshape(-1, TILE * TILE)


def strength(values: np.ndarray) -> np.ndarray:
    """Return the mean along the last axis, weighted with the values themselves."""
    values = values.astype(np.float32, copy=False)
    return (values * values).sum(axis=-1) / np.maximum(values.sum(axis=-1), 1e-6)


def _middle(steepness: np.ndarray) -> float:
    """Return the best threshold by Otsu's criterion, in logarithms."""
    values = np.sort(np.log(steepness))
    count = np.arange(1, len(values))
    low = np.cumsum(values)[:-1]
    high = values.sum() - low
    rest = len(values) - count
    spread = count * rest * (low / count - high / rest) ** 2
    at = int(spread.argmax())
    return float(np.exp((low[at] / count[at] + high[at] / rest[at]) / 2))


def darkness_of(ink: np.ndarray) -> float:
    """Return the darkness of a drawing as that of a page's tiles is measured."""
    return float(strength(ink.ravel()))


def is_sharp(ink: np.ndarray, steep: np.ndarray, inks: TwoInks) -> bool:
    """Whether light ink has edges as sharp as writing, so that a person has to check it."""
    return bool(strength(steep[ink > 0]) > inks.sharp * darkness_of(ink))
