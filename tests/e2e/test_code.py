"""Cells of code: examples, mistakes, stopping in every case, and nothing of the project lost."""

from __future__ import annotations

import json
import threading

import pytest

import build
from zeichenlabor.lab.code.gallery import KEYS

from .code_page import CodePage
from .lab_page import READ_MS, TRAIN_MS, LabPage

pytestmark = pytest.mark.long

ENDED = '[data-state="done"],[data-state="failed"],[data-state="stopped"]'
SHEETS = ["sheet-03.png", "sheet-07.png"]


@pytest.fixture(scope="module")
def lab(browser, site_url, data_dir):
    """A page with two sheets and a small trained network."""
    lab = LabPage(browser, site_url).open().wait_until_ready()
    lab.drop(*(data_dir / "sheets" / name for name in SHEETS))
    lab.wait_for_cards(len(SHEETS))
    lab.step("train")
    field = lab.page.locator("input[name=epochs]")
    field.fill("3")
    field.blur()
    lab.train()
    yield lab
    lab.close()


@pytest.fixture
def code(lab):
    """The Code step without cells, in a page whose Python runs."""
    lab.wait_until_ready()
    lab.step("code")
    code = CodePage(lab)
    code.clear()
    return code


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_runs(code, language):
    lab = code.lab
    lab.choose_language(language)
    for place, key in enumerate(KEYS):
        if place == 1:
            lab.page.locator(".examples > summary").click()
        lab.hook("example", key=key).click()
        lab.hook("cell").nth(place).wait_for(timeout=READ_MS)
    lab.hook("run-all").click()
    done = lab.hook("cell", state="done").nth(len(KEYS) - 1)
    done.or_(lab.hook("cell", state="failed").first).first.wait_for(timeout=TRAIN_MS)
    assert lab.hook("mistake").all_inner_texts() == []
    assert lab.hook("cell", state="done").count() == len(KEYS)
    assert lab.hook("out-pictures").count() > 10
    assert lab.hook("out-chart").count() >= 5
    lab.choose_language("de")


def test_cells_share_variables_and_show_the_last_value(code):
    code.run(code.add("a = 20\nprint('ä', a)"))
    assert code.text(code.cell(0)) == "ä 20\n"
    assert code.text(code.run(code.add("a + 1"))) == "21\n"


def test_output_comes_while_the_cell_still_runs(code):
    cell = code.start("print('begun')\nwhile True:\n    pass")
    cell.get_by_text("begun", exact=True).wait_for(timeout=READ_MS)
    cell.get_by_test_id("cell-stop").click()
    cell.and_(code.lab.page.locator('[data-state="stopped"]')).wait_for(timeout=1_000)
    code.lab.wait_until_ready()
    assert "begun" in code.text(cell)


def test_after_a_stop_the_project_is_whole(code):
    lab = code.lab
    before = code.text(code.run(code.add("len(project), project.images.sum()")))
    cell = code.start("while True:\n    pass")
    cell.get_by_test_id("cell-stop").click()
    cell.and_(lab.page.locator('[data-state="stopped"]')).wait_for(timeout=1_000)
    lab.hook("restarted").wait_for()
    lab.wait_until_ready()
    assert code.text(code.run(code.cell(0))) == before


def test_code_that_waits_is_stopped_and_keeps_its_variables(code):
    lab = code.lab
    cell = code.start("kept = 5\nimport asyncio\nawait asyncio.sleep(1000)")
    cell.get_by_test_id("cell-stop").click()
    cell.and_(lab.page.locator('[data-state="stopped"]')).wait_for(timeout=READ_MS)
    assert lab.hook("restarted").count() == 0
    assert code.text(code.run(code.add("kept"))) == "5\n"


def test_a_memory_bomb_hurts_nobody(code):
    lab = code.lab
    before = code.text(code.run(code.add("len(project), project.images.sum()")))
    bomb = "data = [0]\nwhile True:\n    data = data * 8"
    cell = code.add(bomb)
    cell.get_by_test_id("cell-run").click()
    lab.settle()
    cell.and_(lab.page.locator(ENDED)).wait_for(timeout=TRAIN_MS)
    lab.wait_until_ready()
    assert code.text(code.run(code.cell(0))) == before


