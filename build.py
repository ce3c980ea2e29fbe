#!/usr/bin/env python3
"""Build, serve and test Zeichenlabor with nothing but Python's standard library.

    build    write the static site to dist/
    serve    build the site and serve it on localhost
    single   write the site as one HTML file that needs no server
    test     set up what the tests need and run them
    bench    run the benchmarks

py/sitebuild/third_party.py describes where third-party files come from.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent / "py"))
from sitebuild.api import api_page
from sitebuild.bundle import bundle_scripts, bundle_styles, types_only
from sitebuild.machine import BuildError, Tools
from sitebuild.single import single_file
from sitebuild.snapshot import snapshot_files
from sitebuild.snippets import FILE as SNIPPETS
from sitebuild.third_party import CACHE, ROOT, ThirdParty, sha256, write_atomically
from sitebuild.vendor import SCRIPTS, pyodide_modules, vendor_modules
from sitebuild.wheel import (
    package_version,
    source_files,
    wheel_bytes,
    wheel_name,
)

DATA = Path(os.environ.get("ZEICHENLABOR_DATA", ROOT.parent / "shared" / "data")).resolve()
MNIST_FILES = [
    f"{part}-{kind}-ubyte.gz"
    for part in ("train", "t10k")
    for kind in ("images-idx3", "labels-idx1")
]
WORKER_NAME = "worker/worker.js"
"""Name of the worker's script in stack traces; its URL would be its whole text."""
NEEDED = ["numpy", "pillow"]  # what zeichenlabor depends on; these have no dependencies


# ---------------------------------------------------------------- the site


def build_site(
    third_party: ThirdParty,
    out: Path,
    mnist: Path | None = None,
    *,
    only_needed: bool = False,
    with_snapshot: bool = True,
    packages_from: Sequence[str] = (),
    contact: str = "",
) -> None:
    """Write the whole site to `out`; on an error, what was there stays untouched.

    With `only_needed`, packages that no start needs, such as scikit-learn, are left out;
    without a snapshot, Python always starts the ordinary way.
    Cells may download packages from the servers in `packages_from` and from no others.
    `contact` is the address in the accessibility statement.
    """
    if out.exists() and any(out.iterdir()) and not (out / "manifest.json").is_file():
        raise BuildError(f"{out} is not a Zeichenlabor site: choose an empty or a new folder.")
    with replaced_folder(out) as folder:
        for path in source_files(ROOT / "site"):
            copy_file(path, folder / path.relative_to(ROOT / "site"))
        for name, content in (vendor_modules(third_party) | pyodide_modules(third_party)).items():
            (folder / "vendor" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "vendor" / name).write_bytes(content)
        for name in third_party.names("carried"):
            copy_file(third_party.path(name), folder / "vendor" / name)
        for name in MNIST_FILES if mnist else []:
            if not (mnist / name).is_file():
                raise BuildError(
                    f"{mnist / name} is missing: --mnist needs MNIST's four .gz files."
                )
            copy_file(mnist / name, folder / "data/mnist" / name)
        bundle(folder)
        allow_connections(folder / "index.html", packages_from)
        name_contact(folder / "index.html", contact)
        write_api_page(folder)
        write_pyodide(third_party, folder / "pyodide", only_needed=only_needed)
        if with_snapshot:
            write_snapshot(third_party, folder)
        for name in SCRIPTS:
            (folder / "pyodide" / name).unlink()  # they are part of the worker's script
        write_manifest(third_party, folder, packages_from)


def bundle(folder: Path) -> None:
    """Leave one script for the page, one for the worker, and one style sheet."""
    inside = bundle_scripts(folder, "main.js") | bundle_scripts(folder, "worker/worker.js")
    with (folder / "worker/worker.js").open("a", encoding="utf-8", newline="\n") as script:
        script.write(f"//# sourceURL={WORKER_NAME}\n")
    for name in inside | bundle_styles(folder, "index.html") | types_only(folder):
        (folder / name).unlink()
    for place, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):  # not empty
            Path(place).rmdir()


