"""Nothing leaves the page, nothing could, and no name from outside becomes markup."""

from __future__ import annotations

import http.server
import json
import re
import threading
import urllib.request
from pathlib import Path

import pytest

import build

from .driven import Driven
from .engines import go_the_main_path
from .firefox import Firefox
from .lab_page import LabPage
from .ways_out import DIFFERENT, WAYS, attempt, notebook

HOSTILE = "<img src=x onerror=\"document.title='hacked'\">.png"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another origin, which tells everybody everything, and writes down who connects."""

    def setup(self) -> None:
        self.server.asked.append("a connection")
        super().setup()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_POST = do_PUT = do_OPTIONS = do_GET  # noqa: N815 (names of http.server)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        server.asked = []
        server.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def ask(url: str) -> str:
    return f"fetch('{url}').then(() => 'answered', () => 'refused')"


@pytest.fixture(scope="module")
def lab(browser, site_url):
    lab = LabPage(browser, site_url).open().wait_until_ready()
    yield lab
    lab.close()


def shown(lab: LabPage, name: str) -> int:
    return int(lab.hook(name).get_attribute("data-value"))


def test_the_page_tells_where_the_data_is(lab):
    lab.hook("privacy").click()
    assert lab.hook("requests-foreign").is_visible()
    assert shown(lab, "requests-foreign") == 0
    assert "default-src 'none'" in lab.hook("policy").inner_text()
    assert "Auf diesem Gerät" in lab.page.locator("dialog[open]").inner_text()
    lab.page.keyboard.press("Escape")
    assert lab.page.locator("dialog[open]").count() == 0


def test_the_count_holds_the_workers_requests_too(lab):
    """The page fetches all files, Python's on the worker's behalf."""
    modules = len([url for url in lab.requests if url.endswith((".js", ".css"))])
    python = len([url for url in lab.requests if "/pyodide/" in url or "/snapshot/" in url])
    assert python >= 3
    assert shown(lab, "requests-own") >= modules + python
    before = shown(lab, "requests-own")
    lab.page.workers[0].evaluate("fetch(new URL('app.css', 'SITE'))".replace("SITE", lab.url))
    lab.page.wait_for_function(
        "n => document.querySelector('[data-testid=requests-own]').dataset.value > n", arg=before
    )


def test_neither_the_page_nor_python_reaches_another_computer(lab, elsewhere):
    assert lab.strangers() == []
    assert lab.page.evaluate(ask(elsewhere.url)) == "refused"
    assert lab.page.workers[0].evaluate(ask(elsewhere.url)) == "refused"
    assert elsewhere.asked == []


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD", "OPTIONS"])
def test_the_other_computer_hears_whoever_asks(elsewhere, method):
    request = urllib.request.Request(f"{elsewhere.url}{method}", method=method, data=b"")
    urllib.request.urlopen(request).close()
    assert elsewhere.asked == ["a connection", f"/{method}"]


def test_a_hostile_file_name_is_text(lab):
    lab.step("collect")
    lab.drop({"name": HOSTILE, "mimeType": "image/png", "buffer": b"no picture"})
    card = lab.hook("sheet-card", state="failed").first
    card.wait_for()
    assert HOSTILE in card.inner_text()
    assert card.locator("img[src=x]").count() == 0
    assert lab.page.title() != "hacked"


def test_no_source_writes_markup_from_data():
    """The ways by which text would become markup or code do not occur at all."""
    ways = re.compile(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML"
        r"|createContextualFragment|setHTMLUnsafe)\b|\beval\(|new Function\("
    )
    own = list((build.ROOT / "site").rglob("*.js"))
    assert len(own) > 30
    assert [path.name for path in own if ways.search(path.read_text("utf-8"))] == []


def ask_in_worker(url: str, indirectly: bool) -> str:
    """A script that starts a worker as the page does, and gives back its answer."""
    code = f"{ask(url)}.then((answer) => postMessage(answer))"
    if indirectly:  # as STARTER in start.js, for Firefox
        code = f"""
            const type = 'text/javascript';
            const address = URL.createObjectURL(new Blob([{json.dumps(code)}], {{ type }}));
            const worker = new Worker(address, {{ type: 'module' }});
            worker.onmessage = ({{ data }}) => postMessage(data);
            worker.onerror = () => postMessage('not started');
        """
    return f"""
        const address = 'data:text/javascript,' + encodeURIComponent({json.dumps(code)});
        const worker = new Worker(address, {{ type: 'module' }});
        worker.onmessage = ({{ data }}) => arguments[0](data);
    """


def test_another_browser_holds_the_worker_to_the_policy_and_starts_from_the_snapshot(
    other, site_url, elsewhere, data_dir, tmp_path
):
    """And the ways out of a cell on which browsers could differ are closed there, too.

    As it has started already, it goes the main path of a lesson behind that.
    """
    open_in(other, site_url)
    assert other.run("return document.querySelector('.boot-status').dataset.start") == "snapshot"
    assert other.ask(ask_in_worker(elsewhere.url, indirectly=False)) == "refused"
    blob = "refused" if isinstance(other, Firefox) else "not started"
    assert other.ask(ask_in_worker(elsewhere.url, indirectly=True)) == blob
    other.give_file('[data-testid="drop-input"]', data_dir / "sheets/sheet-03.png")
    other.wait_for('[data-testid="sheet-card"][data-state="done"]', 120)
    assert_no_way_out(other, DIFFERENT, site_url, elsewhere, tmp_path)
    go_the_main_path(other, site_url)


@pytest.mark.long
def test_no_way_leads_out_of_a_cell_in_another_browser(other, site_url, elsewhere, tmp_path):
    open_in(other, site_url)
    assert_no_way_out(other, list(WAYS), site_url, elsewhere, tmp_path)


def open_in(other: Driven, site_url: str) -> None:
    other.open(site_url)
    other.wait_for('[data-testid="boot-status"][data-state="ready"]', 120)


COUNTED = "document.querySelector('[data-testid=requests-foreign]').dataset.value"
LAST_CELL = "[...document.querySelectorAll('[data-testid=cell]')].at(-1)"


def assert_no_way_out(other: Driven, ways: list[str], site_url: str, elsewhere, folder) -> None:
    told = try_out(other, attempt(site_url, elsewhere.url, ways), folder)
    assert [name for name, result in told.items() if result == "went through"] == []
    assert list(told) == ways
    assert elsewhere.asked == []
    assert other.run(f"return {COUNTED}") == "0"


def try_out(other: Driven, source: str, folder: Path) -> dict[str, str]:
    """What a cell tells that tries ways out; it comes as a notebook."""
    (folder / "ways.ipynb").write_bytes(notebook(source))
    other.run("location.hash = '#code'")
    other.wait_for('[data-testid="open-cells"]', 60)
    other.run("document.querySelector('.take').open = true")
    other.give_file('[data-testid="open-cells"]', folder / "ways.ipynb")
    other.wait_for('[data-testid="cell"]', 60)
    other.run(f"{LAST_CELL}.querySelector('[data-testid=cell-run]').click()")
    other.wait_for('[data-testid="cell"][data-state="done"]', 300)
    said = other.run(f"return {LAST_CELL}.querySelector('[data-testid=out-text]').textContent")
    other.click('[data-testid="privacy"]')
    return json.loads(said.split("TOLD ")[1])


def test_no_script_comes_from_a_blob(lab):
    """Firefox wants a policy that lets workers come from one: no script of a page does."""
    asked = """async () => {
      const address = URL.createObjectURL(new Blob(['run = true'], { type: 'text/javascript' }));
      const script = Object.assign(document.createElement('script'), { src: address });
      const ended = new Promise((end) => { script.onload = script.onerror = end; });
      document.head.append(script);
      await ended;
      return [await import(address).then(() => 'ran', () => 'refused'), typeof run];
    }"""
    assert lab.page.evaluate(asked) == ["refused", "undefined"]
