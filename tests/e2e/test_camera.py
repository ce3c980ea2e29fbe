"""The camera with Chromium's fake device: a sheet on a desk, no device, no permission."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.conftest import launch_chromium
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets.plan import plan_sheets

from .lab_page import LabPage

WAIT_MS = 60_000


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A camera that looks at a sheet that lies still."""
    page = fill_sheet(plan_sheets(["a", "b"], sheet_id=9)[0], seed=3, dpi=120)
    desk = Image.new("L", (1920, 1440), 100)
    desk.paste(page, (400, 20))
    picture = io.BytesIO()
    desk.convert("RGB").save(picture, "JPEG", quality=92)
    path = tmp_path_factory.mktemp("camera") / "desk.mjpeg"
    path.write_bytes(picture.getvalue() * 4)
    return path


def open_camera(browser, site_url, **options) -> LabPage:
    lab = LabPage(browser, site_url, **options).open().wait_until_ready()
    lab.step("collect")
    lab.hook("way-camera").click()
    lab.hook("camera-start").click()
    return lab


def test_a_sheet_that_lies_still_is_photographed_once_and_read(playwright_api, site_url, film):
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    browser = launch_chromium(playwright_api, flags)
    lab = open_camera(browser, site_url, permissions=["camera"])
    lab.hook("camera-hint", seen="true").wait_for(timeout=WAIT_MS)
    lab.hook("camera-hint", shots=1).wait_for(timeout=WAIT_MS)
    lab.wait_for_cards(1)
    card = lab.hook("sheet-card", state="done").first
    assert int(card.locator('[data-status="kept"]').get_attribute("data-value")) > 400
    lab.page.wait_for_timeout(3000)
    assert lab.hook("camera-hint").get_attribute("data-shots") == "1"
    lab.hook("camera-shoot").click()
    lab.hook("camera-hint", shots=2).wait_for()
    assert lab.problems == []
    browser.close()


def test_without_permission_the_page_says_what_to_do(playwright_api, site_url):
    flags = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")
    browser = launch_chromium(playwright_api, flags)
    lab = open_camera(browser, site_url)
    trouble = lab.hook("camera-trouble")
    trouble.wait_for()
    assert "Erlaube es" in trouble.inner_text()
    browser.close()


def test_without_a_camera_too(browser, site_url):
    lab = open_camera(browser, site_url, permissions=["camera"])
    trouble = lab.hook("camera-trouble")
    trouble.wait_for()
    assert "keine Kamera" in trouble.inner_text()
    lab.close()