def allow_connections(index: Path, origins: Sequence[str]) -> None:
    """Add these servers to the page's Content-Security-Policy."""
    for origin in origins:
        if not re.fullmatch(r"https?://[\w.:-]+", origin):
            raise BuildError(f"{origin} is not the URL of a server, such as https://example.org.")
    text = index.read_text(encoding="utf-8")
    text = text.replace("connect-src 'self'", " ".join(["connect-src 'self'", *origins]))
    index.write_text(text, encoding="utf-8", newline="\n")


def name_contact(index: Path, contact: str) -> None:
    """Write the contact, an e-mail address or a URL, into the page."""
    if not re.fullmatch(r"|[^\s@\"<>&]+@[\w.-]+\.\w+|https?://[^\s\"<>&]+", contact):
        raise BuildError(
            f"{contact} is neither an e-mail address nor a URL (https://example.org/contact)."
        )
    text = index.read_text(encoding="utf-8")
    text = text.replace('name="contact" content=""', f'name="contact" content="{contact}"')
    index.write_text(text, encoding="utf-8", newline="\n")


def write_api_page(folder: Path) -> None:
    index = (folder / "index.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="(.+?)"', index)[1]
    keras = SNIPPETS.read_text(encoding="utf-8")
    page = api_page(ROOT / "py", package_version(), policy, keras)
    (folder / "api.html").write_text(page, encoding="utf-8", newline="\n")


def write_pyodide(
    third_party: ThirdParty,
    folder: Path,
    *,
    with_pytest: bool = False,
    only_needed: bool = False,
) -> None:
    """Write Pyodide, the packages, our own wheel, and the list of packages.

    The list is Pyodide's own, reduced to the packages that are here, so that the page only
    needs `pyodide.loadPackage('zeichenlabor')`.
    """
    official = json.loads(third_party.read("pyodide-lock.json"))
    here = set(third_party.names("package"))
    if only_needed:
        here = {official["packages"][name]["file_name"] for name in NEEDED}
    for name in [*third_party.names("runtime"), *here]:
        copy_file(third_party.path(name), folder / name)
    entries = {k: v for k, v in official["packages"].items() if v["file_name"] in here}
    wheel = wheel_bytes()
    (folder / wheel_name()).write_bytes(wheel)
    entries["zeichenlabor"] = lock_entry(
        wheel_name(), sha256(wheel), depends=NEEDED, imports=["zeichenlabor"]
    )
    for name in third_party.names("inside") if with_pytest else []:
        record = third_party.files[name]
        copy_file(third_party.path(name), folder / name)
        entry = lock_entry(name, record["sha256"], record["depends"], imports=[])
        entries[entry["name"]] = entry
    write_json(folder / "pyodide-lock.json", official | {"packages": dict(sorted(entries.items()))})


def write_snapshot(third_party: ThirdParty, folder: Path) -> None:
    """Write a snapshot of Python's memory with the app imported, from the folder `pyodide`."""
    (folder / "snapshot").mkdir()
    wheels = imported_wheels(folder)
    for name, content in snapshot_files(folder / "pyodide", wheels, third_party.tools).items():
        (folder / "snapshot" / name).write_bytes(content)


def imported_wheels(folder: Path) -> list[str]:
    """The wheels of zeichenlabor and its dependencies, dependencies first."""
    packages = json.loads((folder / "pyodide/pyodide-lock.json").read_text())["packages"]
    names = [*packages["zeichenlabor"]["depends"], "zeichenlabor"]
    return [packages[name]["file_name"] for name in names]


def lock_entry(file_name: str, digest: str, depends: list[str], imports: list[str]) -> dict:
    name, version = file_name.split("-")[:2]
    return {
        "name": name.replace("_", "-"),
        "version": version,
        "file_name": file_name,
        "install_dir": "site",
        "sha256": digest,
        "package_type": "package",
        "imports": imports,
        "depends": depends,
        "unvendored_tests": False,
    }


def write_manifest(
    third_party: ThirdParty, folder: Path, packages_from: Sequence[str] = ()
) -> None:
    """List every file with size and hash, the files that a start needs, and package servers."""
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in source_files(folder)
    }
    records = {name: file_record(content) for name, content in contents.items()}
    boot = {
        "runtime": [f"pyodide/{n}" for n in third_party.names("runtime") if n not in SCRIPTS],
        "packages": [f"pyodide/{name}" for name in imported_wheels(folder)],
        "snapshot": [name for name in records if name.startswith("snapshot/")],
    }
    own = records.pop("sw.js")
    manifest = {
        "version": package_version(),
        "packagesFrom": [*packages_from],
        "boot": boot,
        "serviceWorker": own["sha256"],  # before the id is written into it
        "files": records,
    }
    # A browser detects a new version of the site by comparing the bytes of sw.js; the id in it
    # identifies the service worker's own manifest (isOwn in sw.js, which writes the same JSON).
    said = json.dumps(manifest, separators=(",", ":"), ensure_ascii=False)
    site_id = sha256(said.encode())
    worker = contents["sw.js"].replace(b"'development'", f"'{site_id}'".encode())
    (folder / "sw.js").write_bytes(worker)
    manifest = {"id": site_id} | manifest | {"files": records | {"sw.js": file_record(worker)}}
    write_json(folder / "manifest.json", manifest)


