"""Pages come out of PDF and TIFF files one by one."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from PIL import Image, ImageOps

from zeichenlabor.errors import (
    ImageTooLarge,
    LockedFile,
    NoPictures,
    NotAnImage,
    SheetError,
    UnreadCoding,
)
from zeichenlabor.lab.pages import split_pages


def sheets() -> list[Image.Image]:
    return [Image.new("L", (500 + 10 * n, 700), 40 * n) for n in (1, 2, 3)]


def written(form: str, **options) -> memoryview:
    file = io.BytesIO()
    first, *others = sheets()
    first.save(file, form, save_all=True, append_images=others, **options)
    return memoryview(file.getvalue())


def opened(pages) -> list[Image.Image]:
    return [Image.open(io.BytesIO(page.tobytes())) for page in pages]


def pdf_with(entries: bytes, data: bytes) -> memoryview:
    head = b"%PDF-1.5\n1 0 obj\n<< /Type /XObject /Subtype /Image " + entries
    return memoryview(head + b" >>\nstream\n" + data + b"\nendstream\nendobj\n%%EOF")


def test_a_scanned_pdf_gives_its_pages():
    pages = opened(split_pages(written("PDF", resolution=100)))
    assert [page.width for page in pages] == [510, 520, 530]
    assert [
        abs(page.getpixel((5, 5)) - 40 * n) < 3 for n, page in zip((1, 2, 3), pages, strict=True)
    ]


def test_uncompressed_pictures_are_read_too():
    data = zlib.compress(bytes([7]) * 450 * 600)
    entries = (
        b"/Width 450 /Height 600 /BitsPerComponent 8 /ColorSpace /DeviceGray"
        b" /Filter /FlateDecode /DecodeParms << /Columns 450 >>"
    )
    (page,) = opened(split_pages(pdf_with(entries, data)))
    assert (page.size, page.getpixel((3, 3))) == ((450, 600), 7)


def test_a_tiff_gives_its_frames():
    pages = opened(split_pages(written("TIFF")))
    assert [page.width for page in pages] == [510, 520, 530]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_single_picture_stays_as_it_is(form):
    file = io.BytesIO()
    sheets()[0].save(file, form)
    assert split_pages(memoryview(file.getvalue())) == []


@pytest.mark.parametrize(
    "pdf",
    [
        memoryview(b"%PDF-1.4\nonly words"),
        pdf_with(b"/Width 40 /Height 60 /Filter /DCTDecode", b"a logo"),
    ],
)
def test_a_pdf_without_scans_is_told(pdf):
    with pytest.raises(NoPictures):
        split_pages(pdf)


@pytest.mark.parametrize(
    ("entries", "coding"),
    [
        (b"/Filter /JBIG2Decode", "JBIG2"),
        (b"/Filter /JPXDecode", "JPEG 2000"),
        (b"/Filter /DCTDecode", "DCT"),
        (b"/BitsPerComponent 8 /Filter /FlateDecode", "Flate"),
        (b"/BitsPerComponent 8", "Flate"),
    ],
)
def test_a_coding_that_is_not_read_is_named(entries, coding):
    with pytest.raises(UnreadCoding) as caught:
        split_pages(pdf_with(b"/Width 900 /Height 900 " + entries, b"broken"))
    assert caught.value.params == {"coding": coding}


def test_a_locked_pdf_is_told():
    with pytest.raises(LockedFile):
        split_pages(memoryview(b"%PDF-1.6\ntrailer << /Encrypt 8 0 R >>"))


def page_of_ink(mode: str) -> Image.Image:
    """Unlike in all four corners, so that nothing can be mirrored unseen."""
    page = Image.new("L", (600, 500), 255)
    page.paste(0, (0, 0, 200, 100))
    page.paste(0, (500, 400, 600, 500))
    return page.convert(mode)


def strips_of(page: Image.Image, compression: str) -> bytes:
    file = io.BytesIO()
    page.save(file, "TIFF", compression=compression, tiffinfo={278: page.height})
    image = Image.open(file)
    file.seek(image.tag_v2[273][0])
    return file.read(image.tag_v2[279][0])


def png_data(page: Image.Image) -> bytes:
    """The pixels of a PNG: with predictors, as PDF has them, too."""
    file = io.BytesIO()
    page.save(file, "PNG")
    data, place, parts = file.getvalue(), 8, []
    while place < len(data):
        size, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        parts += [data[place + 8 : place + 8 + size]] if name == b"IDAT" else []
        place += size + 12
    return b"".join(parts)


def fax(k: int, compression: str, more: bytes = b"") -> tuple[bytes, bytes]:
    parameters = f"/DecodeParms << /K {k} /Columns 600 >> ".encode()
    # Pillow codes its zeros, which are black, as the fax's white runs.
    return (
        b"/BitsPerComponent 1 /Filter /CCITTFaxDecode " + parameters + more,
        strips_of(ImageOps.invert(page_of_ink("L")).convert("1"), compression),
    )


def differences(page: Image.Image) -> bytes:
    """The bytes before TIFF's predictor adds them up."""
    values = np.asarray(page).reshape(page.height, page.width, -1)
    return np.diff(values, axis=1, prepend=np.zeros_like(values[:, :1])).tobytes()


