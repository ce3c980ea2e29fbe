"""The built site: complete, reproducible, with relative URLs, and never half written."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

import build
from sitebuild import snapshot
from tests.build.conftest import Cdn, contents
from zeichenlabor.zips import zip_bytes


@pytest.fixture(scope="module")
def site(tmp_path_factory, third_party) -> Path:
    folder = tmp_path_factory.mktemp("site") / "dist"
    build.build_site(third_party, folder)
    return folder


@pytest.fixture(scope="module")
def manifest(site) -> dict:
    return json.loads((site / "manifest.json").read_text(encoding="utf-8"))


def test_two_builds_are_byte_identical(site, third_party, tmp_path):
    build.build_site(third_party, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(site)


def test_what_is_carried_comes_as_it_is_with_its_licences(site, third_party):
    for name in third_party.names("carried"):
        assert (site / "vendor" / name).read_bytes() == third_party.read(name)
    licences = {path.name for path in (site / "vendor/pdfjs").glob("LICENSE*")}
    assert licences == {"LICENSE", "LICENSE_JBIG2", "LICENSE_OPENJPEG"}


def test_the_manifest_names_every_file_with_its_hash(site, manifest):
    files = contents(site)
    del files["manifest.json"]
    expected = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    }
    assert manifest["files"] == expected


def test_the_snapshot_is_the_same_where_it_is_recorded_anew(site, third_party):
    pyodide, wheels = site / "pyodide", build.imported_wheels(site)
    inputs = {name: third_party.read(name) for name in snapshot.RUNTIME}
    inputs |= {name: (pyodide / name).read_bytes() for name in wheels}
    info = json.loads((pyodide / "pyodide-lock.json").read_text())["info"]
    assert snapshot.record(inputs, wheels, info, third_party.tools) == contents(site / "snapshot")


def test_other_sources_are_recorded_anew_and_the_same_ones_are_not(
    site, third_party, tmp_path, monkeypatch
):
    recorded = []

    def record(inputs: dict[str, bytes], *_: object) -> dict[str, bytes]:
        recorded.append(inputs)
        names = ("snapshot.json", "memory.bin", "libraries.bin", "files.bin")
        return {name: bytes([len(recorded)]) for name in names}

    monkeypatch.setattr(snapshot, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(snapshot, "record", record)
    pyodide = tmp_path / "pyodide"
    shutil.copytree(site / "pyodide", pyodide)
    for name in snapshot.RUNTIME:
        (pyodide / name).write_bytes(third_party.read(name))
    wheels = build.imported_wheels(site)
    made = [snapshot.snapshot_files(pyodide, wheels, third_party.tools)["memory.bin"]]
    made.append(snapshot.snapshot_files(pyodide, wheels, third_party.tools)["memory.bin"])
    for name in (wheels[-1], wheels[0], "pyodide.asm.wasm", "python_stdlib.zip"):
        (pyodide / name).write_bytes((pyodide / name).read_bytes() + b"changed")
        made.append(snapshot.snapshot_files(pyodide, wheels, third_party.tools)["memory.bin"])
    assert made == [b"\1", b"\1", b"\2", b"\3", b"\4", b"\5"]


def test_a_start_from_the_snapshot_fetches_what_is_there(site, manifest):
    assert set(manifest["boot"]["snapshot"]) == {
        f"snapshot/{name}" for name in contents(site / "snapshot")
    }
    recording = json.loads((site / "snapshot/snapshot.json").read_text())
    for index, name in (("libraryFiles", "libraries.bin"), ("files", "files.bin")):
        packed = zlib.decompress((site / "snapshot" / name).read_bytes())
        assert sum(size for _, size in recording[index]) == len(packed)
    memory = zlib.decompress((site / "snapshot/memory.bin").read_bytes())
    assert sum(recording["runs"][1::2]) == len(memory)
    assert sum(recording["runs"]) <= recording["memoryLength"]


def with_more(wheel: bytes, files: dict[str, str]) -> bytes:
    """The wheel with other or further files."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    return zip_bytes(inside | {name: text.encode() for name, text in files.items()})


BRIDGE = (build.ROOT / "py/zeichenlabor/bridge.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("import random; dice = random.Random(1)", "the same random numbers"),
        ("import numpy as np; dice = np.random.default_rng(1)", "the same random numbers"),
        ("import numpy as np; dice = np.random.PCG64(1)", "the same random numbers"),
        ("import numpy as np; dice = np.random.SeedSequence()", "the same random numbers"),
        ("import ctypes; held = ctypes.CFUNCTYPE(None)(print)", "of the function table"),
        ("import js; held = js.Map.new()", "Map"),
        ("open('/home/left.txt', 'w').close()", "/home/left.txt"),
        ("from pyodide.ffi import create_proxy; held = create_proxy(print)", "not understood"),
        ("raise KeyError('so not')", "so not"),
    ],
)
def test_what_cannot_be_recorded_ends_the_build_by_name(site, third_party, line, named):
    wheels = build.imported_wheels(site)
    pyodide = site / "pyodide"
    inputs = {name: third_party.read(name) for name in snapshot.RUNTIME}
    inputs |= {name: (pyodide / name).read_bytes() for name in wheels}
    own = wheels[-1]
    inputs[own] = with_more(inputs[own], {"zeichenlabor/bridge.py": f"{BRIDGE}\n{line}\n"})
    info = json.loads((pyodide / "pyodide-lock.json").read_text())["info"]
    with pytest.raises(build.BuildError, match=re.escape(named)):
        snapshot.record(inputs, wheels, info, third_party.tools)


