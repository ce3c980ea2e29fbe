"""Converts a picture of one symbol to the network's input: uint8 (28, 28), ink 255 on 0; NumPy
only.
"""

import numpy as np


def glyph(picture):
    """Normalise a crop of a photo or a scanned cell like the app.

    The ink is scaled to 20 pixels by area averaging, and its centre of mass is moved to the middle
    of 28 x 28. `picture` is a file, a Pillow image, or a grey array; a cell may include the printed
    lines at its sides. Returns None if there is no ink.
    """
    ink = _ink(_grey(picture))
    top = _core(ink)
    if top <= 0:
        return None
    rows, columns = ((ink > 0.15 * top).any(axis).nonzero()[0] for axis in (1, 0))
    ink = np.minimum(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], top)
    sides = [max(1, round(side * 20 / max(ink.shape))) for side in ink.shape]
    small = _areas(ink.shape[0], sides[0]) @ ink @ _areas(ink.shape[1], sides[1]).T
    small = np.minimum(small * (255 / _core(small)), 255)
    masses = small.sum(1), small.sum(0)
    middles = [mass @ np.arange(len(mass)) / mass.sum() for mass in masses]
    y, x = (min(max(round(14 - m), 0), 28 - n) for m, n in zip(middles, sides, strict=True))
    seen = np.zeros((28, 28), np.uint8)
    seen[y : y + sides[0], x : x + sides[1]] = small + 0.5
    return seen


def _grey(picture):
    """Grey from 0 to 255, dark ink on light paper, with a longer side of at most 64 pixels."""
    if not isinstance(picture, np.ndarray):
        from PIL import Image, ImageOps

        image = picture if isinstance(picture, Image.Image) else Image.open(picture)
        image = ImageOps.exif_transpose(image).convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        picture = np.asarray(Image.alpha_composite(white, image).convert("L"))
    grey = picture.astype(np.float32)
    sides = [min(side, max(1, round(side * 64 / max(grey.shape)))) for side in grey.shape]
    grey = _areas(grey.shape[0], sides[0]) @ grey @ _areas(grey.shape[1], sides[1]).T
    return grey if np.median(grey) > (grey.min() + grey.max()) / 2 else 255 - grey


def _ink(grey):
    """Darkness relative to the paper, without shading, grain, printed lines and neighbours."""
    height, width = grey.shape
    y, x = np.mgrid[:height, :width]
    plane = np.stack([np.ones(grey.size), y.ravel(), x.ravel()], 1)
    paper = np.full(grey.shape, np.median(grey))
    for _ in range(3):  # uneven light: a plane fitted to the paper
        bright = (grey > paper - 12).ravel()
        weights = np.linalg.lstsq(plane[bright], grey.ravel()[bright], rcond=None)[0]
        paper = (plane @ weights).reshape(grey.shape)
    ink = np.maximum(1 - grey / np.maximum(paper, 1), 0) * 255
    top = _core(ink)
    faint = max(20, 0.18 * top)
    for view in (ink, ink[::-1], ink.T, ink.T[::-1]):  # a printed line along each side
        near = max(1, round(0.12 * len(view)))
        lines = ((view[:near] > faint).mean(1) > 0.6).nonzero()[0]
        if len(lines):
            view[: lines[-1] + 2] = 0
    components = _components(ink > faint)
    keep = np.zeros(ink.shape, bool)
    for number in range(1, components.max() + 1):
        component = components == number
        down, across = component.any(1).nonzero()[0], component.any(0).nonzero()[0]
        at_edge = any(
            last < 0.12 * side or first >= 0.88 * side
            for first, last, side in ((down[0], down[-1], height), (across[0], across[-1], width))
        )
        if ink[component].max() > 2 * faint and component.sum() > ink.size / 500 and not at_edge:
            keep |= component
    for shift, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1)):  # with its soft edge
        keep |= np.roll(keep, shift, axis)
    return ink * keep


def _components(mask):
    """Number the components from 1: each pixel takes the largest number around it."""
    number = np.pad(np.arange(1, mask.size + 1).reshape(mask.shape) * mask, 1)
    while True:
        before = number.copy()
        for axis in (0, 1):
            around = [np.roll(number, shift, axis) for shift in (1, -1)]
            number = np.maximum(number, np.maximum(*around)) * (before > 0)
        if (number == before).all():
            return np.unique(number[1:-1, 1:-1], return_inverse=True)[1].reshape(mask.shape)


def _core(ink):
    """The darkness of the strokes' core: the median of the darker half of the scale."""
    drawn = ink[ink > 0.5 * ink.max(initial=0)]
    return float(np.sort(drawn)[len(drawn) // 2]) if len(drawn) else 0.0


def _areas(source, target):
    """The matrix (target, source) for area averaging, with exact shares at the edges."""
    edges, pixel = np.arange(target + 1) * (source / target), np.arange(source)
    start, stop = np.maximum(edges[:-1, None], pixel), np.minimum(edges[1:, None], pixel + 1)
    return (np.maximum(stop - start, 0) * (target / source)).astype(np.float32)
