"""Flattens the sheet: a picture in which every cell is the same upright square.

Paper bends and scanners stretch, so the lattice is measured again on a small flat page, edge by
edge, and the final page is warped cell by cell: there each printed line is at a multiple of the
cell's side, so cells can be sliced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor import pixels

CELL = 64
"""Side of a flat cell in pixels: three times a glyph's ink box, and half a 300-dpi cell."""

ROUGH_CELL = 32
"""Side in pixels of a cell on the small page on which the lines are measured."""

MARGIN = 1
"""Margin around the frame in cells, for the row labels."""


SEEN_CONTRAST = 15
"""Contrast, of 255, between a printed edge and its surroundings."""

SEEN_PLACE = 0.06
"""Largest deviation, in cells, of an edge from the position that its neighbours on the line
predict.
"""

STEADY = 9
"""Number of edges along a line of which most must agree on its approximate position."""

STRAY = 3
"""Largest deviation from that position, in pixels of the small page."""

MOST_COVERED = 1 / 8
"""Largest share of the cells that a folded corner or a finger may reach; in a strongly compressed
PDF a fifth of the cells had an edge without ink.
"""

WHITE = 250
"""Brightness, of 255, of what a camera cannot show any brighter."""

BRIGHTER = 1.04
"""How much brighter than the other paper reflected light is; what lies on a sheet may be white."""

WASHED_OUT = 0.5
"""Darkness of a cell's edges, relative to the usual, below which that light hides its ink, too."""

MOST_HIDDEN = 1 / 3
"""Largest share of the cells that glare may hide; where more lines are missing, there are none."""


@dataclass(frozen=True)
class Mesh:
    """The measured crossings of the printed lines.

    Attributes
    ----------
    nodes : ndarray of shape (rows + 1, columns + 1, 2), float64
        x, y in pixels of the picture.
    ink : ndarray of shape ((rows + 2) * ROUGH_CELL, (columns + 2) * ROUGH_CELL), uint8
        The small flat page on which they were measured.
    seen : float
        Share of the printed edges that were found where expected.
    frame : float
        The same for the worst of the four outer lines.
    bare : ndarray of shape (rows, columns), bool
        Cells with an edge without any ink: covered by something, or folded.
    hidden : ndarray of shape (rows, columns), bool
        Those of them without any inked edge, and the bare ones beside them, and others in
        reflected light: what is written there is not in the picture.
    """

    nodes: np.ndarray
    ink: np.ndarray
    seen: float
    frame: float
    bare: np.ndarray
    hidden: np.ndarray

    def upside_down(self) -> Mesh:
        """Return the mesh of the page turned by 180°."""
        names = ("nodes", "ink", "bare", "hidden")
        turned = {name: getattr(self, name)[::-1, ::-1] for name in names}
        return replace(self, **turned)


@dataclass(frozen=True)
class FlatPage:
    """A flat page.

    Attributes
    ----------
    ink : ndarray of shape ((rows + 2) * CELL, (columns + 2) * CELL), uint8
        Darkness relative to the local paper, 0 for paper and 255 for black.
    paper : ndarray of shape ((rows + 2) * 16, (columns + 2) * 16), uint8
        Brightness of the paper.
    line_width : float
        Width of the printed lines in flat pixels.
    frame_width : float
        The same for the outer lines, which are thicker on some forms.
    sharpness : float
        Steepest step between pixels across a printed line, relative to its darkness.
    line_darkness : float
        Darkness of the printed lines.
    """

    ink: np.ndarray
    paper: np.ndarray
    line_width: float
    frame_width: float
    sharpness: float
    line_darkness: float


def refine_nodes(grey: Image.Image, nodes: np.ndarray) -> Mesh:
    """Move the lattice's crossings onto the printed lines."""
    source, factor = _reduced(grey, nodes, ROUGH_CELL)
    ink, paper = relative_ink(flatten(source, nodes / factor, ROUGH_CELL), ROUGH_CELL)
    rows, columns = nodes.shape[0] - 1, nodes.shape[1] - 1
    right, seen_upright, upright = _measure_lines(ink, rows, columns)
    down, seen_level, level = _measure_lines(ink.T, columns, rows)
    padded = extend(nodes)
    along_row = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    along_column = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    moved = nodes + right[..., None] * along_row + down.T[..., None] * along_column
    lines = np.concatenate([seen_upright.mean(axis=0), seen_level.mean(axis=0)])
    frame = lines[[0, columns, columns + 1, -1]]
    bare, hidden = _uninked(upright, level.T, is_glare(paper, rows, columns))
    return Mesh(moved, ink, float(lines.mean()), float(frame.min()), bare, hidden)


