"""Whatever a scanner, a phone or a learning platform packs pages into, dropped on the real page."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image, features
from playwright.sync_api import Locator

from tests import containers
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets.pdf_writer import pages_pdf
from zeichenlabor.sheets.plan import plan_sheets
from zeichenlabor.sheets.template import template_page

from .lab_page import LabPage

WAIT_MS = 120_000
CASES = {
    "letters-strip-half-covered.jpg": {"": "Streifen"},
    "letters-cropped-to-frame.jpg": {"": "Streifen"},
    "digits-mirrored.jpg": {"": "600 mirrored"},
    "negative.png": {"": "600 negative"},
    "two-sheets-one-picture.jpg": {"": "600 second-sheet", " · 2": "600"},
    "show-through-lower-half-empty.jpg": {"": "300 two-inks"},
    "jpeg-cut-off.jpg": {"": "beschädigt"},
    "iphone-heic-named-jpg.jpg": {"": "HEIC"},
    "pdf-strips-8.pdf": {"": "600"},
    "pdf-compact-mrc-split.pdf": {"": "600"},
    "pdf-with-softmask.pdf": {"": "600"},
    "pdf-page-deleted.pdf": {"": "600"},
    "pdf-flipped-by-matrix.pdf": {"": "600"},
    "pdf-palette.pdf": {"": "600"},
    "pdf-1bit-indexed.pdf": {"": "600"},
    "tiff-jpeg-one-page.tif": {"": "540"},
    "tiff-jpeg-two-pages.tif": {" · 1": "540", " · 2": "540"},
    "tiff-second-page-damaged.tif": {" · 1": "540", " · 2": "beschädigt"},
    "tiff-with-thumbnail.tif": {"": "540"},
    "moodle-submissions.zip": {"Anna Müller": "60", "Ben Özil": "30"},
}
"""Files of the data's folder: what follows their name on each card that they must give, and what
stands on it: how many pictures count and a warning, or a word of the refusal."""

UNSURE = 10
"""So many pictures of a sheet may be doubtful for what its file does to them."""
WAYS = ("flipped", "rotated", "layered", "jbig2", "cmyk", "soft_mask", "stamped")
"""What a page does to its picture; the others are read in test_rendered.py, and below."""


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url).open().wait_until_ready()
    yield lab
    assert (lab.strangers(), lab.problems) == ([], [])
    lab.close()


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """A sheet for a, b and c: mirrored or turned, its mark would not be read."""
    return fill_sheet(plan_sheets(["a", "b", "c"], sheet_id=5)[0], seed=7, dpi=130).convert("L")


def written(sheet: Image.Image, form: str, **options) -> bytes:
    file = io.BytesIO()
    sheet.save(file, form, **options)
    return file.getvalue()


def second_table(tiff: bytes) -> int:
    image = Image.open(io.BytesIO(tiff))
    image.seek(1)
    return image.tag_v2.offset


def card_of(lab: LabPage, name: str, exact: bool = True) -> Locator:
    card = lab.page.locator(
        '[data-testid="sheet-card"]:not([data-state="working"])',
        has=lab.page.locator(".sheet-name").get_by_text(name, exact=exact),
    )
    card.locator('[data-status="kept"], .error-text').first.wait_for(timeout=WAIT_MS)
    return card


def outcome(lab: LabPage, name: str) -> str:
    """What became of a file: the classes that were read on its card, or what the card says."""
    card = card_of(lab, name)
    if card.get_attribute("data-state") == "failed":
        return card.locator(".error-text").inner_text()
    kept = int(card.locator('[data-status="kept"]').get_attribute("data-value"))
    return "read" if kept > 570 else f"{kept} kept"


def test_every_way_into_a_pdf_is_read_as_a_viewer_shows_it(lab, sheet):
    pdf = containers.pdf_of(sheet, *WAYS)
    loaded = "performance.getEntriesByType('resource').map(({ name }) => name)"
    assert not [name for name in lab.page.evaluate(loaded) if "pdf" in name], "not before the first"
    ended = []
    lab.page.on("worker", lambda worker: worker.on("close", lambda one: ended.append(one)))
    lab.drop({"name": "klasse.pdf", "mimeType": "", "buffer": pdf.written()})
    for number, way in enumerate(WAYS, 1):
        assert outcome(lab, f"klasse.pdf · {number}") == "read", way
    assert any("pdfjs" in name for name in lab.page.evaluate(loaded))
    assert len(ended) == len(WAYS), "what draws a page takes the memory of it along"


def test_each_file_is_read_or_says_what_fits_it(lab, sheet):
    pdf = containers.pdf_of(sheet, "strips", "plain")
    (layout,) = plan_sheets(["a", "b", "c"], sheet_id=5)
    vectors = pages_pdf([template_page(layout, "a4", alias="Name:", hint="One in each.")])
    pages = written(sheet, "TIFF", save_all=True, append_images=[sheet], compression="jpeg")
    jpeg = written(sheet, "JPEG")
    bag = io.BytesIO()
    with zipfile.ZipFile(bag, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Anna Müller_1_file/scan.jpg", jpeg)
        archive.writestr("Anna Müller_1_file/onlinetext.html", "<p>")
        archive.writestr("__MACOSX/Anna Müller_1_file/._scan.jpg", b"x")
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/media/image1.jpeg", jpeg)
    portfolio = containers.Pdf()
    portfolio.page("", [])
    portfolio.attach({"a.jpg": jpeg, "daten.xml": b"<x/>", "b.jpg": jpeg[:9000]}, is_portfolio=True)
    files = {
        "mappe.pdf": portfolio.written(),
        "brief.docx": document.getvalue(),
        "film.mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
        "frei.pdf": containers.pdf_of(sheet, "jpeg2000").written(password=""),
        "gesperrt.pdf": containers.pdf_of(sheet, "plain").written(password="geheim"),
        "entfernt.pdf": pdf.without_page(1),
        "bogen.pdf": vectors,
        "worte.pdf": b"%PDF-1.4 words",
        "jpeg.tif": pages,
        "grau.tif": written(sheet, "TIFF", compression="tiff_adobe_deflate"),
        "halb.tif": pages[: second_table(pages) + 5],
        "foto.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "leer.jpg": b"",
        "halb.jpg": jpeg[: len(jpeg) // 2],
        "brief.jpg": b"Liebe Klasse",
        "moodle.zip": bag.getvalue(),
    }
    expected = {
        "mappe.pdf · a.jpg": "read",
        "mappe.pdf · b.jpg": "beschädigt",
        "brief.docx · image1.jpeg": "read",
        "film.mov": "Video",
        "frei.pdf": "read",
        "gesperrt.pdf": "Passwort",
        "entfernt.pdf": "read",
        "bogen.pdf": "0 kept",
        "worte.pdf": "beschädigt",
        "grau.tif": "read",
        "jpeg.tif · 1": "read",
        "jpeg.tif · 2": "read",
        "halb.tif · 1": "read",
        "halb.tif · 2": "beschädigt",
        "foto.jpg": "HEIC",
        "leer.jpg": "leer",
        "halb.jpg": "beschädigt",
        "brief.jpg": "kein Bild",
        "Anna Müller_1_file · scan.jpg": "read",
    }
    if features.check("avif"):
        files["handy.jpg"] = written(sheet, "AVIF", quality=80)
        expected["handy.jpg"] = "read"
    before = lab.hook("sheet-card").count()
    lab.drop(*({"name": name, "mimeType": "", "buffer": file} for name, file in files.items()))
    for name, words in expected.items():
        assert words in outcome(lab, name), name
    assert lab.hook("sheet-card").count() == before + len(expected)
    refused = sum("read" != words != "0 kept" for words in expected.values())
    spoken = lab.page.locator('[data-testid="spoken"]', has_text=f"{refused} ließen sich nicht")
    spoken.wait_for(timeout=WAIT_MS)


@pytest.fixture(scope="module")
def dropped(browser, site_url, data_dir):
    """The page with all cases that are there, dropped together as a class hands them in."""
    there = [path for path in map((data_dir / "cases").joinpath, CASES) if path.exists()]
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.drop(*there)
    yield lab, {path.name for path in there}
    assert (lab.strangers(), lab.problems) == ([], [])
    lab.close()


@pytest.mark.parametrize("name", CASES)
def test_each_case_has_its_right_outcome_in_the_page(dropped, name):
    lab, there = dropped
    if name not in there:
        pytest.skip("this case is not there")
    for what, expected in CASES[name].items():
        card = card_of(lab, *((what, False) if name.endswith(".zip") else (name + what, True)))
        count, *warnings = expected.split()
        if not count.isdigit():
            assert count in card.locator(".error-text").inner_text()
            assert card.locator('[data-testid="ask-symbols"]').count() == (count == "Streifen")
            continue
        kept = int(card.locator('[data-status="kept"]').get_attribute("data-value"))
        assert abs(kept - int(count)) <= UNSURE
        said = card.locator('[data-testid="sheet-verdict"]').get_attribute("data-warnings")
        assert set(warnings) <= set(said.split())
        assert {"mirrored", "negative", "second-sheet"} & set(said.split()) <= set(warnings)


def test_no_case_gives_a_card_more(dropped):
    lab, there = dropped
    lab.page.wait_for_function(
        "() => !document.querySelector('[data-testid=sheet-card][data-state=working]')",
        timeout=WAIT_MS,
    )
    assert lab.hook("sheet-card").count() == sum(len(CASES[name]) for name in there)
