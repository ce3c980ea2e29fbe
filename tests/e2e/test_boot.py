"""A failed start shows the reason and can be retried; the page works meanwhile."""

from __future__ import annotations

import pytest

from tests.conftest import launch_chromium

from .lab_page import BOOT_MS, LabPage
from .strokes import DIGITS

WASM = "**/pyodide/pyodide.asm.wasm"


@pytest.fixture
def lab(browser, site_url):
    lab = LabPage(browser, site_url)
    yield lab
    lab.close()


def wait_for_failure(lab: LabPage) -> str:
    """What the page tells about its failed start."""
    status = lab.hook("boot-status", state="failed").first
    status.wait_for(state="attached", timeout=BOOT_MS)
    return lab.page.locator(".boot-failure").inner_text()


class HeldBack:
    """A file that does not arrive until it is let go, each time that it is asked for."""

    def __init__(self, lab: LabPage, pattern: str) -> None:
        self._page = lab.page
        self.routes = []
        lab.page.context.route(pattern, lambda route: self.routes.append(route))

    def let_go(self) -> None:
        self.wait()
        self.routes.pop(0).continue_()

    def wait(self) -> None:
        while not self.routes:
            self._page.wait_for_timeout(50)


def missing(route):
    route.fulfill(status=404, body="not here")


def damaged(route):
    body = bytearray(route.fetch().body())
    body[len(body) // 2] ^= 1
    route.fulfill(status=200, body=bytes(body), content_type="application/wasm")


def cut_off(route):
    route.abort()


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        (missing, "fehlt"),
        (damaged, "beschädigt"),
        (cut_off, "nicht zu erreichen"),
    ],
)
def test_a_failed_start_is_explained_and_tried_again(lab, breaks, says):
    lab.page.context.route(WASM, breaks)
    lab.open()
    message = wait_for_failure(lab)
    assert "pyodide.asm.wasm" in message
    assert says in message
    lab.page.context.unroute(WASM)
    lab.page.locator(".boot-failure button").click()
    lab.wait_until_ready()


def test_a_server_that_falls_silent_is_told(lab):
    """The worker counts, whose seconds are short here: its list of files waits for that."""
    wasm, lists = HeldBack(lab, WASM), HeldBack(lab, "**/manifest.json")
    lab.open()
    lists.let_go()  # the page has it
    lists.wait()  # the worker wants it
    lab.page.workers[0].evaluate(
        "() => { const start = setInterval; setInterval = (look, ms) => start(look, ms / 20); }"
    )
    lists.let_go()
    message = wait_for_failure(lab)
    assert "pyodide.asm.wasm" in message
    assert "schickt seit" in message
    assert len(wasm.routes) == 2  # by the ordinary start, too, which is given less time


def test_a_browser_without_webassembly_is_told(playwright_api, site_url):
    browser = launch_chromium(playwright_api, ("--js-flags=--jitless",))
    lab = LabPage(browser, site_url).open()
    assert "WebAssembly" in wait_for_failure(lab)
    browser.close()


def test_one_can_draw_before_python_is_there(lab):
    wasm = HeldBack(lab, WASM)
    lab.open()
    lab.draw(DIGITS[3])
    assert lab.hook("boot-status", state="booting").first.is_visible()
    assert lab.hook("prediction").first.get_attribute("data-class") == ""
    wasm.let_go()
    lab.wait_until_ready()
    lab.hook("prediction").first.wait_for()
    assert lab.prediction() is not None  # an untrained net answers too


def test_sheets_dropped_during_the_start_are_read_after_it(lab, data_dir):
    wasm = HeldBack(lab, WASM)
    lab.open()
    lab.drop(data_dir / "sheets" / "sheet-02.png")
    lab.hook("sheet-card").first.wait_for()
    wasm.let_go()
    lab.wait_for_cards(1)
    assert lab.hook("sheet-card", state="done").count() == 1
