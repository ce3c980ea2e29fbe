"""Third-party JavaScript modules as a browser without an import map can load them.

An npm package names the modules that it needs by package; the page's strict policy
allows no inline import map, so each such name becomes a relative address.
"""

from __future__ import annotations

import os.path
import re
from pathlib import PurePosixPath

from sitebuild.machine import BuildError
from sitebuild.third_party import ThirdParty

# Statements at the beginning of a line; code that only mentions the words stays.
_STATEMENT = re.compile(
    r"""^(import\s*|(?:import|export)\b[^'"();=]*?\bfrom\s*)(['"])([^'"./][^'"]*)\2""", re.MULTILINE
)


def vendor_modules(third_party: ThirdParty) -> dict[str, bytes]:
    """Every vendored module by its name below ``vendor/``, imports relative."""
    names = third_party.names("vendor")
    modules = {third_party.files[name]["package"]: name for name in names}
    return {name: linked(name, third_party.read(name).decode(), modules).encode() for name in names}


SCRIPTS = {"pyodide.mjs": "pyodide.js", "pyodide.asm.mjs": "pyodide.asm.js"}
"""Pyodide's own modules, and what they are called below ``vendor/pyodide/``."""


def pyodide_modules(third_party: ThirdParty) -> dict[str, bytes]:
    """Pyodide's modules, so that they can be joined with the worker's: a place without access
    can import nothing while it runs.

    Only how they export is written in another way. Where they lie is asked in vain, for they
    are told what they need.
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
    name : below ``vendor/``
    text : its source
    modules : the vendored module of each package

    Raises
    ------
    BuildError
        where it needs a package that is not vendored
    """

    def relative(match: re.Match) -> str:
        statement, package = match[1], match[3]
        if package not in modules:
            raise BuildError(f"{name} needs the package {package}: please add it to the lock.")
        path = os.path.relpath(modules[package], PurePosixPath(name).parent)
        path = path if path.startswith(".") else f"./{path}"
        return f"{statement}'{path}'"

    return _STATEMENT.sub(relative, text)
