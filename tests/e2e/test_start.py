"""Python from the snapshot equals that of an ordinary start, which is the fallback."""

from __future__ import annotations

import json

import pytest

import build

from .code_page import CodePage
from .lab_page import BOOT_MS, LabPage
from .strokes import DIGITS
from .test_boot import HeldBack, cut_off, damaged, missing, wait_for_failure

FACTS = """
import asyncio, datetime, gc, hashlib, importlib.metadata, json, locale, logging, os, re, signal
import sys, threading, time, traceback, tracemalloc, warnings
from pathlib import Path
import numpy as np, numpy.ma, sqlite3, decimal
import zeichenlabor as zl
from zeichenlabor.nn import kernels

def told():
    try:
        kernels.use("no such back end")
    except ValueError:
        return traceback.format_exc()

def weights():
    from zeichenlabor.nn import Dense, Dropout, Flatten, Sequential
    images = np.random.default_rng(1).integers(0, 256, (64, 5, 5), np.uint8)
    model = Sequential([Flatten(), Dense(8, "relu"), Dropout(0.1), Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images, np.arange(64) % 3, epochs=3, batch_size=16, seed=5)
    return hashlib.sha256(b"".join(w.tobytes() for w in model.get_weights())).hexdigest()

def files():
    for folder, _, names in os.walk("/lib"):
        for name in names:
            content, mode = Path(folder, name).read_bytes(), os.stat(f"{folder}/{name}").st_mode
            digest = hashlib.sha256(content).hexdigest()[:8]
            yield f"{folder}/{name} {mode:o} {len(content)} {digest}"

def settings():
    loop, out, err = asyncio.get_event_loop(), sys.__stdout__, sys.__stderr__
    yield from [sys._emscripten_info, sys.implementation, sys.float_info, sys.hash_info]
    yield from [sys.getrecursionlimit(), sys.meta_path, sys.path_hooks, sys.warnoptions]
    yield from [warnings.filters, gc.get_threshold(), gc.isenabled(), tracemalloc.is_tracing()]
    yield from [(out.encoding, out.errors), (err.encoding, err.errors), threading.active_count()]
    yield from [signal.getsignal(number) for number in sorted(signal.valid_signals())]
    yield from [type(loop), logging.root, logging.root.handlers, decimal.getcontext()]
    yield from [np.geterr(), np.get_printoptions(), np.getbufsize()]
    yield from [sorted(os.listdir(place)) for place in ("/", "/home", "/lib", "/tmp", os.getcwd())]

now = datetime.datetime.now().astimezone()
facts = {
    "flags": repr(sys.flags),
    "environment": dict(os.environ),
    "zone": [now.tzname(), str(now.utcoffset()), time.tzname, time.daylight],
    "zone's seconds": [time.timezone, time.altzone],
    "clock is right": abs(time.time() - NOW) < 600,
    "localtime": time.strftime("%Z", time.localtime(0)),
    "place": [sys.path, sys.executable, sys.argv, os.getcwd(), sys.prefix, sys.platform],
    "hash": sys.hash_info.algorithm,
    "locale": str(locale.getlocale()),
    "packages": sorted(d.metadata["Name"] for d in importlib.metadata.distributions()),
    "loaded": __import__("pyodide_js").loadedPackages.to_py(),
    "a module's file": [json.__file__, np.__file__, zl.__file__, decimal.__file__],
    "traceback": told(),
    "backend": kernels.backend(),
    "weights": weights(),
    "slept": time.sleep(0.01),
    "grown": np.ones(30_000_000).sum(),
    "files": sorted(files()),
    "settings": [re.sub("0x[0-9a-f]+", "", repr(one)) for one in settings()],
}
print(json.dumps(facts, default=str))
"""
"""What differs, and may: the seed of the hashes of strings, which all dictionaries in memory are
built on; what the collector has counted; `tarfile`, which only Pyodide's unpacking imports."""
CHANCE = """
import json, random, secrets, uuid, numpy as np
print(json.dumps([random.random(), float(np.random.rand()), secrets.token_hex(), str(uuid.uuid4()),
                  float(np.random.default_rng().random()), random.SystemRandom().random()]))
"""


def lab_that_started(browser, url: str, kind: str, **options) -> LabPage:
    lab = LabPage(browser, url, **options).open().wait_until_ready()
    assert lab.hook("boot-status", start=kind).count() == 1
    return lab


def said(lab: LabPage, program: str) -> object:
    lab.step("code")
    code = CodePage(lab)
    return json.loads(code.text(code.run(code.add(program))))


def facts(lab: LabPage) -> dict:
    now = lab.page.evaluate("Date.now() / 1000")
    return said(lab, FACTS.replace("NOW", str(now)))


