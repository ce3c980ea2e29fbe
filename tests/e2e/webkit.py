"""A WebKit, driven by W3C WebDriver: the engine of Safari, iPads and Macs.

Debian and Ubuntu have it as `webkit2gtk-driver`; it wants a screen, for which `xvfb` does.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from .driven import ELEMENT, Driven

DRIVER = shutil.which("WebKitWebDriver")
BROWSER = next(Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser"), None)
SCREEN = shutil.which("xvfb-run")
PROGRAM = DRIVER and SCREEN and BROWSER
SETTINGS = {
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # in a container it does not start otherwise
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "NO_AT_BRIDGE": "1",
}


def missing() -> list[str]:
    """The packages without which it cannot run here."""
    needed = {"webkit2gtk-driver": DRIVER and BROWSER, "xvfb": SCREEN}
    return [name for name, found in needed.items() if not found]


class WebKit(Driven):
    """One window; what it keeps is forgotten when it is closed."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._root = f"http://127.0.0.1:{port}"
        self._log = (folder / "webkit.txt").open("wb")
        self._process = subprocess.Popen(
            [SCREEN, "-a", "-s", "-screen 0 1280x1024x24", DRIVER, f"--port={port}"],
            env=os.environ | SETTINGS,
            cwd=folder,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        options = {"binary": str(BROWSER), "args": ["--automation"]}
        session = self._wait_for_driver(
            {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        )
        self.version = session["capabilities"]["browserVersion"]
        self._session = f"/session/{session['sessionId']}"
        self("POST", "/timeouts", script=60_000, pageLoad=300_000, implicit=30_000)
        self("POST", "/window/rect", x=0, y=0, width=1280, height=900)

    def _wait_for_driver(self, capabilities: dict) -> dict:
        for _ in range(600):
            try:
                return self._ask("POST", "/session", capabilities)
            except urllib.error.URLError:
                time.sleep(0.1)
        raise TimeoutError("WebKitWebDriver does not listen")

    def _ask(self, method: str, path: str, body: dict | None) -> object:
        request = urllib.request.Request(
            self._root + path,
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=320) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def __call__(self, method: str, path: str, **parameters: object) -> object:
        return self._ask(method, self._session + path, parameters if method == "POST" else None)

    def open(self, url: str) -> None:
        self("POST", "/url", url=url)

    def run(self, script: str) -> object:
        return self("POST", "/execute/sync", script=script, args=[])

    def ask(self, script: str) -> object:
        return self("POST", "/execute/async", script=script, args=[])

    def find(self, selector: str) -> str:
        return self("POST", "/element", using="css selector", value=selector)[ELEMENT]

    def press(self, element: str) -> None:
        self("POST", f"/element/{element}/click")

    def give_file(self, selector: str, path: Path) -> None:
        self("POST", f"/element/{self.find(selector)}/value", text=str(path))

    def perform(self, actions: list[dict]) -> None:
        self("POST", "/actions", actions=actions)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self("DELETE", "")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()
        self._log.close()
