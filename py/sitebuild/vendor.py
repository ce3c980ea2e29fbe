"""Rewrites third-party JavaScript modules so that a browser loads them without an import map.

An npm package imports other packages by name; the page's strict policy
allows no inline import map, so each name becomes a relative path.
"""

from __future__ import annotations

import os.path
import re
from pathlib import PurePosixPath

from sitebuild.machine import BuildError
from sitebuild.third_party import ThirdParty

# Only statements at the beginning of a line: the words may occur elsewhere in the code.
_STATEMENT = re.compile(
    r"""^(import\s*|(?:import|export)\b[^'"();=]*?\bfrom\s*)(['"])([^'"./][^'"]*)\2""", re.MULTILINE
)


def vendor_modules(third_party: ThirdParty) -> dict[str, bytes]:
    """The vendored modules by path below ``vendor/``, with relative imports."""
    names = third_party.names("vendor")
    modules = {third_party.files[name]["package"]: name for name in names}
    return {name: linked(name, third_party.read(name).decode(), modules).encode() for name in names}


SCRIPTS = {"pyodide.mjs": "pyodide.js", "pyodide.asm.mjs": "pyodide.asm.js"}
"""Pyodide's own modules, and their names below ``vendor/pyodide/``."""


def pyodide_modules(third_party: ThirdParty) -> dict[str, bytes]:
    """Pyodide's modules in a form that can be bundled: the worker's opaque origin cannot import.

    Only the export syntax changes, and `import.meta.url` becomes a dummy, since the worker passes
    in all files that they need.
    """
    modules = {}
    for name, new in SCRIPTS.items():
        text = third_party.read(name).decode()
        text = re.sub(r"//# sourceMappingURL=\S+\s*\Z", "", text)
        text = re.sub(r"export default (\w+);\s*\Z", r"export { \1 as createPyodideModule };", text)
        text = text.replace("import.meta.url", '"https://zeichenlabor.invalid/"')
        modules[f"pyodide/{new}"] = text.encode()
    return modules


def linked(name: str, text: str, modules: dict[str, str]) -> str:
    """The module ``name`` with its bare imports turned into relative ones.

    Parameters
    ----------
    name : path below ``vendor/``
    text : its source
    modules : the vendored module of each package

    Raises
    ------
    BuildError
        if it needs a package that is not vendored
    """

    def relative(match: re.Match) -> str:
        statement, package = match[1], match[3]
        if package not in modules:
            raise BuildError(f"{name} needs the package {package}: add it to the lock.")
        path = os.path.relpath(modules[package], PurePosixPath(name).parent)
        path = path if path.startswith(".") else f"./{path}"
        return f"{statement}'{path}'"

    return _STATEMENT.sub(relative, text)
