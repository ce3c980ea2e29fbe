"""Code in a cell can compute and do nothing else, and no file, name, address or page does harm."""

from __future__ import annotations

import ast
import json

import pytest

from tests.py.project.exports.test_forms import TRAINING
from zeichenlabor.lab import presets
from zeichenlabor.project.exports import notebook as exported

from .code_page import CodePage
from .lab_page import READ_MS, LabPage
from .test_private import elsewhere, shown  # noqa: F401 (a fixture)
from .ways_out import ADDRESSES, ENDING, MESSAGES, SECRET, TEXTS, WAYS, attempt, texts

STEPS = ["collect", "check", "train", "evaluate", "try", "learn", "code"]

# Another project, and another site's, on the same device.
KEEP_OTHERS = """async mark => {
  await new Promise((resolve, reject) => {
    const asked = indexedDB.open('of another');
    asked.onupgradeneeded = () => asked.result.createObjectStore('works').put(mark, 1);
    asked.onsuccess = () => { asked.result.close(); resolve(); };
    asked.onerror = reject;
  });
  await (await caches.open('of another')).put('/mark', new Response(mark));
  localStorage.setItem('of another', mark);
}"""
OTHERS = """async () => [
  (await indexedDB.databases()).map(({ name }) => name).sort(), await caches.keys(),
  localStorage.getItem('of another'), await (await caches.match('/mark')).text(),
]"""


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
    assert len(WAYS) + len(TEXTS) + len(ADDRESSES) + len(MESSAGES) >= 100


def test_no_way_leads_out_of_a_cell(code, site_url, elsewhere):  # noqa: F811
    lab = code.lab
    lab.page.evaluate(KEEP_OTHERS, "of somebody else")
    others = lab.page.evaluate(OTHERS)
    own = shown_requests(lab)
    cell = code.run(code.add(attempt(site_url, elsewhere.url)))
    told = json.loads(code.text(cell).split("TOLD ")[1])
    assert [name for name, result in told.items() if result == "went through"] == []
    assert set(told) == set(WAYS)
    assert elsewhere.asked == []
    assert lab.strangers() == []
    assert [url for url in lab.requests if SECRET in url] == []
    assert shown_requests(lab)[1] == 0
    assert own[1] == 0
    assert "of somebody else" not in code.text(cell)
    assert lab.page.evaluate(OTHERS) == others
    again = code.run(code.add("print(6 * 7)"))  # and Python goes on
    assert code.text(again).strip() == "42"


@pytest.mark.parametrize("way", ENDING)
def test_a_way_that_python_does_not_survive_leads_nowhere_and_python_comes_back(
    code,
    elsewhere,  # noqa: F811
    way,
):
    code.run(code.add(ENDING[way].replace("URL", elsewhere.url + SECRET)), "failed")
    code.lab.wait_until_ready()
    assert elsewhere.asked == []
    assert code.lab.strangers() == []
    assert code.text(code.run(code.add("print(6 * 7)"))).strip() == "42"


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


def test_a_page_that_frames_or_opens_this_one_hears_nothing_and_changes_nothing(
    browser,
    site_url,
    elsewhere,  # noqa: F811
):
    lab = LabPage(browser, elsewhere.url).open()
    told = lab.page.evaluate(
        """async (site) => {
          globalThis.heard = [];
          addEventListener('message', ({ data }) => heard.push(data));
          const frame = document.createElement('iframe');
          Object.assign(frame, { src: site, name: 'site' });
          document.body.append(frame);
          await new Promise((resolve) => { frame.onload = resolve; });
          const opened = open(site);
          globalThis.others = [frame.contentWindow, opened];
          await new Promise((resolve) => setTimeout(resolve, 500));
          const names = ['document', 'localStorage', 'indexedDB', 'caches', 'fetch', 'name'];
          return others.flatMap((other) => names.map((name) => {
            try { other[name]; return `${name} went through`; } catch (error) { return error.name; }
          }));
        }""",
        site_url,
    )
    assert set(told) == {"SecurityError"}
    frame = lab.page.frame("site")
    ready = '[data-testid="boot-status"][data-state="ready"]'
    frame.locator(ready).wait_for(state="attached", timeout=READ_MS)
    before = frame.locator("#app").inner_text(), frame.url
    messages = [*MESSAGES, *texts(elsewhere.url)]
    post = "messages => others.forEach((o) => messages.forEach((m) => o.postMessage(m, '*')))"
    lab.page.evaluate(post, messages)
    lab.page.wait_for_timeout(200)
    assert (frame.locator("#app").inner_text(), frame.url) == before
    assert lab.page.evaluate("heard") == []
    lab.close()


def test_no_name_leaves_its_place_in_a_notebook_that_is_taken_home():
    names = texts("http://a.example/")
    told = exported.cells(presets.build("one-layer"), names, TRAINING, {})
    nodes = [node for _, source in told for node in ast.walk(ast.parse(source))]
    assert set(names) <= {node.value for node in nodes if isinstance(node, ast.Constant)}
