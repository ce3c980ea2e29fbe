"""Determines which way up a sheet is: by the printed row labels, or else by the handwriting.

The lattice of a form looks the same upside down. The labels are left of the rows; if they are cut
off, the digits in the cells match the mean digits of their rows in one orientation only.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from zeichenlabor.errors import NoGrid
from zeichenlabor.sheets.layout import SheetLayout

GRID = 8
"""Side of the coarse pictures that are compared."""

DIGITS = 0.03
"""Match with the rows' digits below which the cells contain something else: real sheets reach at
least 0.11, one with sevens only 0.04, letters at most 0.02.
"""

OWN = 0.52
"""Share of each class's best match, apart from what all classes have in common, that its own digit
must reach. Digits reach at least 0.6, even in a blurred photo; letters 0.46, small sets of letters
0.55.
"""

OWN_BEST = 0.4
"""Share of the classes for which it must be the best match: at least half for digits, at most 0.3
for letters. With few letters, each fills the rows of several digits, and so matches one of them.
"""

SURE = 4.0
"""How many standard errors the classes' mean difference must reach to determine the orientation:
real sheets reach at least 3.5, letters 1.3.
"""

MOST_OF_DIGITS = 5
"""Number of classes from which handwriting tells that: a few letters may all match their rows'
digits.
"""

LABELS = 0.1
"""Match of the printed row labels with their rows' digits from which they are those digits: those
of scans reach at least 0.14, blurred ones 0.07, O I Z E A S G T B g 0.08.
"""

MIRRORED = 0.03
"""How much better mirrored digits must match; they do by 0.12, upright ones match 0.07 worse."""

FACING = 0.5
"""Certainty of the orientation below which handwriting does not show that it is digits."""

FAINT = 40
"""Darkness, 0 to 255, from which a pixel is ink."""

SHINING = 0.5
"""Darkness, relative to a page's darkest writing or to its row labels, that show-through reaches at
most."""

LABEL = 60
"""Darkness, 0 to 255, from which ink beside a row is its label."""

PALE = 80
"""Darkness, 0 to 255, of printed lines below which a page is pale."""

CLEAR = 200.0
"""Darkness to which such lines, or pale writing, are raised before it is compared with digits."""

LEAST_WRITTEN = 20
"""The fewest filled cells that are compared."""

Ways = list[tuple[np.ndarray, np.ndarray]]
"""The `_likeness` of a page, and of the page turned by 180°."""

_DIGIT_TABLE = """
000011000029ea1001aeae6004f51a9008c12c7009e7cc2002bd920000010000
000474000005b7100007f400000af100001fa000004f7000017c610000364000
00133100027de81002448a200013a910039de72118efda610386442000000000
00111000028dd7100245b810004df60001368a1004338b2004bdc40000121000
001112100154374103a54b3008c48c2019dcfb300236b6100015740000134200
000011000039cb7201ae974202ff94000278a9100555ba2004cfc40000121000
00158510004a8200018a321002d8895004ebbb9003fece40016ca40000000000
000000000246651017ddef3004529d100123f8100018d300004b710001584100
00012100005bdb4002996b51017cd810006fc41002a8851002bca50000253000
00001000004cd81003d77c3007b5ce2005bbf9000125c5000026840000366300
"""
"""Mean of MNIST's 60,000 training pictures per class after ``coarse_pictures``, one hexadecimal
digit per pixel (15 for the darkest), one line per class."""


def upright_score(ink: np.ndarray, cell: int, layout: SheetLayout) -> float:
    """Return the certainty that the page is upright: 1 upright, -1 upside down, 0 unknown.

    Parameters
    ----------
    ink : ndarray of shape ((rows + 2) * cell, (columns + 2) * cell), uint8
        Flat page with a margin of one cell.
    """
    ink = _clear(ink, cell)
    labels = label_score(ink, cell)
    if abs(labels) > 0.5 or layout != SheetLayout.digits():
        return labels
    return digit_score(ink, cell, layout)


def require_digits(ink: np.ndarray, cell: int, strip_seen: bool) -> None:
    """Raise ``NoGrid`` unless a page without a mark may be the digits' form.

    The ``reason`` is ``mirrored`` if its rows look like mirrored digits, ``no-strip`` if neither
    they nor the row labels look like digits, or if there is a strip that cannot be read.
    """
    ink = _clear(ink, cell)
    plain, has_labels = _both_ways(ink, cell), has_digit_labels(ink, cell)
    if not has_labels and _fit_better(_both_ways(ink[:, ::-1], cell), plain):
        raise NoGrid("the digits are mirrored", reason="mirrored")
    if strip_seen or not (has_labels or _are_digits(ink, cell, plain)):
        raise NoGrid("which symbols these are cannot be read", reason="no-strip")


def is_mirrored(ink: np.ndarray, cell: int, darkness: float) -> bool:
    """Return whether writing of this darkness looks like mirrored digits rather than digits.

    Parameters
    ----------
    ink : ndarray
        Flat page, as in `upright_score`.
    """
    ink = _raised(ink, darkness)
    return _fit_better(_both_ways(ink[:, ::-1], cell), _both_ways(ink, cell))


def _clear(ink: np.ndarray, cell: int) -> np.ndarray:
    """Return a page whose printed lines are pale with more contrast, and others as they are."""
    lines = [
        view[cell:-cell, cell * np.arange(1, view.shape[1] // cell) + np.arange(-3, 3)[:, None]]
        for view in (ink, ink.T)
    ]
    darkness = np.median([np.median(np.median(view, axis=0).max(axis=0)) for view in lines])
    return ink if darkness >= PALE else _raised(ink, darkness)


def _raised(ink: np.ndarray, darkness: float) -> np.ndarray:
    return np.minimum(ink * (CLEAR / max(darkness, 1.0)), 255)


def _fit_better(mirrored: Ways, plain: Ways) -> bool:
    fits = [max(_digit_fit(*way) for way in ways) for ways in (mirrored, plain)]
    return fits[0] > max(fits[1], 0.0) + MIRRORED


def _are_digits(ink: np.ndarray, cell: int, plain: Ways) -> bool:
    """Return whether the handwriting is digits, and their orientation is certain, or there is none.

    Letters in a few rows may match the digits of these rows, but hardly in one orientation only.
    """
    if all(len(labels) == 0 for _, labels in plain):
        return True
    if abs(upright_score(ink, cell, SheetLayout.digits())) < FACING:
        return False
    # Grain hides the writing, and removing it would remove thin lines.
    return any(_is_digits(*way) for ways in (plain, _both_ways(_calm(ink), cell)) for way in ways)


def _calm(ink: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(ink).filter(ImageFilter.MedianFilter(3)))


def _both_ways(page: np.ndarray, cell: int) -> Ways:
    return [_likeness(view, cell) for view in (page, page[::-1, ::-1])]


def has_digit_labels(ink: np.ndarray, cell: int) -> bool:
    """Return whether the row labels are the digits, at the left or upside down at the right."""
    sides = [_likeness_of(view[cell:-cell, :cell], 1, cell) for view in (ink, ink[::-1, ::-1])]
    return any(_digit_fit(*side) >= LABELS and _is_own(*side) for side in sides)


def _is_digits(alike: np.ndarray, labels: np.ndarray) -> bool:
    """Return whether the cells contain their rows' digits."""
    return _digit_fit(alike, labels) >= DIGITS and _is_own(alike, labels)


