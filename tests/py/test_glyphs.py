"""The normaliser: MNIST's recipe, whatever the size, darkness and pen of the drawing."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.data import load_idx
from zeichenlabor.glyphs import BOX, SIZE, area_weights, normalize_glyph
from zeichenlabor.sheets import read_sheet


def drawing(size=280, pen=20, at=(60, 40), scale=1.0) -> np.ndarray:
    """A seven, white on black, as the canvas gives it."""
    image = Image.new("L", (size, size), 0)
    points = [(at[0] + scale * x, at[1] + scale * y) for x, y in ((0, 0), (90, 0), (30, 160))]
    ImageDraw.Draw(image).line(points, fill=255, width=pen, joint="curve")
    return np.asarray(image)


def extent(glyph: np.ndarray) -> tuple[int, int]:
    rows = np.flatnonzero(glyph.any(axis=1))
    columns = np.flatnonzero(glyph.any(axis=0))
    return int(rows[-1] - rows[0] + 1), int(columns[-1] - columns[0] + 1)


def centre_of_mass(glyph: np.ndarray) -> np.ndarray:
    y, x = np.mgrid[: glyph.shape[0], : glyph.shape[1]]
    return np.array([(glyph * y).sum(), (glyph * x).sum()]) / glyph.sum(dtype=float)


def test_longest_side_is_twenty_and_aspect_is_kept():
    glyph = normalize_glyph(drawing())
    assert glyph.shape == (SIZE, SIZE)
    assert glyph.dtype == np.uint8
    height, width = extent(glyph)
    assert height == BOX
    assert width == pytest.approx(BOX * (90 + 20) / (160 + 20), abs=2)


def test_centre_of_mass_is_in_the_middle():
    np.testing.assert_allclose(centre_of_mass(normalize_glyph(drawing())), 14, atol=0.51)


def test_place_size_and_darkness_do_not_matter():
    reference = normalize_glyph(drawing()).astype(int)
    variants = [
        drawing(at=(150, 90)),
        drawing() // 4,
        drawing() / 255.0,
        drawing(size=560, pen=40, at=(20, 30), scale=2.0),
    ]
    for variant in variants:
        assert np.abs(normalize_glyph(variant).astype(int) - reference).mean() < 6


@pytest.mark.parametrize("pen", [2, 6, 20, 60])
def test_any_pen_gives_a_saturated_core(pen):
    glyph = normalize_glyph(drawing(pen=pen))
    assert np.mean(glyph[glyph > 0] > 200) > 0.15
    assert glyph.max() == 255


@pytest.mark.parametrize(
    "ink", [np.zeros((50, 40), np.uint8), np.zeros((0, 0), np.uint8), np.zeros((3, 3))]
)
def test_no_ink_is_none(ink):
    assert normalize_glyph(ink) is None


def test_a_single_dot_and_a_single_line():
    dot = np.zeros((30, 30), np.uint8)
    dot[7, 9] = 200
    assert extent(normalize_glyph(dot)) == (BOX, BOX)
    line = np.zeros((100, 100), np.uint8)
    line[50, 5:95] = 255
    assert extent(normalize_glyph(line)) == (1, BOX)


@pytest.mark.parametrize(("source", "target"), [(40, 20), (31, 20), (7, 20), (20, 20), (1, 20)])
def test_area_weights_keep_the_mean(source, target):
    weights = area_weights(source, target)
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(weights.sum(axis=0), target / source, rtol=1e-5)


def test_area_weights_equal_the_mean_of_a_common_refinement():
    ink = np.random.default_rng(0).random((47, 33))
    ours = area_weights(47, 20) @ ink @ area_weights(33, 14).T
    fine = np.kron(ink, np.ones((20, 14)))
    blocks = fine.reshape(20, 47, 14, 33).mean(axis=(1, 3))
    np.testing.assert_allclose(ours, blocks, rtol=1e-5)


def test_mnist_is_hardly_changed(data_dir):
    """MNIST's pictures are normalised already: enlarged and read again they stay what they are."""
    images = load_idx(data_dir / "mnist")[0][:1000]
    again = [normalize_glyph(np.kron(image, np.ones((5, 5), np.uint8))) for image in images]
    again = np.stack(again)
    assert np.abs(again.astype(int) - images).mean() < 2


def test_sheets_look_as_mnist_does(data_dir):
    """Centre and box equal MNIST's; ink and stroke width lie within its writers' range."""
    mnist = load_idx(data_dir / "mnist")[0][:5000]
    ink, width = mnist.mean(axis=(1, 2)), np.array([stroke_width(image) for image in mnist])
    for name in ("sheet-01.png", "sheet-03.png", "sheet-07.png"):
        images = read_sheet(data_dir / "sheets" / name).images
        masses = np.array([centre_of_mass(glyph) for glyph in images])
        np.testing.assert_allclose(masses.mean(axis=0), 14, atol=0.05)
        assert {max(extent(glyph)) for glyph in images} == {BOX}
        assert np.quantile(ink, 0.02) < images.mean() < np.quantile(ink, 0.98)
        widths = np.array([stroke_width(glyph) for glyph in images])
        assert np.quantile(width, 0.02) < widths.mean() < np.quantile(width, 0.98)


def stroke_width(glyph: np.ndarray) -> float:
    """Twice the ink's area over its outline's length, which is exact for a long stroke."""
    shade = np.pad(glyph / 255.0, 1)
    outline = np.hypot(np.diff(shade, axis=0)[:, 1:], np.diff(shade, axis=1)[1:]).sum()
    return 2 * shade.sum() / outline


def test_a_centre_between_two_pixels_is_no_matter_of_rounding():
    """A full square's centre is exactly half a pixel off, whatever the sums' last bits."""
    middle = np.pad(np.ones((20, 20), bool), ((4, 4), (4, 4)))
    for side in range(20, 341):
        glyph = normalize_glyph(np.full((side, side), 255, np.uint8))
        assert np.array_equal(glyph > 0, middle), side
