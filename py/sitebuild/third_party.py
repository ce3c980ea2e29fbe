"""Fetches the third-party files that the lock lists, and verifies their hashes.

They are never committed. The lock gives each file's size, sha256 and
sources; a file comes from the cache, else from the first source that
delivers exactly these bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from sitebuild.machine import BuildError, Tools

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / ".third-party.lock.json"
CACHE = Path(os.environ.get("ZEICHENLABOR_CACHE", ROOT / ".cache")).resolve()
CDN = os.environ.get("ZEICHENLABOR_CDN", "https://cdn.jsdelivr.net")
CONNECT_SECONDS = 6


class MissingFile(BuildError):
    """A file of the lock that no source delivered; `tried` holds (source, reason)."""

    def __init__(self, name: str, record: dict, target: Path, tried: list[tuple[str, str]]) -> None:
        self.tried = tried
        lines = "".join(f"\n    {source}\n      {reason}" for source, reason in tried)
        super().__init__(
            f"{name} is missing ({record['bytes']:,} bytes, sha256 {record['sha256']}).\n"
            f"  Tried:{lines}\n"
            "  What to do: connect this machine to the network and start again,\n"
            f"  or put the file at {target} yourself"
        )


class ThirdParty:
    """The files that the lock lists, each from the first source with the right bytes.

    A source is one of
    ``cdn:PATH``          a path on the public CDN,
    ``npm:NAME@VERSION``  a tarball, downloaded by npm,
    ``pip:NAME==VERSION`` a pure wheel, downloaded by pip,
    ``in:FILE:MEMBER``    a member of another file in the lock.
    """

    def __init__(self, lock: dict, cache: Path = CACHE, cdn: str = CDN) -> None:
        self.lock = lock
        self.files: dict[str, dict] = lock["files"]
        self.folder = cache / "files"
        self.tools = Tools(lock["requirements"], cache)
        self.cdn = cdn
        self._cdn_is_down = ""
        self._lost: dict[str, BuildError] = {}

    @classmethod
    def from_lock(cls) -> ThirdParty:
        return cls(json.loads(LOCK.read_text()))

    def names(self, use: str) -> list[str]:
        return [name for name, record in self.files.items() if record["use"] == use]

    def path(self, name: str) -> Path:
        """Path of the verified file, which is downloaded unless it is in the cache."""
        target = self.folder / name
        if target.is_file() and sha256(target.read_bytes()) == self.files[name]["sha256"]:
            return target
        if name in self._lost:
            raise self._lost[name]
        try:
            return self._fetch(name, target)
        except BuildError as error:
            self._lost[name] = error
            raise

    def read(self, name: str) -> bytes:
        return self.path(name).read_bytes()

    def _fetch(self, name: str, target: Path) -> Path:
        record = self.files[name]
        tried = []
        for source in record["sources"]:
            kind, _, rest = source.partition(":")
            take = {"cdn": self._cdn, "npm": self._npm, "pip": self._pip, "in": self._member}[kind]
            progress = Progress(name, record["bytes"])
            try:
                content = take(rest, progress)
            except (BuildError, OSError, KeyError, http.client.HTTPException) as error:
                tried.append((source, str(error)))
                continue
            if (got := sha256(content)) != record["sha256"]:
                tried.append((source, f"wrong content, not used: sha256 {got}"))
                progress.end(f"refused from {kind}: wrong content")
                continue
            if kind != "in":
                progress.end(f"from {kind}")
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, content)
            return target
        raise MissingFile(name, record, target, tried)

    def _cdn(self, path: str, progress: Progress) -> bytes:
        if self._cdn_is_down:
            raise BuildError(self._cdn_is_down)
        try:
            with urllib.request.urlopen(f"{self.cdn}/{path}", timeout=CONNECT_SECONDS) as response:
                return progress.read(response)
        except urllib.error.HTTPError as error:
            raise BuildError(f"the server answered {error.code} {error.reason}") from error
        except OSError as error:
            self._cdn_is_down = f"{self.cdn} is out of reach: {getattr(error, 'reason', error)}"
            print(f"  {self._cdn_is_down}; trying the registries", file=sys.stderr)
            raise BuildError(self._cdn_is_down) from error

    def _npm(self, spec: str, progress: Progress) -> bytes:
        command = [*self.tools.npm(), "pack", "--ignore-scripts", "--loglevel=error", spec]
        return run_client(command, ".tgz", progress)

    def _pip(self, spec: str, progress: Progress) -> bytes:
        command = [self.tools.python(), "-m", "pip", "download", "--quiet", "--retries=2"]
        command += ["--no-deps", "--only-binary=:all:", "--platform=any", "--python-version=3.12"]
        return run_client([*command, spec], ".whl", progress)

    def _member(self, address: str, progress: Progress) -> bytes:
        carrier, _, member = address.partition(":")
        try:
            archive = self.path(carrier)
        except MissingFile as error:
            raise BuildError("; ".join(" ".join(step) for step in error.tried)) from error
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                return wheel.read(member)
        with tarfile.open(archive) as tarball:
            return tarball.extractfile(member).read()

    def unpack(self, name: str, folder: Path) -> Path:
        """An npm tarball's package, unpacked into `folder`."""
        stamp = folder / ".sha256"
        if stamp.is_file() and stamp.read_text() == self.files[name]["sha256"]:
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        with tarfile.open(self.path(name)) as tarball:
            for member in filter(tarfile.TarInfo.isfile, tarball):
                target = folder / member.name.partition("/")[2]  # without npm's "package/"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(tarball.extractfile(member).read())
        stamp.write_text(self.files[name]["sha256"])
        return folder


class Progress:
    """Prints one line per download; on a terminal the line is updated."""

    def __init__(self, name: str, total: int) -> None:
        self.name, self.total, self.moves = name, total, sys.stderr.isatty()
        self._last = -1

    def show(self, done: int) -> None:
        percent = min(100, 100 * done // max(1, self.total))
        if self.moves and percent != self._last:
            self._last = percent
            print(f"\r{self._line(done, percent)}", end="", file=sys.stderr, flush=True)

    def end(self, note: str) -> None:
        start, width = ("\r", 110) if self.moves else ("", 0)
        line = f"{self._line(self.total, 100)}  {note}"
        print(f"{start}{line:<{width}}", file=sys.stderr, flush=True)

    def read(self, response: http.client.HTTPResponse) -> bytes:
        content = bytearray()
        while piece := response.read(1 << 16):
            content += piece
            self.show(len(content))
        return bytes(content)

    def _line(self, done: int, percent: int) -> str:
        return f"  {self.name:<60} {done:>12,} bytes  {percent:>3} %"


def run_client(command: list[str], suffix: str, progress: Progress) -> bytes:
    """Run a registry's client in a temporary folder; return the content of the one file it gets."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as log:
        # The client's temporary files are in the same folder, so its size shows the progress.
        env = os.environ | {"TMPDIR": folder, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
        while process.poll() is None:
            progress.show(folder_size(Path(folder)))
            time.sleep(0.1)
        found = list(Path(folder).glob(f"*{suffix}"))
        if process.returncode or len(found) != 1:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            name = Path(command[0]).stem
            raise BuildError(f"{name} ended with {process.returncode}: {' / '.join(said[-3:])}")
        return found[0].read_bytes()


def folder_size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # the client is moving its files
            total += path.stat().st_size
    return total


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
