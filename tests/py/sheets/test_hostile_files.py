"""Files of every kind and in every state: a right reading or a typed error, never a crash."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, features

from zeichenlabor.errors import (
    DamagedImage,
    ImageTooLarge,
    ImageTooSmall,
    NotAnImage,
    SheetError,
    UnreadCoding,
)
from zeichenlabor.sheets import open_pages, read_sheet
from zeichenlabor.sheets.decode import load_grey, open_image
from zeichenlabor.sheets.packed import unpacked


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


def lightness(image: Image.Image) -> Image.Image:
    return Image.merge("LAB", [image, *2 * [Image.new("L", image.size, 128)]])


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
    "tiff-lab": (lightness, {"format": "TIFF"}),
    "tiff-lzw": (lambda image: image, {"format": "TIFF", "compression": "tiff_lzw"}),
    "tiff-fax": (
        lambda image: image.convert("1", dither=0),
        {"format": "TIFF", "compression": "group4"},
    ),
    "ppm": (lambda image: image, {"format": "PPM"}),
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
    ("compression", "change", "tags"),
    [
        ("tiff_adobe_deflate", lambda i: i, {278: 100}),
        ("tiff_adobe_deflate", lambda i: i.convert("RGB"), {317: 2}),
        ("tiff_adobe_deflate", sixteen_bit, {317: 2}),
        ("jpeg", lambda i: i, {278: 96}),
        ("jpeg", lambda i: i.convert("RGB"), {278: 96}),
        ("jpeg", lambda i: i.convert("CMYK"), {}),
        ("jpeg", lambda i: i.transpose(Image.Transpose.ROTATE_90), {274: 6, 278: 96}),
        ("tiff_adobe_deflate", lambda i: i.transpose(Image.Transpose.ROTATE_270), {274: 8}),
    ],
)
def test_a_deflated_or_jpeg_tiff_is_read(drawn_sheet, reading, compression, change, tags):
    options = {"format": "TIFF", "compression": compression, "tiffinfo": tags}
    data = encode(change(drawn_sheet.image), **options)
    assert_same(read_sheet(data), reading)
    page = load_grey(open_image(data))
    np.testing.assert_array_equal(load_grey(page), page)  # the page in the browser does both


@pytest.mark.native("the page's libtiff cannot write what it cannot read")
def test_differences_of_floats_are_not_read_as_pixels():
    """Not even libtiff writes them here: a tag that says so stands for them."""
    page = Image.new("F", (300, 300), 0.5)
    data = encode(page, format="TIFF", compression="tiff_adobe_deflate", tiffinfo={317: 3})
    with pytest.raises(DamagedImage):
        load_grey(open_image(data))


def blue_and_red() -> Image.Image:
    """As grey as each other when the colours are mixed up."""
    page = Image.new("RGB", (400, 300), (30, 60, 250))
    page.paste((250, 60, 30), (200, 0, 400, 300))
    return page


def ycbcr_as_rgb(page: Image.Image) -> bytes:
    """JPEG strips that hold RGB as it is, which only the TIFF's tag says."""
    jpeg = encode(Image.merge("RGB", page.split()), format="JPEG", quality=95, keep_rgb=True)
    entries = {256: page.width, 257: page.height, 258: 8, 259: 7, 262: 2, 277: 3, 278: page.height}
    entries |= {273: 8, 279: len(jpeg)}
    body = jpeg + b"\0" * (len(jpeg) % 2)
    rows = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(entries.items())]
    directory = struct.pack("<H", len(rows)) + b"".join(rows) + b"\0" * 4
    return b"II*\0" + struct.pack("<I", 8 + len(body)) + body + directory


@pytest.mark.native("the page's libtiff cannot write what it cannot read")
def test_colours_of_jpeg_strips_are_what_the_tags_say():
    page = blue_and_red()
    grey = np.asarray(page.convert("L")).astype(int)
    for data in (encode(page, format="TIFF", compression="jpeg"), ycbcr_as_rgb(page)):
        drawn = np.asarray(load_grey(open_image(data))).astype(int)
        assert np.abs(drawn - grey).mean() < 4


@pytest.mark.native("the page's libtiff cannot write what it cannot read")
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_deflated_pictures_of_every_mode_are_what_libtiff_reads(mode):
    chance = np.random.default_rng(4)
    noise = Image.fromarray(chance.integers(0, 256, (300, 261, 3), np.uint8))
    page = noise.convert("RGB" if mode in ("P", "CMYK") else mode.replace("LA", "RGBA"))
    page = page.quantize(40) if mode == "P" else page.convert(mode)
    data = encode(page, format="TIFF", compression="tiff_adobe_deflate", tiffinfo={278: 90})
    with Image.open(io.BytesIO(data)) as read_by_libtiff:
        expected = np.asarray(read_by_libtiff.convert("RGBA" if "A" in mode else "RGB"))
    drawn = unpacked(open_image(data))
    assert drawn.mode == page.mode
    found = np.asarray(drawn.convert("RGBA" if "A" in mode else "RGB"))
    np.testing.assert_array_equal(found, expected)