def test_a_mistake_in_the_middle_of_a_training_is_told_with_its_line(code):
    cell = code.add(
        "from zeichenlabor.nn import Dense, Flatten, LearningRateScheduler, Sequential\n"
        "def rate(epoch, old):\n"
        "    return old / (1 - epoch)\n"
        "model = Sequential([Flatten(), Dense(10, 'softmax')])\n"
        "model.compile('sgd')\n"
        "calls = [LearningRateScheduler(rate)]\n"
        "model.fit(project.images, project.labels, epochs=3, callbacks=calls)"
    )
    code.run(cell, "failed")
    mistake = cell.get_by_test_id("mistake")
    assert (mistake.get_attribute("data-code"), mistake.get_attribute("data-line")) == ("zero", "3")
    cell.locator(".cm-mistake").wait_for()
    assert "ZeroDivisionError" in mistake.inner_text()


def test_what_code_changes_can_be_taken_back(code):
    lab = code.lab
    counted = code.add("print((project.labels == 9).sum(), len(project))")
    nines, pictures = map(int, code.text(code.run(counted)).split())
    cell = code.run(code.add("project.relabel([0, 1, 2], '9')\nproject.leave_out(3)"))
    assert cell.get_by_test_id("out-edited").count() == 2
    assert code.text(code.run(counted)) == f"{nines + 3} {pictures - 1}\n"
    for undo in cell.get_by_test_id("out-undo").all():
        undo.click()
        lab.settle()
    assert code.text(code.run(counted)) == f"{nines} {pictures}\n"


@pytest.mark.parametrize("step", ["collect", "check", "train", "evaluate", "try"])
def test_every_step_shows_its_python_and_keras(code, step):
    lab = code.lab
    lab.step(step)
    lab.hook("program").locator("summary").first.click()
    ours = lab.hook("python")
    ours.wait_for(timeout=READ_MS)
    assert ("model." in ours.inner_text()) == (step in ("train", "evaluate", "try"))
    lab.hook("words-keras").click()
    lab.settle()
    assert ("keras." in ours.inner_text()) == (step == "train")


def test_the_program_of_the_buttons_gives_their_numbers_in_a_cell(code):
    lab = code.lab
    lab.step("train")
    lab.train()
    lab.step("evaluate")
    accuracy = lab.value("test-accuracy")
    lab.hook("program").locator("summary").first.click()
    lab.hook("program-to-cell").click(timeout=READ_MS)
    cell = code.run(code.cell(0))
    assert f"test accuracy: {accuracy:.1%}" in code.text(cell)


def test_names_are_completed_brackets_closed_and_tab_leaves_after_escape(code):
    lab = code.lab
    cell = code.add("")
    keyboard = lab.page.keyboard
    keyboard.type("project.imag")
    cell.locator(".cm-tooltip-autocomplete li").first.click(timeout=READ_MS)
    keyboard.type("[0")
    lab.settle()
    assert cell.locator(".cm-content").inner_text() == "project.images[0]"
    keyboard.press("Control+z")
    keyboard.press("End")
    assert cell.locator(".cm-content").evaluate("e => e.getRootNode().activeElement === e")
    keyboard.press("Escape")
    keyboard.press("Tab")
    assert not cell.locator(".cm-content").evaluate("e => e.getRootNode().activeElement === e")


def test_what_is_typed_before_the_editor_is_there_goes_on_in_it(browser, site_url):
    lab = LabPage(browser, site_url + "#code")
    held = []
    lab.page.route("**/views/code/editor.js", lambda route: held.append(route))
    lab.open().hook("cell-add").click()
    lab.page.locator(".code-plain").click()
    lab.page.keyboard.type("a = ")
    lab.page.keyboard.insert_text("[]")
    lab.page.keyboard.press("ArrowLeft")
    lab.page.evaluate(
        "const field = document.querySelector('.code-plain');"
        "field.setRangeText('1', 5, 5, 'end'); field.dispatchEvent(new Event('input'))"
    )
    held[0].continue_()
    lab.hook("editor", ready="true").wait_for(timeout=READ_MS)
    lab.page.keyboard.insert_text(", 2")
    lab.settle()
    assert lab.page.locator(".cm-content").inner_text() == "a = [1, 2]"
    lab.close()


def test_a_package_that_is_not_here_is_told_and_nobody_is_asked(code):
    cell = code.run(code.add("import nonesuch"), "failed")
    assert cell.get_by_test_id("mistake").get_attribute("data-code") == "module"
    assert cell.get_by_test_id("fetch-package").count() == 0
    assert code.lab.strangers() == []


