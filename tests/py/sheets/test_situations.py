"""Pictures of sheets as they should not be made: mended and told, or refused; never digits
where none are.
"""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.bench.ghosts import emptied
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import BadSymbols, NoGrid
from zeichenlabor.sheets import read_sheet, read_sheets
from zeichenlabor.sheets.identify import identify
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.template import template_page


@pytest.mark.parametrize("name", ["cropped-to-frame", "strip-cut-away", "strip-half-covered"])
def test_letters_without_their_strip_are_no_digits(data_dir, name):
    with pytest.raises(NoGrid) as caught:
        read_sheet(data_dir / "cases" / f"letters-{name}.jpg")
    assert caught.value.params["reason"] == "no-strip"


def test_a_frame_that_is_pointed_at_makes_letters_no_digits(data_dir):
    image = Image.open(data_dir / "cases" / "letters-whole.jpg").convert("L")
    corners = read_sheet(image).corners
    cropped = image.crop((*corners.min(axis=0).astype(int), *corners.max(axis=0).astype(int)))
    w, h = cropped.size
    with pytest.raises(NoGrid) as caught:
        read_sheet(cropped, corners=np.array([(0, 0), (w, 0), (w, h), (0, h)], float))
    assert caught.value.params["reason"] == "no-strip"


@pytest.mark.parametrize("form", ["sheets/sheet-03.png", "cases/letters-whole.jpg"])
def test_a_mirrored_picture_reads_like_the_right_one(data_dir, form):
    image = Image.open(data_dir / form).convert("L")
    right, back = read_sheet(image), read_sheet(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert "mirrored" in back.warnings
    assert "mirrored" not in right.warnings
    assert back.layout == right.layout
    np.testing.assert_array_equal(back.labels, right.labels)
    np.testing.assert_array_equal(back.images, right.images)
    np.testing.assert_allclose(back.corners, right.corners * (-1, 1) + (image.width, 0))


def test_the_mirrored_case(data_dir):
    sheet = read_sheet(data_dir / "cases" / "digits-mirrored.jpg")
    assert "mirrored" in sheet.warnings
    assert len(sheet.images) > 580


def test_a_negative_is_read_as_its_positive(data_dir):
    sheet = read_sheet(data_dir / "cases" / "negative.png")
    assert "negative" in sheet.warnings
    assert len(sheet.images) > 580


@pytest.mark.native("reads large scans")
def test_a_mirrored_frame_that_is_pointed_at_is_read(data_dir):
    image = Image.open(data_dir / "sheets" / "sheet-07.png").convert("L")
    right = read_sheet(image)
    places = right.corners[::-1] * (-1, 1) + (image.width, 0)
    sheet = read_sheet(ImageOps.mirror(image), corners=places)
    assert "mirrored" in sheet.warnings
    np.testing.assert_array_equal(sheet.labels, right.labels)
    np.testing.assert_allclose(sheet.corners, right.corners * (-1, 1) + (image.width, 0), atol=3)


@pytest.mark.native("reads large scans")
@pytest.mark.parametrize("form", ["sheets/sheet-07.png", "cases/letters-whole.jpg"])
def test_a_mirrored_negative_is_put_right_twice(data_dir, form):
    image = Image.open(data_dir / form).convert("L")
    right, sheet = read_sheet(image), read_sheet(ImageOps.mirror(ImageOps.invert(image)))
    assert {"negative", "mirrored"} <= set(sheet.warnings)
    np.testing.assert_array_equal(sheet.labels, right.labels)
    np.testing.assert_array_equal(sheet.images, right.images)
    np.testing.assert_allclose(sheet.corners, right.corners * (-1, 1) + (image.width, 0))


def test_of_two_sheets_in_a_picture_the_card_says_that_one_is_left(data_dir):
    sheet = read_sheet(data_dir / "cases" / "two-sheets-one-picture.jpg")
    assert "second-sheet" in sheet.warnings


@pytest.mark.parametrize("name", ["only-sevens", "sixty-sevens-two-ones", "letters-whole"])
def test_sheets_as_they_should_be_are_read_without_a_word(data_dir, name):
    sheet = read_sheet(data_dir / "cases" / f"{name}.jpg")
    assert not {"mirrored", "negative", "second-sheet", "part-beside"} & set(sheet.warnings)


@pytest.mark.parametrize("name", ["cropped-to-frame", "strip-cut-away", "strip-half-covered"])
def test_letters_without_their_strip_are_those_that_a_person_names(data_dir, name):
    whole = read_sheet(data_dir / "cases" / "letters-whole.jpg")
    sheet = read_sheet(data_dir / "cases" / f"letters-{name}.jpg", classes=whole.layout.names)
    assert sheet.layout.labels == whole.layout.labels
    assert sheet.layout.names == whole.layout.names
    assert len(sheet.labels) > 0.9 * len(whole.labels)


def test_a_strip_that_is_read_says_more_than_a_person(data_dir):
    sheet = read_sheet(data_dir / "cases" / "letters-whole.jpg", classes="01")
    assert sheet.layout == read_sheet(data_dir / "cases" / "letters-whole.jpg").layout


def test_more_symbols_than_rows_are_refused(data_dir):
    with pytest.raises(BadSymbols):
        read_sheet(data_dir / "sheets" / "sheet-03.png", classes=[f"s{n}" for n in range(31)])


def test_both_sheets_in_a_picture_are_read(data_dir):
    sheets = read_sheets(data_dir / "cases" / "two-sheets-one-picture.jpg")
    assert [len(sheet.images) > 580 for sheet in sheets] == [True, True]
    assert len({round(sheet.corners[0, 0] / sheet.size[0]) for sheet in sheets}) == 2
    assert "second-sheet" not in sheets[1].warnings


@pytest.mark.parametrize(("columns", "dpi"), [(3, 150), (2, 100), (2, 150)])
def test_all_of_three_sheets_are_read(columns, dpi):
    layouts = [plan_sheets(symbols, sheet_id=7)[0] for symbols in ("abc", "def", "ghi")]
    pages = [fill_sheet(layout, seed=at, dpi=dpi) for at, layout in enumerate(layouts)]
    width, height = pages[0].size
    picture = Image.new("L", (columns * width, -(-3 // columns) * height), 90)
    for at, page in enumerate(pages):
        picture.paste(page, (at % columns * width, at // columns * height))
    found = {"".join(sheet.layout.names) for sheet in read_sheets(picture)}
    assert found == {"abc", "def", "ghi"}


@pytest.mark.parametrize("side", ["right", "bottom"])
def test_of_a_part_of_another_sheet_the_card_says_that_it_is_not_read(side):
    layouts = [plan_sheets(symbols, sheet_id=7)[0] for symbols in ("abc", "def")]
    whole, other = (fill_sheet(layout, seed=2, dpi=90) for layout in layouts)
    width, height = whole.size
    below = side == "bottom"
    picture = Image.new("L", (width, height * 3 // 2) if below else (width * 3 // 2, height), 90)
    picture.paste(whole, (0, 0))
    picture.paste(other, (0, height) if below else (width, 0))
    (sheet,) = read_sheets(picture)
    assert sheet.layout.names == ("a", "b", "c")
    assert "part-beside" in sheet.warnings


@pytest.mark.native("large pictures")
@pytest.mark.parametrize("seed", [0, 5])
def test_sheets_that_lie_askew_are_found_where_the_whole_picture_has_no_one_grid(seed):
    chance = np.random.default_rng(seed)
    symbols = ("abc", "def", "ghi", "jkl")[: 3 + seed % 2]
    picture = Image.new("L", (2600, 2700), int(chance.integers(60, 200)))
    for at, names in enumerate(symbols):
        page = fill_sheet(plan_sheets(names, sheet_id=7)[0], seed=at, dpi=100)
        angle = float(chance.uniform(-14, 14)) + 90 * (at % 2)
        mask = Image.new("L", page.size, 255).rotate(angle, expand=True)
        left, top = (20 + chance.integers(0, 40) for _ in range(2))
        place = int(left + at % 2 * 1250), int(top + at // 2 * 1320)
        picture.paste(page.rotate(angle, expand=True), place, mask)
    with pytest.raises(NoGrid):
        identify(picture, None)
    assert {"".join(sheet.layout.names) for sheet in read_sheets(picture)} == set(symbols)


@pytest.mark.parametrize("columns", [4, 6])
def test_a_table_beside_a_sheet_is_no_part_of_one(drawn_sheet, columns):
    page = drawn_sheet.image
    picture = Image.new("L", (page.width + 500, page.height), 250)
    picture.paste(page, (0, 0))
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = page.width + 20, 60, page.width + 480, 960
    for x in np.linspace(left, right, columns + 1):
        draw.line((x, top, x, bottom), fill=60, width=2)
    for y in np.linspace(top, bottom, 26):
        draw.line((left, y, right, y), fill=60, width=2)
    assert not read_sheet(picture).warnings


def test_a_small_sheet_beside_a_large_one_is_read_too(drawn_sheet, empty_form):
    large = drawn_sheet.image
    small = empty_form.image.resize([side // 2 for side in empty_form.image.size])
    picture = Image.new("L", (large.width, large.height + small.height), 250)
    picture.paste(large, (0, 0))
    picture.paste(small, (200, large.height))
    first, second = read_sheets(picture)
    np.testing.assert_allclose(first.corners, drawn_sheet.corners, atol=4)
    np.testing.assert_allclose(second.corners, empty_form.corners / 2 + (200, large.height), atol=4)


def test_mirrored_sheets_in_one_picture_are_told_where_they_lie(data_dir):
    image = Image.open(data_dir / "cases" / "two-sheets-one-picture.jpg").convert("L")
    places = [sheet.corners for sheet in read_sheets(image)]
    mirrored = read_sheets(ImageOps.mirror(image))
    assert ["mirrored" in sheet.warnings for sheet in mirrored] == [True, True]
    found = sorted(tuple(sheet.corners[0]) for sheet in mirrored)
    known = sorted(tuple(place[0] * (-1, 1) + (image.width, 0)) for place in places)
    np.testing.assert_allclose(found, known, atol=3)


@pytest.mark.parametrize("turned", [False, True])
def test_which_way_up_letters_are_a_person_says(data_dir, turned):
    image = Image.open(data_dir / "cases" / "letters-whole.jpg").convert("L")
    whole = read_sheet(image)
    cropped = cropped_to_frame(image, whole.corners, 3)
    if turned:
        cropped = cropped.rotate(180)
    names = whole.layout.names
    assert "direction-doubtful" in read_sheet(cropped, classes=names).warnings
    top = (cropped.width / 2, cropped.height * turned)
    sheet = read_sheet(cropped, classes=names, top=top)
    assert "direction-doubtful" not in sheet.warnings
    assert len(sheet.labels) > 0.98 * len(whole.labels)
    states = np.mean([a.status == b.status for a, b in zip(sheet.cells, whole.cells, strict=True)])
    assert states > 0.98
    at_left = sheet.corners[0, 0] < cropped.width / 2
    assert at_left != turned


def covered(symbols: str, columns: int, seed: int, share: float) -> Image.Image:
    """A sheet with something dark or white on the middle of its strip."""
    (layout,) = plan_sheets(list(symbols), columns, pages=1, sheet_id=3)
    image = fill_sheet(layout, seed=seed, dpi=110).convert("L")
    left, top, width, _ = (value * 110 / 25.4 for value in template_page(layout, "a4").frame)
    inset = width * (1 - share) / 2
    box = (left + inset, top - 0.11 * width, left + width - inset, top - 0.01 * width)
    image.paste(30 if share < 1 else 245, tuple(round(value) for value in box))
    return image


@pytest.mark.native("fills whole sheets in")
@pytest.mark.parametrize(
    ("symbols", "columns", "seed", "share"),
    [
        ("abc", 20, 0, 1.0), ("abc", 20, 6, 1.0), ("abcdefghij", 20, 22, 1.0),
        ("xyz+-=", 12, 7, 0.4), ("xyz", 20, 7, 0.4),
    ],
)  # fmt: skip
def test_letters_under_a_covered_strip_are_asked_about(symbols, columns, seed, share):
    with pytest.raises(NoGrid) as caught:
        read_sheet(covered(symbols, columns, seed, share))
    assert caught.value.params["reason"] in ("no-strip", "no-mark")


@pytest.mark.native("fills a whole sheet in")
def test_a_few_letters_that_look_like_some_digits_are_asked_about():
    layout = plan_sheets(list("ABCDEFGHIJKLMNOPQRSTUVW"), sheet_id=0)[0]
    image = fill_sheet(layout, seed=0, dpi=130)
    written = emptied(image, read_sheet(image).corners, 7)
    with pytest.raises(NoGrid) as caught:
        read_sheet(cropped_to_frame(written, read_sheet(image).corners, 6))
    assert caught.value.params["reason"] == "no-strip"


def cropped_to_frame(image: Image.Image, corners: np.ndarray, beyond: int) -> Image.Image:
    low, high = corners.min(axis=0) - beyond, corners.max(axis=0) + beyond
    return image.crop((*low.astype(int), *high.astype(int)))


@pytest.mark.parametrize("beyond", [0, 2])
def test_a_frame_on_the_very_edge_of_a_picture_is_one(data_dir, beyond):
    image = Image.open(data_dir / "cases" / "letters-whole.jpg").convert("L")
    whole = read_sheet(image)
    cropped = cropped_to_frame(image, whole.corners, beyond)
    sheet = read_sheet(cropped, classes=whole.layout.names)
    assert len(sheet.labels) > 0.97 * len(whole.labels)
    np.testing.assert_allclose(sheet.corners, whole.corners - whole.corners[0] + beyond, atol=2)


@pytest.mark.parametrize("inside", [1, 3])
def test_a_picture_cropped_within_the_frame_is_cut_off(data_dir, inside):
    image = Image.open(data_dir / "cases" / "letters-whole.jpg").convert("L")
    with pytest.raises(NoGrid) as caught:
        read_sheet(cropped_to_frame(image, read_sheet(image).corners, -inside))
    assert caught.value.params["reason"] == "cut-off"


@pytest.mark.parametrize("edge", ["top", "bottom", "left", "right"])
def test_a_grid_that_is_cut_off_is_never_told_to_be_at_the_opposite_edge(data_dir, edge):
    image = Image.open(data_dir / "sheets" / "sheet-03.png").convert("L")
    left, top, right, bottom = 0, 0, *image.size
    share = 1 / 3
    boxes = {
        "left": (share * right, top, right, bottom),
        "top": (left, share * bottom, right, bottom),
        "right": (left, top, (1 - share) * right, bottom),
        "bottom": (left, top, right, (1 - share) * bottom),
    }
    with pytest.raises(NoGrid) as caught:
        read_sheet(image.crop(tuple(map(int, boxes[edge]))))
    assert caught.value.params.get("side", "") in (edge, "")


def test_cells_under_a_folded_corner_do_not_count(data_dir):
    image = Image.open(data_dir / "sheets" / "sheet-03.png").convert("L")
    (x, y), cell = read_sheet(image).corners[0], 106
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 0), (x + 5 * cell, 0), (0, y + 5 * cell)], fill=90)
    flap = [(x + 5 * cell, 0), (0, y + 5 * cell), (x + 3.4 * cell, y + 3.2 * cell)]
    draw.polygon(flap, fill=238, outline=150, width=4)
    sheet = read_sheet(image)
    kept = [(c.row, c.column) for c in sheet.cells if c.status == "kept"]
    assert len(kept) > 570
    assert not [place for place in kept if sum(place) < 4]
    assert "frame-doubtful" in sheet.warnings