def tiled(page: Image.Image, side: int) -> bytes:
    """Deflated tiles, which Pillow does not write."""
    across, down = -(-page.width // side), -(-page.height // side)
    padded = Image.new("L", (across * side, down * side), 255)
    padded.paste(page)
    tiles = [
        zlib.compress(padded.crop((x, y, x + side, y + side)).tobytes())
        for y in range(0, padded.height, side)
        for x in range(0, padded.width, side)
    ]
    places = np.cumsum([8, *map(len, tiles)])
    tables = struct.pack(f"<{2 * len(tiles)}I", *places[:-1], *map(len, tiles))
    start, many = int(places[-1]), len(tiles)
    values = {256: page.width, 257: page.height, 258: 8, 259: 8, 262: 1, 277: 1}
    values |= {322: side, 323: side}
    rows = {tag: struct.pack("<HHII", tag, 4, 1, value) for tag, value in values.items()}
    rows[324] = struct.pack("<HHII", 324, 4, many, start)
    rows[325] = struct.pack("<HHII", 325, 4, many, start + 4 * many)
    directory = struct.pack("<H", len(rows)) + b"".join(rows[tag] for tag in sorted(rows))
    head = b"II*\0" + struct.pack("<I", start + len(tables))
    return head + b"".join(tiles) + tables + directory + b"\0" * 4


def test_tiles_are_laid_into_their_places(drawn_sheet, reading):
    assert_same(read_sheet(tiled(drawn_sheet.image, 256)), reading)


def test_a_coding_that_is_not_read_is_named():
    data = bytearray(encode(Image.new("L", (300, 300)), format="TIFF"))
    entry = data.index(struct.pack("<H", 259), int.from_bytes(data[4:8], "little"))
    data[entry + 8 : entry + 10] = struct.pack("<H", 50000)  # Zstandard
    with pytest.raises(UnreadCoding) as caught:
        load_grey(open_image(bytes(data)))
    assert caught.value.params == {"coding": "ZSTD"}


@pytest.mark.parametrize(
    ("value", "name"), [(34712, "JPEG 2000"), (50002, "JPEG XL"), (9, "TIFF 9")]
)
def test_a_tiff_that_pillow_does_not_open_is_told_by_its_coding(value, name):
    data = bytearray(encode(Image.new("L", (300, 300)), format="TIFF"))
    entry = data.index(struct.pack("<H", 259), int.from_bytes(data[4:8], "little"))
    data[entry + 8 : entry + 10] = struct.pack("<H", value)
    with pytest.raises(UnreadCoding) as caught:
        open_image(bytes(data))
    assert caught.value.params == {"coding": name}


@pytest.mark.parametrize("head", [b"\0\0\0\x0cjP  \r\n\x87\n", b"\0\0\0\x0cJXL \r\n\x87\n"])
def test_new_kinds_of_jpeg_are_named(head):
    with pytest.raises(UnreadCoding):
        open_image(head + bytes(500))


def test_a_photo_of_a_phone_is_told_from_what_is_no_picture():
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    with pytest.raises(UnreadCoding) as caught:
        open_image(heic)
    assert caught.value.params == {"coding": "HEIC"}
    for data, code in ((b"", "empty"), (b"\xff\xd8\xff\xe0", "damaged"), (b"x", "not-an-image")):
        with pytest.raises(NotAnImage) as caught:
            open_image(data)
        assert caught.value.code == f"sheet/{code}"


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


def test_a_jpeg_without_its_last_bytes_is_read(drawn_sheet, reading):
    data = encode(drawn_sheet.image, format="JPEG", quality=85)
    for missing in (1, 2, 4):
        assert_same(read_sheet(data[:-missing]), reading)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_wherever_a_jpeg_breaks_off_earlier_it_is_damaged(drawn_sheet, mode):
    data = encode(drawn_sheet.image.convert(mode), format="JPEG", quality=85)
    half = data.index(b"\xff\0", len(data) // 2) + 1  # within an escaped byte
    for length in (half, half - 1, half + 1, len(data) // 3, int(0.9 * len(data))):
        with pytest.raises(DamagedImage):
            load_grey(open_image(data[:length]))


def test_a_progressive_jpeg_without_its_last_scan_is_damaged(drawn_sheet):
    data = encode(drawn_sheet.image, format="JPEG", progressive=True)
    with pytest.raises(DamagedImage):
        read_sheet(data[: int(0.9 * len(data))])


@pytest.mark.parametrize(("side", "pages"), [(390, 1), (410, 2)])
def test_a_small_page_is_no_thumbnail(side, pages):
    page, small = Image.new("L", (2000, 3000), 255), Image.new("L", (side // 2, side), 255)
    data = encode(page, format="TIFF", save_all=True, append_images=[small])
    assert [image.size for image in open_pages(data)] == [page.size, small.size][:pages]


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
@pytest.mark.parametrize("compression", ["tiff_adobe_deflate", "jpeg"])
def test_mutated_packed_tiffs_do_too(drawn_sheet, compression):
    small = drawn_sheet.image.resize((500, 720))
    original = encode(small, format="TIFF", compression=compression)
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
