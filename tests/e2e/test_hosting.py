"""A faulty server: every error is reported precisely, with what to do next."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import build

from .lab_page import BOOT_MS, LabPage

LOGIN = b"<!doctype html><title>Anmeldung</title>"
Answer = Callable[["Erring", bytes], None]


class Erring(build.SiteHandler):
    """Gives the site's files, but for one that the server is told to spoil."""

    def do_GET(self) -> None:  # noqa: N802 (its name in http.server)
        path = self.path.split("?")[0]
        for ending, answer in self.server.wrong.items():
            if path.endswith(ending):
                file = Path(self.translate_path(path))
                return answer(self, file.read_bytes() if file.is_file() else b"")
        return super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # or the answer before would do
        super().end_headers()

    def tell(
        self, content: bytes, status: int = 200, kind: str = "text/plain", **more: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(content)))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)


def status(number: int) -> Answer:
    def answer(handler: Erring, _: bytes) -> None:
        handler.tell(LOGIN, number, "text/html")

    answer.__name__ = f"status {number}"
    return answer


def login(handler: Erring, _: bytes) -> None:
    handler.tell(LOGIN, 200, "text/html")


def redirect(handler: Erring, _: bytes) -> None:
    handler.tell(b"", 302, Location="/login")


def as_text(handler: Erring, content: bytes) -> None:
    handler.tell(content)


def cut_short(handler: Erring, content: bytes) -> None:
    handler.tell(content[: len(content) // 2], 200, "text/javascript")


def damaged(handler: Erring, content: bytes) -> None:
    handler.tell(content[:-1] + b"~", 200, "text/javascript")


def garbled(handler: Erring, content: bytes) -> None:
    packed = gzip.compress(content, 1)
    handler.tell(packed[:100] + b"?" * (len(packed) - 100), Content_Encoding="gzip")


def no_script(handler: Erring, _: bytes) -> None:
    handler.tell(b"const = ;", 200, "text/javascript")


WASM, WORKER, PAGE = "pyodide.asm.wasm", "worker/worker.js", "main.js"
# What is spoilt, how, and what is told of it in German and English; None: it works all the same.
FAULTS: list[tuple[str, Answer, tuple[str, str] | None]] = [
    (WASM, as_text, None),
    (WORKER, as_text, None),
    (".whl", as_text, None),
    (PAGE, as_text, ("falscher Form", "wrong form")),
    (PAGE, status(404), ("main.js fehlt", "main.js is missing")),
    (PAGE, status(500), ("main.js fehlt", "main.js is missing")),
    (PAGE, login, ("main.js fehlt", "main.js is missing")),
    (PAGE, no_script, ("main.js fehlt", "main.js is missing")),
    (PAGE, cut_short, ("main.js fehlt", "main.js is missing")),
    (PAGE, garbled, ("main.js fehlt", "main.js is missing")),
    ("app.css", as_text, ("app.css fehlt", "app.css is missing")),
    ("app.css", status(404), ("app.css fehlt", "app.css is missing")),
    (WORKER, status(404), ("fehlt auf dem Server", "is missing on the server")),
    (WORKER, status(500), ("meldet einen Fehler", "reports an error")),
    (WORKER, status(403), ("gibt die Datei", "refuses to send")),
    (WORKER, login, ("kam eine Webseite an", "A web page arrived")),
    (WORKER, cut_short, ("kam nicht ganz an", "did not arrive whole")),
    (WORKER, damaged, ("beschädigt angekommen", "arrived damaged")),
    (WORKER, garbled, ("kam nicht ganz an", "did not arrive whole")),
    ("manifest.json", login, ("kam eine Webseite an", "A web page arrived")),
    ("manifest.json", status(404), ("fehlt auf dem Server", "is missing on the server")),
    (WASM, redirect, ("kam eine Webseite an", "A web page arrived")),
    (WASM, status(503), ("meldet einen Fehler", "reports an error")),
]


@pytest.fixture(scope="module")
def host(site_dir):
    handler = functools.partial(Erring, directory=str(site_dir.parent))
    with build.SiteServer(handler) as server:
        server.wrong = {}
        server.url = f"http://127.0.0.1:{server.server_port}/{site_dir.name}/"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def lab(browser, host):
    lab = LabPage(browser, host.url)
    lab.page.set_default_timeout(BOOT_MS)
    yield lab
    lab.close()


def named(fault: object) -> str | None:
    return fault.__name__ if callable(fault) else fault if isinstance(fault, str) else ""


@pytest.mark.parametrize(("file", "answer", "told"), FAULTS, ids=named)
def test_what_a_server_does_wrong_is_told_as_what_it_is(lab, host, file, answer, told):
    host.wrong = {file: answer} | ({"/login": login} if answer is redirect else {})
    lab.open()
    if told is None:
        lab.wait_until_ready()
    elif file in (PAGE, "app.css"):  # in both languages at once
        note = lab.page.locator("p.too-old")
        note.wait_for()
        assert all(text in note.inner_text() for text in told)
    else:
        note = lab.page.locator(".boot-failure")
        note.wait_for()
        assert told[0] in note.inner_text()
        assert file in note.inner_text()
        lab.choose_language("en")
        assert told[1] in note.inner_text()
        lab.choose_language("de")


def test_a_server_that_mislabels_every_script_leaves_no_blank_page(lab, host):
    host.wrong = {".js": as_text}
    lab.open()
    note = lab.page.locator("p.is-silent")
    assert not note.is_visible(), "a page that is only slow does not complain"
    lab.page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    note.wait_for()
    assert "kommen die Skripte der Seite nicht an" in note.inner_text()
    host.wrong = {}
    lab.open().wait_until_ready()
    assert not note.is_visible()


def test_and_the_way_on_works_once_the_server_is_right(lab, host):
    host.wrong = {WASM: status(503)}
    lab.open()
    again = lab.page.locator(".boot-failure button")
    again.wait_for()
    host.wrong = {}
    again.click()
    lab.wait_until_ready()
