"""Digits as pen strokes, for tests that draw on the canvas.

Points are (x, y) in the unit square, y down.
"""

from __future__ import annotations

import numpy as np

Stroke = list[tuple[float, float]]


def arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, n: int = 24
) -> Stroke:
    """Part of an ellipse; degrees run clockwise on the screen from 3 o'clock."""
    angles = np.radians(np.linspace(start, end, n))
    return [(cx + rx * float(np.cos(a)), cy + ry * float(np.sin(a))) for a in angles]


DIGITS: dict[int, list[Stroke]] = {
    0: [arc(0.5, 0.5, 0.22, 0.34, -90, 270)],
    1: [[(0.36, 0.32), (0.54, 0.15), (0.54, 0.85)]],
    2: [[*arc(0.5, 0.34, 0.21, 0.19, -160, 40), (0.3, 0.84), (0.74, 0.84)]],
    3: [[*arc(0.47, 0.32, 0.2, 0.17, -150, 90), *arc(0.47, 0.67, 0.23, 0.18, -90, 150)]],
    4: [[(0.5, 0.14), (0.28, 0.58), (0.76, 0.58)], [(0.62, 0.4), (0.62, 0.86)]],
    5: [[(0.7, 0.16), (0.36, 0.16), (0.33, 0.46), *arc(0.48, 0.64, 0.22, 0.21, -110, 140)]],
    6: [[(0.6, 0.14), (0.42, 0.34), (0.32, 0.6), *arc(0.5, 0.66, 0.18, 0.19, 180, -180)]],
    7: [[(0.3, 0.18), (0.72, 0.18), (0.44, 0.86)]],
    8: [[*arc(0.5, 0.33, 0.16, 0.17, 90, -270), *arc(0.5, 0.67, 0.2, 0.18, -90, 270)]],
    9: [[*arc(0.5, 0.34, 0.18, 0.19, 0, -360), (0.68, 0.34), (0.64, 0.6), (0.54, 0.86)]],
}

SIGNS: dict[str, list[Stroke]] = {
    "+": [[(0.5, 0.3), (0.5, 0.7)], [(0.3, 0.5), (0.7, 0.5)]],
    "×": [[(0.33, 0.33), (0.67, 0.67)], [(0.67, 0.33), (0.33, 0.67)]],
}


def in_line(text: str, size: float, gap: float = 0.75) -> list[Stroke]:
    """Strokes of digits and signs side by side, in pixels; a gap of ``gap`` sizes each."""
    strokes: list[Stroke] = []
    left = 0.2 * size
    for symbol in text:
        shape = SIGNS[symbol] if symbol in SIGNS else DIGITS[int(symbol)] if symbol != " " else []
        strokes += [[(left + x * size, (0.4 + y) * size) for x, y in stroke] for stroke in shape]
        left += gap * size
    return strokes


def thin(ink: np.ndarray) -> np.ndarray:
    """Skeleton of a bool image: Zhang and Suen, CACM 27 (3), 1984."""
    image = np.pad(ink, 1).astype(np.uint8)
    while True:
        removed = 0
        for step in (0, 1):
            # The eight neighbours, clockwise from north.
            n = [
                np.roll(image, shift, (0, 1))
                for shift in [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)]
            ]
            count = sum(n)
            changes = sum((n[i] == 0) & (n[(i + 1) % 8] == 1) for i in range(8))
            a, b = ((0, 2, 4), (2, 4, 6)) if step == 0 else ((0, 2, 6), (0, 4, 6))
            gone = (
                (image == 1)
                & (count >= 2)
                & (count <= 6)
                & (changes == 1)
                & (n[a[0]] * n[a[1]] * n[a[2]] == 0)
                & (n[b[0]] * n[b[1]] * n[b[2]] == 0)
            )
            image[gone] = 0
            removed += int(gone.sum())
        if not removed:
            return image[1:-1, 1:-1].astype(bool)


def trace(glyph: np.ndarray) -> list[Stroke]:
    """Strokes that redraw a glyph, uint8 (28, 28), along its middle line."""
    left = {(int(x), int(y)) for y, x in zip(*np.nonzero(thin(glyph > 110)), strict=True)}
    strokes: list[Stroke] = []
    while left:
        point = min(left, key=lambda p: (len(_near(p, left)), p))
        path = [point]
        left.discard(point)
        while near := _near(point, left):
            point = min(near, key=lambda p: abs(p[0] - point[0]) + abs(p[1] - point[1]))
            path.append(point)
            left.discard(point)
        # Every second point: a browser takes a frame for each move of the mouse.
        path = path[:-1:2] + path[-1:]
        strokes.append([((x + 0.5) / 28, (y + 0.5) / 28) for x, y in path])
    return [stroke for stroke in strokes if len(stroke) > 1]


def _near(point: tuple[int, int], left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    x, y = point
    around = ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return [p for p in around if p != point and p in left]
