"""The page's mark: read at every resolution and turn, under every mishap, never invented."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from zeichenlabor.errors import TooMuchText
from zeichenlabor.sheets import mark, reed_solomon
from zeichenlabor.sheets.mark import mark_modules, read_mark
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.raster import page_image
from zeichenlabor.sheets.template import template_page

DIGITS = plan_sheets("0123456789", sheet_id=0xDEADBEEF)[0]
WORDS = plan_sheets([f"w{i:02d}" for i in range(30)], sheet_id=7)[0]
SMALL = plan_sheets([*"äöüß😀=÷", "Haus", "👩‍🚀", "→"], columns=12, sheet_id=1)[1]


def printed(layout, dpi: float = 150, paper: str = "a4") -> tuple[Image.Image, np.ndarray]:
    """A page and its frame's corners in pixels."""
    page = template_page(layout, paper)
    return page_image(page, dpi), page.corners() * dpi / 25.4


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file)


def shot(image: Image.Image, corners: np.ndarray, to: np.ndarray) -> Image.Image:
    """The page seen so that its frame's corners come to lie on ``to``."""
    equations, right = [], []
    for (x, y), (u, v) in zip(to, corners, strict=True):
        equations += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    coefficients = np.linalg.solve(equations, right)
    size = tuple((to.max(axis=0) + 140).astype(int))
    return image.transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=90
    )


