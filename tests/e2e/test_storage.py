"""The project is saved on the device: after a reload, in another tab, with full storage."""

from __future__ import annotations

import io
import zipfile

import pytest

from .kills import wait_until_kept
from .lab_page import LabPage

SHEET = "sheet-03.png"
OTHER = "sheet-07.png"
NO_STORAGE = "Object.defineProperty(window, 'indexedDB', { value: undefined });"


@pytest.fixture
def lab(browser, site_url):
    lab = LabPage(browser, site_url).open()
    yield lab
    lab.close()


def is_saved(lab: LabPage) -> None:
    lab.settle()
    lab.hook("project", state="saved").wait_for()


def count(lab: LabPage, of: int = 0) -> str | None:
    lab.step("check")
    return lab.hook("class-count", **{"class": of}).first.get_attribute("data-value")


def rename(lab: LabPage, name: str) -> None:
    lab.rename(name)
    is_saved(lab)


def save_file(lab: LabPage) -> bytes:
    lab.hook("project").click()
    with lab.page.expect_download() as download:
        lab.hook("project-save").click()
    lab.page.keyboard.press("Escape")
    return download.value.path().read_bytes()


def as_file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/zip", "buffer": content}


def test_sheets_are_there_after_a_reload_before_python_is(lab, data_dir):
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / SHEET)
    lab.wait_for_cards(1)
    zeros = count(lab)
    is_saved(lab)
    lab.page.reload()
    lab.hook("class-count", **{"class": 0}).first.wait_for()
    assert lab.hook("boot-status").get_attribute("data-state") == "booting"
    assert lab.hook("class-count", **{"class": 0}).first.get_attribute("data-value") == zeros
    lab.wait_until_ready()
    lab.step("train")
    lab.train()
    assert lab.value("val-accuracy") > 0.8
    assert lab.problems == []


def test_a_training_that_was_cut_off_goes_on_from_where_it_was_kept(lab, data_dir):
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / SHEET)
    lab.wait_for_cards(1)
    lab.step("train")
    lab.page.locator('input[name="epochs"]').first.fill("400")
    lab.press("train-start")
    wait_until_kept(lab, 3)
    lab.page.reload()
    lab.wait_until_ready()
    lab.wait_for_training("stopped")
    kept = lab.value("epoch")
    assert kept >= 3
    lab.hook("train-resume").click()
    lab.page.wait_for_function(
        "(kept) => document.querySelector('[data-testid=epoch]').dataset.value > kept", arg=kept
    )
    other = LabPage.of(lab.page.context, lab.url).open()  # a tab that takes over takes it along
    other.hook("take-project").click()
    other.wait_for_training("stopped")
    told = lab.hook("elsewhere-stopped").inner_text()
    assert f"Epoche {other.value('epoch'):.0f} " in told
    assert lab.problems == []


def test_a_clock_that_jumps_changes_nothing(browser, site_url):
    """The last project is the one that was open last, whatever the time of its saving."""
    context = browser.new_context(locale="de-DE", service_workers="block")
    for name, time in (("Sieben b", 4e12), ("Acht a", 0)):
        lab = LabPage.of(context, site_url)
        lab.page.add_init_script(f"Date.now = () => {time};")
        lab.open()
        lab.hook("project", state="saved").wait_for()
        lab.hook("project").click()
        lab.hook("project-new").click()
        lab.page.locator(".label-name", has_text="Mein Projekt").wait_for()
        rename(lab, name)
        lab.page.close()
    lab = LabPage.of(context, site_url).open()
    lab.page.locator(".label-name", has_text="Acht a").wait_for()
    lab.hook("project").click()
    lab.hook("project-entry").filter(has_text="Sieben b").wait_for()
    context.close()


def test_projects_are_apart_and_one_that_was_removed_comes_back(lab):
    rename(lab, "Sieben b")
    lab.hook("project").click()
    lab.hook("project-new").click()
    lab.page.locator(".label-name", has_text="Mein Projekt").wait_for()
    rename(lab, "Acht a")
    lab.hook("project").click()
    entry = lab.hook("project-entry").filter(has_text="Sieben b")
    entry.get_by_role("button", name="Sieben b löschen").click()
    entry.wait_for(state="detached")
    lab.hook("project-restore").click()
    entry.get_by_role("button", name="Sieben b").first.click()
    lab.page.locator(".label-name", has_text="Sieben b").wait_for()
    is_saved(lab)
    lab.page.reload()
    lab.page.locator(".label-name", has_text="Sieben b").wait_for()