def file_record(content: bytes) -> dict:
    return {"bytes": len(content), "sha256": sha256(content)}


@contextlib.contextmanager
def replaced_folder(out: Path) -> Iterator[Path]:
    """A temporary folder that replaces `out` if no error occurs."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        yield new
        if out.exists():
            out.rename(old)
        new.rename(out)


def copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def build_single(third_party: ThirdParty, out: Path, contact: str = "") -> list[Path]:
    """Write the page as one HTML file to `out`, and a second one with scikit-learn next to it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    written = [out, out.with_stem(f"{out.stem}-full")]
    for target, only_needed in zip(written, (True, False), strict=True):
        with tempfile.TemporaryDirectory() as folder:
            # With the snapshot it would be twice as large: too large for an e-mail.
            build_site(
                third_party,
                Path(folder),
                only_needed=only_needed,
                with_snapshot=False,
                contact=contact,
            )
            write_atomically(target, single_file(Path(folder)).encode())
            target.chmod(0o644)
    return written


def write_json(path: Path, value: object) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- serving


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves one folder with the MIME types that browsers require, and without caching."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
        ".webmanifest": "application/manifest+json",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing: the terminal shows the URL and errors only."""


class SiteServer(http.server.ThreadingHTTPServer):
    """Listens on localhost only; port 0 means any free port."""

    def __init__(self, handler: Callable[..., SiteHandler], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Report errors, except when the browser closed the connection early."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def site_server(folder: Path, port: int = 0) -> SiteServer:
    return SiteServer(functools.partial(SiteHandler, directory=str(folder)), port)


def first_free_server(folder: Path, wanted: int | None) -> SiteServer:
    for port in [wanted] if wanted is not None else range(8000, 8020):
        try:
            return site_server(folder, port)
        except OSError as error:
            reason = error
    raise BuildError(f"Cannot serve on port {port}: {reason}. Choose another with --port.")


# ---------------------------------------------------------------- tests


def prepare_types(third_party: ThirdParty) -> Path:
    """Unpack TypeScript, and declarations of the libraries in the site's vendor/ folder."""
    folder = ROOT / "build/types"
    for tarball in third_party.names("types"):
        name = tarball.rpartition("-")[0]
        third_party.unpack(tarball, folder / "node_modules" / name)
    for name in third_party.names("vendor"):
        record = third_party.files[name]
        third_party.unpack(record["carrier"], folder / "node_modules" / record["package"])
        stub = folder / "vendor" / Path(name).with_suffix(".d.ts")
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(f"export * from '{record['package']}';\n")
    for name in SCRIPTS.values():
        (folder / "vendor/pyodide").mkdir(exist_ok=True)
        (folder / "vendor/pyodide" / name).with_suffix(".d.ts").write_text(
            "export const loadPyodide: any;\nexport const createPyodideModule: any;\n"
        )
    (folder / "vendor/preact.d.ts").write_text(
        "export * from 'preact';\nexport * from 'preact/hooks';\n"
        "export const html: (strings: TemplateStringsArray, ...values: any[]) => any;\n"
    )
    return folder


