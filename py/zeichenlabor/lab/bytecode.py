"""The bytecode of Python's modules, for a device to keep: else each start compiles them anew.

Pyodide brings modules as source text, and compiling them is more than half of a start.
"""

from __future__ import annotations

import io
import marshal
import sys
from collections.abc import Generator
from dataclasses import dataclass
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from zipfile import ZipFile

PACKAGE = Path(__file__).parents[1]
NEVER_COMPARED = (1).to_bytes(4, "little")
"""The flags of bytecode that is taken without a look at its source (PEP 552)."""


@dataclass(frozen=True)
class Bytecode:
    """Two archives (zip).

    Attributes
    ----------
    library : the standard library's sources, with bytecode beside them
    packages : bytecode of packages, to be unpacked at the root of the file system
    """

    library: bytes
    packages: bytes


def compiled_modules(library: Path) -> Generator[None, None, Bytecode]:
    """Compile what has been imported so far, and this package whole.

    Parameters
    ----------
    library : Path
        The standard library: an archive of sources, from which Python imports.

    Yields
    ------
    None
        between two modules.
    """
    sources = imported_sources()
    whole = io.BytesIO(library.read_bytes())
    with ZipFile(whole, "a") as archive:
        names = [name for name in archive.namelist() if f"{library}/{name}" in sources]
        for name in names:
            archive.writestr(f"{name}c", compiled(f"{library}/{name}", archive.read(name)))
            yield
    rest = {path for path in map(Path, sources) if path.is_file()} | {*PACKAGE.rglob("*.py")}
    packages = io.BytesIO()
    with ZipFile(packages, "w") as archive:
        for path in sorted(rest):
            place = cache_from_source(path).lstrip("/")  # unpackers leave out absolute names
            archive.writestr(place, compiled(str(path), path.read_bytes()))
            yield
    return Bytecode(whole.getvalue(), packages.getvalue())


def imported_sources() -> set[str]:
    """The files from which the modules came that are imported by now."""
    specs = [getattr(module, "__spec__", None) for module in tuple(sys.modules.values())]
    origins = {spec.origin for spec in specs if spec and spec.has_location}
    return {origin for origin in origins if origin and origin.endswith(".py")}


def compiled(path: str, source: bytes) -> bytes:
    """What Python keeps of a module.

    Parameters
    ----------
    path : where it will be found; tracebacks name it
    source : its text, encoded as it tells
    """
    code = compile(source, path, "exec", dont_inherit=True)
    return MAGIC_NUMBER + NEVER_COMPARED + source_hash(source) + marshal.dumps(code)
