"""Seeded pictures of sheets in eleven unusual situations.

All are made from real scans with their true corners, and from printed sheets of letters, whose
strip says what is on them. Each picture comes with the forms that are whole in it, and with the
words that may be said about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from tests.bench.distortions import (
    Random,
    Scene,
    clutter,
    desk,
    fitted,
    homography,
    jpeg,
    perspective,
    rectangle,
    turned,
    uneven_light,
    warp,
)
from tests.bench.ghosts import Ghost, emptied, shone_through
from zeichenlabor.sheets import Sheet, SheetLayout

SYMBOLS = ("no-strip", "no-mark")
"""Refusals that ask which symbols are on the page."""

OTHER = ("wrong-count", "not-regular", "no-lines", "cut-off")
"""Refusals that say that the picture shows no whole sheet."""


@dataclass(frozen=True)
class Original:
    """A sheet as it lies, and what is read from it."""

    scene: Scene
    clean: Sheet
    has_strip: bool


@dataclass(frozen=True)
class Form:
    """A whole form in a picture: its corners TL, TR, BR, BL, and its sheet read undistorted.

    ``hidden``: cells, row and column, of which something cannot be seen, or which nobody wrote in.
    """

    corners: np.ndarray
    clean: Sheet
    hidden: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Situation:
    """A picture with its truth.

    ``fitting``: reasons of a refusal that say what is wrong with it. ``told``: warnings of which
    one must be there.
    """

    image: Image.Image
    forms: tuple[Form, ...]
    fitting: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


Kind = Callable[[Sequence[Original], int, Random], Situation]


def pick(originals: Sequence[Original], number: int, *, strip: bool | None = None) -> Original:
    """Go round through the originals, or those with or without a strip."""
    some = [one for one in originals if strip is None or one.has_strip == strip]
    return some[number % len(some)]


def seen(original: Original, scene: Scene, **more) -> Situation:
    return Situation(scene.image, (Form(scene.corners, original.clean),), **more)


def smaller(scene: Scene, share: float) -> Scene:
    size = tuple(round(side * share) for side in scene.image.size)
    factor = np.array(size) / scene.image.size
    return Scene(scene.image.resize(size, Image.Resampling.LANCZOS), scene.corners * factor)


def two_sheets(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """An A3 copy, two pages one above the other, or two on a desk, one of them askew."""
    pair = pick(originals, number), pick(originals, number + 1 + number // len(originals))
    scenes = [smaller(one.scene, chance.uniform(0.45, 0.6)) for one in pair]
    on_desk = number % 3 == 2
    if on_desk:
        scenes = [
            fitted(scene, turned(rectangle(scene.image.size), chance.uniform(-9, 9)), fill=0)
            for scene in scenes
        ]
    gap = int(chance.integers(0, 120)) if not on_desk else int(chance.integers(20, 120))
    below = number % 3 == 1
    (w1, h1), (w2, h2) = (scene.image.size for scene in scenes)
    places = [(0, 0), (0, h1 + gap) if below else (w1 + gap, int(chance.integers(0, 60)))]
    width, height = (max(w1, w2), h1 + gap + h2) if below else (w1 + gap + w2, max(h1, h2) + 60)
    paper = int(np.percentile(np.asarray(scenes[0].image), 90))
    table = clutter(width, height, chance) if on_desk else Image.new("L", (width, height), paper)
    forms = []
    for one, original, place in zip(scenes, pair, places, strict=True):
        mask = None
        if on_desk:  # what lies outside of the turned page is black, which no page is
            mask = one.image.point(lambda value: 255 if value else 0)
            mask = mask.filter(ImageFilter.MaxFilter(5))
        table.paste(one.image, place, mask)
        forms.append(Form(one.corners + place, original.clean))
    return Situation(table, tuple(forms))


def show_through(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """The back shines through, and half of the front is empty."""
    front, back = pick(originals, number, strip=False), pick(originals, number + 3, strip=False)
    layout = front.clean.layout
    first = int(chance.integers(9, 24))
    shift = int(chance.integers(-60, 61)), int(chance.integers(-60, 61))
    ghost = Ghost(float(chance.uniform(0.1, 0.4)), float(chance.uniform(1.2, 4.0)), shift)
    shape = layout.rows, layout.columns
    image = emptied(front.scene.image, front.scene.corners, first, shape)
    image = shone_through(image, back.scene.image, ghost)
    hidden = {(row, column) for row in range(first, shape[0]) for column in range(shape[1])}
    return Situation(image, (Form(front.scene.corners, front.clean, frozenset(hidden)),))


def mirrored(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """A scanner or a front camera that mirrors; every other one turned, too."""
    original = pick(originals, number)
    scene = perspective(smaller(original.scene, chance.uniform(0.5, 1)), 1, chance)
    image = ImageOps.mirror(scene.image)
    corners = scene.corners * (-1, 1) + (image.width, 0)
    if number % 2:
        image, corners = image.rotate(180), np.array(image.size) - corners
    return Situation(image, (Form(corners, original.clean),), told=("mirrored",))


def negative(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """White on black, from a film scanner or an inverted PDF."""
    original = pick(originals, number)
    scene = smaller(original.scene, chance.uniform(0.5, 1))
    angle = chance.uniform(-4, 4) + 180 * (number % 2)
    scene = fitted(scene, turned(rectangle(scene.image.size), angle))
    return seen(original, scene.filtered(ImageOps.invert), told=("negative",))


def cropped_to_frame(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """Labels and strip are cut away: a few pixels beyond the frame, or on it."""
    original = pick(originals, number)
    scene = smaller(original.scene, chance.uniform(0.4, 1))
    beyond = chance.uniform(1, 12)
    left, top = np.floor(scene.corners.min(axis=0) - beyond).clip(0).astype(int)
    right, bottom = np.ceil(scene.corners.max(axis=0) + beyond).astype(int)
    image = scene.image.crop((left, top, right, bottom))
    corners = scene.corners - (left, top)
    if number % 2:
        image, corners = image.rotate(180), np.array(image.size) - corners
    return Situation(image, (Form(corners, original.clean),), fitting=SYMBOLS)


def strip_covered(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """A finger, a clip, a note or correction fluid lies on some or all of the strip."""
    original = pick(originals, number, strip=True)
    scene = original.scene
    (left, top), (right, _) = scene.corners[0], scene.corners[1]
    reach = (right - left) / original.clean.layout.columns
    share = chance.uniform(0.2, 1.0)
    start = left + chance.uniform(0, 1 - share) * (right - left)
    box = (start, top - 1.3 * reach, start + share * (right - left), top - 0.06 * reach)
    image = scene.image.copy()
    draw = ImageDraw.Draw(image)
    shade = int(chance.choice([30, 120, 190, 245]))
    if number % 2:
        draw.ellipse(box, fill=shade)
    else:
        draw.rectangle(box, fill=shade)
    scene = Scene(image, scene.corners)
    angle = chance.uniform(-3, 3) + 180 * (number % 3 == 2)
    scene = fitted(scene, turned(rectangle(scene.image.size), angle))
    return seen(original, scene, fitting=SYMBOLS)


def photo_of_screen(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """The sheet is shown by a screen, whose pixels beat with the camera's."""
    original = pick(originals, number)
    scene = smaller(original.scene, chance.uniform(0.32, 0.5))
    zoom = 3
    shown = scene.image.resize([zoom * side for side in scene.image.size], Image.Resampling.NEAREST)
    values = np.asarray(shown, np.float32)
    y, x = np.indices(values.shape)
    mesh = 1 - chance.uniform(0.15, 0.5) * ((x % zoom == 0) | (y % zoom == 0))
    values = 12 + 0.92 * values * mesh
    scene = Scene(Image.fromarray(values.clip(0, 255).astype(np.uint8)), scene.corners * zoom)
    taken = smaller(scene, chance.uniform(0.55, 0.8))
    taken = uneven_light(perspective(taken, 1, chance), 1, chance)
    return seen(original, jpeg(taken, 1, chance), fitting=OTHER + SYMBOLS)