CODED = {
    "group 4": lambda: fax(-1, "group4"),
    "group 3": lambda: fax(0, "group3"),
    "negative": lambda: (
        b"/BitsPerComponent 8 /Decode [1 0] /Filter /FlateDecode",
        zlib.compress(ImageOps.invert(page_of_ink("L")).tobytes()),
    ),
    "black and white": lambda: (
        b"/BitsPerComponent 1 /Filter /FlateDecode",
        zlib.compress(page_of_ink("1").tobytes()),
    ),
    "colour": lambda: (
        b"/BitsPerComponent 8 /Filter /FlateDecode",
        zlib.compress(page_of_ink("RGB").tobytes()),
    ),
    "png predictor": lambda: (
        b"/BitsPerComponent 8 /Filter /FlateDecode"
        b" /DecodeParms << /Predictor 15 /Colors 3 /Columns 600 >>",
        png_data(page_of_ink("RGB")),
    ),
    "tiff predictor": lambda: (
        b"/BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 2 /Colors 3 >>",
        zlib.compress(differences(page_of_ink("RGB"))),
    ),
    "lzw": lambda: (
        b"/BitsPerComponent 8 /Filter /LZWDecode",
        strips_of(page_of_ink("L"), "tiff_lzw"),
    ),
    "run lengths": lambda: (
        b"/BitsPerComponent 8 /Filter /RunLengthDecode",
        strips_of(page_of_ink("L"), "packbits"),
    ),
}


@pytest.mark.parametrize("name", CODED)
def test_scanners_codings_are_read(name):
    entries, data = CODED[name]()
    head = f"/Width 600 /Height 500 /Length {len(data)} ".encode()
    (page,) = opened(split_pages(pdf_with(head + entries, data)))
    np.testing.assert_array_equal(np.asarray(page.convert("L")), np.asarray(page_of_ink("L")))


def test_bombs_and_other_files_are_refused():
    with pytest.raises(ImageTooLarge):
        split_pages(pdf_with(b"/Width 30000 /Height 30000 /Filter /FlateDecode", b"x"))
    with pytest.raises(NotAnImage):
        split_pages(memoryview(b"nothing at all"))


@pytest.mark.parametrize("name", CODED)
def test_mutated_pdfs_end_in_pages_or_a_typed_error(name):
    entries, data = CODED[name]()
    head = f"/Width 600 /Height 500 /Length {len(data)} ".encode()
    original = bytes(pdf_with(head + entries, data))
    chance = np.random.default_rng(sum(name.encode()))
    for _ in range(12):
        broken = bytearray(original)
        for _ in range(int(chance.integers(1, 8))):
            place = int(chance.integers(9, len(broken)))
            broken[place : place + 1] = chance.bytes(int(chance.integers(0, 4)))
        try:
            pages = split_pages(memoryview(broken))
        except SheetError:
            continue
        assert pages
