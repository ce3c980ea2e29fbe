"""Distortions of pages as by scanners, phones and desks, seeded, with known corners.

Each kind is a function of a scene, a strength 1 … 4 and a random generator. Strengths 1 and 2
are everyday, 3 is careless, 4 is where a person would take the picture again.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from zeichenlabor.sheets.homography import homography as from_unit_square

Random = np.random.Generator


@dataclass(frozen=True)
class Scene:
    """A picture and where the grid's corners TL, TR, BR, BL are in it."""

    image: Image.Image
    corners: np.ndarray

    def filtered(self, change: Callable[[Image.Image], Image.Image]) -> Scene:
        return replace(self, image=change(self.image))


def level(strength: int, *values: float) -> float:
    return values[strength - 1]


def warp(scene: Scene, homography: np.ndarray, size: tuple[int, int], fill=None) -> Scene:
    """Move the picture by a homography of its pixels; outside is paper white or ``fill``."""
    back = np.linalg.inv(homography)
    fill = fill if fill is not None else "white"
    image = scene.image.transform(
        size,
        Image.Transform.PERSPECTIVE,
        tuple((back / back[2, 2]).ravel()[:8]),
        Image.Resampling.BICUBIC,
        fillcolor=fill,
    )
    mapped = np.column_stack([scene.corners, np.ones(4)]) @ homography.T
    return Scene(image, mapped[:, :2] / mapped[:, 2:])


def homography(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the homography that moves four points."""
    return from_unit_square(target) @ np.linalg.inv(from_unit_square(source))


def rectangle(size: tuple[int, int]) -> np.ndarray:
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], float)


def turned(points: np.ndarray, degrees: float) -> np.ndarray:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return (points - points.mean(axis=0)) @ turn + points.mean(axis=0)


def fitted(scene: Scene, quad: np.ndarray, fill=None, margin: int = 10) -> Scene:
    """Move the picture's corners to a quadrilateral and make the canvas as large as that."""
    quad = quad - quad.min(axis=0) + margin
    size = tuple(int(side) for side in np.ceil(quad.max(axis=0)) + margin)
    return warp(scene, homography(rectangle(scene.image.size), quad), size, fill)


def rotation(scene: Scene, strength: int, chance: Random) -> Scene:
    reach = level(strength, 3, 15, 45, 180)
    return fitted(scene, turned(rectangle(scene.image.size), chance.uniform(-reach, reach)))


def upside_down(scene: Scene, strength: int, chance: Random) -> Scene:
    quad = turned(rectangle(scene.image.size), 180 + chance.uniform(-strength, strength))
    return fitted(scene, quad)


def perspective(scene: Scene, strength: int, chance: Random) -> Scene:
    reach = level(strength, 0.02, 0.05, 0.09, 0.14) * scene.image.width
    shift = chance.uniform(-reach, reach, (4, 2))
    return fitted(scene, rectangle(scene.image.size) + shift)


def uneven_light(scene: Scene, strength: int, chance: Random) -> Scene:
    darkest = level(strength, 0.8, 0.6, 0.4, 0.25)
    angle = chance.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1:1:64j, -1:1:64j]
    slope = (x * np.cos(angle) + y * np.sin(angle)) / 1.42
    return shade(scene, darkest + (1 - darkest) * (slope + 1) / 2)


def shadow(scene: Scene, strength: int, chance: Random) -> Scene:
    """A hand's or the phone's shadow: darker beyond a soft edge across the page."""
    darkness = level(strength, 0.8, 0.65, 0.5, 0.35)
    angle, place = chance.uniform(0, 2 * np.pi), chance.uniform(-0.4, 0.4)
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    side = x * np.cos(angle) + y * np.sin(angle) + 0.15 * np.sin(5 * (x - y)) - place
    softness = level(strength, 0.2, 0.1, 0.05, 0.02)
    return shade(scene, 1 - (1 - darkness) / (1 + np.exp(-side / softness * 4)))


