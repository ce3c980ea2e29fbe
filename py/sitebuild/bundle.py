"""Bundles the page's modules into one file per entry point, and its style sheets into one.

A browser requests each file separately, and for three hundred files the requests take a laptop
longer than the contents.

Each module becomes a function that runs once and returns its exports; imported modules come
first. Nothing else changes, so the served code reads like the source. This works for modules
that import names in braces, export constants, functions and classes, and import each other
without cycles; any other module is an error.
"""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from sitebuild.machine import BuildError

_IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.[^']+)';$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function\*?) ([\w$]+))", re.MULTILINE)
_LIST = re.compile(r"\bexport ?\{([^}]*)\};?\s*\Z")
_TYPES_ONLY = re.compile(r"\nexport (?:\{\}|\* from '[^']+');\n\Z")
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
STYLE = re.compile(r' *<link rel="stylesheet" href="(.+?)">\n')


def bundle_scripts(site: Path, entry: str) -> set[str]:
    """Bundle the module `entry` of the folder `site` with all modules that it imports.

    Modules loaded dynamically with `import(…)` stay separate files.

    Returns
    -------
    set of str
        The modules that `entry` now contains, without itself: their files are no longer needed.

    Raises
    ------
    BuildError
        if modules import each other in a cycle, or use unsupported syntax
    """
    texts: dict[str, str] = {}
    imports: dict[str, list[str]] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in texts:
            continue
        texts[name] = (site / name).read_text(encoding="utf-8")
        imports[name] = [near(name, path) for _, path in _IMPORT.findall(texts[name])]
        waiting += imports[name]
    try:
        order = [*TopologicalSorter(imports).static_order()]
    except CycleError as error:
        raise BuildError(f"These modules import each other: {', '.join(error.args[1])}") from None
    functions = [as_function(name, texts[name], dirname(entry)) for name in order]
    text = "\n".join(["const modules = {};\n", *functions])
    (site / entry).write_text(text, encoding="utf-8", newline="\n")
    return {*order} - {entry}


def near(name: str, path: str) -> str:
    """Resolve the import `path` of the module `name` relative to the site's folder."""
    return normpath(join(dirname(name), path))


def as_function(name: str, text: str, folder: str) -> str:
    """The module `name` as a statement for a bundle in `folder`."""
    exported = dict.fromkeys(_EXPORT.findall(text))

    def take_list(match: re.Match) -> str:
        for item in filter(None, map(str.strip, match[1].split(","))):
            own, _, outer = item.partition(" as ")
            exported[f"{outer}: {own}" if outer else own] = None
        return ""

    def take_import(match: re.Match) -> str:
        names = match[1].replace(" as ", ": ")
        return f"const {{{names}}} = modules['{near(name, match[2])}'];"

    text = _LIST.sub(take_list, text)
    text = _EXPORT.sub("", _IMPORT.sub(take_import, text))
    if other := _OTHER.search(text):
        raise BuildError(f"{name} is written as no other module here: {other[0]}")
    here = f"new URL('{relpath(name, folder or '.')}', import.meta.url).href"
    text = text.replace("import.meta.url", here)
    return (
        f"modules['{name}'] = (() => {{\n{text.rstrip()}\nreturn {{ {', '.join(exported)} }};\n"
        "})();\n"
    )


def types_only(site: Path) -> set[str]:
    """The modules that contain only type declarations."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.js")
        if _TYPES_ONLY.search(path.read_text(encoding="utf-8"))
    }


def bundle_styles(site: Path, page: str) -> set[str]:
    """Append the other style sheets of `page` to its first one, in order; return their names."""
    text = (site / page).read_text(encoding="utf-8")
    first, *others = names = STYLE.findall(text)
    styles = [(site / name).read_text(encoding="utf-8") for name in names]
    (site / first).write_text("\n".join(styles), encoding="utf-8", newline="\n")
    text = STYLE.sub(lambda link: link[0] if link[1] == first else "", text)
    (site / page).write_text(text, encoding="utf-8", newline="\n")
    return {*others}
