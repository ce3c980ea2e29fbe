"""A trained network is exported, and the exported page predicts drawings."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from .lab_page import LabPage
from .strokes import DIGITS, Stroke

pytestmark = pytest.mark.long

SHEETS = ["sheet-01.png", "sheet-03.png"]
OWNER = "Mara & <b>Ben</b>"


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with two sheets dropped and a network trained on them."""
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.train_on(*(data_dir / "sheets" / name for name in SHEETS))
    yield lab
    lab.close()


def unfold(lab: LabPage) -> None:
    """Show the forms for other programs."""
    lab.step("code")
    lab.settle()
    if not lab.hook("export-onnx").is_visible():
        lab.hook("export-more").click()


def take(lab: LabPage, form: str) -> bytes:
    """Download the network in one form."""
    with lab.page.expect_download() as waiting:
        lab.hook(f"export-{form}").click()
    content = Path(waiting.value.path()).read_bytes()
    lab.hook("export-state", state="finished").wait_for(state="attached")
    return content


@pytest.fixture(scope="module")
def home(lab, browser, tmp_path_factory):
    """The page to take home, opened from the disk."""
    lab.step("try")
    lab.hook("export-owner").fill(OWNER)
    lab.settle()
    file = tmp_path_factory.mktemp("home") / "network.html"
    file.write_bytes(take(lab, "page"))
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    problems: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    yield page, file
    assert problems == []
    assert requests == [file.as_uri()]
    page.close()


def draw(page, strokes: list[Stroke]) -> str:
    page.locator("#clear").click()
    page.locator("#class:empty").wait_for(state="attached")
    box = page.locator("#pad").bounding_box()
    for stroke in strokes:
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point)
        page.mouse.up()
    page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    return page.locator("#class").inner_text()


def test_the_page_reads_at_home(home):
    page, file = home
    assert file.stat().st_size < 700_000
    assert OWNER in page.locator("h1").inner_text()
    read = [draw(page, strokes) == str(digit) for digit, strokes in DIGITS.items()]
    assert sum(read) >= 6  # two hands are few
    shares = json.loads(page.locator("#class").get_attribute("data-probabilities"))
    assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_the_page_speaks_both_languages(home):
    page, _ = home
    german = page.locator("h1").inner_text()
    page.locator("#languages button[lang=en]").click()
    assert page.locator("h1").inner_text() != german
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_page_is_read_by_keyboard(home):
    page, _ = home
    page.locator("#clear").click()
    page.locator("#pad").focus()
    for key in (" ", *["ArrowDown"] * 8, " "):
        page.keyboard.press(key)
    page.locator("#class:not(:empty)").wait_for()


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("notebook", ["zeichenlabor.ipynb", "network.npz", "data.npz", "README.txt"]),
        ("tensorflow", ["model.json", "weights.bin", "glyph.js", "README.txt"]),
        ("numpy", ["network.npz", "predict.py", "README.txt"]),
    ],
)
def test_other_programs_get_their_files(lab, form, names):
    unfold(lab)
    archive = zipfile.ZipFile(io.BytesIO(take(lab, form)))
    assert archive.namelist() == names
    assert archive.testzip() is None
    if form == "notebook":
        data = np.load(io.BytesIO(archive.read("data.npz")))
        assert len(data["x_train"]) > 5 * len(data["x_test"])


def test_weights_come_back(lab, browser, site_url):
    """In another browser, without any pictures."""
    unfold(lab)
    archive = zipfile.ZipFile(io.BytesIO(take(lab, "numpy")))
    other = LabPage(browser, site_url).open().wait_until_ready()
    other.step("try")
    other.hook("weights-more").click()
    weights = {"name": "network.npz", "mimeType": "application/zip", "buffer": b"no weights"}
    other.hook("weights-file").set_input_files(weights)
    other.hook("export-state", state="failed").wait_for(state="attached")
    other.hook("weights-file").set_input_files(weights | {"buffer": archive.read("network.npz")})
    other.hook("export-state", state="finished").wait_for(state="attached")
    for page in (lab, other):
        page.step("try")
        page.draw(DIGITS[3])
    assert other.prediction() == lab.prediction() is not None
    assert other.problems == []
    other.close()


def test_onnx(lab):
    unfold(lab)
    assert b"zeichenlabor" in take(lab, "onnx")[:20]


def test_nothing_left_the_page_by_itself(lab):
    assert lab.strangers() == []
    assert lab.problems == []
