"""Takes the README's picture: the real app, three real sheets, a trained net, a drawn digit.

.cache/venv/bin/python -m tests.e2e.screenshot
"""

from __future__ import annotations

import threading

from playwright.sync_api import sync_playwright

import build
from tests.conftest import DATA, launch_chromium
from tests.e2e.lab_page import LabPage
from tests.e2e.strokes import DIGITS

SHEETS = ["sheet-01.png", "sheet-03.png", "sheet-07.png"]
PICTURE = build.ROOT / ".github/screenshot.png"


def main() -> None:
    folder = build.ROOT / "dist"
    build.build_site(build.ThirdParty.from_lock(), folder)
    with build.site_server(folder) as server, sync_playwright() as api:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        lab = LabPage(launch_chromium(api), url, "en-GB", viewport={"width": 1366, "height": 768})
        lab.open().wait_until_ready()
        lab.train_on(*(DATA / "sheets" / name for name in SHEETS))
        lab.step("try")
        lab.draw(DIGITS[3])
        lab.prediction()
        PICTURE.parent.mkdir(exist_ok=True)
        lab.page.screenshot(path=PICTURE)
        server.shutdown()


if __name__ == "__main__":
    main()
