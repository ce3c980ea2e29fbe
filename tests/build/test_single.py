"""The single file: complete, safe for the HTML parser, reproducible."""

from __future__ import annotations

import graphlib
import html.parser
import json
import random
import re
import zlib

import pytest

import build
from sitebuild.single import single_file, strict_policy, text_of


def bytes_of(text: str, length: int) -> bytes:
    """The inverse of text_of, written as its docstring says."""
    codes = [ord(character) & 127 for character in text]
    data = bytearray()
    for at in range(0, len(codes), 8):
        *low, high = codes[at : at + 8]
        data += bytes(value | (high >> k & 1) << 7 for k, value in enumerate(low))
    return bytes(data[:length])


class Document(html.parser.HTMLParser):
    """The parts of a single file, as a browser's parser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.order: list[str] = []
        self._open: dict | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag == "script":
            self._open, self._text = dict(attributes), ""

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag != "script":
            return
        own = "the loader" if "function serve(" in self._text else "for old browsers"
        name = self._open.get("data-file", own)
        self.order.append(name)
        if name != own:
            packed = bytes_of(self._text, int(self._open["data-bytes"]))
            self.files[name] = zlib.decompress(packed)
        self._open = None


@pytest.mark.parametrize("length", [0, 1, 6, 7, 8, 4000])
def test_any_bytes_survive_as_text(length):
    data = random.Random(length).randbytes(length)
    text = text_of(data)
    assert bytes_of(text, length) == data
    assert not set(text) & set("\0\r<")


def test_the_text_is_denser_than_base64():
    data = random.Random(1).randbytes(70_000)
    assert len(text_of(data).encode()) < 1.18 * len(data)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory, third_party):
    folder = tmp_path_factory.mktemp("small") / "dist"
    build.build_site(third_party, folder, only_needed=True)
    return folder


@pytest.fixture(scope="module")
def document(small_site):
    return Document(single_file(small_site))


def test_the_document_holds_every_file_of_a_start(small_site, document):
    manifest = json.loads(document.files["manifest.json"])
    start = manifest["boot"]["runtime"] + manifest["boot"]["packages"]
    assert set(start) | {"main.js", "worker/worker.js"} <= set(document.files)
    for name, content in document.files.items():
        assert content == (small_site / name).read_bytes(), name


def test_the_page_comes_before_python(document):
    first, *page = document.order[: document.order.index("the loader")]
    assert first == "for old browsers"
    assert "main.js" in page
    assert not any(name.startswith("pyodide/") for name in page)


def test_two_documents_are_byte_identical(small_site, third_party, tmp_path):
    build.build_site(third_party, tmp_path / "again", only_needed=True)
    assert single_file(tmp_path / "again") == single_file(small_site)


def test_the_small_file_has_no_scikit_learn_and_knows_it(document):
    packages = json.loads(document.files["pyodide/pyodide-lock.json"])["packages"]
    assert set(packages) == {"numpy", "pillow", "zeichenlabor"}
    assert not any("scipy" in name for name in document.files)


def test_no_module_imports_itself_in_a_circle(small_site):
    """A Blob names the Blobs that it imports, so those must be there before it."""
    statement = re.compile(r"^(?:import|export)\b[^;']*'(\.[^']+)'", re.MULTILINE)
    imports = {
        path: {
            (path.parent / name).resolve() for name in statement.findall(path.read_text("utf-8"))
        }
        for path in small_site.resolve().rglob("*.js")
    }
    order = list(graphlib.TopologicalSorter(imports).static_order())  # raises on a circle
    assert set(order) == set(imports)


def test_one_command_writes_both_files(third_party, tmp_path):
    small, full = build.build_single(third_party, tmp_path / "stick" / "lab.html")
    assert (small.name, full.name) == ("lab.html", "lab-full.html")
    assert small.stat().st_size < 15e6
    assert any("scikit_learn" in name for name in Document(full.read_text("utf-8")).order)


def test_the_policy_keeps_its_rules_and_loses_its_server():
    site = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    site += "; style-src 'self'; worker-src 'self' blob:"
    policy = strict_policy(site, ["a"], style="b").split("; ")
    a, b = (
        "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=",
        "PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=",
    )
    assert policy == [
        "default-src 'none'",
        f"script-src 'sha256-{a}' blob: 'wasm-unsafe-eval'",
        "connect-src 'none'",
        f"style-src 'sha256-{b}'",
        "worker-src blob:",
    ]
