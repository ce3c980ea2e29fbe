"""The recipe that is taken along: a cell cut by hand gives outside what the app reads inside."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from tests.py.project.exports.examples import DIGITS
from zeichenlabor.data.pen import ink, new_writer, write
from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.lab.designing import presets
from zeichenlabor.project.exports import predictor, tensorflow_js
from zeichenlabor.sheets import read_sheet


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """The names of a program that was taken along, as they are after its import."""

    def unpack(model, classes=DIGITS) -> dict:
        content = predictor.zipped(model, classes, None, "")
        zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
        monkeypatch.chdir(tmp_path)
        space: dict = {"__name__": "predict"}
        exec((tmp_path / "predict.py").read_text(encoding="utf-8"), space)
        return space

    return unpack


@pytest.fixture
def glyph(outside):
    return outside(presets.build("one-layer"))["glyph"]


def drawing(seed: int) -> np.ndarray:
    """One digit, ink 255 on 0."""
    strokes = write(DIGITS[seed % 10], new_writer(seed), np.random.default_rng(seed))
    return ink(strokes, 0.06, 108).copy()


def paper_of(drawn: np.ndarray, dark: float = 0.0) -> np.ndarray:
    """The drawing as a scanned cell: a pen on grey paper, the light from one side."""
    light = np.linspace(235 - dark, 235, drawn.shape[1])[None, :]
    return (light * (1 - 0.8 * drawn / 255.0)).astype(np.uint8)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Correlation; the centre of mass may be rounded to the next pixel."""
    shifts = (-1, 0, 1)
    moved = [np.roll(one, (y, x), (0, 1)).ravel() for y in shifts for x in shifts]
    return max(float(np.corrcoef(near, other.ravel())[0, 1]) for near in moved)


@pytest.mark.parametrize("dark", [0, 60])
def test_a_cell_on_paper_gives_the_apps_glyph(glyph, dark):
    for seed in range(10):
        drawn = drawing(seed)
        assert likeness(glyph(paper_of(drawn, dark)), normalize_glyph(drawn)) > 0.9


def test_printed_lines_and_the_neighbours_ink_are_no_part_of_it(glyph):
    drawn = np.pad(drawing(3), 10)
    cell = paper_of(drawn)
    lines = cell.copy()
    for edge in (lines[:4], lines[-3:], lines[:, :3], lines[:, -4:]):
        edge[:] = 120
    lines[50:60, 4:8] = 30
    assert likeness(glyph(lines), glyph(cell)) > 0.95


def test_white_on_black_files_and_pillows_images_are_understood(glyph, tmp_path):
    drawn = drawing(5)
    seen = glyph(255 - drawn)
    np.testing.assert_array_equal(glyph(drawn), seen)
    Image.fromarray(255 - drawn).save(tmp_path / "photo.png")
    np.testing.assert_array_equal(glyph(tmp_path / "photo.png"), seen)
    np.testing.assert_array_equal(glyph(Image.fromarray(255 - drawn).convert("RGB")), seen)
    clear = Image.fromarray(np.stack([np.zeros_like(drawn)] * 3 + [drawn], -1), "RGBA")
    np.testing.assert_array_equal(glyph(clear), seen)
    assert (seen.shape, seen.dtype, seen.max()) == ((28, 28), np.uint8, 255)
    rows, columns = (np.flatnonzero(seen.any(axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20


def test_paper_without_ink_gives_nothing(outside):
    names = outside(presets.build("one-layer"))
    grain = np.random.default_rng(1).integers(225, 240, (90, 90)).astype(np.uint8)
    assert names["glyph"](grain) is None
    assert names["read"](grain) is None


@pytest.mark.native("reads four sheets and trains")
def test_cells_of_an_unseen_scan_are_read_outside_as_inside(outside, data_dir):
    """Cut by the boxes of the squared paper, once with its lines and once a little within.

    The pictures are compared, which no training decides: the cell's edge is cut otherwise than
    by the reader, so their ink is nearly the same (0.86 at the least of 598 cells, one in sixty
    below 0.9), while another digit's is far from it. From there on both read alike.
    """
    seen = [read_sheet(data_dir / "sheets" / f"sheet-{n}.png") for n in ("01", "03", "05")]
    images = np.concatenate([sheet.images for sheet in seen])
    labels = np.concatenate([sheet.labels for sheet in seen])
    model = presets.build("school-1", samples=len(images), seed=1)
    model.fit(images, labels, epochs=8, batch_size=32, seed=1)
    names = outside(model)

    path = data_dir / "sheets" / "sheet-07.png"
    sheet = read_sheet(path)
    cells = [cell for cell in sheet.cells if cell.status == "kept"]
    truth = np.array([cell.label for cell in cells])
    with Image.open(path) as scan:
        for inset in (0, 6):
            pieces = [cut(scan, sheet.nodes, cell, inset) for cell in cells]
            glyphs = [names["glyph"](piece) for piece in pieces]
            alike = [likeness(g, cell.glyph) for g, cell in zip(glyphs, cells, strict=True)]
            assert min(alike) > 0.8
            assert np.mean(np.array(alike) > 0.9) > 0.95
            answers = np.array([DIGITS.index(names["read"](piece)[0]) for piece in pieces])
            expected = model.predict(np.array(glyphs)).argmax(axis=1)
            assert (answers == expected).mean() > 0.99  # a tie may be rounded either way
            # How many of them are right is the training's luck; most of them it is on any machine.
            assert (answers == truth).mean() > 0.5


def cut(scan: Image.Image, nodes: np.ndarray, cell, inset: int) -> Image.Image:
    left, top = nodes[cell.row, cell.column] + inset
    right, bottom = nodes[cell.row + 1, cell.column + 1] - inset
    return scan.crop(tuple(round(float(edge)) for edge in (left, top, right, bottom)))


def test_the_form_for_javascript_has_the_recipe_beside_it():
    content = tensorflow_js.zipped(presets.build("one-layer"), "read me")
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert set(archive.namelist()) == {"model.json", "weights.bin", "glyph.js", "README.txt"}
    recipe = archive.read("glyph.js").decode()
    assert "export function normalizeGlyph" in recipe
    assert "import " not in recipe
