"""Lines on paper in Try: in a photo that is given, and live before a camera."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.conftest import launch_chromium
from zeichenlabor.data.pen import draw_strokes, new_writer, write

from .lab_page import READ_MS, LabPage

LINES = ("314", "2026")
CELL = 70

TRACK = """document.querySelector('[data-testid="photo-video"]')?.srcObject?.getTracks()[0]"""
HIDE = """() => {
  Object.defineProperty(document, 'hidden', { value: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def paper() -> Image.Image:
    """Two lines of the synthetic pen on lined paper, turned by 6° on a dark table."""
    page = Image.new("L", (480, 330), 232)
    draw = ImageDraw.Draw(page)
    for y in range(20, page.height, 42):
        draw.line([(0, y), (page.width, y)], fill=185, width=1)
    chance, writer = np.random.default_rng(5), new_writer(4)
    for row, line in enumerate(LINES):
        for column, label in enumerate(line):
            centre = (90 + 75 * column, 100 + 120 * row)
            draw_strokes(draw, write(label, writer, chance), centre, CELL, 6, 40)
    return Image.composite(
        page.rotate(6, expand=True),
        Image.new("L", (520, 380), 70).resize(page.rotate(6, expand=True).size),
        Image.new("L", page.size, 255).rotate(6, expand=True),
    )


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=88)
    return file.getvalue()


@pytest.fixture
def lab(browser, site_url):
    lab = LabPage(browser, site_url, viewport={"width": 1366, "height": 900})
    yield lab.open().wait_until_ready()
    lab.close()


def texts(lab: LabPage) -> list[str]:
    return lab.hook("photo-text").all_inner_texts()


def test_a_photo_is_read_line_by_line_and_a_symbol_corrected(lab):
    lab.step("try")
    photo = {"name": "lines.jpg", "mimeType": "image/jpeg", "buffer": jpeg(paper())}
    lab.hook("photo-input").set_input_files(photo)
    lab.hook("photo-still").wait_for(timeout=READ_MS)
    assert [len(text) for text in texts(lab)] == [3, 4]

    symbol = lab.hook("photo").locator('[data-testid="line-symbol"]').nth(4)
    wrong = symbol.get_attribute("data-class")
    right = "0" if wrong != "0" else "1"
    symbol.click()
    lab.hook("line-fix-class", **{"class": right}).click()
    lab.settle()
    assert symbol.get_attribute("data-class") == right
    assert lab.hook("line-kept").get_attribute("data-count") == "1"
    lab.hook("line-fix-undo").click()
    lab.settle()
    assert symbol.get_attribute("data-class") == wrong

    symbol.click()
    lab.hook("line-join-before").click()
    symbols = lab.hook("photo").locator('[data-testid="line-symbol"]')
    symbols.nth(6).wait_for(state="detached", timeout=READ_MS)
    assert [len(text) for text in texts(lab)] == [3, 3]
    lab.hook("photo-uncut").click()
    symbols.nth(6).wait_for(timeout=READ_MS)
    assert [len(text) for text in texts(lab)] == [3, 4]
    assert lab.problems == []


def test_a_picture_without_lines_says_what_to_do(lab):
    lab.step("try")
    blank = jpeg(Image.new("L", (400, 300), 225))
    photo = {"name": "blank.jpg", "mimeType": "image/jpeg", "buffer": blank}
    lab.hook("photo-input").set_input_files(photo)
    lab.hook("photo-nothing").wait_for(timeout=READ_MS)
    assert "Platz zum Rand" in lab.hook("photo-nothing").inner_text()
    photo = {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    lab.hook("photo-input").set_input_files(photo)
    lab.hook("photo-error", code="sheet/not-an-image").wait_for(timeout=READ_MS)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A camera over the paper."""
    desk = Image.new("L", (640, 480), 70)
    desk.paste(paper(), (60, 40))
    path = tmp_path_factory.mktemp("camera") / "lines.mjpeg"
    path.write_bytes(jpeg(desk) * 4)
    return path


def test_the_camera_s_picture_is_read_live_and_kept(playwright_api, site_url, film):
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    browser = launch_chromium(playwright_api, flags)
    lab = LabPage(browser, site_url, permissions=["camera"]).open().wait_until_ready()
    lab.step("try")
    lab.hook("photo-camera").click()
    lab.hook("photo-text").nth(1).wait_for(timeout=READ_MS)
    assert [len(text) for text in texts(lab)] == [3, 4]
    lab.hook("photo-keep").click()
    lab.hook("photo-still").wait_for(timeout=READ_MS)
    assert [len(text) for text in texts(lab)] == [3, 4]
    assert lab.hook("photo-video").count() == 0

    lab.hook("photo-camera").click()
    lab.page.wait_for_function(f"() => {TRACK}?.readyState === 'live'")
    lab.page.evaluate(f"() => void (globalThis.track = {TRACK})")
    lab.page.evaluate(HIDE)
    lab.page.wait_for_function("() => globalThis.track.readyState === 'ended'")
    assert lab.hook("photo-video").count() == 0
    assert lab.problems == []
    browser.close()


def test_without_permission_the_page_says_what_to_do(playwright_api, site_url):
    flags = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")
    browser = launch_chromium(playwright_api, flags)
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.step("try")
    lab.hook("photo-camera").click()
    lab.hook("photo-trouble").wait_for()
    assert "Erlaube es" in lab.hook("photo-trouble").inner_text()
    browser.close()