def test_a_word_is_whole_again_with_half_its_parity_wrong():
    rng = np.random.default_rng(0)
    for length, parity in ((1, 4), (76, 36), (168, 72), (183, 72)):
        message = rng.bytes(length)
        word = bytearray(reed_solomon.encode(message, parity))
        places = rng.choice(len(word), min(parity // 2, len(word)), replace=False)
        for place in places:
            word[place] ^= int(rng.integers(1, 256))
        assert reed_solomon.decode(bytes(word), parity) == message


def test_the_field_is_that_of_qr_codes():
    # ISO/IEC 18004, annex I: the data of "01234567" in version 1-M and its ten error bytes.
    data = bytes.fromhex("10200C5661 80EC11EC11 EC11EC11EC11".replace(" ", ""))
    assert reed_solomon.encode(data, 10)[16:] == bytes.fromhex("A524D4C1ED36C7872C55")


@pytest.mark.parametrize("layout", [DIGITS, WORDS, SMALL], ids=["digits", "words", "small"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_printed_page_tells_its_layout(layout, paper):
    image, corners = printed(layout, 120, paper)
    assert read_mark(np.asarray(image), corners) == (layout, 0)


@pytest.mark.parametrize("dpi", [100, 200, 300, 600])
def test_every_usual_resolution(dpi):
    image, corners = printed(DIGITS, dpi)
    assert read_mark(np.asarray(image), corners).layout == DIGITS


def test_small_modules_at_a_hundred_dpi():
    image, corners = printed(WORDS, 100)
    blurred = jpeg(image.filter(ImageFilter.GaussianBlur(0.7)), 60)
    assert read_mark(np.asarray(blurred), corners).layout == WORDS


@pytest.mark.parametrize("turns", range(4))
def test_the_page_may_lie_any_way(turns):
    image, corners = printed(DIGITS, 100)
    found = read_mark(np.asarray(image), np.roll(corners, turns, axis=0))
    assert found == (DIGITS, turns)


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_photo(seed):
    """Perspective, bent paper's worth of wrong corners, shadow, blur and JPEG together."""
    rng = np.random.default_rng(seed)
    image, corners = printed(DIGITS, 150)
    to = np.array([[90, 150], [790, 150], [790, 1200], [90, 1200]]) + rng.uniform(-60, 60, (4, 2))
    photo = shot(image, corners, to).filter(ImageFilter.GaussianBlur(0.9))
    y, x = np.indices((photo.height, photo.width))
    light = 0.35 + 0.6 * (x * rng.random() + y) / (photo.width + photo.height)
    noisy = np.asarray(photo) * light + rng.normal(0, 6, light.shape)
    photo = jpeg(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)), 50)
    assert read_mark(np.asarray(photo), to + rng.normal(0, 2, (4, 2))).layout == DIGITS


def test_a_faint_print():
    image, corners = printed(DIGITS, 100)
    rng = np.random.default_rng(0)
    faint = 235 - (255 - np.asarray(image, float)) * 0.12
    assert read_mark(faint + rng.normal(0, 4, faint.shape), corners).layout == DIGITS


def test_pen_strokes_and_a_thumb_across_the_mark():
    image, corners = printed(DIGITS, 150)
    pen = ImageDraw.Draw(image)
    (left, top), right = corners[0], corners[1][0]
    for x in (0.2, 0.45, 0.8):
        pen.line((left + x * (right - left), top - 120, left + x * (right - left) + 60, top), 0, 9)
    pen.ellipse((right - 60, top - 90, right + 60, top + 30), fill=120)
    assert read_mark(np.asarray(image), corners).layout == DIGITS


def test_a_bent_page():
    """A frame whose top line bulges by a millimetre, as from a lens."""
    image, corners = printed(DIGITS, 150)
    bulge = np.rint(6 * np.sin(np.linspace(0, np.pi, image.width))).astype(int)
    rows = np.arange(image.height)[:, None] + bulge
    bent = np.take_along_axis(np.asarray(image), rows.clip(0, image.height - 1), axis=0)
    assert read_mark(bent, corners).layout == DIGITS


def test_a_frame_that_is_one_row_off_reads_nothing():
    image, corners = printed(DIGITS, 100)
    cell = (corners[3] - corners[0]) / 30
    for step in (-1, 1):
        assert read_mark(np.asarray(image), corners + step * cell) is None


@pytest.mark.parametrize("kind", ["blank", "noise", "text", "outside", "line"])
def test_where_no_mark_is_none_is_read(kind):
    rng = np.random.default_rng(4)
    corners = np.array([[100, 120], [500, 120], [500, 720], [100, 720.0]])
    image = np.full((800, 600), 230, np.uint8)
    if kind == "noise":
        image = rng.integers(0, 256, image.shape, np.uint8)
    elif kind == "text":
        page = Image.fromarray(image)
        ImageDraw.Draw(page).text((80, 60), "Das ist kein Zeichen. " * 4 + "\n" * 2 + "Nein!" * 40)
        image = np.asarray(page)
    elif kind == "outside":
        corners -= [0, 120]
    elif kind == "line":
        corners[:, 1] = 0
    assert read_mark(image, corners) is None


def test_ten_thousand_random_words_are_refused():
    """Modules drawn at random where the syncs are right: only code and checksum refuse them."""
    rng = np.random.default_rng(5)
    for density, count in zip(mark._DENSITIES, (9500, 500), strict=True):
        bits = rng.integers(0, 2, (count, 8 * density.word), np.uint8)
        assert not any(mark._decode(word, density) for word in bits)


def test_random_modules_on_paper_are_refused():
    rng = np.random.default_rng(6)
    image, corners = printed(DIGITS, 75)
    pixels = np.asarray(image).copy()
    width = corners[1, 0] - corners[0, 0]
    bottom = corners[0, 1] - mark.STRIP_BOTTOM * width
    strip = slice(round(bottom - mark.STRIP_HEIGHT * width), round(bottom))
    columns = slice(round(corners[0, 0]), round(corners[1, 0]))
    size = columns.stop - columns.start, strip.stop - strip.start
    for _ in range(8):
        modules = Image.fromarray(rng.integers(0, 2, (8, 130), np.uint8) * np.uint8(255))
        pixels[strip, columns] = np.asarray(modules.resize(size, Image.Resampling.NEAREST))
        assert read_mark(pixels, corners) is None


def test_an_unknown_version_is_not_guessed(monkeypatch):
    monkeypatch.setattr(mark, "_VERSION", 2)
    image, corners = printed(DIGITS, 100)
    monkeypatch.undo()
    assert read_mark(np.asarray(image), corners) is None


def test_black_and_white_are_even_everywhere():
    for layout in (DIGITS, WORDS, SMALL):
        black = mark_modules(layout).mean(axis=0)
        around = np.convolve(black, np.ones(17) / 17, mode="valid")
        assert 0.3 < around.min() < around.max() < 0.7


def test_names_too_long_for_the_mark():
    layout = plan_sheets([f"ein langer Name {i}" for i in range(30)])[0]
    with pytest.raises(TooMuchText) as caught:
        mark_modules(layout)
    assert caught.value.params["bytes"] > caught.value.params["most"]
