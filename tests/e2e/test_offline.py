"""After the first visit the site works offline; updates are activated on request."""

from __future__ import annotations

import json
import shutil
import threading

import pytest

import build
from tests import containers
from zeichenlabor.data.filled import fill_sheet
from zeichenlabor.sheets.plan import plan_sheets

from .kills import Session, wait_until_kept
from .lab_page import LabPage
from .strokes import DIGITS

KEEP_MS = 120_000
LEAD = "Aus eurer Handschrift"


class Host:
    """The site on a server of this machine that can be stopped, and brought up to date."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.server = None
        self.port = 0
        self.start()

    def start(self) -> None:
        self.server = build.site_server(self.folder.parent, self.port)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.folder.name}/"

    def publish(self, lead: str) -> None:
        """A new version, with another first sentence."""
        text = self.folder / "main.js"
        before = text.read_text("utf-8")
        assert LEAD in before
        text.write_text(before.replace(LEAD, lead), "utf-8")
        shutil.copy(build.ROOT / "site/sw.js", self.folder)
        (self.folder / "manifest.json").unlink()
        build.write_manifest(build.ThirdParty.from_lock(), self.folder)


@pytest.fixture
def host(site_dir, tmp_path):
    shutil.copytree(site_dir, tmp_path / "lab")
    host = Host(tmp_path / "lab")
    yield host
    host.stop()


@pytest.fixture
def lab(browser, host):
    """A page whose site is kept on the device."""
    lab = LabPage(browser, host.url, service_workers="allow").open().wait_until_ready()
    lab.hook("offline", state="ready").wait_for(timeout=KEEP_MS)
    yield lab
    lab.close()


def kept_caches(lab: LabPage) -> list[str]:
    return lab.page.evaluate("caches.keys()")


def test_without_a_server_and_in_a_new_browser_everything_works(
    playwright_api, host, data_dir, tmp_path
):
    session = Session(playwright_api, host.url, tmp_path / "profile", service_workers="allow")
    session.open()
    session.lab.wait_until_ready().hook("offline", state="ready").wait_for(timeout=KEEP_MS)
    session.close()
    host.stop()
    session.open()
    lab = session.lab.wait_until_ready()
    lab.step("collect")
    lab.drop(data_dir / "sheets" / "sheet-03.png")
    lab.wait_for_cards(1)
    lab.step("train")
    lab.train()
    lab.draw(DIGITS[1])
    assert lab.prediction() is not None
    session.close()


def test_pages_of_a_pdf_and_a_tiff_are_read_in_another_browser_without_a_server(
    other, host, tmp_path
):
    sheet = fill_sheet(plan_sheets(["a", "b", "c"], sheet_id=5)[0], seed=7, dpi=130).convert("L")
    pdf, tiff = tmp_path / "klasse.pdf", tmp_path / "klasse.tif"
    pdf.write_bytes(containers.pdf_of(sheet, "jpeg2000").written())
    sheet.save(tiff, save_all=True, append_images=[sheet], compression="jpeg")
    other.open(host.url)
    other.wait_for('[data-testid="offline"][data-state="ready"]', KEEP_MS / 1000)
    host.stop()
    other.open(host.url)
    other.wait_for('[data-testid="boot-status"][data-state="ready"]', KEEP_MS / 1000)
    other.run("document.querySelector('dialog[open]')?.close()")
    for count, path in ((1, pdf), (3, tiff)):
        other.give_file('[data-testid="drop-input"]', path)
        other.wait_for(f'.sheets > :nth-child({count})[data-state="done"]', KEEP_MS / 1000)
    kept = "[...document.querySelectorAll('[data-status=kept]')].map((one) => +one.dataset.value)"
    assert min(other.run(f"return {kept}")) > 570


def test_an_update_leaves_a_training_alone_and_is_taken_without_losing_it(lab, host, data_dir):
    lab.page.reload()  # a first visit does not run on what is kept
    lab.wait_until_ready()
    lab.drop(data_dir / "sheets" / "sheet-03.png")
    lab.wait_for_cards(1)
    lab.step("train")
    lab.page.locator('input[name="epochs"]').first.fill("2000")
    lab.hook("train-start").click()
    lab.wait_for_training("running")
    host.publish("Ganz neu: Handschrift")
    lab.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    lab.hook("update").wait_for(timeout=KEEP_MS)
    assert lab.hook("train-state").first.get_attribute("data-state") == "running"
    wait_until_kept(lab, 1)
    lab.hook("update-take").click()
    lab.wait_for_training("stopped")
    lab.wait_until_ready()
    assert lab.value("epoch") >= 1
    lab.step("collect")
    lab.page.get_by_text("Ganz neu: Handschrift").wait_for()


def test_an_update_is_announced_and_taken_on_demand(lab, host):
    lab.page.evaluate("caches.open('of another page')")
    host.publish("Ganz neu: Handschrift")
    lab.page.reload()
    lab.wait_until_ready()
    lab.hook("update").wait_for(timeout=KEEP_MS)
    assert LEAD in lab.page.locator(".lead").inner_text()  # not before it is asked for
    lab.hook("update-take").click()
    lab.page.get_by_text("Ganz neu: Handschrift").wait_for()
    lab.wait_until_ready()
    lab.hook("offline", state="ready").wait_for(timeout=KEEP_MS)
    kept = kept_caches(lab)
    assert "of another page" in kept
    assert len(kept) == 2


def test_an_update_waits_for_other_tabs(lab, host):
    other = lab.page.context.new_page()
    other.goto(host.url)
    host.publish("Ganz neu: Handschrift")
    lab.page.reload()
    lab.wait_until_ready()
    lab.hook("update").wait_for(timeout=KEEP_MS)
    lab.hook("update-take").click()
    lab.hook("offline", state="others").wait_for(timeout=KEEP_MS)
    other.close()
    lab.hook("update-take").click()
    lab.page.get_by_text("Ganz neu: Handschrift").wait_for()


def test_a_damaged_file_is_not_kept(browser, host):
    style = host.folder / "app.css"
    style.write_bytes(style.read_bytes() + b" ")
    lab = LabPage(browser, host.url, service_workers="allow").open().wait_until_ready()
    lab.hook("offline", state="failed").wait_for(timeout=KEEP_MS)
    lab.page.reload()  # what was kept is not in use
    lab.wait_until_ready()
    assert lab.page.evaluate("navigator.serviceWorker.controller") is None
    lab.close()


POISON = """async () => {
  const { origin, pathname } = location;
  const name = (await caches.keys()).find((one) => one.startsWith('zeichenlabor '));
  const cache = await caches.open(name);
  const at = (path) => `${origin}${pathname}${path}`;
  const put = (path, text, type) => cache.put(
    at(path), new Response(text, { headers: { 'Content-Type': type } }),
  );
  const manifest = await (await cache.match(at('manifest.json'))).json();
  manifest.files['main.js'] = { bytes: 9, sha256: '0' };
  await put('index.html', '<!doctype html><script>poisoned = "page"</script>', 'text/html');
  await put('', '<!doctype html><script>poisoned = "folder"</script>', 'text/html');
  await put('main.js', 'poisoned = "script"', 'text/javascript');
  await put('app.css', '<!doctype html>', 'text/html');
  await put('worker/worker.js', 'poisoned', 'text/javascript');
  await put('manifest.json', MANIFEST, 'application/json');
}"""


def test_what_something_else_has_put_into_the_cache_is_not_served(lab, host):
    """As a cell could once: for the next pupil, and for good."""
    lab.page.reload()  # a first visit does not run on what is kept
    lab.wait_until_ready()
    right = (host.folder / "manifest.json").read_text("utf-8")
    for manifest in ("JSON.stringify(manifest)", "'<!doctype html>Anmeldung'"):
        lab.page.evaluate(POISON.replace("MANIFEST", manifest))
        stop_service_worker(lab)
        lab.page.reload()
        lab.wait_until_ready()
        assert lab.page.evaluate("typeof poisoned") == "undefined"
        assert lab.page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        served = "fetch('manifest.json').then((answer) => answer.json())"
        assert lab.page.evaluate(served) == json.loads(right)
    host.stop()  # and what was fetched anew is kept
    lab.page.reload()
    lab.wait_until_ready()
    assert lab.page.evaluate("typeof poisoned") == "undefined"


def stop_service_worker(lab: LabPage) -> None:
    """It starts anew with the next request, and remembers nothing."""
    session = lab.page.context.new_cdp_session(lab.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()