def shade(scene: Scene, factor: np.ndarray) -> Scene:
    mask = Image.fromarray((255 * factor).clip(0, 255).astype(np.uint8))
    mask = mask.resize(scene.image.size, Image.Resampling.BICUBIC).convert(scene.image.mode)
    return scene.filtered(lambda image: ImageChops.multiply(image, mask))


def jpeg(scene: Scene, strength: int, chance: Random) -> Scene:
    def compress(image: Image.Image) -> Image.Image:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=int(level(strength, 60, 30, 15, 7)))
        return Image.open(io.BytesIO(stream.getvalue()))

    return scene.filtered(compress)


def resolution(scene: Scene, strength: int, chance: Random) -> Scene:
    """600, 200, 150 and 100 dpi."""
    factor = level(strength, 2, 2 / 3, 1 / 2, 1 / 3)
    size = tuple(int(side * factor) for side in scene.image.size)
    resized = scene.image.resize(size, Image.Resampling.LANCZOS)
    return Scene(resized, scene.corners * (np.array(size) / scene.image.size))


def dark_border(scene: Scene, strength: int, chance: Random) -> Scene:
    """The black lid of a scanner around a page that lies a little askew."""
    width = int(level(strength, 0.01, 0.03, 0.06, 0.1) * scene.image.width)
    quad = turned(rectangle(scene.image.size), chance.uniform(-2, 2))
    return fitted(scene, quad, fill=int(chance.integers(0, 60)), margin=width)


def coloured(scene: Scene, strength: int, chance: Random) -> Scene:
    """Coloured paper, ink that is blue, red or green, and a camera's white balance."""
    grey = np.asarray(scene.image, np.float32)[..., None] / 255
    paper = 255 - level(strength, 20, 50, 80, 110) * chance.random(3)
    ink = level(strength, 40, 60, 80, 100) * chance.random(3)
    return Scene(Image.fromarray((ink + (paper - ink) * grey).astype(np.uint8)), scene.corners)


def blur(scene: Scene, strength: int, chance: Random) -> Scene:
    return scene.filtered(
        lambda image: image.filter(ImageFilter.GaussianBlur(level(strength, 1, 2, 4, 6)))
    )


def noise(scene: Scene, strength: int, chance: Random) -> Scene:
    sigma = level(strength, 5, 12, 25, 45)
    values = np.asarray(scene.image, np.float32)
    values = values + sigma * chance.standard_normal(values.shape, np.float32)
    return Scene(Image.fromarray(values.clip(0, 255).astype(np.uint8)), scene.corners)


def curl(scene: Scene, strength: int, chance: Random) -> Scene:
    """Paper that does not lie flat: a smooth wave of up to 1.2 % of the width."""
    height = level(strength, 0.002, 0.004, 0.008, 0.012) * scene.image.width
    phase, waves = chance.uniform(0, 2 * np.pi, 2), chance.uniform(0.6, 1.4, 2)
    width, tall = scene.image.size

    def bend(points: np.ndarray) -> np.ndarray:
        u, v = points[..., 0] / width, points[..., 1] / tall
        dx = height * np.sin(np.pi * waves[0] * v + phase[0])
        dy = height * np.sin(np.pi * waves[1] * u + phase[1])
        return points + np.stack([dx, dy], -1)

    grid = np.stack(np.meshgrid(np.linspace(0, width, 25), np.linspace(0, tall, 33)), -1)
    seen = bend(grid)
    mesh = []
    for j in range(32):
        for i in range(24):
            (x0, y0), (x1, y1) = grid[j, i], grid[j + 1, i + 1]
            quad = seen[[j, j + 1, j + 1, j], [i, i, i + 1, i + 1]]
            mesh.append(((int(x0), int(y0), int(x1), int(y1)), tuple(quad.ravel())))
    image = scene.image.transform(
        scene.image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor="white"
    )
    corners = scene.corners
    for _ in range(10):
        corners = corners + scene.corners - bend(corners)
    return Scene(image, corners)


