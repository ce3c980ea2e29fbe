"""A headless Firefox, driven over Marionette, the protocol that it speaks by itself.

Playwright drives only a Firefox of its own build; schools have the ordinary one.
Messages are `length:[type, id, command, parameters]` on a local socket.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path

from .driven import ELEMENT, Driven

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "de",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox(Driven):
    """One window with a profile of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        preferences = PREFERENCES | {"marionette.port": port}
        (folder / "user.js").write_text(
            "".join(f'user_pref("{k}", {json.dumps(v)});\n' for k, v in preferences.items())
        )
        self._log = (folder / "log.txt").open("wb")
        self._process = subprocess.Popen(
            [PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", folder],
            stdout=self._log,
            stderr=self._log,
        )
        self._socket = self._connect(port)
        self._stream = self._socket.makefile("rb")
        self._message()  # its greeting
        self._id = 0
        self("WebDriver:NewSession", pageLoadStrategy="normal")
        self("WebDriver:SetTimeouts", script=60_000, pageLoad=300_000, implicit=30_000)
        self("WebDriver:SetWindowRect", width=1280, height=900)

    def _connect(self, port: int) -> socket.socket:
        for _ in range(600):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=300)
            except ConnectionRefusedError:
                time.sleep(0.1)
        raise TimeoutError("Firefox does not listen")

    def _message(self) -> list:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            if not digit:
                raise ConnectionError("Firefox has closed the connection")
            length += digit
        return json.loads(self._stream.read(int(length)))

    def __call__(self, command: str, **parameters: object) -> object:
        self._id += 1
        text = json.dumps([0, self._id, command, parameters]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, result = self._message()
        assert error is None, error
        return result["value"] if result and set(result) == {"value"} else result

    def open(self, url: str) -> None:
        self("WebDriver:Navigate", url=url)

    def run(self, script: str) -> object:
        return self("WebDriver:ExecuteScript", script=script, args=[], newSandbox=False)

    def find(self, selector: str) -> str:
        return self("WebDriver:FindElement", using="css selector", value=selector)[ELEMENT]

    def press(self, element: str) -> None:
        self("WebDriver:ElementClick", id=element)

    def give_file(self, selector: str, path: Path) -> None:
        self("WebDriver:ElementSendKeys", id=self.find(selector), text=str(path))

    def ask(self, script: str) -> object:
        return self("WebDriver:ExecuteAsyncScript", script=script, args=[])

    def perform(self, actions: list[dict]) -> None:
        self("WebDriver:PerformActions", actions=actions)

    def close(self) -> None:
        with contextlib.suppress(ConnectionError):  # it may be gone before it has answered
            self("Marionette:Quit", flags=["eForceQuit"])
        self._process.wait(60)
        self._stream.close()
        self._socket.close()
        self._log.close()
