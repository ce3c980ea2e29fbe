"""Helpers: results are the same as without them, and nothing is lost with them."""

from __future__ import annotations

import io

import pytest

from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets.plan import plan_sheets

from .code_page import CodePage
from .lab_page import TRAIN_MS, LabPage

CORES = """Object.defineProperty(navigator, 'hardwareConcurrency', { value: %d });
window.workers = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    window.workers.push(this);
  }
};"""
PRINTED = """import hashlib
(x, y), (x_test, y_test) = project.load_data()
print(hashlib.sha256(b"".join(part.tobytes() for part in (x, y, x_test, y_test))).hexdigest())"""
WEIGHTS = """import hashlib
print(hashlib.sha256(b"".join(w.tobytes() for w in project.model.get_weights())).hexdigest())"""
DISTRIBUTED = """import gc
from zeichenlabor.lab.training.helpers import Helpers
print(*(one._steps for one in gc.get_objects() if isinstance(one, Helpers)))"""
ALTERED = """import gc
from zeichenlabor.lab.training.helpers import Helpers
print(*(len(one.workers) for one in gc.get_objects() if isinstance(one, Helpers) and one._ahead))"""
SHEETS = 3


@pytest.fixture(scope="module")
def sheets() -> list[dict]:
    layout = plan_sheets(["a", "b"], sheet_id=5)[0]
    files = []
    for seed in range(SHEETS):
        file = io.BytesIO()
        fill_sheet(layout, seed=seed, dpi=120).save(file, "JPEG", quality=85)
        files.append(
            {"name": f"page-{seed}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
        )
    return files


def opened(browser, site_url, cores: int) -> LabPage:
    lab = LabPage(browser, site_url)
    lab.page.add_init_script(CORES % cores)
    return lab.open().wait_until_ready()


def names(lab: LabPage) -> list[str]:
    return lab.page.locator('[data-testid="sheet-card"] .sheet-name').all_inner_texts()


def printed(lab: LabPage, source: str) -> str:
    lab.step("code")
    code = CodePage(lab)
    return code.text(code.run(code.add(source)))


def trained(lab: LabPage) -> str:
    """A network with batch normalisation, dropout and altered pictures."""
    lab.step("train")
    lab.choose("own-handwriting", 3)
    lab.train()
    distributed = int(printed(lab, DISTRIBUTED))
    assert (distributed > 0) == (lab.page.evaluate("navigator.hardwareConcurrency") > 1)
    return printed(lab, WEIGHTS)


def altered(lab: LabPage, helpers: int) -> str:
    """A dense network, whose altered pictures come from helpers; none of these has failed."""
    lab.step("train")
    lab.choose("school-1", 3)
    lab.hook("more-settings").click()
    lab.page.locator("input[name=augmentation]").check()
    lab.train()
    assert printed(lab, ALTERED).split() == [str(helpers)] * (helpers > 0)
    return printed(lab, WEIGHTS)


def compared(lab: LabPage) -> tuple[float, list[str]]:
    """Each hand left out in turn: the mean, and who is read how well."""
    lab.step("train")
    lab.choose("school-1", 2)
    lab.train()
    lab.step("evaluate")
    lab.hook("writers-others").click()
    lab.hook("writers", state="done").wait_for(timeout=TRAIN_MS)
    scores = lab.hook("writers").locator("[data-testid=sheet-score], tbody td").all_inner_texts()
    return lab.value("writers-mean"), scores


def test_all_comes_out_the_same_with_and_without_helpers(browser, site_url, sheets):
    found = []
    for cores, workers in ((1, 1), (3, 3)):
        lab = opened(browser, site_url, cores)
        lab.drop(*sheets)
        lab.wait_for_cards(SHEETS)
        assert lab.page.evaluate("window.workers.length") == workers
        assert names(lab) == [file["name"] for file in sheets]
        found.append(
            (printed(lab, PRINTED), compared(lab), trained(lab), altered(lab, workers - 1))
        )
        assert (lab.problems, lab.strangers()) == ([], [])
        lab.close()
    assert len(found[0][0].strip()) == 64
    assert found[0] == found[1]


def test_another_project_is_opened_while_helpers_work_and_nothing_is_lost(
    browser, site_url, sheets
):
    lab = opened(browser, site_url, 3)
    lab.rename("Sieben b")
    lab.drop(*sheets)
    lab.page.wait_for_function("() => window.workers.length > 1")
    lab.hook("project").click()
    lab.hook("project-new").click()
    lab.page.locator(".label-name", has_text="Mein Projekt").wait_for()
    lab.wait_until_ready()
    lab.drop(sheets[0])
    lab.wait_for_cards(1)
    assert names(lab) == ["page-0.jpg"]
    lab.hook("project").click()
    lab.page.get_by_role("button", name="Sieben b").first.click()
    lab.page.locator(".label-name", has_text="Sieben b").wait_for()
    lab.wait_for_cards(SHEETS)
    assert names(lab) == [file["name"] for file in sheets]
    assert (lab.problems, lab.strangers()) == ([], [])
    lab.close()


@pytest.mark.long
def test_a_helper_that_the_browser_ends_takes_no_page_along(browser, site_url, sheets):
    lab = opened(browser, site_url, 2)
    lab.drop(*sheets)
    lab.hook("boot-status", working=2).wait_for(state="attached")
    lab.page.evaluate("window.workers[1].terminate()")
    lab.wait_for_cards(SHEETS)
    assert lab.hook("sheet-card", state="done").count() == SHEETS
    assert lab.problems == []
    lab.close()