def _uninked(
    upright: np.ndarray, level: np.ndarray, glare: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return `Mesh.bare` and `Mesh.hidden`, given the darkness of the edges."""
    sides = np.stack([upright[:, :-1], upright[:, 1:], level[:-1], level[1:]])
    missing = sides < SEEN_CONTRAST
    bare, alone = missing.any(axis=0), missing.all(axis=0)
    hidden = bare & running_max(alone, 3)
    if (bare & ~hidden).mean() > MOST_COVERED or hidden.mean() > MOST_HIDDEN:
        # faint print, as in a PDF with a strongly compressed background, or no form at all
        return np.zeros_like(bare), np.zeros_like(bare)
    return bare, hidden | (glare & (sides.mean(axis=0) < WASHED_OUT * np.median(sides)))


def is_glare(paper: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Return the cells, bool (rows, columns), whose paper is too bright for a camera."""
    cells = paper[16:-16, 16:-16].reshape(rows, 16, columns, 16).mean(axis=(1, 3))
    return (cells >= WHITE) & (cells >= BRIGHTER * np.median(cells))


def _reduced(grey: Image.Image, nodes: np.ndarray, cell: int) -> tuple[Image.Image, int]:
    """Reduce by an integer factor so that bilinear sampling at ``cell`` skips no pixels."""
    side = np.linalg.norm(np.diff(nodes, axis=1), axis=2).max()
    factor = max(1, round(side / (1.7 * cell)))
    return (grey.reduce(factor) if factor > 1 else grey), factor


def _measure_lines(
    ink: np.ndarray, rows: int, columns: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Measure the vertical lines edge by edge.

    Returns
    -------
    shift : ndarray of shape (rows + 1, columns + 1)
        How far the line is displaced to the right, in cells, at each crossing.
    seen : ndarray of shape (rows, columns + 1), bool
        Whether each edge has ink on its line.
    darkest : ndarray of shape (rows, columns + 1)
        Darkness of its ink.
    """
    reach, side = 8, ROUGH_CELL
    body = ink[side * MARGIN : -side * MARGIN]
    centres = side * (MARGIN + np.arange(columns + 1))
    strips = body[:, centres[:, None] + np.arange(-reach, reach)]
    strips = strips.reshape(rows, side, columns + 1, 2 * reach)[:, 4:-4]
    # A stroke may be darker than the print, but covers less of an edge: it does not match better.
    profile = np.minimum(strips, _line_darkness(strips)).mean(axis=1)
    smooth = (profile[..., :-2] + 2 * profile[..., 1:-1] + profile[..., 2:]) / 4
    peak = _steady_peaks(smooth)[..., None]
    before, at, after = (np.take_along_axis(smooth, peak + k, -1)[..., 0] for k in (-1, 0, 1))
    bend = np.maximum(2 * at - before - after, 1e-3)
    place = peak[..., 0] + 1 + np.clip((after - before) / (2 * bend), -1, 1)
    edge = (place + 0.5 - reach) / side
    shift = _node_shift(edge)
    expected = (shift[1:] + shift[:-1]) / 2
    contrast = at - np.median(smooth, axis=-1)
    seen = (contrast > SEEN_CONTRAST) & (np.abs(edge - expected) < SEEN_PLACE)
    return shift, seen, smooth.max(axis=-1)


def _line_darkness(strips: np.ndarray) -> float:
    """Return the darkness that most edges reach along half of their length."""
    halfway = np.sort(strips[:, ::4], axis=1)[:, strips.shape[1] // 8]
    return float(np.median(halfway.max(axis=-1)))


def _steady_peaks(smooth: np.ndarray) -> np.ndarray:
    """Return the darkest place of each edge, near that of most neighbours on its line."""
    inner = smooth[..., 1:-1]
    places = np.arange(inner.shape[-1])
    usual = _running_median(inner.argmax(axis=-1), STEADY)
    near = np.abs(places - usual[..., None]) <= STRAY
    return np.where(near, inner, -1).argmax(axis=-1) + 1


def _running_median(values: np.ndarray, width: int) -> np.ndarray:
    """Return the running median of this width along the first axis."""
    half = min(width // 2, len(values))
    around = np.concatenate([values[:half][::-1], values, values[-half:][::-1]])
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * half + 1, axis=0)
    return np.sort(windows, axis=-1)[..., half]


def _node_shift(edge: np.ndarray) -> np.ndarray:
    """Convert the edges' displacements into those of the crossings, without outliers."""
    around = np.concatenate([edge[:2][::-1], edge, edge[-2:][::-1]])
    windows = np.lib.stride_tricks.sliding_window_view(around, 4, axis=0)
    return np.sort(windows, axis=-1)[..., 1:3].mean(axis=-1)


def extend(nodes: np.ndarray) -> np.ndarray:
    """Add one row and column of crossings on every side by linear extrapolation."""
    wide = np.concatenate(
        [2 * nodes[:, :1] - nodes[:, 1:2], nodes, 2 * nodes[:, -1:] - nodes[:, -2:-1]], axis=1
    )
    return np.concatenate([2 * wide[:1] - wide[1:2], wide, 2 * wide[-1:] - wide[-2:-1]], axis=0)


def flatten(grey: Image.Image, nodes: np.ndarray, cell: int) -> np.ndarray:
    """Warp the picture so that every cell becomes a square of ``cell`` pixels, uint8."""
    nodes = extend(nodes)
    rows, columns = nodes.shape[0] - 1, nodes.shape[1] - 1
    flat = np.empty((rows * cell, columns * cell), np.uint8)
    if pixels.warp(np.asarray(grey), nodes, flat):
        return flat
    quads = np.concatenate([nodes[:-1, :-1], nodes[1:, :-1], nodes[1:, 1:], nodes[:-1, 1:]], axis=2)
    mesh = [
        ((c * cell, r * cell, (c + 1) * cell, (r + 1) * cell), tuple(quads[r, c]))
        for r in range(rows)
        for c in range(columns)
    ]
    warped = grey.transform(
        (columns * cell, rows * cell),
        Image.Transform.MESH,
        mesh,
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )
    return np.asarray(warped)


def relative_ink(page: np.ndarray, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each pixel's darkness relative to the paper around it, and the reduced paper."""
    paper = local_paper(page, cell)
    dark = np.empty_like(page)
    if pixels.darkness(page, paper, dark):
        return dark, paper
    small, size = Image.fromarray(paper).convert("F"), page.shape[::-1]
    ink = np.array(small.resize(size, Image.Resampling.BILINEAR))
    np.maximum(ink, 1, out=ink)
    np.divide(255, ink, out=ink)
    ink *= page
    np.subtract(255, ink, out=ink)
    return np.maximum(ink, 0, out=ink).astype(np.uint8), paper


def local_paper(page: np.ndarray, cell: int) -> np.ndarray:
    """Return the paper's brightness, 16 pixels per cell, without lines and strokes.

    A morphological closing of about half a cell, which preserves the edges of shadows.
    """
    bright = np.asarray(Image.fromarray(page).reduce(cell // 16))
    closed = 255 - running_max(255 - running_max(bright, 9), 9)
    return np.asarray(Image.fromarray(closed).filter(ImageFilter.BoxBlur(2)))


def running_max(values: np.ndarray, width: int) -> np.ndarray:
    """Return the maximum over a centred square of this odd width."""
    for axis in (0, 1):
        padded = np.pad(
            values, [(width // 2,) * 2 if a == axis else (0, 0) for a in (0, 1)], "edge"
        )
        values, reached = padded.swapaxes(0, axis), 1
        while reached < width:  # each iteration doubles the width
            step = min(reached, width - reached)
            values = np.maximum(values[:-step], values[step:])
            reached += step
        values = values.swapaxes(0, axis)
    return values


def flat_page(grey: Image.Image, nodes: np.ndarray) -> FlatPage:
    """Flatten at full resolution and measure the printed lines."""
    source, factor = _reduced(grey, nodes, CELL)
    ink, paper = relative_ink(flatten(source, nodes / factor, CELL), CELL)
    columns = ink.shape[1] // CELL
    reach = CELL // 8
    centres = CELL * np.arange(MARGIN, columns - MARGIN + 1)
    strips = ink[CELL:-CELL:4, centres[:, None] + np.arange(-reach, reach)]
    profile = np.median(strips, axis=0)
    top = np.maximum(profile.max(axis=1), 1)
    width = (profile > 0.4 * top[:, None]).sum(axis=1)
    step = np.abs(np.diff(profile, axis=1)).max(axis=1) / top
    line = float(np.median(width))
    frame = max(line, float(width[[0, -1]].mean()))
    return FlatPage(ink, paper, line, frame, float(np.median(step)), float(np.median(top)))
