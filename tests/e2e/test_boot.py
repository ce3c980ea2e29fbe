"""A start that goes wrong says what happened and can be tried again; the page works meanwhile."""

from __future__ import annotations

import pytest

from tests.conftest import launch_chromium

from .code_page import CodePage
from .lab_page import BOOT_MS, LabPage
from .strokes import DIGITS

WASM = "**/pyodide/pyodide.asm.wasm"
SPOIL = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const name = names.find((one) => one.startsWith('zeichenlabor-bytecode '));
  const database = await new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
  });
  const store = database.transaction('bytecode', 'readwrite').objectStore('bytecode');
  await new Promise((resolve) => {
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      const library = new TextEncoder().encode('no library at all');
      cursor.update({ ...cursor.value, library }).onsuccess = resolve;
    };
  });
  database.close();
}"""


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
    """A file that does not arrive until it is let go."""

    def __init__(self, lab: LabPage, pattern: str) -> None:
        self._page = lab.page
        self._routes = []
        lab.page.context.route(pattern, lambda route: self._routes.append(route))

    def let_go(self) -> None:
        while not self._routes:
            self._page.wait_for_timeout(50)
        self._routes[0].continue_()


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


def where_python_finds_a_module(lab: LabPage) -> str:
    lab.step("code")
    code = CodePage(lab)
    return code.text(code.run(code.add("import json\njson.__file__")))


def test_only_the_first_start_compiles_python(browser, site_url):
    lab = LabPage(browser.unvisited, site_url).open().wait_until_ready()
    assert where_python_finds_a_module(lab).strip("'\n").endswith("/json/__init__.py")
    lab.close()
    lab = LabPage(browser, site_url).open().wait_until_ready()
    assert where_python_finds_a_module(lab).strip("'\n").endswith("/json/__init__.pyc")
    lab.close()


def test_bytecode_that_python_cannot_run_is_given_up(lab):
    lab.page.goto(f"{lab.url}api.html")
    lab.page.evaluate(SPOIL)
    lab.open()
    wait_for_failure(lab)
    lab.page.locator(".boot-failure button").click()
    lab.wait_until_ready()
    assert where_python_finds_a_module(lab).strip("'\n").endswith("/json/__init__.py")