def prepare_biome(third_party: ThirdParty) -> Path:
    folder = ROOT / "build/biome"
    for tarball in third_party.names("lint"):
        package = tarball.removeprefix("biomejs-").rpartition("-")[0]
        third_party.unpack(tarball, folder / "node_modules/@biomejs" / package)
    return folder


def test_lint(run: TestRun) -> bool:
    """Ruff and Biome: rules and formatting"""
    ruff = [run.python, "-m", "ruff"]
    biome = [run.tools.node(), "tests/biome.mjs", prepare_biome(run.third_party)]
    return run.all([*ruff, "check", "."], [*ruff, "format", "--check", "."], biome)


def test_types(run: TestRun) -> bool:
    """TypeScript: the types in the page's JSDoc"""
    tsc = prepare_types(run.third_party) / "node_modules/typescript/lib/tsc.js"
    projects = ["tests/tsconfig.json", "tests/tsconfig.worker.json"]
    return run.all(*([run.tools.node(), tsc, "--project", name] for name in projects))


def test_js(run: TestRun) -> bool:
    """Node: the page's logic without a browser"""
    files = sorted((ROOT / "tests/js").rglob("*.test.js"))
    return run.all([run.tools.node(), "--test", "--test-reporter=spec", *files])


def test_py(run: TestRun) -> bool:
    """Pytest: the Python package on this machine"""
    return run.pytest("tests/py")


def test_build(run: TestRun) -> bool:
    """Pytest: this build script"""
    return run.pytest("tests/build")


def test_pyodide(run: TestRun) -> bool:
    """Pytest in Pyodide: the same package tests inside the browser, from the snapshot"""
    with replaced_folder(ROOT / "build/pyodide") as folder:
        write_pyodide(run.third_party, folder / "pyodide", with_pytest=True)
        write_snapshot(run.third_party, folder)
        copy_file(ROOT / "site/worker/restore.js", folder / "worker/restore.js")
        copy_file(ROOT / "tests/pyodide/restored.js", folder / "pyodide.mjs")
    options = ["--runner=playwright", "--runtime=chrome", "--dist-dir=build/pyodide"]
    return run.browser_pytest("tests/pyodide", *options)


def test_exports(run: TestRun) -> bool:
    """Pytest: Keras, onnxruntime and TensorFlow.js read what the page exports"""
    tools = Tools(run.third_party.lock["requirements"], CACHE, "exports-venv")
    tools.install("exports")
    return run.all([tools.python(), "-m", "pytest", "-q", "--durations=5", "tests/exports"])


def test_e2e(run: TestRun) -> bool:
    """Playwright: the page as a class uses it"""
    return run.browser_pytest("tests/e2e", "-m", "not long", *side_by_side())


def test_long(run: TestRun) -> bool:
    """Playwright: slow tests (layout at all sizes, comparisons, exports, kills)"""
    return run.browser_pytest("tests/e2e", "-m", "long")


def side_by_side() -> list[str]:
    """With more than one core, run three browser tests at a time: a test mostly waits."""
    return ["-n", "3", "--dist", "loadfile"] if (os.cpu_count() or 1) > 1 else []