def _digit_fit(alike: np.ndarray, labels: np.ndarray) -> float:
    """Return how much better the cells match their rows' digits than all digits on average.

    Zero if too little is written to tell.
    """
    if len(labels) < LEAST_WRITTEN or len(np.unique(labels)) < MOST_OF_DIGITS:
        return 0.0
    own = alike[np.arange(len(labels)), labels]
    return float((own - alike.mean(axis=1)).mean())


def _is_own(alike: np.ndarray, labels: np.ndarray) -> bool:
    """Return whether classes differ from each other as their digits do.

    Letters also match some digits better than others, but the same ones in every row, or those of a
    few rows.
    """
    classes = np.unique(labels)
    means = np.array([alike[labels == k].mean(axis=0) for k in classes])[:, classes]
    beside = means - means.mean(axis=0) - means.mean(axis=1, keepdims=True) + means.mean()
    best = beside.argmax(axis=1) == np.arange(len(classes))
    return bool(
        np.diag(beside).mean() >= OWN * beside.max(axis=1).mean() and best.mean() >= OWN_BEST
    )


def _likeness(ink: np.ndarray, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each filled cell's similarity to each digit, (n, 10), and the digit of its row."""
    return _likeness_of(ink[cell:-cell, cell:-cell], SheetLayout.digits().columns, cell)


def _likeness_of(body: np.ndarray, columns: int, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the same for a number of columns of the page, either of cells or of row labels."""
    pictures, written = _written_cells(body, columns, cell)
    digits = np.repeat(SheetLayout.digits().labels, columns)
    return _unit(pictures) @ _unit(digit_means()).T, digits[written]


def _written_cells(body: np.ndarray, columns: int, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the `coarse_pictures` of columns of cells without their printed lines."""
    tiles = body.reshape(-1, cell, columns, cell)
    inner = tiles.swapaxes(1, 2)[:, :, 4:-4, 4:-4].reshape(-1, cell - 8, cell - 8)
    peaks = np.sort(np.percentile(inner, 98, axis=(1, 2)))
    darkest = float(peaks[-LEAST_WRITTEN:][0])  # of a form with one row written, that row's
    return coarse_pictures(inner, max(FAINT, SHINING * darkest))


def label_score(ink: np.ndarray, cell: int) -> float:
    """Return the share of rows with a label at the left minus the share at the right."""
    near, far = int(0.2 * cell), int(0.95 * cell)
    left = _beside_rows(ink[cell:-cell, cell - far : cell - near], cell)
    right = _beside_rows(ink[cell:-cell, near - cell : far - cell], cell)
    faint = max(LABEL, SHINING * max(np.median(middle) for middle, _ in (left, right)))
    return _labelled(*left, faint) - _labelled(*right, faint)


def _beside_rows(strip: np.ndarray, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the darkness beside the middle of each row, and beside the lines between the rows."""
    rows = strip.reshape(-1, cell, strip.shape[1])
    quarter = cell // 4
    middle = np.percentile(rows[:, quarter:-quarter], 97, axis=(1, 2))
    between = np.percentile(rows[:, [0, 1, 2, -3, -2, -1]], 90, axis=(1, 2))
    return middle, between


def _labelled(middle: np.ndarray, between: np.ndarray, faint: float) -> float:
    """Return the share of rows with ink in their middle and none between the rows."""
    return float(np.mean((middle > faint) & (between < 0.4 * middle)))


def digit_score(ink: np.ndarray, cell: int, layout: SheetLayout) -> float:
    """Compare the cells with mean digits in both orientations; 0 if nothing is written.

    A writer's digits are alike, so the cells of one class are one piece of evidence. One additional
    class with value 0 prevents two classes that agree from giving certainty.
    """
    pictures, written = _written_cells(ink[cell:-cell, cell:-cell], layout.columns, cell)
    labels = layout.label_grid().ravel()[written]
    flipped = layout.label_grid()[::-1].ravel()[written]
    if len(labels) < LEAST_WRITTEN:
        return 0.0
    means = _unit(digit_means())
    upright = (_unit(pictures) * means[labels]).sum(axis=1)
    turned = (_unit(pictures[:, ::-1]) * means[flipped]).sum(axis=1)
    gain = np.array([(upright - turned)[labels == k].mean() for k in np.unique(labels)])
    gain = np.append(gain, 0.0)
    certainty = gain.mean() / (gain.std(ddof=1) / np.sqrt(len(gain)) + 1e-6)
    return float(np.tanh(certainty / SURE))


def digit_means() -> np.ndarray:
    """Return the ten mean digits, float64 of shape (10, GRID²)."""
    return np.array([[int(digit, 16) for digit in line] for line in _DIGIT_TABLE.split()], float)


def coarse_pictures(tiles: np.ndarray, faint: float = FAINT) -> tuple[np.ndarray, np.ndarray]:
    """Sample the ink around each tile's centre of mass, scaled by its spread.

    Ink is what is darker than ``faint``.

    Returns
    -------
    pictures : ndarray of shape (m, GRID²), float64
        Pictures of the filled tiles.
    written : ndarray of shape (m,)
        Their indices.
    """
    ink = np.where(tiles > faint, tiles, 0).astype(np.float64)
    mass = ink.sum(axis=(1, 2))
    written = np.flatnonzero(mass > 255 * 8)
    ink, mass = ink[written], mass[written]
    place = np.arange(tiles.shape[1]) + 0.5
    y, x = ink.sum(axis=2) @ place / mass, ink.sum(axis=1) @ place / mass
    square = ink.sum(axis=2) @ place**2 + ink.sum(axis=1) @ place**2
    spread = np.sqrt(np.maximum(square / mass - y * y - x * x, 1.0))
    steps = (np.arange(2 * GRID) + 0.5) / GRID - 1
    rows = _clip(y[:, None] + 1.8 * spread[:, None] * steps, tiles.shape[1])
    columns = _clip(x[:, None] + 1.8 * spread[:, None] * steps, tiles.shape[1])
    fine = ink[np.arange(len(ink))[:, None, None], rows[:, :, None], columns[:, None, :]]
    coarse = fine.reshape(-1, GRID, 2, GRID, 2).mean(axis=(2, 4))
    return coarse.reshape(-1, GRID * GRID), written


def _clip(place: np.ndarray, size: int) -> np.ndarray:
    return place.astype(int).clip(0, size - 1)


def _unit(pictures: np.ndarray) -> np.ndarray:
    centred = pictures - pictures.mean(axis=1, keepdims=True)
    return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
