"""Files of every kind and in every state: a right reading or a typed error, never a crash."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, features

from zeichenlabor.errors import ImageTooLarge, ImageTooSmall, NotAnImage, SheetError
from zeichenlabor.sheets import open_pages, read_sheet


def encode(image: Image.Image, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, **options)
    return stream.getvalue()


@pytest.fixture(scope="module")
def reading(drawn_sheet):
    """What the drawn sheet gives without any file around it."""
    return read_sheet(drawn_sheet.image)


def assert_same(sheet, reading) -> None:
    np.testing.assert_allclose(sheet.corners, reading.corners, atol=1)
    assert sheet.labels.tolist() == reading.labels.tolist()
    assert np.abs(sheet.images.astype(int) - reading.images).mean() < 8


def with_alpha(image: Image.Image) -> Image.Image:
    """Ink on transparent ground: black everywhere, the drawing only in the alpha channel."""
    alpha = Image.fromarray(255 - np.asarray(image))
    return Image.merge("RGBA", [Image.new("L", image.size, 0)] * 3 + [alpha])


def sixteen_bit(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image).astype(np.uint16) * 257)


KINDS = {
    "png": (lambda image: image, {"format": "PNG"}),
    "png-16": (sixteen_bit, {"format": "PNG"}),
    "png-colour": (lambda image: image.convert("RGB"), {"format": "PNG"}),
    "png-alpha": (with_alpha, {"format": "PNG"}),
    "png-palette-alpha": (lambda image: with_alpha(image).quantize(64), {"format": "PNG"}),
    "png-black-white": (lambda image: image.convert("1", dither=0), {"format": "PNG"}),
    "jpeg": (lambda image: image, {"format": "JPEG", "quality": 85}),
    "jpeg-cmyk": (lambda image: image.convert("CMYK"), {"format": "JPEG", "quality": 90}),
    "jpeg-progressive": (lambda image: image, {"format": "JPEG", "progressive": True}),
    "gif": (lambda image: image, {"format": "GIF"}),
    "bmp": (lambda image: image, {"format": "BMP"}),
    "tiff": (lambda image: image, {"format": "TIFF"}),
    "tiff-16": (sixteen_bit, {"format": "TIFF"}),
    "tiff-float": (lambda image: image.convert("F"), {"format": "TIFF"}),
    "tiff-lzw": (lambda image: image, {"format": "TIFF", "compression": "tiff_lzw"}),
    "tiff-fax": (
        lambda image: image.convert("1", dither=0),
        {"format": "TIFF", "compression": "group4"},
    ),
    "webp": (lambda image: image.convert("RGB"), {"format": "WEBP", "quality": 90}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_read(drawn_sheet, reading, kind):
    change, options = KINDS[kind]
    if kind == "webp" and not features.check("webp"):
        pytest.skip("this Pillow was built without WebP")
    if kind in ("tiff-lzw", "tiff-fax") and not features.check("libtiff"):
        pytest.skip("this Pillow was built without libtiff")
    assert_same(read_sheet(encode(change(drawn_sheet.image), **options)), reading)


@pytest.mark.native("the page's libtiff cannot write what it cannot read")
@pytest.mark.parametrize(
    ("change", "tags"),
    [(lambda i: i, {278: 100}), (lambda i: i.convert("RGB"), {317: 2}), (sixteen_bit, {317: 2})],
)
def test_a_deflated_tiff_is_read(drawn_sheet, reading, change, tags):
    options = {"format": "TIFF", "compression": "tiff_adobe_deflate", "tiffinfo": tags}
    assert_same(read_sheet(encode(change(drawn_sheet.image), **options)), reading)


def test_an_animation_gives_its_first_frame(drawn_sheet, reading):
    blank = Image.new("L", drawn_sheet.image.size, 255)
    data = encode(drawn_sheet.image, format="GIF", save_all=True, append_images=[blank])
    assert_same(read_sheet(data), reading)


def test_a_tiff_of_two_pages_gives_both(drawn_sheet, reading):
    upside = drawn_sheet.rotated(180)
    data = encode(drawn_sheet.image, format="TIFF", save_all=True, append_images=[upside.image])
    first, second = (read_sheet(page) for page in open_pages(data))
    assert_same(first, reading)
    np.testing.assert_allclose(second.corners, upside.corners, atol=1.5)
    assert second.labels.tolist() == reading.labels.tolist()


def test_a_picture_of_another_kind_has_one_page(drawn_sheet):
    assert len(list(open_pages(encode(drawn_sheet.image, format="PNG")))) == 1


def test_a_wrong_suffix_does_not_matter(drawn_sheet, reading, tmp_path):
    path = tmp_path / "page.jpg"
    path.write_bytes(encode(drawn_sheet.image, format="PNG"))
    assert_same(read_sheet(path), reading)


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 5000, b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
)
def test_what_is_no_picture(data):
    with pytest.raises(NotAnImage):
        read_sheet(data)


def test_a_missing_file_is_the_callers_mistake(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_sheet(tmp_path / "nothing.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "BMP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_truncated_file(drawn_sheet, form, share):
    data = encode(drawn_sheet.image, format=form)
    with pytest.raises(SheetError):
        read_sheet(data[: int(share * len(data))])


def test_one_pixel():
    with pytest.raises(ImageTooSmall):
        read_sheet(encode(Image.new("L", (1, 1)), format="PNG"))


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(30_000, 30_000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_header(size):
    with pytest.raises(ImageTooLarge) as caught:
        read_sheet(png(*size, zlib.compress(bytes(1000))))
    assert (caught.value.params["width"], caught.value.params["height"]) == size


def test_a_text_chunk_bomb_is_no_picture():
    bomb = zlib.compress(bytes(100_000_000), 9)
    data = png(300, 300, zlib.compress(bytes(301 * 300)))
    body = b"zTXt" + b"Comment\0\0" + bomb
    text = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    with pytest.raises(SheetError):
        read_sheet(data[:33] + text + data[33:])


def mutated(original: bytes, chance: np.random.Generator) -> bytes:
    """Replace a few bytes by fewer or more others, most often near the beginning."""
    data = bytearray(original)
    for _ in range(int(chance.integers(1, 12))):
        place = int(min(chance.integers(len(data)), chance.exponential(len(data) / 6)))
        data[place : place + 1] = chance.bytes(int(chance.integers(0, 4)))
    return bytes(data)


def assert_sheet_or_typed_error(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except SheetError:
        return
    assert len(sheet.cells) == 600
    assert np.isfinite(sheet.corners).all()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "BMP"])
def test_mutated_files_end_in_a_sheet_or_a_typed_error(drawn_sheet, form):
    original = encode(drawn_sheet.image.resize((500, 720)), format=form)
    chance = np.random.default_rng(sum(form.encode()))
    for _ in range(8):
        assert_sheet_or_typed_error(mutated(original, chance))


@pytest.mark.native("the page's libtiff cannot write what it cannot read")
def test_mutated_deflated_tiffs_do_too(drawn_sheet):
    small = drawn_sheet.image.resize((500, 720))
    original = encode(small, format="TIFF", compression="tiff_adobe_deflate")
    chance = np.random.default_rng(9)
    for _ in range(12):
        assert_sheet_or_typed_error(mutated(original, chance))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_mutated_real_scans_do_too(data_dir, form):
    path = data_dir / "sheets" / "sheet-01.png"
    with Image.open(path) as scan:
        original = path.read_bytes() if form == "PNG" else encode(scan, format="JPEG")
    chance = np.random.default_rng(sum(form.encode()))
    for _ in range(4):
        assert_sheet_or_typed_error(mutated(original, chance))