def test_the_manifest_and_the_service_worker_know_each_other(site, manifest):
    said = {name: value for name, value in manifest.items() if name != "id"}
    said["files"] = {k: v for k, v in manifest["files"].items() if k != "sw.js"}
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
    assert manifest["id"] == hashlib.sha256(text.encode()).hexdigest()
    assert f"const SITE = '{manifest['id']}'" in (site / "sw.js").read_text(encoding="utf-8")


def test_a_start_loads_the_core_and_what_our_package_depends_on(site, manifest):
    runtime = {Path(name).name for name in manifest["boot"]["runtime"]}
    assert runtime == {
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    }
    names = [Path(name).name.split("-")[0] for name in manifest["boot"]["packages"]]
    assert names == ["numpy", "pillow", "zeichenlabor"]
    every = manifest["boot"]["runtime"] + manifest["boot"]["packages"]
    assert set(every) <= set(manifest["files"])


def test_pyodides_package_list_is_cut_to_what_is_here(site):
    packages = json.loads((site / "pyodide/pyodide-lock.json").read_text())["packages"]
    assert {"numpy", "pillow", "scipy", "scikit-learn", "micropip", "zeichenlabor"} <= set(packages)
    for name, entry in packages.items():
        content = (site / "pyodide" / entry["file_name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert set(entry["depends"]) <= set(packages), name
    wheels = {path.name for path in (site / "pyodide").glob("*.whl")}
    assert wheels == {entry["file_name"] for entry in packages.values()}


ABSOLUTE = re.compile(
    r"""(?:src|href|action|srcset)\s*=\s*["']?(?:/|https?:)  # markup
      | url\(\s*["']?(?:/|https?:)                           # styles
      | \b(?:from|import)\s*\(?\s*["'`](?:/|https?:)         # modules
      | \b(?:fetch|URL|Worker)\(\s*["'`](?:/|https?:)        # scripts
    """,
    re.VERBOSE,
)


def test_the_site_loads_by_relative_urls_only(site):
    own = [
        path
        for path in site.rglob("*")
        if path.suffix in {".html", ".js", ".css", ".svg", ".webmanifest"}
        and path.relative_to(site).parts[0] not in {"pyodide", "vendor"}
        and path.name != "worker.js"  # Pyodide stands in it; it has no address of its own
    ]
    assert own
    for path in own:
        assert not ABSOLUTE.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/main.js">',
        "<link href='https://example.org/a.css'>",
        "background: url(/a.png)",
        "import { a } from '/a.js';",
        "await import('https://example.org/a.js')",
        "fetch('/manifest.json')",
    ],
)
def test_an_absolute_url_would_be_found(text):
    assert ABSOLUTE.search(text)


def test_an_interrupted_build_leaves_the_old_site(site, third_party, tmp_path, monkeypatch):
    out = tmp_path / "dist"
    build.build_site(third_party, out)
    before = contents(out)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "write_manifest", break_off)
    with pytest.raises(KeyboardInterrupt):
        build.build_site(third_party, out)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_build_leaves_nothing_of_the_last_one(third_party, tmp_path):
    build.build_site(third_party, tmp_path / "dist")
    (tmp_path / "dist/stale.js").touch()
    build.build_site(third_party, tmp_path / "dist")
    assert not (tmp_path / "dist/stale.js").exists()


