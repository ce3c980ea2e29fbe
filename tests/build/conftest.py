"""A small lock, a local server that plays the CDN, and a client that plays npm."""

from __future__ import annotations

import http.server
import io
import sys
import tarfile
import threading
from pathlib import Path

import pytest

from sitebuild import machine
from sitebuild.third_party import ThirdParty, sha256

CONTENT = b"the right bytes " * 100
PACKAGE = "toy@1.0.0"


def record(content: bytes, *sources: str) -> dict:
    return {"use": "x", "bytes": len(content), "sha256": sha256(content), "sources": sources}


class Cdn:
    """Answers with the bytes in `files`, counts what it was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        cdn = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                cdn.asked.append(self.path)
                content = cdn.files.get(self.path.lstrip("/"))
                self.send_response(200 if content is not None else 404)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write(content or b"")

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def cdn():
    cdn = Cdn()
    yield cdn
    cdn.close()


@pytest.fixture
def toy_tarball() -> bytes:
    """What npm would bring for PACKAGE: one file, package/toy.js."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tarball:
        member = tarfile.TarInfo("package/toy.js")
        member.size = len(CONTENT)
        tarball.addfile(member, io.BytesIO(CONTENT))
    return buffer.getvalue()


@pytest.fixture
def npm(tmp_path, monkeypatch, toy_tarball):
    """A client in npm's place, which brings the toy package and notes each call."""
    calls, brought = tmp_path / "npm-calls", tmp_path / "brought.tgz"
    brought.write_bytes(toy_tarball)
    script = tmp_path / "npm.py"
    script.write_text(
        "import pathlib, shutil, sys\n"
        f"with open({str(calls)!r}, 'a') as file: print(*sys.argv[1:], file=file)\n"
        f"if sys.argv[-1] != {PACKAGE!r}: sys.exit('404 no such package')\n"
        f"shutil.copy({str(brought)!r}, 'toy-1.0.0.tgz')\n"
    )
    monkeypatch.setattr(machine.Tools, "npm", lambda self: [sys.executable, str(script)])
    calls.touch()
    return lambda: calls.read_text().splitlines()


@pytest.fixture
def make(tmp_path, cdn):
    """Make a ThirdParty for a few files, with an empty cache and the local CDN."""

    def make(files: dict[str, dict], address: str = cdn.url) -> ThirdParty:
        lock = {"files": files, "requirements": {}}
        return ThirdParty(lock, cache=tmp_path / "cache", cdn=address)

    return make


@pytest.fixture(scope="session")
def third_party() -> ThirdParty:
    """The real lock and the real cache."""
    return ThirdParty.from_lock()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
