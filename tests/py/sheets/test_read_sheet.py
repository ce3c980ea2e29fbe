"""read_sheet on drawn pages: place, labels, states, kinds of input, refusals."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zeichenlabor.data import load_idx
from zeichenlabor.errors import ImageTooLarge, ImageTooSmall, NoGrid, NotAnImage
from zeichenlabor.sheets import SheetLayout, read_sheet


def assert_read(sheet, truth) -> None:
    """Every cell in its state, every picture with its label, the corners on the lines."""
    np.testing.assert_allclose(sheet.corners, truth.corners, atol=1.5)
    states = {(cell.row, cell.column): cell.status for cell in sheet.cells}
    found = {
        state: {place for place, status in states.items() if status == state}
        for state in ("empty", "struck", "doubtful")
    }
    assert found == {"empty": set(truth.empty), "struck": set(truth.struck), "doubtful": set()}
    expected = [cell.row // 3 for cell in sheet.cells if cell.status == "kept"]
    assert sheet.labels.tolist() == expected
    assert sheet.images.shape == (len(expected), 28, 28)


def as_bytes(image: Image.Image, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, **options)
    return stream.getvalue()


def test_a_straight_page_is_read(drawn_sheet):
    sheet = read_sheet(drawn_sheet.image)
    assert_read(sheet, drawn_sheet)
    assert sheet.images.dtype == np.uint8
    assert sheet.labels.dtype == np.int64
    assert sheet.size == drawn_sheet.image.size
    assert sheet.confidence > 0.9


@pytest.mark.parametrize("degrees", [4, 33, 45, 90, 180, 271])
def test_any_rotation_is_read(drawn_sheet, degrees):
    turned = drawn_sheet.rotated(degrees)
    assert_read(read_sheet(turned.image), turned)


@pytest.mark.parametrize("strength", [-0.15, 0.2])
def test_perspective_is_read(drawn_sheet, strength):
    tilted = drawn_sheet.tilted(strength)
    assert_read(read_sheet(tilted.image), tilted)


def test_the_empty_form_keeps_nothing(empty_form):
    sheet = read_sheet(empty_form.image)
    assert {cell.status for cell in sheet.cells} == {"empty"}
    assert sheet.images.shape == (0, 28, 28)
    assert all(cell.glyph is None for cell in sheet.cells)


def test_another_layout_is_read(own_form):
    drawn, layout = own_form
    sheet = read_sheet(drawn.image, layout)
    np.testing.assert_allclose(sheet.corners, drawn.corners, atol=1.5)
    assert sheet.labels.tolist() == np.repeat(layout.labels, 12).tolist()


def test_path_bytes_and_image_read_alike(drawn_sheet, tmp_path):
    path = tmp_path / "page.png"
    drawn_sheet.image.save(path)
    sheets = [read_sheet(source) for source in (path, path.read_bytes(), drawn_sheet.image)]
    for other in sheets[1:]:
        np.testing.assert_array_equal(other.images, sheets[0].images)
        np.testing.assert_array_equal(other.corners, sheets[0].corners)


def test_exif_orientation_turns_the_page_first(drawn_sheet):
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by 90° clockwise
    stored = drawn_sheet.image.transpose(Image.Transpose.ROTATE_90)
    sheet = read_sheet(as_bytes(stored, format="PNG", exif=exif))
    assert_read(sheet, drawn_sheet)
    assert sheet.size == drawn_sheet.image.size


def test_progress_goes_through_the_phases(drawn_sheet):
    seen = []
    read_sheet(drawn_sheet.image, progress=lambda phase, share: seen.append((phase, share)))
    phases = [phase for phase, _ in seen]
    assert list(dict.fromkeys(phases)) == ["decode", "frame", "cells"]
    assert all(0 <= share <= 1 for _, share in seen)
    assert seen[-1] == ("cells", 1.0)
    cells = [share for phase, share in seen if phase == "cells"]
    assert cells == sorted(cells)


def test_bytes_of_no_picture():
    with pytest.raises(NotAnImage) as caught:
        read_sheet(b"no picture at all")
    assert caught.value.code == "sheet/not-an-image"


def test_a_huge_header_is_refused_before_decoding():
    header = bytearray(as_bytes(Image.new("L", (8, 8)), format="PNG"))
    header[16:24] = (30_000).to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")
    with pytest.raises(ImageTooLarge) as caught:
        read_sheet(bytes(header))
    assert caught.value.params["width"] == 30_000
    assert caught.value.params["limit"] < 30_000**2


def test_a_tiny_picture_is_refused():
    with pytest.raises(ImageTooSmall) as caught:
        read_sheet(Image.new("L", (90, 120), 255))
    assert caught.value.params["width"] == 90


def text_page() -> Image.Image:
    """Lines of short dark strokes, as a printed page looks."""
    page = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(page)
    chance = np.random.default_rng(1)
    for y in range(120, 1640, 30):
        x = 110
        while x < 1100:
            width = int(chance.integers(4, 16))
            draw.rectangle((x, y, x + 2, y + 16), fill=30)
            draw.line((x, y + chance.integers(0, 16), x + width, y + 8), fill=30, width=2)
            x += width + int(chance.integers(3, 10))
    return page


def squared_paper() -> Image.Image:
    """Arithmetic paper: squares from edge to edge, without a frame of the layout's size."""
    page = np.full((1754, 1240), 250, np.uint8)
    page[10::30] = 90
    page[:, 10::30] = 90
    return Image.fromarray(page)


def noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(2).integers(0, 256, (900, 700)).astype(np.uint8))


def waves() -> Image.Image:
    y, x = np.mgrid[0:1200, 0:900] / 900
    return Image.fromarray((127 + 90 * np.sin(9 * x + 4 * y) * np.cos(7 * y * x)).astype(np.uint8))


@pytest.mark.parametrize(
    "page",
    [
        Image.new("L", (900, 900), 0),
        text_page(),
        noise(),
        waves(),
        squared_paper(),
    ],
    ids=["black", "text", "noise", "waves", "squared"],
)
def test_a_picture_of_no_sheet_is_refused(page):
    with pytest.raises(NoGrid) as caught:
        read_sheet(page)
    assert caught.value.code == "sheet/no-grid"
    assert caught.value.params["reason"] in {"no-lines", "not-regular", "wrong-count"}


def test_a_sheet_of_sprites_is_refused(data_dir):
    """The edges of so many small pictures cross far outside the page."""
    pictures = load_idx(data_dir / "mnist").x_test[:1000]
    rows = pictures.reshape(25, 40, 28, 28).swapaxes(1, 2).reshape(25 * 28, 40 * 28)
    with pytest.raises(NoGrid):
        read_sheet(Image.fromarray(rows))


def test_a_wrong_layout_is_refused(drawn_sheet):
    smaller = SheetLayout(15, 20, (0,) * 20, ("a",))
    with pytest.raises(NoGrid):
        read_sheet(drawn_sheet.image, smaller)