def test_a_second_tab_is_told_and_may_take_over(lab):
    rename(lab, "Sieben b")
    other = LabPage.of(lab.page.context, lab.url).open()
    other.hook("elsewhere").wait_for()
    assert "Sieben b" in other.hook("elsewhere").inner_text()
    other.hook("take-project").click()
    other.hook("project", state="saved").wait_for()
    lab.hook("elsewhere").wait_for()
    rename(other, "Sieben c")
    lab.hook("take-project").click()
    lab.page.locator(".label-name", has_text="Sieben c").wait_for()
    other.hook("elsewhere").wait_for()


def test_a_full_storage_is_told_and_what_was_not_saved_is_saved_later(browser, site_url):
    lab = LabPage(browser, site_url)
    origin = site_url.rsplit("/", 2)[0]
    quota = lab.page.context.new_cdp_session(lab.page)
    quota.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    lab.open()
    lab.hook("project", state="saved").wait_for()
    lab.hook("project").click()
    lab.hook("project-name").fill("Acht a")
    lab.page.keyboard.press("Escape")
    lab.hook("project", state="unsaved").wait_for()
    assert "Speicher ist voll" in lab.hook("project-note").inner_text()
    quota.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    lab.hook("project", state="saved").wait_for()
    assert lab.hook("project-note").count() == 0
    lab.page.reload()
    lab.page.locator(".label-name", has_text="Acht a").wait_for()
    lab.close()


def test_without_storage_the_page_works_and_says_that_nothing_is_kept(browser, site_url, data_dir):
    lab = LabPage(browser, site_url)
    lab.page.add_init_script(NO_STORAGE)
    lab.open()
    lab.hook("project", state="none").wait_for()
    assert "Datei" in lab.hook("project-note").inner_text()
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / SHEET)
    lab.wait_for_cards(1)
    zeros = count(lab)
    content = save_file(lab)
    lab.step("collect")
    lab.drop(as_file("projekt.zip", content))
    lab.page.locator(".label-name", has_text="projekt").wait_for()
    lab.wait_until_ready()
    assert count(lab) == zeros
    lab.close()


def test_a_project_goes_out_as_a_file_and_comes_in_beside_what_is_here(lab, data_dir):
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / SHEET)
    lab.wait_for_cards(1)
    zeros = count(lab)
    rename(lab, "Mia")
    content = save_file(lab)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        images = [name for name in archive.namelist() if name.endswith(".result.images.png")]
    assert len(images) == 1
    lab.step("collect")
    lab.drop(as_file("kaputt.zip", b"no zip at all"))
    lab.hook("file-note").wait_for()
    assert "kein Projekt" in lab.hook("file-note").inner_text()
    lab.drop(as_file("Mia.zip", content))
    lab.hook("project-entry").first.wait_for(state="attached")
    lab.wait_until_ready()
    assert count(lab) == zeros
    is_saved(lab)
    damaged = bytearray(content)
    damaged[content.find(images[0].encode()) + 500] ^= 255
    lab.step("collect")
    lab.drop(as_file("Ben.zip", bytes(damaged)), as_file("Mia.zip", content))
    lab.hook("merge-join").click()
    lab.page.locator(".label-name", has_text="Ganze Klasse").wait_for()
    lab.hook("file-note").wait_for()
    assert SHEET in lab.hook("file-note").inner_text()
    lab.wait_until_ready()
    assert count(lab) == zeros
    lab.step("collect")
    assert "Mia · sheet-03.png" in lab.hook("sheet-card").inner_text()
    assert lab.problems == []


DAMAGE = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const name = names.find((one) => one.startsWith('zeichenlabor '));
  const db = await new Promise((resolve) => {
    indexedDB.open(name).onsuccess = (event) => resolve(event.target.result);
  });
  const store = db.transaction('parts', 'readwrite').objectStore('parts');
  const keys = await new Promise((resolve) => {
    store.getAllKeys().onsuccess = (event) => resolve(event.target.result);
  });
  const key = keys.find(([, part]) => part.startsWith('sheets/'));
  const result = { classes: ['a'], labels: [0] };
  const sheet = { id: 'sheet-1', name: 'a', state: 'done', error: null, result };
  await new Promise((resolve) => { store.put(sheet, key).onsuccess = resolve; });
  db.close();
}"""
"""A page's record gets the right form, but no cells."""


def test_a_page_that_cannot_be_drawn_offers_a_new_project(lab, data_dir):
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / SHEET)
    lab.wait_for_cards(1)
    is_saved(lab)
    lab.page.evaluate(DAMAGE)
    lab.page.reload()
    lab.hook("broken-new").click()
    lab.hook("drop-input").wait_for(state="attached")
    lab.wait_until_ready()
    assert lab.hook("sheet-card").count() == 0