def desk(scene: Scene, strength: int, chance: Random) -> Scene:
    """The page on a desk between other things, seen a little from the side."""
    width, height = 2400, 3200
    share = level(strength, 0.9, 0.8, 0.65, 0.5)
    size = np.array(scene.image.size) * share * height / scene.image.height
    quad = rectangle(tuple(size)) + (np.array([width, height]) - size) / 2
    quad = turned(quad, chance.uniform(-4, 4) * strength)
    reach = 0.015 * strength * size[0]
    quad = quad + chance.uniform(-reach, reach, (4, 2))
    table = clutter(width, height, chance)
    paper = Image.new("L", scene.image.size, 255)
    move = homography(rectangle(scene.image.size), quad)
    page = warp(scene, move, table.size)
    mask = warp(Scene(paper, scene.corners), move, table.size, fill=0).image
    table.paste(page.image.convert("L"), (0, 0), mask)
    return Scene(table, page.corners)


def clutter(width: int, height: int, chance: Random) -> Image.Image:
    """Wood grain, books, a keyboard, a text page and a piece of squared paper."""
    y, x = np.mgrid[0:height:4, 0:width:4]
    grain = 18 * np.sin(x / 23 + 3 * np.sin(y / 350)) + 8 * np.sin(x / 5 + y / 90)
    base = chance.uniform(60, 170)
    wood = Image.fromarray((base + grain).clip(0, 255).astype(np.uint8)).resize((width, height))
    draw = ImageDraw.Draw(wood)
    for _ in range(6):
        left, top = chance.uniform(-0.2, 1) * width, chance.uniform(-0.2, 1) * height
        right, bottom = left + chance.uniform(200, 900), top + chance.uniform(200, 900)
        draw.rectangle((left, top, right, bottom), fill=int(chance.integers(10, 250)))
        kind, pitch = chance.integers(3), int(chance.integers(24, 70))
        for line in np.arange(top + pitch, bottom - pitch, pitch):
            if kind == 0:
                draw.line((left, line, right, line), fill=60, width=2)
            elif kind == 1:
                for word in np.arange(left + 20, right - 60, 70):
                    draw.line((word, line, word + chance.uniform(20, 60), line), fill=40, width=9)
            else:
                for key in np.arange(left + pitch, right - pitch, pitch):
                    draw.rectangle((key, line, key + pitch * 0.8, line + pitch * 0.8), fill=30)
    return wood


def phone(scene: Scene, strength: int, chance: Random) -> Scene:
    """Everything at once, each at a lower strength, as a picture from a phone."""
    low = max(1, strength - 1)
    for kind in (curl, desk):
        scene = kind(scene, low if kind is curl else strength, chance)
    for kind in (uneven_light, shadow):
        scene = kind(scene, low, chance)
    sigma = level(strength, 0.8, 1.2, 1.6, 2.2)
    scene = scene.filtered(lambda image: image.filter(ImageFilter.GaussianBlur(sigma)))
    return jpeg(noise(scene, low, chance), 1, chance)


def cropped(scene: Scene, strength: int, chance: Random) -> Scene:
    """The margin with the row labels cut off, close to the frame."""
    left, top = np.floor(scene.corners.min(axis=0) - level(strength, 60, 40, 20, 8)).astype(int)
    right, bottom = np.ceil(scene.corners.max(axis=0) + level(strength, 60, 40, 20, 8)).astype(int)
    image = scene.image.crop((left, top, right, bottom))
    return Scene(image, scene.corners - [left, top])


KINDS: dict[str, Callable[[Scene, int, Random], Scene]] = {
    kind.__name__: kind
    for kind in (
        rotation, upside_down, perspective, curl, uneven_light, shadow, jpeg, resolution,
        dark_border, coloured, blur, noise, cropped, desk, phone,
    )
}  # fmt: skip
