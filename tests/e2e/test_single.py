"""The single file, opened without server and network: the whole main path."""

from __future__ import annotations

import json
import re

import pytest
from PIL import Image

import build
from tests import containers

from .lab_page import READ_MS, LabPage
from .strokes import DIGITS
from .test_private import elsewhere  # noqa: F401 (a fixture)
from .ways_out import WAYS, attempt, notebook

BOOT_SECONDS = 120
TRAIN_SECONDS = 300


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    # A folder with a blank and an umlaut in its name, as on a teacher's stick.
    folder = tmp_path_factory.mktemp("usb") / "Stick für die 7b"
    small, _ = build.build_single(build.ThirdParty.from_lock(), folder / "zeichenlabor.html")
    return small


@pytest.fixture(scope="module")
def scan(tmp_path_factory, data_dir):
    """A real scan as a PDF: it needs a module, a worker and machine code, all without a server."""
    with Image.open(data_dir / "sheets" / "sheet-03.png") as image:
        page = image.convert("L").reduce(2)
    path = tmp_path_factory.mktemp("scans") / "sheet-03.pdf"
    path.write_bytes(containers.pdf_of(page, "jpeg2000").written())
    return path


@pytest.fixture(scope="module")
def lab(browser, single, scan):
    lab = LabPage(browser, single.as_uri()).open().wait_until_ready()
    lab.step("collect")
    lab.drop(scan)
    lab.wait_for_cards(1)
    lab.step("train")
    lab.train()
    yield lab
    lab.close()


def test_it_reads_a_sheet_and_trains(lab):
    assert lab.hook("sheet-card", state="failed").count() == 0
    assert lab.value("val-accuracy") >= 0.8


def test_it_reads_what_is_drawn(lab):
    lab.draw(DIGITS[1])
    assert lab.prediction() is not None


def test_it_edits_and_runs_code(lab):
    lab.step("code")
    lab.hook("cell-add").click()
    lab.hook("editor", ready="true").wait_for()
    lab.page.locator(".cm-content").click()
    lab.page.keyboard.insert_text("6 * 7")
    lab.settle()
    lab.hook("cell-run").click()
    lab.hook("cell", state="done").wait_for()
    assert lab.hook("out-text").inner_text() == "42\n"


def test_no_way_leads_out_of_a_cell_in_it(lab, single, elsewhere):  # noqa: F811
    lab.step("code")
    ways = attempt(f"{single.parent.as_uri()}/", elsewhere.url)
    file = {"name": "a.ipynb", "mimeType": "", "buffer": notebook(ways)}
    lab.page.evaluate("document.querySelector('.take').open = true")
    lab.hook("open-cells").set_input_files(file)
    cell = lab.hook("cell").filter(has_text="eval_code_async")
    cell.get_by_test_id("cell-run").click()
    cell.and_(lab.page.locator('[data-state="done"]')).wait_for(timeout=READ_MS)
    told = json.loads(cell.get_by_test_id("out-text").last.inner_text().split("TOLD ")[1])
    assert [name for name, result in told.items() if result == "went through"] == []
    assert set(told) == set(WAYS)
    assert elsewhere.asked == []
    lab.problems.clear()  # the browser names there what its policy has refused


def test_it_asks_no_network(lab):
    opened, *others = lab.requests
    assert opened.startswith("file:")
    assert [url for url in others if not url.startswith(("blob:", "data:"))] == []


def test_it_says_nothing_on_the_console(lab):
    assert lab.problems == []


def test_it_could_not_ask_the_network(lab):
    ask = "() => fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused')"
    assert lab.page.evaluate(ask) == "refused"
    assert "Content Security Policy" in lab.problems.pop()


def test_its_policy_is_strict(single):
    policy = re.search(r'Content-Security-Policy" content="(.+?)"', single.read_text("utf-8"))[1]
    sources = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert sources["default-src"] == sources["connect-src"] == "'none'"
    assert re.fullmatch(r"('sha256-\S{44}' ){2}blob: 'wasm-unsafe-eval'", sources["script-src"])
    assert re.fullmatch(r"'sha256-\S{44}'", sources["style-src"])
    assert "unsafe-inline" not in policy
    assert "'self'" not in policy


def test_the_same_in_another_browser(other, single, scan):
    other.open(single.as_uri())
    other.wait_for('[data-testid="boot-status"][data-state="ready"]', BOOT_SECONDS)
    other.click('[data-testid="step-collect"]')
    other.give_file('[data-testid="drop-input"]', scan)
    other.wait_for('[data-testid="sheet-card"][data-state="done"]', BOOT_SECONDS)
    other.click('[data-testid="step-train"]')
    other.click('[data-testid="train-start"]:enabled')
    other.wait_for('[data-testid="train-state"][data-state="done"]', TRAIN_SECONDS)
    other.draw('[data-testid="draw-canvas"]', DIGITS[1])
    other.wait_for('[data-testid="prediction"]:not([data-class=""])', BOOT_SECONDS)
    other.click('[data-testid="step-code"]')
    other.click('[data-testid="cell-add"]')
    other.wait_for('[data-testid="editor"][data-ready="true"]', BOOT_SECONDS)
    names = "return performance.getEntriesByType('resource').map(({ name }) => name)"
    assert [name for name in other.run(names) if name.startswith("http")] == []
