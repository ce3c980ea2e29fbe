"""The entrance of an empty project: where it leads, and the way without paper in one flow."""

from __future__ import annotations

from .lab_page import READ_MS, TRAIN_MS, LabPage
from .strokes import DIGITS


def test_without_paper_from_the_entrance_to_a_drawing_that_is_read(browser, site_url):
    lab = LabPage(browser, site_url).open()
    try:
        doors = {
            name: lab.hook(f"entrance-{name}").get_attribute("href")
            for name in ("path", "quick", "guide")
        }
        assert doors == {
            "path": "#learn/path",
            "quick": "#learn/quick",
            "guide": "#learn/guide",
        }
        lab.wait_until_ready()
        lab.hook("entrance-quick").click()
        lab.hook("quick-start").click()
        lab.hook("quick-step", step="data", done="true").wait_for(timeout=READ_MS)
        lab.hook("quick-step", step="train", done="true").wait_for(timeout=TRAIN_MS)
        lab.draw(DIGITS[3])
        lab.page.locator('[data-testid="quick"][data-done="true"]').wait_for(timeout=READ_MS)
        lab.hook("quick-path").click()
        lab.hook("station", station="first", done="false").wait_for(timeout=READ_MS)
        assert lab.hook("station", done="true").count() == 0  # nobody has written, nor looked
        lab.step("collect")
        assert lab.hook("entrance").count() == 0
        assert (lab.problems, lab.strangers()) == ([], [])
    finally:
        lab.close()
