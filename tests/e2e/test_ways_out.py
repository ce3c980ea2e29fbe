"""Code in a cell can compute and do nothing else: of all ways out, none leads anywhere."""

from __future__ import annotations

import json

import pytest

from .code_page import CodePage
from .lab_page import READ_MS, LabPage
from .test_private import elsewhere, shown  # noqa: F401 (a fixture)
from .ways_out import WAYS

SECRET = "geheim"

TRY_ALL = """\
import asyncio, builtins, js, json
from pyodide.code import eval_code_async
told = {{}}
for name, way in {ways}.items():
    names = dict(js=js, URL={url!r}, SITE={site!r}, SECRET={secret!r}, PORT={port})
    try:
        await asyncio.wait_for(eval_code_async(way, names), 5)
        told[name] = "went through"
    except BaseException as error:
        told[name] = f"{{type(error).__name__}}: {{error}}"[:200]
print("TOLD", json.dumps(told))
"""


def attempt(ways: dict[str, str], site: str, url: str) -> str:
    port = int(url.rsplit(":", 1)[1].strip("/"))
    return TRY_ALL.format(
        ways=json.dumps(ways), site=site, url=url + SECRET, secret=SECRET, port=port
    )


@pytest.fixture(scope="module")
def code(browser, site_url):
    lab = LabPage(browser, site_url + "#code").open().wait_until_ready()
    lab.page.set_default_timeout(READ_MS)  # there are many ways
    page = CodePage(lab)
    page.clear()
    yield page
    lab.close()


def test_there_are_enough_ways():
    assert len(WAYS) >= 40


def test_no_way_leads_out_of_a_cell(code, site_url, elsewhere):  # noqa: F811
    lab = code.lab
    own = shown_requests(lab)
    cell = code.run(code.add(attempt(WAYS, site_url, elsewhere.url)))
    told = json.loads(code.text(cell).split("TOLD ")[1])
    assert [name for name, result in told.items() if result == "went through"] == []
    assert set(told) == set(WAYS)
    assert elsewhere.asked == []
    assert lab.strangers() == []
    assert [url for url in lab.requests if SECRET in url] == []
    assert shown_requests(lab)[1] == 0
    assert own[1] == 0
    again = code.run(code.add("print(6 * 7)"))  # and Python goes on
    assert code.text(again).strip() == "42"


CATCH_PORTS = """() => {
  globalThis.caught = new Set(); // Pyodide's own are among them
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...given) {
    caught.add(this);
    return postMessage.apply(this, given);
  };
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get() {
      caught.add(this.target);
      return get.call(this);
    },
  });
  const error = { code: 'boot/python', params: {}, detail: 'forged' };
  const forged = { kind: 'boot', state: 'failed', error };
  globalThis.forge = () => caught.forEach((port) => {
    if (port instanceof MessagePort) postMessage.call(port, forged);
  });
}"""


def test_a_cell_cannot_catch_the_port_to_the_page(code):
    worker = code.lab.page.workers[0]
    worker.evaluate(CATCH_PORTS)
    cell = code.run(code.add("print(6 * 7)"))
    assert code.text(cell).strip() == "42"
    worker.evaluate("forge()")
    code.lab.page.wait_for_timeout(300)
    assert code.lab.hook("boot-status").first.get_attribute("data-state") == "ready"


def test_only_the_page_starts_the_worker(code, site_url):
    """By its address, the worker would have the site's storage and no policy."""
    ended = code.lab.page.evaluate(
        """url => new Promise((resolve) => {
          const worker = new Worker(url, { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = () => resolve('refused');
          worker.postMessage({ site: url, ordinary: true });
        })""",
        site_url + "worker/worker.js",
    )
    assert ended == "refused"


def shown_requests(lab: LabPage) -> tuple[int, int]:
    lab.hook("privacy").click()
    counts = shown(lab, "requests-own"), shown(lab, "requests-foreign")
    lab.page.keyboard.press("Escape")
    return counts
