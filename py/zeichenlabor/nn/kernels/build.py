"""Compile the C sources here and in ``pixels`` into the WebAssembly modules.

    python -m zeichenlabor.nn.kernels.build [--out DIR]

needs the package ``ziglang`` (0.17.0), which carries Clang and its linker, and
nothing of Emscripten: the modules are free-standing. For each variant it runs

    zig cc -target wasm32-emscripten -fPIC -O3 -msimd128 … -c FILE.c
    zig wasm-ld -shared --experimental-pic --no-entry --export=… FILE.o …

The same sources and the same version of ziglang give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1]
ZIGLANG = "0.17.0"
MODULES = {
    "nn/kernels/simd.wasm": [],
    "nn/kernels/relaxed-simd.wasm": ["-mrelaxed-simd"],
    "pixels/simd.wasm": [],
}
"""Paths below the package, and their compiler flags besides the common ones."""

COMPILER_FLAGS = [
    *("-target", "wasm32-emscripten", "-mcpu=mvp", "-msimd128"),  # nothing that is not needed
    *("-O3", "-fPIC", "-ffreestanding", "-fno-builtin", "-fvisibility=hidden"),
    *("-fno-vectorize", "-fno-slp-vectorize"),  # the sources say what is a vector
    *("-ffp-contract=off", "-fno-math-errno"),
    *("-std=c11", "-Wall", "-Wextra", "-Werror", "-g0"),
]


def build(out: Path = PACKAGE) -> None:
    """Write all modules to their paths below ``out``."""
    for path, flags in MODULES.items():
        folder = (PACKAGE / path).parent
        module = out / path
        module.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as directory:
            objects = [
                _compile(source, folder, Path(directory), flags) for source in _sources(folder)
            ]
            _zig(
                "wasm-ld",
                *("-shared", "--experimental-pic", "--no-entry", "--strip-all"),
                *(f"--export={name}" for name in exported_names(folder)),
                *("-o", str(module)),
                *objects,
            )
        module.chmod(0o644)


def exported_names(folder: Path = HERE) -> list[str]:
    """Return the functions that a module's sources mark with EXPORT, in alphabetical order."""
    pattern = re.compile(r"^EXPORT \w+\*? (\w+)\(", re.MULTILINE)
    return sorted(name for c in _sources(folder) for name in pattern.findall(c.read_text()))


def _sources(folder: Path) -> list[Path]:
    """A module's sources: those of its folder, and those for NumPy's arrays."""
    return sorted({*folder.glob("*.c"), HERE / "memory.c"})


def _compile(source: Path, folder: Path, directory: Path, flags: list[str]) -> str:
    target = str(directory / f"{source.stem}.o")
    # relative names, so that no path of this machine gets into the object
    name, headers = (os.path.relpath(path, folder) for path in (source, HERE))
    _zig("cc", *COMPILER_FLAGS, *flags, "-I", headers, "-c", name, "-o", target, folder=folder)
    return target


def _zig(*arguments: str, folder: Path = HERE) -> None:
    subprocess.run([sys.executable, "-m", "ziglang", *arguments], check=True, cwd=folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder of the package")
    build(parser.parse_args().out.resolve())
