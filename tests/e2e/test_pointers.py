"""Fingers, palms and pens: one stroke belongs to one pointer, and pens have priority."""

from __future__ import annotations

import pytest

from zeichenlabor.lab.designing import presets
from zeichenlabor.project.exports import web_page

from .lab_page import LabPage
from .taken import texts_of_the_page_to_take_home

INK = """canvas => {
  const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const places = [];
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] > 127) places.push([(at >> 2) % width, Math.floor((at >> 2) / width)]);
  }
  const share = (numbers) => Math.round((100 * numbers) / width);
  const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
  const least = (numbers) => share(numbers.reduce((one, other) => Math.min(one, other)));
  const most = (numbers) => share(numbers.reduce((one, other) => Math.max(one, other)));
  return places.length === 0 ? null : [least(xs), least(ys), most(xs), most(ys)];
}"""


class Hand:
    """Touches and a pen over one canvas, in its unit square, as the system reports them."""

    def __init__(self, page, canvas) -> None:
        self.page, self.canvas = page, canvas
        self.canvas.scroll_into_view_if_needed()
        self._box = canvas.bounding_box()
        self._send = page.context.new_cdp_session(page).send

    def _at(self, x: float, y: float) -> dict:
        box = self._box
        return {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}

    def touch(self, kind: str, *fingers: tuple[float, float], radius: float = 8) -> None:
        """`kind`: Start, Move, End or Cancel; all fingers that are on the screen after it."""
        points = [
            {**self._at(*place), "id": index, "radiusX": radius, "radiusY": radius}
            for index, place in enumerate(fingers)
        ]
        self._send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    def pen(self, kind: str, x: float, y: float) -> None:
        """`kind`: Pressed, Moved or Released."""
        self._send(
            "Input.dispatchMouseEvent",
            {
                "type": f"mouse{kind}",
                **self._at(x, y),
                "button": "left",
                "buttons": 0 if kind == "Released" else 1,
                "clickCount": 1,
                "pointerType": "pen",
                "force": 0.5,
            },
        )

    def ink(self) -> list[int] | None:
        """Left, top, right and bottom of what was drawn, in percent; None for an empty pad."""
        return self.canvas.evaluate(INK)


def a_palm_and_a_pen(hand: Hand) -> None:
    """Each is checked against a pad that is empty at first."""
    # A second finger leaves the stroke of the first alone, and does not go on with it.
    hand.touch("Start", (0.2, 0.2))
    hand.touch("Move", (0.4, 0.2))
    hand.touch("Start", (0.4, 0.2), (0.8, 0.8))
    hand.touch("Move", (0.5, 0.2), (0.9, 0.9))
    hand.touch("Cancel")
    assert hand.ink() is None, "the system took the hand away"
    # A palm rests, and has smeared; then the pen draws.
    hand.touch("Start", (0.8, 0.85))
    hand.touch("Move", (0.85, 0.85))
    assert hand.ink() is not None
    hand.pen("Pressed", 0.2, 0.2)
    hand.touch("Move", (0.8, 0.8))
    hand.pen("Moved", 0.5, 0.2)
    hand.touch("Move", (0.9, 0.9))
    hand.pen("Moved", 0.5, 0.4)
    hand.pen("Released", 0.5, 0.4)
    hand.touch("Move", (0.7, 0.7))
    hand.touch("End")
    left, top, right, bottom = drawn = hand.ink()
    assert left >= 15
    assert top >= 15
    assert right <= 55
    assert bottom <= 45
    # And so it stays: a hand that comes after the pen draws nothing.
    hand.touch("Start", (0.8, 0.8))
    hand.touch("Move", (0.6, 0.8))
    hand.touch("End")
    assert hand.ink() == drawn


@pytest.fixture
def lab(browser, site_url):
    lab = LabPage(browser, site_url, has_touch=True, viewport={"width": 1366, "height": 900})
    yield lab.open()
    lab.close()


def test_a_palm_and_a_pen_on_the_pads(lab):
    a_palm_and_a_pen(Hand(lab.page, lab.hook("draw-canvas").first))
    # The pen was seen on one pad: on the other one, too, a hand only rests.
    lab.hook("way-draw").click()
    lab.settle()
    hand = Hand(lab.page, lab.hook("many-canvas"))
    hand.touch("Start", (0.2, 0.2))
    hand.touch("Move", (0.6, 0.2))
    hand.touch("End")
    assert hand.ink() is None
    # A page that is opened anew has seen no pen.
    lab.page.reload()
    lab.hook("way-draw").click()
    lab.settle()
    a_palm_and_a_pen(Hand(lab.page, lab.hook("many-canvas")))


def test_a_tap_is_no_picture(lab):
    lab.wait_until_ready()
    lab.hook("way-draw").click()
    lab.settle()
    hand = Hand(lab.page, lab.hook("many-canvas"))
    hand.touch("Start", (0.5, 0.5))
    hand.touch("End")
    assert hand.ink() is not None
    lab.page.locator(".many-sheet .pad-hint").wait_for()  # the pad is empty again
    hand.touch("Start", (0.5, 0.2))
    hand.touch("Move", (0.5, 0.5))
    hand.touch("Move", (0.5, 0.8))
    hand.touch("End")
    lab.page.locator("[data-testid=many-class][data-value='1']").wait_for()
    counts = lab.hook("many-class").evaluate_all("all => all.map((one) => one.dataset.value)")
    assert sum(map(int, counts)) == 1
    # What is cleared while a hand rests stays away when the system takes the hand.
    pad = Hand(lab.page, lab.hook("draw-canvas").first)
    pad.touch("Start", (0.3, 0.3))
    pad.touch("Move", (0.6, 0.3))
    pad.touch("End")
    pad.touch("Start", (0.8, 0.8))
    lab.hook("draw-clear").first.evaluate("button => button.click()")
    lab.page.wait_for_timeout(100)
    pad.touch("Cancel")
    assert pad.ink() is None


def test_a_palm_and_a_pen_on_the_page_to_take_home(browser, site_url, tmp_path):
    texts = {language: texts_of_the_page_to_take_home(language) for language in ("de", "en")}
    file = tmp_path / "page.html"
    file.write_text(
        web_page.page(presets.build("one-layer"), list("0123456789"), texts, "de"), "utf-8"
    )
    context = browser.new_context(has_touch=True)
    page = context.new_page()
    page.goto(file.as_uri())
    a_palm_and_a_pen(Hand(page, page.locator("#pad")))
    context.close()