def test_a_package_of_the_site_comes_with_its_bytes_told(browser, site_url, site_dir):
    lab = LabPage(browser, site_url, "en-GB").open().wait_until_ready()
    lab.step("code")
    code = CodePage(lab)
    cell = code.run(code.add("import sklearn\nprint(sklearn.__version__)"))
    assert code.text(cell).startswith("1.")
    (told,) = cell.get_by_test_id("fetching").all()
    files = json.loads((site_dir / "manifest.json").read_text())["files"]
    names = ("scikit_learn", "scipy", "joblib", "threadpoolctl")
    total = sum(
        record["bytes"]
        for path, record in files.items()
        if path.removeprefix("pyodide/").startswith(names)
    )
    assert int(told.get_attribute("data-total")) == total > 10_000_000
    assert int(told.get_attribute("data-loaded")) == total
    assert told.locator("progress").count() == 0  # it is here
    code.run(code.add("from sklearn.svm import SVC"))
    assert cell.get_by_test_id("fetching").count() == 1
    assert lab.problems == []
    lab.close()


def test_a_run_gives_its_network(code):
    lab = code.lab
    lab.step("train")
    lab.train()
    lab.step("evaluate")
    lab.hook("test-accuracy").first.wait_for(timeout=READ_MS)
    accuracy = lab.value("test-accuracy")
    lab.step("code")
    cell = code.add(
        "model = project.runs[-1].model()\n"
        "train, validation, test = project.split()\n"
        "print(model.evaluate(project.images[test], project.labels[test]).accuracy)"
    )
    assert float(code.text(code.run(cell))) == pytest.approx(accuracy)


def test_pypi_is_asked_only_after_a_question(browser, tmp_path):
    build.build_site(build.ThirdParty.from_lock(), tmp_path, packages_from=["http://127.0.0.1:9"])
    with build.site_server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        lab = LabPage(browser, f"http://127.0.0.1:{server.server_port}/", "en-GB").open()
        lab.wait_until_ready()
        lab.step("code")
        code = CodePage(lab)
        cell = code.run(code.add("import nonesuch"), "failed")
        assert lab.strangers() == []
        cell.get_by_test_id("fetch-package").click()
        cell.get_by_test_id("fetch-package").wait_for(state="detached")
        lab.close()
        server.shutdown()


def test_cells_are_there_again_on_the_next_visit(code):
    lab = code.lab
    code.run(code.add("print(6 * 7)"))
    lab.hook("project", state="saved").wait_for()
    lab.page.reload()
    lab.wait_until_ready()
    assert code.text(code.cell(0)) == "42\n"
    assert lab.problems == []


def test_python_can_always_be_had_back(code):
    """A hanging task, an ended interpreter, broken NumPy: told, and gone with a restart."""
    lab = code.lab
    whole = code.text(code.run(code.add("len(project), project.images.sum()")))
    code.run(code.add("import numpy\nnumpy.zeros = None"))
    lab.hook("python-problem", kind="damaged").wait_for(timeout=READ_MS)
    assert "numpy.zeros" in lab.hook("python-problem").inner_text()
    lab.hook("python-problem-restart").click()
    lab.wait_until_ready()
    assert lab.hook("python-problem").count() == 0
    code.run(code.add("import js\njs.self.setTimeout = None"))
    lab.hook("python-problem", kind="damaged").wait_for(timeout=READ_MS)
    assert "js.setTimeout" in lab.hook("python-problem").inner_text()
    lab.hook("python-problem-restart").click()
    lab.wait_until_ready()
    code.run(code.add("import os\nos._exit(1)"), "failed")  # started anew by itself
    lab.wait_until_ready()
    late = "import asyncio, os\nasync def end():\n    await asyncio.sleep(3)\n    os._exit(1)\n"
    late += "asyncio.ensure_future(end());"
    code.run(code.add(late))
    lab.hook("boot-status", state="failed").first.wait_for(state="attached", timeout=READ_MS)
    lab.wait_until_ready()
    lab.step("train")
    lab.choose("school-1", 2000)
    lab.hook("train-start").click()
    lab.wait_for_training("running")
    lab.step("code")
    spin = "import asyncio\nasync def spin():\n    while True: pass\nasyncio.ensure_future(spin());"
    code.start(spin)
    lab.hook("python-problem", kind="unresponsive").wait_for(timeout=READ_MS)
    lab.step("train")
    lab.hook("train-stop").click()
    lab.wait_for_training("stopped")
    lab.wait_until_ready()
    lab.step("code")
    lab.hook("python-problem").wait_for(state="detached")
    assert code.text(code.run(code.cell(0))) == whole
