"""Pages come out of TIFF files one by one, whatever else is in them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from zeichenlabor.errors import NotAnImage
from zeichenlabor.lab.collecting.tiff_pages import split_pages


def sheets() -> list[Image.Image]:
    return [Image.new("L", (500 + 10 * n, 700), 40 * n) for n in (1, 2, 3)]


def written(pages, form="TIFF", **options) -> bytes:
    file = io.BytesIO()
    first, *others = pages
    first.save(file, form, save_all=True, append_images=others, **options)
    return file.getvalue()


def taken(content: bytes) -> tuple[list, int]:
    """The events as pictures or codes, and how many the page is told of."""
    events, told = [], split_pages(memoryview(content), 500)
    while True:
        try:
            event = next(told)
        except StopIteration as end:
            return events, end.value
        assert event.number == len(events) + 1
        picture = event.page is not None and Image.open(io.BytesIO(event.page.tobytes()))
        events.append(picture or event.error["code"])


def widths(events: list) -> list:
    return [one if isinstance(one, str) else one.width for one in events]


def test_a_tiff_gives_its_pages():
    events, count = taken(written(sheets()))
    assert (widths(events), count) == ([510, 520, 530], 3)
    assert [page.getpixel((5, 5)) for page in events] == [40, 80, 120]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_single_picture_stays_as_it_is(form):
    assert taken(written(sheets()[:1], form)) == ([], 0)


def place_of(content: bytes, number: int, tag: int | None = None) -> int:
    """Where the table of a page begins, or its first strip."""
    image = Image.open(io.BytesIO(content))
    image.seek(number)
    return image.tag_v2[tag][0] if tag else image.tag_v2.offset


def test_a_damaged_page_leaves_the_others():
    content = bytearray(written(sheets(), compression="tiff_lzw"))
    place = place_of(content, 1, TiffImagePlugin.STRIPOFFSETS)
    content[place : place + 40] = b"\xaa" * 40
    assert widths(taken(content)[0]) == [510, "sheet/damaged", 530]


def coded(content: bytes, number: int, coding: int) -> bytes:
    """The file, with a page that claims to be compressed in this way."""
    changed = bytearray(content)
    entry = changed.index((259).to_bytes(2, "little"), place_of(content, number))
    changed[entry + 8 : entry + 10] = coding.to_bytes(2, "little")
    return bytes(changed)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_page_that_pillow_does_not_open_leaves_the_others(number):
    events, count = taken(coded(written(sheets()), number, 34712))
    assert count == 3
    found = widths(events)
    assert found.pop(number) == "sheet/unread-coding"
    assert found == [width for at, width in enumerate([510, 520, 530]) if at != number]


def test_pages_of_which_none_is_opened_are_told_one_by_one():
    content = written(sheets())
    for number in (2, 1, 0):
        content = coded(content, number, 50002)
    assert taken(content) == (["sheet/unread-coding"] * 3, 3)


def test_what_is_cut_off_is_named():
    content = written(sheets())
    table = place_of(content, 2)
    assert widths(taken(content[: table + 5])[0]) == [510, 520, "sheet/damaged"]
    pixels = place_of(content, 2, TiffImagePlugin.STRIPOFFSETS)
    if pixels > table:  # else the pixels stand in front of what is cut off
        assert widths(taken(content[: pixels + 50])[0]) == [510, 520, "sheet/damaged"]


def test_a_tiff_that_is_no_more_than_a_beginning_is_refused():
    content = written(sheets())
    with pytest.raises(NotAnImage) as caught:
        taken(content[: place_of(content, 0) + 5])
    assert caught.value.code == "sheet/damaged"


def marked(page: Image.Image, tag: int, value: int) -> Image.Image:
    page = page.copy()
    page.encoderinfo = {"tiffinfo": {tag: value}}
    return page


@pytest.mark.parametrize(
    "beside",
    [
        Image.new("L", (160, 220)),  # so much smaller that it needs no tag
        marked(Image.new("L", (400, 560)), 254, 1),
        marked(Image.new("L", (510, 700)), 254, 4),
        marked(Image.new("L", (400, 560)), 255, 2),
    ],
)
def test_a_thumbnail_or_a_mask_is_no_page(beside):
    one, two, _ = sheets()
    assert taken(written([one, beside])) == ([], 0)
    assert taken(written([beside, one])) == ([], 0)
    assert widths(taken(written([beside, one, two]))[0]) == [510, 520]


def test_pages_of_unlike_sizes_are_pages_all_the_same():
    small, large = Image.new("L", (600, 400)), Image.new("L", (1000, 1400))
    assert widths(taken(written([small, large]))[0]) == [600, 1000]


def test_pages_beyond_the_limit_are_named():
    *events, last = split_pages(memoryview(written(sheets())), 2)
    assert [event.page is not None for event in events] == [True, True]
    assert last.error == {"code": "sheet/too-many-pages", "params": {"pages": 3, "limit": 2}}


def test_a_page_that_is_too_large_is_told_and_the_next_one_read():
    content = bytearray(written([Image.new("L", (501, 700)), *sheets()[:1]]))
    table = place_of(content, 0)
    entry = content.index(b"\x00\x01", table)  # ImageWidth, little endian, comes first
    content[entry + 8 : entry + 12] = (900_000).to_bytes(4, "little")
    assert "sheet/too-large" in widths(taken(content)[0])


def test_other_files_are_refused():
    for content in (b"nothing at all", b"%PDF-1.4 the page of the browser draws these"):
        with pytest.raises(NotAnImage):
            taken(content)


def test_mutated_tiffs_end_in_pages_or_a_typed_error():
    original = written(sheets(), compression="tiff_lzw")
    tables = [place_of(original, number) for number in range(3)]
    chance = np.random.default_rng(3)
    for _ in range(40):
        broken = bytearray(original)
        for _ in range(int(chance.integers(1, 6))):
            start = int(chance.choice([0, *tables]))
            broken[min(start + int(chance.integers(0, 160)), len(broken) - 1)] = chance.integers(
                256
            )
        try:
            events, count = taken(bytes(broken))
        except NotAnImage:
            continue
        assert count == len(events)
