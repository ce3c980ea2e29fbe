"""Photos of handwritten lines whose symbols are known: seeded, of real pictures of symbols.

Lines as `tests.written_lines` makes them stand below each other on blank, lined or squared
paper, which lies askew on a table, in uneven light and in a shadow; with smudges and a ruled
line. A camera adds blur, noise and JPEG.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.written_lines import write_line
from zeichenlabor.sheets.homography import homography

PAPERS = ("blank", "lined", "squared")
SLANT = 10.0
"""Degrees by which the paper is turned at most."""


@dataclass(frozen=True)
class WrittenPhoto:
    """A photo and the truth about it.

    Attributes
    ----------
    grey : ndarray of shape (height, width), uint8
    boxes : list of ndarray of shape (n, 4)
        Left, top, right and bottom of each line's symbols, in pixels of the flat paper.
    labels : list of list of int
        Their classes.
    to_paper : ndarray of shape (3, 3)
        The homography from pixels of the photo to those of the flat paper.
    paper : str
    """

    grey: np.ndarray
    boxes: list[np.ndarray]
    labels: list[list[int]]
    to_paper: np.ndarray
    paper: str


def take_photo(
    images: np.ndarray, labels: np.ndarray, seed: int | list[int], paper: str
) -> WrittenPhoto:
    """Photograph one to four lines of one hand's pictures (n, 28, 28) on the named paper."""
    chance = np.random.default_rng(seed)
    size = chance.uniform(26, 56)
    ink, boxes, names = _page_of_lines(images, labels, size, chance)
    dark = chance.uniform(0.55, 0.95)
    margin = int(chance.uniform(0.4, 3) * size)
    sheet = np.pad(ink, margin)
    bright = 1 - dark * sheet / 255.0
    bright = np.minimum(bright, 1 - _ruling(sheet.shape, paper, size, dark, chance))
    bright *= 1 - _dirt(sheet.shape, [box + margin for box in boxes], size, chance)
    light = chance.uniform(0.7, 0.98)
    page = Image.fromarray((255 * light * bright).clip(0, 255).astype(np.uint8))
    photo, to_photo = _placed(page, [box + margin for box in boxes], chance)
    photo = _in_light(photo, chance)
    photo = photo.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))
    noise = chance.normal(0, chance.uniform(1, 5), (photo.height, photo.width))
    seen = (np.asarray(photo, float) + noise).clip(0, 255).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(seen).save(stream, "JPEG", quality=int(chance.integers(60, 95)))
    grey = np.asarray(Image.open(stream).convert("L"))
    return WrittenPhoto(
        grey, [box + margin for box in boxes], names, np.linalg.inv(to_photo), paper
    )


