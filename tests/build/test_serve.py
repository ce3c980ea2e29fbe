"""The server: localhost only, correct types, no caching, a free port."""

from __future__ import annotations

import socket
import threading
import urllib.request

import pytest

import build


@pytest.fixture
def server(tmp_path):
    for name in ("a.mjs", "a.js", "a.wasm", "a.json", "a.whl", "index.html"):
        (tmp_path / name).write_text("content")
    with build.site_server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json"),
        ("", "text/html"),
    ],
)
def test_types_and_caching(server, path, kind):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{path}") as answer:
        assert answer.headers.get_content_type() == kind
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read() == b"content"


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_a_busy_port_asked_for_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(build.BuildError, match=f"port {port}.*--port"):
            build.first_free_server(tmp_path, port)


def test_without_a_wish_the_next_free_port_is_taken(tmp_path):
    with (
        build.first_free_server(tmp_path, None) as one,
        build.first_free_server(tmp_path, None) as other,
    ):
        assert 8000 <= one.server_port < other.server_port


@pytest.mark.parametrize(
    ("error", "is_told"), [(ConnectionResetError(), False), (OSError("disk broken"), True)]
)
def test_that_somebody_has_left_is_no_error(server, capsys, error, is_told):
    try:
        raise error
    except OSError:
        server.handle_error(None, ("127.0.0.1", 1))
    assert ("disk broken" in capsys.readouterr().err) is is_told
