"""A web server with a slow connection, compression and caching like a static host."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import build

PACKED = {".html", ".css", ".js", ".mjs", ".json", ".wasm", ".svg"}
PIECE = 16_384


class Line:
    """So many bytes each second, for all connections together."""

    def __init__(self, bytes_per_second: float) -> None:
        self._rate = bytes_per_second
        self._free_at = time.monotonic()
        self._lock = threading.Lock()

    def carry(self, count: int) -> None:
        """Wait until that many bytes have passed."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + count / self._rate
            wait = self._free_at - time.monotonic()
        time.sleep(max(0, wait))


@contextmanager
def site_behind(line: Line, site: Path) -> Iterator[str]:
    """The address of a site at the end of a line."""
    packed: dict[Path, bytes] = {}

    class Handler(build.SiteHandler):
        def do_GET(self) -> None:  # noqa: N802
            path = Path(self.translate_path(urlsplit(self.path).path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            pack = path.suffix in PACKED
            if pack and path not in packed:
                packed[path] = gzip.compress(path.read_bytes(), 6)
            content = packed[path] if pack else path.read_bytes()
            tag = f'"{path.stat().st_mtime_ns}"'
            known = self.headers.get("If-None-Match") == tag
            self.send_response(HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)
            self.send_header("ETag", tag)
            if known:
                self.end_headers()
                return
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Length", str(len(content)))
            if pack:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            for at in range(0, len(content), PIECE):
                line.carry(len(content[at : at + PIECE]))
                self.wfile.write(content[at : at + PIECE])

    server = build.SiteServer(lambda *given: Handler(*given, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
