"""Recognises pages without a sheet on them, such as the empty backs in a scan of both sides."""

from __future__ import annotations

import numpy as np
from PIL import Image

from zeichenlabor.errors import BlankPage
from zeichenlabor.sheets.flat_page import relative_ink

SIDE = 900
"""Longest side in pixels of the picture in which ink is searched for."""

RIM = 0.08
"""Share of either side at which shadows of the scanner's lid, staples and holes do not count."""

PAPER = 80
"""Brightness, of 255, of white paper in bad light: where there is more darkness than ink, it is no
page.
"""

DARKEST = 2
"""Percentage of the pixels that ink on an almost empty page has at most."""

EVEN = 0.03
"""Darkness relative to the paper up to which it is even."""

GRAIN_REACH = 8
"""How much darker than the paper its grain is at most, in median differences between pixels."""

MOST_GRAIN = 0.15
"""The same relative to the paper: no paper is coarser."""

PALE = 0.4
"""The same that the other side of the paper reaches, if it shines through."""

MOST_INK = 0.0005
"""Share of inked pixels up to which a page is blank: a word has as many, printed lines have a
hundred times that.
"""


def require_ink(grey: Image.Image) -> None:
    """Raise ``BlankPage`` if there is nothing on a page but its grain.

    The ``reason`` is ``pale`` if there is something, but so pale that it may be on the back.
    """
    small = _reduced(grey)
    if np.percentile(small, DARKEST) < PAPER:
        return
    ink, _ = relative_ink(small, 16)
    darkest = float(np.quantile(ink, 1 - MOST_INK)) / 255
    grain = float(np.median(np.abs(np.diff(ink.astype(np.int16))))) / 255
    if darkest <= max(EVEN, min(GRAIN_REACH * grain, MOST_GRAIN)):
        raise BlankPage("nothing is on this page")
    if darkest <= PALE:
        raise BlankPage("all on this page is pale", reason="pale")


def _reduced(grey: Image.Image) -> np.ndarray:
    """Return a small picture of the page without its rim."""
    factor = max(1, round(max(grey.size) / SIDE))
    small = np.asarray(grey.reduce(factor) if factor > 1 else grey)
    top, left = (int(RIM * side) for side in small.shape)
    return np.ascontiguousarray(small[top : len(small) - top, left : small.shape[1] - left])
