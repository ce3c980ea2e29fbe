"""Nothing is cut off, overlaps or is too faint, everywhere, in all sizes."""

from __future__ import annotations

import pytest

from .lab_page import LabPage
from .looks import LANGUAGES, SIZES, places, prepare, wrong

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    lab = prepare(LabPage(browser, site_url))
    yield lab
    lab.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_looks_right(lab, language, size):
    problems = {place: found for place in places(lab, language, size) if (found := wrong(lab))}
    assert problems == {}


def test_the_projector_view_fits_common_projectors(lab):
    lab.page.locator("main").press("p")
    try:
        for width, height in ((1280, 720), (1920, 1080)):
            lab.page.set_viewport_size({"width": width, "height": height})
            for place in ("collect", "train", "evaluate", "try"):
                lab.page.evaluate("(place) => { location.hash = place; }", f"#{place}")
                lab.settle()
                lab.settle()
                assert wrong(lab) == []
                assert not lab.hook("step-code").is_visible()
        lab.page.evaluate("() => { location.hash = '#train'; }")
        lab.settle()
        ticks = lab.page.evaluate(
            """() => ['.chart-tick', '.network text'].map((one) =>
              Math.min(...[...document.querySelectorAll(`main ${one}`)].map(
                (text) => parseFloat(getComputedStyle(text).fontSize) *
                  text.ownerSVGElement.getScreenCTM().a)))"""
        )
        assert min(ticks) > 20  # read from the last row
        lab.page.evaluate("() => { location.hash = '#try'; }")
        lab.settle()
        pad = lab.hook("draw-canvas").bounding_box()
        assert pad["width"] > 480
        lab.page.reload()
        lab.wait_until_ready()
        assert lab.page.locator("html.is-projector").count() == 1
    finally:
        lab.hook("projector").click()
    lab.settle()
    assert lab.page.locator("html.is-projector").count() == 0


WRONG = """() => {
  const box = document.createElement('div');
  const place = 'position: absolute; top: 300px; left:';
  for (const [name, style] of [
    ['p', 'color: #ccc; background: #fff'],
    ['button', `${place} 95vw; width: 10vw`],
    ['button', `${place} 10px`],
    ['button', `${place} 20px`],
  ]) {
    const element = document.createElement(name);
    element.style.cssText = style;
    element.textContent = 'something';
    box.append(element);
  }
  document.body.append(box);
}"""


def test_what_is_wrong_is_found(lab):
    lab.page.evaluate(WRONG)
    found = " ".join(wrong(lab))
    for problem in ("contrast", "cut off", "on top of each other", "wide"):
        assert problem in found
