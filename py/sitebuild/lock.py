#!/usr/bin/env python3
"""Writes .third-party.lock.json from the versions in pyproject.toml.

Run it after changing [dependency-groups] or [tool.zeichenlabor]; it needs
the network, npm, pip and `uv`. The hashes of Pyodide's packages come from
Pyodide's own package list; all others are those of the files downloaded now.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from sitebuild.third_party import LOCK, ROOT, Progress, ThirdParty, sha256

RUNTIME = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
]


class LockMaker:
    """Collects the files' records; downloads stay in the cache."""

    def __init__(self, requirements: dict) -> None:
        self.requirements = requirements
        self.third_party = ThirdParty({"files": {}, "requirements": requirements})

    def add(self, name: str, content: bytes, **record: object) -> None:
        path = self.third_party.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        known = {"bytes": len(content), "sha256": sha256(content)}
        self.third_party.files.setdefault(name, record | known)

    def add_tarball(self, spec: str, use: str) -> str:
        package, _, version = spec.rpartition("@")
        name = f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
        content = self.third_party._npm(spec, Progress(name, 0))
        self.add(name, content, use=use, version=version, sources=[f"npm:{spec}"])
        return name

    def add_wheel(self, spec: str, **record: object) -> str:
        package, _, version = spec.partition("==")
        name = f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
        content = self.third_party._pip(spec, Progress(name, 0))
        self.add(name, content, **record, version=version, sources=[f"pip:{spec}"])
        return name

    def add_pyodide(self, version: str, packages: list[str], mirror: str) -> None:
        core = self.add_tarball(f"pyodide@{version}", "carrier")
        carrier = self.add_wheel(mirror, use="carrier")
        folder = "open_webui/frontend/pyodide"
        for name in RUNTIME:
            in_core, in_mirror = f"in:{core}:package/{name}", f"in:{carrier}:{folder}/{name}"
            content = self.member(in_core)
            sources = [f"cdn:pyodide/v{version}/full/{name}", in_core]
            if self.holds(in_mirror, content):
                sources.append(in_mirror)
            self.add(name, content, use="runtime", version=version, sources=sources)
        official = json.loads(self.third_party.read("pyodide-lock.json"))["packages"]
        for name in with_dependencies(packages, official):
            entry = official[name]
            file, source = entry["file_name"], f"in:{carrier}:{folder}/{entry['file_name']}"
            content = self.member(source)
            if sha256(content) != entry["sha256"]:
                sys.exit(f"{source} does not have the hash in Pyodide's own package list")
            sources = [f"cdn:pyodide/v{version}/full/{file}", source]
            self.add(file, content, use="package", version=entry["version"], sources=sources)

    def add_vendor(self, name: str, address: str, use: str) -> None:
        package, _, rest = address.rpartition("@")
        version, _, member = rest.partition("/")
        spec = f"{package}@{version}"
        carrier = self.add_tarball(spec, "carrier")
        source = f"in:{carrier}:package/{member}"
        sources = [f"cdn:npm/{address}", source]
        record = {"use": use, "package": package, "version": version, "carrier": carrier}
        self.add(name, self.member(source), **record, sources=sources)

    def add_inside(self, wanted: dict[str, list[str]]) -> None:
        """Add pure wheels for the tests inside Pyodide, of the same versions as outside."""
        versions = dict(line.split(" ;")[0].split("==") for line in self.requirements["test"])
        site = {name.partition("-")[0] for name in self.third_party.names("package")}
        depends = {name: [] for names in wanted.values() for name in names} | wanted
        for name in sorted(depends.keys() - site):
            self.add_wheel(f"{name}=={versions[name]}", use="inside", depends=depends[name])

    def member(self, source: str) -> bytes:
        return self.third_party._member(source.removeprefix("in:"), Progress(source, 0))

    def holds(self, source: str, content: bytes) -> bool:
        try:
            return self.member(source) == content
        except KeyError:
            return False


def with_dependencies(names: list[str], official: dict) -> list[str]:
    found: list[str] = []
    queue = list(names)
    while queue:
        name = queue.pop(0)
        if name not in found:
            found.append(name)
            queue += official[name]["depends"]
    return sorted(found)


def locked_requirements(requirements: list[str]) -> dict[str, list[str]]:
    """All packages that these need, on any platform, with the hashes of their wheels and sdist."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    command += ["--no-annotate", "--python-version=3.11", "-"]
    text = "\n".join(requirements)
    compiled = subprocess.run(
        command, input=text, capture_output=True, text=True, check=True
    ).stdout
    locked: dict[str, list[str]] = {}
    for line in compiled.replace("\\\n", " ").splitlines():
        name = line.split("--hash")[0].strip()
        locked[name] = re.findall(r"--hash=sha256:(\w+)", line)
    return locked


def main() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = asked["tool"]["zeichenlabor"]
    requirements = {k: locked_requirements(v) for k, v in asked["dependency-groups"].items()}
    maker = LockMaker(requirements)
    maker.add_pyodide(wanted["pyodide"], wanted["packages"], wanted["mirror"])
    for use in ("vendor", "carried"):
        for name, address in wanted[use].items():
            maker.add_vendor(name, address, use)
    for use in ("types", "lint", "audit", "peers"):
        for spec in wanted[use]:
            maker.add_tarball(spec, use)
    maker.add_inside(wanted["inside"])
    files = dict(sorted(maker.third_party.files.items()))
    lock = {"files": files, "requirements": requirements}
    LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
