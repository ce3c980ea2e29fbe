"""Compile the C sources beside this file into the two WebAssembly modules.

    python -m zeichenlabor.nn.kernels.build [--out DIR]

needs the package ``ziglang`` (0.17.0), which carries Clang and its linker, and
nothing of Emscripten: the modules are free-standing. For each variant it runs

    zig cc -target wasm32-emscripten -fPIC -O3 -msimd128 … -c FILE.c
    zig wasm-ld -shared --experimental-pic --no-entry --export=… FILE.o …

The same sources and the same version of ziglang give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ZIGLANG = "0.17.0"
VARIANTS = {"simd": [], "relaxed-simd": ["-mrelaxed-simd"]}
COMPILER_FLAGS = [
    *("-target", "wasm32-emscripten", "-mcpu=mvp", "-msimd128"),  # nothing that is not needed
    *("-O3", "-fPIC", "-ffreestanding", "-fno-builtin", "-fvisibility=hidden"),
    *("-fno-vectorize", "-fno-slp-vectorize"),  # the sources say what is a vector
    *("-ffp-contract=off", "-fno-math-errno"),
    *("-std=c11", "-Wall", "-Wextra", "-Werror", "-g0"),
]


def build(out: Path = HERE) -> None:
    """Write ``simd.wasm`` and ``relaxed-simd.wasm`` into ``out``."""
    for variant, flags in VARIANTS.items():
        with tempfile.TemporaryDirectory() as directory:
            objects = [
                _compile(source, Path(directory), flags) for source in sorted(HERE.glob("*.c"))
            ]
            _zig(
                "wasm-ld",
                *("-shared", "--experimental-pic", "--no-entry", "--strip-all"),
                *(f"--export={name}" for name in exported_names()),
                *("-o", str(module := out / f"{variant}.wasm")),
                *objects,
            )
            module.chmod(0o644)


def exported_names() -> list[str]:
    """Return the functions that the sources mark with EXPORT, in alphabetical order."""
    pattern = re.compile(r"^EXPORT \w+\*? (\w+)\(", re.MULTILINE)
    return sorted(name for c in HERE.glob("*.c") for name in pattern.findall(c.read_text()))


def _compile(source: Path, directory: Path, flags: list[str]) -> str:
    target = str(directory / f"{source.stem}.o")
    # relative names, so that no path of this machine gets into the object
    _zig("cc", *COMPILER_FLAGS, *flags, "-c", source.name, "-o", target)
    return target


def _zig(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "ziglang", *arguments], check=True, cwd=HERE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=HERE, help="folder of the modules")
    build(parser.parse_args().out.resolve())
