"""What all Python tests share: the test data, the built site, a browser.

The same file serves inside Pyodide, where tests/py runs too; so it imports what
only a real machine has inside the fixtures that need it.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ZEICHENLABOR_DATA", ROOT.parent / "shared" / "data"))

CHROMIUM_FLAGS = [
    "--no-sandbox",  # root, as in containers, may not have one
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if sys.platform != "emscripten":
        return
    for item in items:
        if mark := item.get_closest_marker("native"):
            reason = " ".join(map(str, mark.args)) or "needs a real machine"
            item.add_marker(pytest.mark.skip(reason=f"not inside Pyodide: {reason}"))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real scans and MNIST; tests that need it skip where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no test data in {DATA} (set ZEICHENLABOR_DATA)")
    return DATA


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory) -> Path:
    """The whole site, freshly built."""
    import build

    folder = tmp_path_factory.mktemp("site") / "dist"
    build.build_site(build.ThirdParty.from_lock(), folder)
    return folder


@pytest.fixture(scope="session")
def site_url(site_dir) -> str:
    """The address of the built site, under a sub-path as on a static host."""
    import build

    with build.site_server(site_dir.parent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site_dir.name}/"
        server.shutdown()


@pytest.fixture(scope="session")
def playwright_api():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as api:
        yield api


@pytest.fixture(scope="session")
def browser(playwright_api):
    """One headless Chromium for all tests; each opens contexts of its own."""
    browser = launch_chromium(playwright_api)
    yield browser
    browser.close()


def launch_chromium(api, flags: tuple[str, ...] = ()):
    from sitebuild.machine import installed_browser

    program = os.environ.get("ZEICHENLABOR_BROWSER") or installed_browser()
    return api.chromium.launch(executable_path=program or None, args=[*CHROMIUM_FLAGS, *flags])