def test_everything_is_as_after_an_ordinary_start(browser, site_url):
    here = {"timezone_id": "Europe/Berlin", "language": "fr-CH"}
    lab = lab_that_started(browser, site_url, "snapshot", **here)
    quick = facts(lab)
    chances = [said(lab, CHANCE)]
    lab.close()
    lab = lab_that_started(browser, f"{site_url}?start=ordinary", "ordinary", **here)
    ordinary = facts(lab)
    lab.close()
    lab = lab_that_started(browser, site_url, "snapshot", **here)
    chances.append(said(lab, CHANCE))
    lab.close()
    assert quick["environment"]["LANG"] == "fr_CH.UTF-8"
    assert quick["zone's seconds"] == [-3600, -7200]
    assert quick["clock is right"]
    assert 'raise ValueError(f"no back end' in quick["traceback"]
    for name, value in ordinary.items():
        assert quick[name] == value, name
    for first, second in zip(*chances, strict=True):
        assert first != second


@pytest.mark.parametrize(
    ("name", "breaks"),
    [
        ("memory.bin", damaged),
        pytest.param("snapshot.json", missing, marks=pytest.mark.long),
        pytest.param("libraries.bin", cut_off, marks=pytest.mark.long),
    ],
)
def test_what_cannot_be_put_back_is_made_anew(browser, site_url, name, breaks):
    lab = LabPage(browser, site_url)
    lab.page.context.route(f"**/snapshot/{name}", breaks)
    lab.open().wait_until_ready()
    status = lab.hook("boot-status", start="ordinary")
    assert name in status.locator(".boot-ready").get_attribute("title")
    lab.close()


def test_sources_that_do_not_come_are_taken_from_the_wheels(browser, site_url):
    lab = LabPage(browser, site_url)
    lab.page.context.route("**/snapshot/files.bin", damaged)
    lab.open().wait_until_ready()
    assert lab.hook("boot-status", start="snapshot").count() == 1
    assert said(lab, "import json, numpy.ma\nprint(json.dumps(numpy.ma.sum([1, 2]).item()))") == 3
    lab.close()


def test_a_library_that_does_not_come_is_named(browser, site_url):
    lab = LabPage(browser, site_url)
    lab.page.context.route("**/pyodide/python_stdlib.zip", damaged)
    lab.open()
    assert "python_stdlib.zip" in wait_for_failure(lab)
    lab.close()


def test_a_drawing_is_read_before_the_sources_are_there(browser, site_url):
    lab = LabPage(browser, site_url)
    held = [HeldBack(lab, "**/snapshot/files.bin"), HeldBack(lab, "**/pyodide/python_stdlib.zip")]
    lab.open().wait_until_ready()
    lab.draw(DIGITS[3])
    lab.page.wait_for_function(
        "document.querySelector('[data-testid=prediction]').dataset.class !== ''", timeout=BOOT_MS
    )
    for one in held:
        one.let_go()
    assert said(lab, "import json, decimal\nprint(json.dumps(str(decimal.Decimal(1))))") == "1"
    lab.close()


LACKS = {
    "DecompressionStream": "delete globalThis.DecompressionStream;",
    "memory cannot grow": """
        const { grow } = WebAssembly.Memory.prototype;
        WebAssembly.Memory.prototype.grow = () => {
          WebAssembly.Memory.prototype.grow = grow;
          throw new RangeError('not the first time');
        };
    """,
    "no word for Emscripten": """
        Object.defineProperty(navigator, 'language', { configurable: true, get() {
          delete navigator.language;
          throw new Error('no word for Emscripten');
        } });
    """,
    "no word for Python": """
        Object.defineProperty(navigator, 'language', { configurable: true, get() {
          if (!/\\bopen\\b/.test(new Error().stack)) return 'de-DE';
          delete navigator.language;
          throw new Error('no word for Python');
        } });
    """,
}
"""What the details say, and what makes a start from the snapshot fail: before Pyodide is asked,
while memory is put back, where an error reaches nobody, and when Python is called for the first
time."""
DEEPEST = "no word for Python"


@pytest.mark.parametrize(
    "named", [pytest.param(one, marks=[pytest.mark.long] * (one != DEEPEST)) for one in LACKS]
)
def test_a_browser_that_lacks_what_it_takes_starts_as_ever(browser, site_url, named):
    """A worker has a global scope of its own: its script is given the lack along."""
    lab = LabPage(browser, site_url)
    context = lab.page.context
    script = LACKS[named] + context.request.get(f"{site_url}worker/worker.js").text()
    manifest = context.request.get(f"{site_url}manifest.json").json()
    manifest["files"]["worker/worker.js"] = build.file_record(script.encode())
    context.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    context.route(
        "**/worker/worker.js",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    lab.open().wait_until_ready()
    status = lab.hook("boot-status", start="ordinary")
    assert named in status.locator(".boot-ready").get_attribute("title")
    assert said(lab, "print(sum(range(4)))") == 6
    lab.close()
