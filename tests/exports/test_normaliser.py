"""The exported page normalises drawings like the app."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from zeichenlabor.data.pen import ink, new_writer, write
from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.project.exports import web_page

SIDE = 336


def drawings() -> list[np.ndarray]:
    """Drawings of many hands and pens, small and large, one with a faint spot, and no ink."""
    rng = np.random.default_rng(7)
    found = [np.zeros((SIDE, SIDE), np.uint8)]
    for seed in range(60):
        writer = new_writer(seed)
        strokes = write("0123456789ABCÄ?"[seed % 15], writer, rng)
        scale = rng.uniform(0.3, 1.1)
        drawing = ink([stroke * scale for stroke in strokes], rng.uniform(0.02, 0.12), SIDE)
        found.append(drawing.copy())
    found[1][5:9, 5:9] = 30
    dot = np.zeros((SIDE, SIDE), np.uint8)
    dot[100, 200] = 255
    return [*found, dot, np.full((SIDE, SIDE), 255, np.uint8)]


@pytest.fixture(scope="module")
def seen(page, served):
    shutil.copytree(web_page.FOLDER, served[0] / "page", dirs_exist_ok=True)

    def look(picture: np.ndarray) -> np.ndarray | None:
        answer = page.evaluate(
            """async ([ink, width, height]) => {
              const { normalizeGlyph } = await import('/page/glyph.js');
              const bytes = Uint8Array.from(atob(ink), (letter) => letter.charCodeAt(0));
              const glyph = normalizeGlyph(bytes, width, height);
              return glyph && [...glyph];
            }""",
            [encoded(picture), picture.shape[1], picture.shape[0]],
        )
        return None if answer is None else np.array(answer).reshape(28, 28)

    return look


def encoded(picture: np.ndarray) -> str:
    import base64

    return base64.b64encode(picture.tobytes()).decode()


def assert_same(one: np.ndarray | None, other: np.ndarray | None) -> None:
    """The same but for roundings: sums in another order end a last bit elsewhere."""
    if one is None or other is None:
        assert one is other
        return
    difference = np.abs(one.astype(int) - other)
    assert difference.max() <= 1
    assert (difference > 0).mean() < 0.01


def test_drawings(seen):
    for drawing in drawings():
        assert_same(normalize_glyph(drawing), seen(drawing))


def test_real_glyphs(seen, data_dir):
    from zeichenlabor.sheets import read_sheet

    sheet = read_sheet(data_dir / "sheets" / "sheet-03.png")
    for image in sheet.images[::25]:
        drawing = np.kron(image, np.ones((12, 12), np.uint8))
        assert_same(normalize_glyph(drawing), seen(drawing))
        assert_same(normalize_glyph(image), seen(image))
