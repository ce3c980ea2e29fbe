"""Records a snapshot of Python's memory with the app imported, from which workers start quickly.

Pyodide runs once at build time, in the Node version that the lock names: another version, or a
browser, would give other bytes. The result depends on its sources only and is cached.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from sitebuild.machine import BuildError, Tools
from sitebuild.third_party import CACHE, sha256, write_atomically

HERE = Path(__file__).parent
RECORDING = HERE / "recording"
RUNTIME = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
KEPT = 6
"""How many snapshots the cache keeps: developers switch between a few versions of the sources."""


def snapshot_files(pyodide: Path, wheels: list[str], tools: Tools) -> dict[str, bytes]:
    """The snapshot's files by name; all but the JSON are compressed (zlib).

    Parameters
    ----------
    pyodide : folder with Pyodide's files and the wheels
    wheels : names of the wheels to import

    Raises
    ------
    BuildError
        if the memory contains something that cannot be restored; the message names it
    """
    inputs = {name: (pyodide / name).read_bytes() for name in [*RUNTIME, *wheels]}
    programs = {
        path.name: path.read_bytes() for path in sorted(RECORDING.iterdir()) if path.is_file()
    }
    programs[Path(__file__).name] = Path(__file__).read_bytes()
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    nodes = [tools.requirements.get("node")]
    made_of = [{k: sha256(v) for k, v in (inputs | programs).items()}, lock["info"], nodes]
    kept = CACHE / "snapshots" / hashlib.sha256(json.dumps(made_of).encode()).hexdigest()
    names = ["snapshot.json", "memory.bin", "libraries.bin", "files.bin"]
    if not all((kept / name).is_file() for name in names):
        made = record(inputs, wheels, lock["info"], tools)
        kept.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            write_atomically(kept / name, content)
        forget_old(kept.parent)
    os.utime(kept)
    return {name: (kept / name).read_bytes() for name in names}


def forget_old(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def record(
    inputs: dict[str, bytes], wheels: list[str], info: dict, tools: Tools
) -> dict[str, bytes]:
    """Run the recorder and compress its output."""
    packages: dict[str, bytes] = {}
    for name in wheels:
        packages |= installed_files(inputs[name], site_packages(info))
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "from", Path(place) / "to"
        source.mkdir()
        target.mkdir()
        for name in RUNTIME:
            (source / name).write_bytes(inputs[name])
        # The site's list of packages is not part of the snapshot: each start reads it again.
        lock = {"info": info, "packages": {}}
        (source / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
        texts = {name: base64.b64encode(content).decode() for name, content in packages.items()}
        (source / "files.json").write_text(json.dumps(texts), encoding="utf-8")
        command = [tools.pinned_node(), RECORDING / "record.mjs", source, target]
        env = {"TZ": "UTC", "LANG": "C"} | {
            k: os.environ[k] for k in ("SYSTEMROOT",) if k in os.environ
        }
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if ended.returncode:
            said = (ended.stderr or ended.stdout).strip()
            raise BuildError(f"Python's snapshot could not be recorded: {said}")
        recording = json.loads((target / "recording.json").read_text(encoding="utf-8"))
        memory = (target / "memory.bin").read_bytes()
    first = [library["name"] for library in recording["libraries"]]
    first += sorted(name for name in packages if name.endswith(".wasm"))  # chosen while starting
    recording["libraryFiles"] = [[name, len(packages[name])] for name in first]
    rest = [name for name in packages if name not in first]
    recording["files"] = [[name, len(packages[name])] for name in rest]
    return {
        "snapshot.json": json.dumps(recording, separators=(",", ":")).encode(),
        "memory.bin": zlib.compress(memory, 9),
        "libraries.bin": joined(packages, first),
        "files.bin": joined(packages, rest),
    }


def joined(packages: dict[str, bytes], names: Iterable[str]) -> bytes:
    return zlib.compress(b"".join(packages[name] for name in names), 9)


def site_packages(info: dict) -> str:
    """Where Pyodide's Python looks for packages; `info` comes from pyodide-lock.json."""
    major, minor, *_ = info["python"].split(".")
    return f"/lib/python{major}.{minor}/site-packages/"


def installed_files(wheel: bytes, folder: str) -> dict[str, bytes]:
    """A wheel's files by installed path, with the two files that Pyodide's loader adds."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        names = sorted(name for name in archive.namelist() if not name.endswith("/"))
        files = {folder + name: archive.read(name) for name in names}
    info = next(name for name in names if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
    files[f"{folder}{info}/INSTALLER"] = b"pyodide.loadPackage"
    files[f"{folder}{info}/PYODIDE_SOURCE"] = b"pyodide"
    return files