STAGES: dict[str, Callable[[TestRun], bool]] = {
    "lint": test_lint,
    "types": test_types,
    "js": test_js,
    "py": test_py,
    "build": test_build,
    "pyodide": test_pyodide,
    "exports": test_exports,
    "e2e": test_e2e,
    "long": test_long,
}
BROWSER_CACHE = ".pytest_cache/browser"
ON_DEMAND = ("exports", "long")
"""Stages that run only when named: another quarter of an hour."""
BESIDE = ("pyodide",)
"""Stages that run in parallel with those before them: each needs only one core."""


class TestRun:
    """The environment that the stages share, and ways to run commands in it."""

    def __init__(self, third_party: ThirdParty) -> None:
        self.third_party, self.tools = third_party, third_party.tools
        self.tools.install("test")
        self.python = self.tools.python()
        self.output: IO[str] | None = None  # None: the terminal; a parallel stage writes to a file
        self.repeated: list[str] = []  # tests that failed, and passed when repeated
        for use in ("runtime", "package", "vendor", "carried", "types", "inside", "audit"):
            for name in third_party.names(use):
                third_party.path(name)
        node = Path(self.tools.node()).parent
        self.env = os.environ | {
            "PATH": f"{node}{os.pathsep}{os.environ['PATH']}",
            "OPENBLAS_NUM_THREADS": "1",  # threads that share a busy core waste time spinning
            "PLAYWRIGHT_NODEJS_PATH": self.tools.node(),  # Playwright's own needs system libraries
            "ZEICHENLABOR_BROWSER": self.tools.browser(),
            "ZEICHENLABOR_CACHE": str(CACHE),
            "ZEICHENLABOR_DATA": str(DATA),
        }

    def all(self, *commands: Iterable[str | Path]) -> bool:
        said = {"stdout": self.output, "stderr": self.output and subprocess.STDOUT}
        results = [subprocess.run(c, cwd=ROOT, env=self.env, check=False, **said) for c in commands]
        return all(result.returncode == 0 for result in results)

    def pytest(self, *arguments: str) -> bool:
        return self.all([self.python, "-m", "pytest", "-q", "--durations=5", *arguments])

    def browser_pytest(self, *arguments: str) -> bool:
        """Like `pytest`, but failed tests are repeated once in a new browser.

        A browser on a busy machine is sometimes late; a test that fails twice has found
        something. (Playwright's own template retries, too.) The summary names tests that pass
        only when repeated, or races would stay hidden.
        """
        arguments = (*arguments, "-o", f"cache_dir={BROWSER_CACHE}")
        if self.pytest(*arguments):
            return True
        failed = last_failed()
        title("once more · what failed, in a new browser", self.output)
        passed = self.pytest("--last-failed", "--last-failed-no-failures=none", *arguments)
        self.repeated += sorted(failed - last_failed())
        return passed


def last_failed() -> set[str]:
    """The tests that failed in pytest's latest run."""
    with contextlib.suppress(FileNotFoundError):
        kept = ROOT / BROWSER_CACHE / "v/cache/lastfailed"
        return set(json.loads(kept.read_text(encoding="utf-8")))
    return set()


def run_tests(third_party: ThirdParty, stages: list[str]) -> bool:
    title("set-up · what the tests need")
    run = TestRun(third_party)
    names = stages or [stage for stage in STAGES if stage not in ON_DEMAND]
    summary = []
    with ThreadPoolExecutor(max_workers=1) as lane, tempfile.TemporaryDirectory() as folder:
        logs = {name: Path(folder) / name for name in names[1:] if name in BESIDE}
        beside = {name: lane.submit(timed_stage, name, run, log) for name, log in logs.items()}
        for name in names:
            title(f"{name} · {STAGES[name].__doc__}")
            if name in beside:
                passed, seconds = beside[name].result()
                print(logs[name].read_text(encoding="utf-8"), flush=True)
            else:
                passed, seconds = timed_stage(name, run)
            summary.append((name, passed, seconds))
    title("summary")
    for name, passed, seconds in summary:
        print(f"  {'passed' if passed else 'FAILED'}  {name:<8} {seconds:7.1f} s")
    if run.repeated:
        print(f"  passed only when repeated: {len(run.repeated)}")
        print(*(f"    {name}" for name in run.repeated), sep="\n")
    return all(passed for _, passed, _ in summary)