def folded_corner(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """A corner of the paper is folded in: cells are gone, and the back of the flap is blank."""
    original = pick(originals, number)
    scene = original.scene
    corner = number % 4
    page = rectangle(scene.image.size)
    frame = scene.corners[corner]
    inner = scene.corners.mean(axis=0)
    # How far the fold reaches into the frame, in cells along both sides.
    cell = np.linalg.norm(scene.corners[1] - scene.corners[0]) / original.clean.layout.columns
    reach = chance.uniform(0.3, 4.0, 2) * cell
    away = np.sign(inner - frame)
    tip = page[corner]
    ends = [
        (frame[0] + away[0] * (reach[0] + abs(frame[1] - tip[1]) * reach[0] / reach[1]), tip[1]),
        (tip[0], frame[1] + away[1] * (reach[1] + abs(frame[0] - tip[0]) * reach[1] / reach[0])),
    ]
    a, b = (np.array(end, float) for end in ends)
    along = (b - a) / np.linalg.norm(b - a)
    foot = a + along * ((tip - a) @ along)
    flap = [tuple(a), tuple(b), tuple(2 * foot - tip)]
    image = scene.image.copy()
    draw = ImageDraw.Draw(image)
    paper = int(np.percentile(np.asarray(image), 90))
    draw.polygon([tuple(tip), *flap[:2]], fill=int(chance.integers(20, 150)))
    draw.polygon(flap, fill=paper - 6)
    draw.line([flap[0], flap[1]], fill=paper - 60, width=5)
    draw.line([flap[1], flap[2], flap[0]], fill=paper - 90, width=3)
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon([tuple(tip), tuple(a), flap[2], tuple(b)], fill=255)
    covered = touched_cells(mask, scene.corners, original.clean.layout)
    form = Form(scene.corners, original.clean, covered)
    return Situation(image, (form,), fitting=OTHER + SYMBOLS)


def touched_cells(
    mask: Image.Image, corners: np.ndarray, layout: SheetLayout
) -> frozenset[tuple[int, int]]:
    """Return the cells of which the mask shows something."""
    side = 8
    size = layout.columns * side, layout.rows * side
    flat = warp(Scene(mask, corners), homography(corners, rectangle(size)), size, fill=0).image
    tiles = np.asarray(flat).reshape(layout.rows, side, layout.columns, side).max(axis=(1, 3))
    return frozenset((int(row), int(column)) for row, column in np.argwhere(tiles > 0))


def coloured_paper(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """Red, blue, green or recycled paper, in colour, by a scanner or a phone."""
    original = pick(originals, number)
    scene = smaller(original.scene, chance.uniform(0.5, 1))
    grey = np.asarray(scene.image, np.float32)[..., None] / 255
    papers = ([250, 180, 170], [160, 200, 245], [170, 225, 160], [250, 225, 120], [200, 190, 175])
    paper = np.array(papers[number % 5]) * chance.uniform(0.75, 1)
    ink = chance.uniform(0, 60) * np.array([0.4, 0.5, 1.0])
    values = ink + (paper - ink) * grey
    if number % 5 == 4:  # fibres
        values += chance.normal(0, 7, grey.shape)
    image = Image.fromarray(values.clip(0, 255).astype(np.uint8))
    return seen(original, perspective(Scene(image, scene.corners), 1, chance))


def other_pad(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """Squared paper of another size: rows and columns of a written sheet taken out or doubled."""
    original = pick(originals, number, strip=False)
    scene = original.scene
    layout = original.clean.layout
    size = layout.columns * 100, layout.rows * 100
    flat = warp(scene, homography(scene.corners, rectangle(size)), size).image.convert("L")
    columns = spliced(layout.columns, int(chance.choice([-5, -3, -2, -1, 1, 2, 4])), chance)
    rows = spliced(layout.rows, int(chance.choice([-6, -3, -2, -1, 0, 1, 3, 6])), chance)
    values = np.asarray(flat).reshape(layout.rows, 100, layout.columns, 100).swapaxes(1, 2)
    values = values[rows][:, columns].swapaxes(1, 2).reshape(len(rows) * 100, len(columns) * 100)
    paper = int(np.percentile(values, 90))
    page = Image.new("L", (values.shape[1] + 300, values.shape[0] + 300), paper)
    page.paste(Image.fromarray(values), (150, 150))
    frame = (150, 150, 150 + values.shape[1], 150 + values.shape[0])
    ImageDraw.Draw(page).rectangle(frame, outline=40, width=5)
    made = Scene(page, np.array(rectangle((values.shape[1], values.shape[0]))) + 150)
    made = perspective(smaller(made, chance.uniform(0.6, 1)), 1, chance)
    return Situation(made.image, (), fitting=OTHER + SYMBOLS)


def spliced(count: int, more: int, chance: Random) -> np.ndarray:
    """Return so many places more or fewer than ``count``, in order."""
    if more <= 0:
        return np.sort(chance.permutation(count)[: count + more])
    return np.sort(np.concatenate([np.arange(count), chance.integers(0, count, more)]))


def half_sheet(originals: Sequence[Original], number: int, chance: Random) -> Situation:
    """The camera was too near: a side of the page is missing, from a column to half of it."""
    original = pick(originals, number)
    scene = original.scene
    if number % 3 == 1:
        scene = desk(scene, 1, chance)
    left, top = scene.corners.min(axis=0)
    right, bottom = scene.corners.max(axis=0)
    share = chance.uniform(0.5, 0.94)
    box = [0, 0, *scene.image.size]
    side = number % 4
    box[side] = (
        right - share * (right - left),
        bottom - share * (bottom - top),
        left + share * (right - left),
        top + share * (bottom - top),
    )[side]
    image = scene.image.crop([round(value) for value in box])
    return Situation(image, (), fitting=OTHER + SYMBOLS)


SITUATIONS: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (
        two_sheets, show_through, mirrored, negative, cropped_to_frame, strip_covered,
        photo_of_screen, folded_corner, coloured_paper, other_pad, half_sheet,
    )
}  # fmt: skip
