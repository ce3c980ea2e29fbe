"""Files that real people meet, each with its right outcome (INDEX.md of the folder says why)."""

from __future__ import annotations

import io
import zipfile

import pytest

from zeichenlabor.errors import SheetError
from zeichenlabor.sheets import read_sheet
from zeichenlabor.sheets.decode import open_pages

pytestmark = pytest.mark.native("it needs the folder of data, and time")

UNSURE = 10
"""So many pictures of a sheet may be doubtful for what its file does to them."""

CASES = {
    "letters-whole.jpg": ["600 ABCDEF"],
    "letters-cropped-to-frame.jpg": ["no-strip"],
    "letters-strip-cut-away.jpg": ["no-strip"],
    "letters-strip-half-covered.jpg": ["no-strip"],
    "digits-mirrored.jpg": ["600 digits mirrored"],
    "negative.png": ["600 digits negative"],
    "two-sheets-one-picture.jpg": ["600 digits second-sheet"],
    "jpeg-cut-off.jpg": ["sheet/damaged"],
    "iphone-heic-named-jpg.jpg": ["sheet/unread-coding"],
    "pdf-strips-8.pdf": ["600 digits"],
    "pdf-compact-mrc-split.pdf": ["600 digits"],
    "pdf-with-softmask.pdf": ["600 digits"],
    "pdf-page-deleted.pdf": ["600 digits"],
    "pdf-flipped-by-matrix.pdf": ["600 digits"],
    "pdf-palette.pdf": ["600 digits"],
    "pdf-1bit-indexed.pdf": ["600 digits"],
    "tiff-jpeg-one-page.tif": ["539 digits"],
    "tiff-jpeg-two-pages.tif": ["539 digits", "539 digits"],
    "tiff-second-page-damaged.tif": ["539 digits", "sheet/damaged"],
    "tiff-with-thumbnail.tif": ["539 digits"],
    "moodle-submissions.zip": ["60 digits", "30 digits"],
}


@pytest.mark.parametrize("name", CASES)
def test_each_case_has_its_right_outcome(data_dir, name):
    path = data_dir / "cases" / name
    if not path.exists():
        pytest.skip("this case is not there")
    files = [path.read_bytes()]
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(files[0])) as archive:
            scans = [one for one in archive.namelist() if one.endswith(".jpg")]
            files = [archive.read(scan) for scan in scans]
    seen = [outcome for file in files for outcome in outcomes(file)]
    assert len(seen) == len(CASES[name]), seen
    for outcome, expected in zip(seen, CASES[name], strict=True):
        count, *words = expected.split() if expected[0].isdigit() else ("", expected)
        kept, *said = outcome.split() if outcome[0].isdigit() else ("", outcome)
        assert set(words) <= set(said), seen
        assert abs(int(kept or 0) - int(count or 0)) <= UNSURE, seen


def outcomes(file: bytes) -> list[str]:
    """Tell of each page how many pictures are kept, its symbols and warnings, or its error."""
    found = []
    pages = open_pages(file)
    while True:
        try:
            page = next(pages)
        except StopIteration:
            return found
        except SheetError as error:
            return [*found, error.code]
        found.append(outcome_of(page))


def outcome_of(page) -> str:
    try:
        sheet = read_sheet(page)
    except SheetError as error:
        return str(error.params.get("reason", error.code))
    names = "".join(sheet.layout.names)
    symbols = "digits" if names == "0123456789" else names
    return " ".join([str(len(sheet.images)), symbols, *sheet.warnings])