def timed_stage(name: str, run: TestRun, log: Path | None = None) -> tuple[bool, float]:
    """Whether the stage passed, and its seconds; its output goes to `log` if given."""
    start = time.monotonic()
    if log is None:
        return STAGES[name](run), time.monotonic() - start
    run = copy(run)  # shares the list of repeated tests
    with log.open("w", encoding="utf-8") as run.output:
        return STAGES[name](run), time.monotonic() - start


def title(text: str, output: IO[str] | None = None) -> None:
    print(f"\n──── {text} {'─' * max(4, 76 - len(text))}", file=output, flush=True)


# ---------------------------------------------------------------- commands


def command_build(third_party: ThirdParty, options: argparse.Namespace) -> None:
    build_site(
        third_party,
        options.out,
        options.mnist,
        packages_from=options.packages_from,
        contact=options.contact,
    )
    print(f"Built {options.out}")


def command_single(third_party: ThirdParty, options: argparse.Namespace) -> None:
    for path in build_single(third_party, options.out, options.contact):
        print(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB)")


def command_serve(third_party: ThirdParty, options: argparse.Namespace) -> None:
    build_site(third_party, ROOT / "dist")
    with first_free_server(ROOT / "dist", options.port) as server:
        print(
            f"Zeichenlabor is at http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)",
            flush=True,
        )
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def command_test(third_party: ThirdParty, options: argparse.Namespace) -> None:
    if not run_tests(third_party, options.stages):
        raise BuildError("Some tests failed.")


def command_bench(third_party: ThirdParty, options: argparse.Namespace) -> None:
    run = TestRun(third_party)
    site = ROOT / "build/bench-site"
    build_site(third_party, site)
    arguments = [f"--site={site}", *options.names, *(["--json"] if options.json else [])]
    if not run.all([run.python, "tests/bench/run.py", *arguments]):
        raise BuildError("Some benchmarks failed.")


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(run: Callable, text: str) -> argparse.ArgumentParser:
        name = run.__name__.removeprefix("command_")
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    build = command(command_build, "write the static site")
    build.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    build.add_argument(
        "--mnist",
        type=Path,
        metavar="DIR",
        help="include MNIST's four .gz files from this folder",
    )
    build.add_argument(
        "--packages-from",
        nargs="+",
        default=(),
        metavar="ADDRESS",
        help="let cells download packages from these servers: PyPI's index and its file server",
    )
    single = command(command_single, "write the page as one HTML file that needs no server")
    single.add_argument(
        "--out",
        type=Path,
        default=ROOT / "build/zeichenlabor.html",
        metavar="FILE.html",
        help="a second file next to it, FILE-full.html, includes scikit-learn",
    )
    for made in (build, single):
        made.add_argument(
            "--contact",
            default="",
            metavar="ADDRESS",
            help="contact in the accessibility statement: an e-mail address or a URL",
        )
    serve = command(command_serve, "build the site and serve it on localhost")
    serve.add_argument("--port", type=int, help="default: the first free port from 8000 on")
    test = command(command_test, "set up what the tests need and run them")
    test.add_argument("stages", nargs="*", metavar="STAGE", help=f"only these: {' '.join(STAGES)}")
    bench = command(command_bench, "run the benchmarks")
    bench.add_argument("names", nargs="*", metavar="NAME", help="only these")
    bench.add_argument("--json", action="store_true", help="print the rows as JSON")

    options = parser.parse_args(arguments)
    if unknown := set(getattr(options, "stages", [])) - set(STAGES):
        test.error(f"no such stage: {', '.join(sorted(unknown))} (there are {', '.join(STAGES)})")
    return options


def main() -> int:
    options = parse_arguments()
    try:
        options.run(ThirdParty.from_lock(), options)
    except BuildError as error:
        print(f"\nbuild.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
