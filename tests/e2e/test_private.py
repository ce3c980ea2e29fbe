"""Nothing leaves the page, nothing could, and no name from outside becomes markup."""

from __future__ import annotations

import http.server
import json
import re
import threading

import pytest

import build

from .firefox import Firefox
from .lab_page import LabPage

HOSTILE = "<img src=x onerror=\"document.title='hacked'\">.png"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another origin, which tells everybody everything."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
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
    other, site_url, elsewhere, data_dir
):
    other.open(site_url)
    other.wait_for('[data-testid="boot-status"][data-state="ready"]', 120)
    assert other.run("return document.querySelector('.boot-status').dataset.start") == "snapshot"
    assert other.ask(ask_in_worker(elsewhere.url, indirectly=False)) == "refused"
    blob = "refused" if isinstance(other, Firefox) else "not started"
    assert other.ask(ask_in_worker(elsewhere.url, indirectly=True)) == blob
    assert elsewhere.asked == []
    other.give_file('[data-testid="drop-input"]', data_dir / "sheets/sheet-03.png")
    other.wait_for('[data-testid="sheet-card"][data-state="done"]', 120)


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