def test_a_folder_of_someone_else_is_not_replaced(third_party, tmp_path):
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(build.BuildError, match="not a Zeichenlabor site"):
        build.build_site(third_party, tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_mnist_comes_along_when_asked_for(third_party, tmp_path):
    mnist = tmp_path / "mnist"
    mnist.mkdir()
    for name in build.MNIST_FILES:
        (mnist / name).write_bytes(name.encode())
    build.build_site(third_party, tmp_path / "dist", mnist)
    assert contents(tmp_path / "dist/data/mnist") == contents(mnist)
    (mnist / build.MNIST_FILES[0]).unlink()
    with pytest.raises(build.BuildError, match=r"train-images-idx3-ubyte\.gz is missing"):
        build.build_site(third_party, tmp_path / "dist", mnist)


def test_the_wheels_record_is_right():
    wheel = zipfile.ZipFile(io.BytesIO(build.wheel_bytes()))
    info = f"zeichenlabor-{build.package_version()}.dist-info"
    lines = wheel.read(f"{info}/RECORD").decode().splitlines()
    recorded = dict(line.split(",", 1) for line in lines)
    assert set(recorded) == set(wheel.namelist())
    assert recorded.pop(f"{info}/RECORD") == ","
    for name, rest in recorded.items():
        content = wheel.read(name)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        assert rest == f"sha256={digest},{len(content)}"


def test_the_wheel_carries_the_whole_package():
    wheel = zipfile.ZipFile(io.BytesIO(build.wheel_bytes()))
    packed = {name for name in wheel.namelist() if name.startswith("zeichenlabor/")}
    there = {
        path.relative_to(build.ROOT / "py").as_posix()
        for suffix in ("*.py", "*.wasm", "*.c")
        for path in (build.ROOT / "py/zeichenlabor").rglob(suffix)
    }
    assert there <= packed
    assert not any("__pycache__" in name for name in packed)


def test_pip_installs_the_wheel(tmp_path):
    wheel = tmp_path / build.wheel_name()
    wheel.write_bytes(build.wheel_bytes())
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", tmp_path / "there", wheel], check=True)
    code = "import zeichenlabor; print(zeichenlabor.__version__, zeichenlabor.__file__)"
    env = os.environ | {"PYTHONPATH": str(tmp_path / "there")}
    said = subprocess.check_output([sys.executable, "-c", code], env=env, cwd=tmp_path, text=True)
    assert said.split()[0] == build.package_version()
    assert said.split()[1].startswith(str(tmp_path))


def test_a_fresh_machine_builds_from_the_cdn_and_then_without_network(tmp_path, third_party):
    """Nothing but Python, Node and the CDN; a second start needs not even that."""
    third_party.tools.pinned_node()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/venv").symlink_to(third_party.tools.venv)  # has the lock's Node from pip
    cdn = Cdn()
    for use in ("runtime", "package", "vendor", "carried"):
        for name in third_party.names(use):
            kind, _, path = third_party.files[name]["sources"][0].partition(":")
            assert kind == "cdn"
            cdn.files[path] = third_party.read(name)
    env = os.environ | {
        "ZEICHENLABOR_CDN": cdn.url,
        "ZEICHENLABOR_CACHE": str(tmp_path / "cache"),
        "PATH": "",  # no npm, no apt-get, no node of the system
    }
    command = [sys.executable, build.ROOT / "build.py", "build", "--out"]
    first = subprocess.run(
        [*command, tmp_path / "first"], env=env, capture_output=True, text=True, check=True
    )
    assert first.stderr.count("from cdn") == len(cdn.asked) == len(cdn.files)
    cdn.close()
    second = subprocess.run(
        [*command, tmp_path / "second"], env=env, capture_output=True, text=True, check=True
    )
    assert second.stderr == ""
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_by_default_nobody_is_asked_for_packages(site, manifest):
    assert manifest["packagesFrom"] == []
    assert "connect-src 'self';" in (site / "index.html").read_text(encoding="utf-8")


def test_packages_may_come_from_the_servers_that_are_named(third_party, tmp_path):
    servers = ["https://index.example.org", "https://files.example.org"]
    build.build_site(third_party, tmp_path / "site", packages_from=servers)
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert f"connect-src 'self' {' '.join(servers)};" in page
    assert json.loads((tmp_path / "site/manifest.json").read_text())["packagesFrom"] == servers


@pytest.mark.parametrize(
    "address", ["*", "https://a.org; script-src *", "'unsafe-inline'", "a.org"]
)
def test_an_address_that_would_widen_the_policy_is_refused(third_party, tmp_path, address):
    with pytest.raises(build.BuildError, match="not the URL of a server"):
        build.build_site(third_party, tmp_path / "site", packages_from=[address])


def test_the_installed_wheel_runs_the_readmes_example(tmp_path, data_dir):
    wheel = tmp_path / build.wheel_name()
    wheel.write_bytes(build.wheel_bytes())
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={place}"]
    subprocess.run([*pip, wheel], check=True)
    assert (place / "zeichenlabor/py.typed").is_file()
    readme = (build.ROOT / "README.md").read_text(encoding="utf-8")
    program = re.search(r"```python\n(.*?)```", readme, re.DOTALL)[1]
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=data_dir / "sheets",
        env=os.environ | {"PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert float(re.search(r"accuracy=([\d.]+)", told)[1]) > 0.8


@pytest.mark.parametrize(
    "contact", ["", "barrierefrei@schule.example", "https://schule.example/kontakt?was=lab"]
)
def test_the_statement_names_whom_the_host_wants(tmp_path, contact):
    shutil.copy(build.ROOT / "site/index.html", tmp_path)
    build.name_contact(tmp_path / "index.html", contact)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<meta name="contact" content="(.*)">', text)[1] == contact


@pytest.mark.parametrize(
    "contact",
    ["schule", "a b@schule.example", "javascript:alert(1)", 'x@y.z"><script>', "https://a.b/?<x>"],
)
def test_what_is_no_address_is_refused_as_contact(tmp_path, contact):
    shutil.copy(build.ROOT / "site/index.html", tmp_path)
    with pytest.raises(build.BuildError, match="neither an e-mail address"):
        build.name_contact(tmp_path / "index.html", contact)
    assert 'content=""' in (tmp_path / "index.html").read_text(encoding="utf-8")