def _page_of_lines(images, labels, size, chance):
    """Return the ink of some lines below each other, their symbols' boxes and classes."""
    lines = []
    for _ in range(int(chance.integers(1, 5))):
        seed = int(chance.integers(1 << 31))
        lines.append(write_line(images, labels, seed, size=size, most=9))
    pitch = chance.uniform(1.5, 2.2) * size
    starts = [int(chance.uniform(0, 1) * size) for _ in lines]
    width = max(start + line.ink.shape[1] for start, line in zip(starts, lines, strict=True))
    height = int(pitch * (len(lines) - 1)) + lines[0].ink.shape[0]
    page, boxes = np.zeros((height, width), np.uint8), []
    for number, (line, left) in enumerate(zip(lines, starts, strict=True)):
        top = int(pitch * number)
        place = page[top : top + line.ink.shape[0], left : left + line.ink.shape[1]]
        np.maximum(place, line.ink, out=place)
        found = []
        for symbol in range(len(line.labels)):
            rows, columns = np.nonzero(line.owner == symbol)
            found.append((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
        boxes.append(np.array(found) + np.array([left, top, left, top]))
    return page, boxes, [line.labels for line in lines]


def _ruling(shape, paper: str, size: float, dark: float, chance) -> np.ndarray:
    """Return the darkness of the paper's own lines, 0 … 1."""
    if paper == "blank":
        return np.zeros(shape)
    finer = 4
    image = Image.new("L", (shape[1] * finer, shape[0] * finer))
    draw = ImageDraw.Draw(image)
    pitch = size * (chance.uniform(0.9, 1.7) if paper == "lined" else chance.uniform(0.5, 1.1))
    width = round(finer * chance.uniform(0.9, 2.0))
    begin = chance.uniform(0, pitch)
    for y in np.arange(begin, shape[0], pitch):
        draw.line([(0, y * finer), (image.width, y * finer)], fill=255, width=width)
    if paper == "squared":
        for x in np.arange(chance.uniform(0, pitch), shape[1], pitch):
            draw.line([(x * finer, 0), (x * finer, image.height)], fill=255, width=width)
    faint = chance.uniform(0.12, min(0.45, 0.65 * dark))
    return np.asarray(image.reduce(finer)) / 255 * faint


def _dirt(shape, boxes, size: float, chance) -> np.ndarray:
    """Return the darkness of smudges and of a ruled line, where nothing is written."""
    written = np.zeros(shape, bool)
    for left, top, right, bottom in np.concatenate(boxes):
        reach = int(0.5 * size)
        written[max(top - reach, 0) : bottom + reach, max(left - reach, 0) : right + reach] = True
    dirt = np.zeros(shape)
    y, x = np.mgrid[: shape[0], : shape[1]]
    for _ in range(int(chance.integers(0, 4))):
        radius = size * chance.uniform(0.1, 0.5)
        place = chance.uniform(0, 1, 2) * np.array(shape)
        far = np.hypot(y - place[0], (x - place[1]) * chance.uniform(0.6, 1.6)) / radius
        spot = chance.uniform(0.15, 0.5) * np.exp(-(far**2))
        if not (written & (spot > 0.03)).any():
            dirt = np.maximum(dirt, spot)
    if chance.random() < 0.25:
        bottom = max(int(box[:, 3].max()) for box in boxes) + int(0.2 * size)
        line = (np.abs(y - bottom) < chance.uniform(0.8, 2)) & (x > 0.3 * size)
        line &= x < shape[1] * chance.uniform(0.5, 1)
        dirt = np.maximum(dirt, line * chance.uniform(0.5, 0.8))
    return dirt


def _placed(page: Image.Image, boxes, chance) -> tuple[Image.Image, np.ndarray]:
    """Lay the paper askew on a table, seen from a little aside; all symbols are in the picture."""
    width, height = page.size
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    angle = np.radians(chance.uniform(-SLANT, SLANT))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    quad = (corners - corners.mean(axis=0)) @ turn
    quad += chance.uniform(-0.015, 0.015, (4, 2)) * [width, height]
    every = np.concatenate(boxes).astype(float)
    points = np.concatenate(
        [every[:, [0, 1]], every[:, [2, 1]], every[:, [2, 3]], every[:, [0, 3]]]
    )
    to_photo = homography(quad) @ np.diag([1 / width, 1 / height, 1])
    seen = _mapped(to_photo, points)
    low, high = seen.min(axis=0), seen.max(axis=0)
    span = (high - low) + chance.uniform(16, 60)
    size = np.maximum(span, [640, 480])
    size = np.maximum(size, size[::-1] * [4 / 3, 3 / 4]).astype(int)
    free = size - (high - low) - 16
    shift = 8 + free * chance.uniform(0, 1, 2) - low
    to_photo = np.array([[1, 0, shift[0]], [0, 1, shift[1]], [0, 0, 1]]) @ to_photo
    back = np.linalg.inv(to_photo)
    table = _table(size, chance)
    coefficients = (back / back[2, 2]).ravel()[:8].tolist()
    form = (tuple(size.tolist()), Image.Transform.PERSPECTIVE, coefficients)
    paper = page.transform(*form, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(*form, Image.Resampling.BICUBIC)
    return Image.composite(paper, table, mask), to_photo


def _table(size, chance) -> Image.Image:
    """Wood of some brightness."""
    width, height = size.tolist()
    grain = chance.normal(0, 1, (height, max(width // 40, 2)))
    wood = np.asarray(Image.fromarray(grain.astype(np.float32)).resize((width, height)))
    return Image.fromarray((chance.uniform(30, 170) + 6 * wood).clip(0, 255).astype(np.uint8))


def _in_light(photo: Image.Image, chance) -> Image.Image:
    """Light from one side, and in every second photo a hand's shadow with a soft edge."""
    y, x = np.mgrid[-1:1:96j, -1:1:96j]
    angle = chance.uniform(0, 2 * np.pi)
    least = chance.uniform(0.6, 1)
    light = least + (1 - least) * ((x * np.cos(angle) + y * np.sin(angle)) / 1.42 + 1) / 2
    if chance.random() < 0.5:
        angle, place = chance.uniform(0, 2 * np.pi), chance.uniform(-0.4, 0.4)
        side = x * np.cos(angle) + y * np.sin(angle) + 0.1 * np.sin(4 * (x - y)) - place
        deep = 1 - chance.uniform(0.55, 0.85)
        light *= 1 - deep / (1 + np.exp(-side / chance.uniform(0.02, 0.1)))
    mask = Image.fromarray((255 * light).astype(np.uint8))
    return ImageChops.multiply(photo, mask.resize(photo.size, Image.Resampling.BICUBIC))


def _mapped(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    seen = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return seen[:, :2] / seen[:, 2:]


def matched(photo: WrittenPhoto, corners: list[np.ndarray]) -> list[int | None]:
    """Tell which symbol each found one is, None for none; symbols are counted through all lines.

    ``corners``, (4, 2) each, are in pixels of the photo. A found symbol is one of the photo's if
    their boxes, two pixels larger, share 0.7 of what both cover; each is found once at most.
    """
    true = np.concatenate(photo.boxes) + np.array([-2.0, -2, 2, 2])
    taken: set[int] = set()
    matches: list[int | None] = []
    for quad in corners:
        flat = _mapped(photo.to_paper, quad)
        box = np.concatenate([flat.min(axis=0) - 2, flat.max(axis=0) + 2])
        low = np.maximum(true[:, :2], box[:2])
        high = np.minimum(true[:, 2:], box[2:])
        both = np.prod(np.maximum(high - low, 0), axis=1)
        every = np.prod(true[:, 2:] - true[:, :2], axis=1) + np.prod(box[2:] - box[:2]) - both
        best = int((both / every).argmax())
        good = (both / every)[best] >= 0.7 and best not in taken
        matches.append(best if good else None)
        if good:
            taken.add(best)
    return matches
