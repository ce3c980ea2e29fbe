"""The compiled loops of reading write the very numbers of NumPy and Pillow."""

import sys

import numpy as np
import pytest
from PIL import Image

from zeichenlabor import pixels
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.sheets import cells, flat_page, line_families, read_sheet, ridges, show_through
from zeichenlabor.sheets.plan import plan_sheets

compiled = pytest.mark.skipif(
    sys.platform != "emscripten", reason="the SIMD module loads inside Pyodide only"
)


@pytest.fixture
def both(monkeypatch):
    """Runs a function compiled and plainly; each call of the module must be answered by it."""
    before = pixels.is_compiled()
    answers = []

    def watched(function):
        def call(*arguments):
            answers.append(bool(function(*arguments)))
            return answers[-1]

        return call

    for name in ("warp", "darkness", "steepness", "cell_ink", "glyph", "bent_points", "crowding"):
        monkeypatch.setattr(pixels, name, watched(getattr(pixels, name)))

    def run(function, *arguments):
        results = []
        for choice in (True, False):
            pixels.use(choice)
            answers.clear()
            results.append(function(*arguments))
            assert answers, "nobody asked the module"
            assert set(answers) == {choice}
        return results

    yield run
    pixels.use(before)


def picture(seed, height, width):
    """Smooth shapes with some noise, as uint8."""
    chance = np.random.default_rng(seed)
    small = Image.fromarray(chance.integers(0, 256, (height // 9, width // 9), np.uint8))
    smooth = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.int16)
    return np.clip(smooth + chance.integers(-20, 20, smooth.shape), 0, 255).astype(np.uint8)


@compiled
@pytest.mark.parametrize("cell", [2, 32, 64])
@pytest.mark.parametrize("reach", [0.6, 1.0, 1.3])
def test_a_flat_page_is_pillows(both, cell, reach):
    """Also where the nodes lie outside of the picture, and on its very border."""
    grey = Image.fromarray(picture(1, 300, 200))
    chance = np.random.default_rng(2)
    y, x = np.meshgrid(np.linspace(0, 1, 6), np.linspace(0, 1, 5), indexing="ij")
    nodes = np.stack([x, y], axis=-1) * reach * grey.size + (1 - reach) / 2 * np.array(grey.size)
    nodes += chance.normal(0, 3, nodes.shape) * (reach != 1.0)
    fast, plain = both(flat_page.flatten, grey, nodes, cell)
    assert np.array_equal(fast, plain)


@compiled
@pytest.mark.parametrize("cell", [32, 64])
def test_darkness_is_numpys(both, cell):
    flat = picture(3, 5 * cell, 7 * cell)
    (fast, paper), (plain, same) = both(flat_page.relative_ink, flat, cell)
    assert np.array_equal(fast, plain)
    assert np.array_equal(paper, same)


@compiled
@pytest.mark.parametrize("half", [1, 3, 20])
def test_edges_are_numpys(both, half):
    ink = picture(4, 256, 320)
    fast, plain = both(show_through.edges, flat_page.FlatPage(ink, ink, 2.0, 2.0, 0.6, 200.0), half)
    assert np.array_equal(fast, plain)
    assert fast.any()


@compiled
@pytest.mark.parametrize("box", [(3, 90, 5, 70), (0, 128, 0, 192), (127, 128, 191, 192)])
def test_a_cells_ink_is_numpys(both, box):
    ink = picture(5, 128, 192)
    places = np.where(picture(6, 128, 192) > 150, 4, -1).astype(np.int16)
    fast, plain = both(cells._cell_ink, ink, places, np.array(box), False, 1, 1)
    assert fast.ink.any() or fast.ink.size == 1
    assert np.array_equal(fast.ink, plain.ink)


@compiled
def test_glyphs_are_numpys(both):
    chance = np.random.default_rng(7)
    for seed in range(400):
        ink = picture(seed, *chance.integers(9, 120, 2))
        ink = np.where(ink > chance.integers(40, 220), ink, 0).astype(np.uint8)
        if not ink.any():
            continue
        fast, plain = both(normalize_glyph, ink)
        assert np.array_equal(fast, plain), seed


@compiled
@pytest.mark.parametrize("seed", range(3))
def test_ridges_are_numpys(both, seed):
    """More of them than there is room for at first, too."""
    grey = Image.fromarray(picture(seed, 240, 300))
    fast, plain = both(ridges.find_ridges, grey)
    assert len(fast) > 0
    for one, other in zip(vars(fast).values(), vars(plain).values(), strict=True):
        assert np.array_equal(one, other)


@compiled
@pytest.mark.parametrize("count", [1, 6, 4001])
def test_crowding_is_numpys(both, count):
    along, across = np.random.default_rng(8).normal(0, 400, (2, count)).astype(np.float32)
    rates = np.linspace(-1e-3, 1e-3, 9).astype(np.float32)
    fast, plain = both(line_families._sharpness, along, across, rates, 2.0)
    assert np.array_equal(fast, plain)


@compiled
def test_a_sheet_is_read_the_same(both):
    scan = fill_sheet(plan_sheets("0123456789", sheet_id=1)[0], 3, "a4", dpi=120)
    fast, plain = both(read_sheet, scan)
    assert np.array_equal(fast.nodes, plain.nodes)
    assert np.array_equal(fast.images, plain.images)
    assert fast.quality == plain.quality


@compiled
def test_what_is_not_plain_is_left_to_the_caller():
    pixels.use(True)
    strided = np.zeros((128, 256), np.uint8)[:, ::2]
    steep = np.zeros((128, 128), np.float32)
    assert not pixels.steepness(strided, steep, 3)
    assert not pixels.steepness(np.zeros((128, 128), np.int16), steep, 3)
    assert not pixels.glyph(np.zeros((5, 5), np.uint8), np.zeros((28, 28), np.uint8))
    assert not pixels.glyph(np.ones((5, 5)), np.zeros((28, 28), np.uint8))


@pytest.mark.native("there the module loads")
def test_natively_everything_goes_without():
    with pytest.raises(OSError, match="needs Pyodide"):
        pixels.use(True)
    pixels.use_fastest()
    assert not pixels.is_compiled()
    assert not pixels.glyph(np.ones((5, 5), np.uint8), np.zeros((28, 28), np.uint8))
