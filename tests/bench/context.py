"""The context of a benchmark: the built site in a real Chromium, the test data, and other
libraries.

A file tests/bench/bench_NAME.py has one function, `run(context)`, that returns
rows: dicts with `name`, `value` and `unit`, and whatever else explains them.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

import build
from sitebuild.vendor import SCRIPTS
from tests.conftest import DATA, launch_chromium

THERE = "([selector, count]) => document.querySelectorAll(selector).length >= count"


def until_there(page: Page, selector: str, count: int = 1, timeout: float = 60_000) -> None:
    """Wait for so many elements, looked for in every frame; a locator looks every half second."""
    page.wait_for_function(THERE, arg=[selector, count], timeout=timeout)


class Context:
    """One Chromium and one server for all benchmarks of a run."""

    def __init__(self, third_party: build.ThirdParty | None, site: Path) -> None:
        self.third_party = third_party
        self.site = site
        self.python = sys.executable
        self._beside: dict[str, Path] = {}
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Context:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    @property
    def data(self) -> Path:
        """The folder of scans and MNIST; raises where it is absent."""
        if not DATA.is_dir():
            raise FileNotFoundError(f"no test data in {DATA} (set ZEICHENLABOR_DATA)")
        return DATA

    @functools.cached_property
    def url(self) -> str:
        """Address of the built site, with a slash at its end."""
        self._beside |= self.pyodide()
        handler = functools.partial(BenchHandler, self.site, self._beside)
        server = build.SiteServer(handler)
        self._closing.callback(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._closing.callback(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/"

    @functools.cached_property
    def browser(self):
        """Headless Chromium; `browser.version` belongs into a comparison."""
        return launch_chromium(self.playwright)

    @functools.cached_property
    def playwright(self) -> Playwright:
        """For benchmarks that start browsers of their own; there can be only one of it."""
        return self._closing.enter_context(sync_playwright())

    @contextlib.contextmanager
    def page(self, path: str = "", script: str | None = None) -> Iterator[Page]:
        """A new page at `path` of the site; it fails loudly when the page throws.

        `script` runs in it before its own.
        """
        thrown: list[Exception] = []
        with self.browser.new_context() as tab:
            page = tab.new_page()
            page.on("pageerror", lambda error: thrown.append(error))
            if script:
                page.add_init_script(script)
            page.goto(self.url + path)
            yield page
        if thrown:
            raise thrown[0]

    def serve(self, name: str, folder: Path) -> str:
        """Serve one more folder beside the site; the address, with a slash at its end."""
        self._beside[name] = folder
        return f"{self.url}{name}/"

    def pyodide(self) -> dict[str, Path]:
        """Pyodide's own modules by their addresses: for what starts it without the page."""
        if self.third_party is None:
            return {}
        return {f"pyodide/{name}": self.third_party.path(name) for name in SCRIPTS}

    def npm(self, package: str, version: str) -> Path:
        """The unpacked npm package, which the lock must name."""
        name = f"{package.lstrip('@').replace('/', '-')}-{version}"
        return self.third_party.unpack(f"{name}.tgz", build.ROOT / "build/npm" / name)


class BenchHandler(build.SiteHandler):
    """The site's server, with more beside it: folders by their first path part, and files."""

    def __init__(self, site: Path, beside: dict[str, Path], *args: object) -> None:
        self.site, self.beside = site, beside
        super().__init__(*args)

    def translate_path(self, path: str) -> str:
        name = path.lstrip("/")
        if name in self.beside and self.beside[name].is_file():
            return str(self.beside[name])
        first, _, rest = name.partition("/")
        folder = self.beside.get(first)
        self.directory = str(folder or self.site)
        return super().translate_path(rest if folder else path)
