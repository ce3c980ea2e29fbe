"""Generates the API reference as one HTML page from the docstrings.

The package is parsed, never imported, so only its sources are needed.
"""

from __future__ import annotations

import ast
import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from .snippets import snippets, table

PACKAGES = ("zeichenlabor.sheets", "zeichenlabor.data", "zeichenlabor.nn", "zeichenlabor.lab.code")
"""The public packages; the reference covers everything in their ``__all__``."""


@dataclass
class Entry:
    """A class or function: signature, docstring and, for a class, its methods."""

    name: str
    signature: str
    docstring: str
    members: list[Entry] = field(default_factory=list)


def api_page(sources: Path, version: str, policy: str, keras: str = "") -> str:
    """Return the page's HTML.

    Parameters
    ----------
    sources : the folder that contains ``zeichenlabor``
    version : of the package
    policy : the site's Content-Security-Policy
    keras : the text of the file of Keras snippets
    """
    names, sections = [], []
    for package in PACKAGES:
        text = (sources / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
        introduction = ast.get_docstring(ast.parse(text)) or ""
        entries = public(sources, package)
        links = " ".join(f'<a href="#{entry.name}">{entry.name}</a>' for entry in entries)
        names.append(f'<dt><a href="#{package}">{package}</a></dt><dd>{links}</dd>')
        body = "".join(map(_entry, entries))
        sections.append(
            f'<section><h2 id="{package}">{package}</h2>{_prose(introduction)}{body}</section>'
        )
    if keras:
        names.append('<dt><a href="#keras">Lines of Keras</a></dt><dd>what they do here</dd>')
        sections.append(table(snippets(keras)))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>zeichenlabor {version}</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="app.css">
<link rel="stylesheet" href="api.css">
</head>
<body class="api">
<main>
<p><a href="./#code">← Zeichenlabor</a></p>
<h1>zeichenlabor {version}</h1>
<p>The Python package behind the page. <code>pip install</code> of
<a href="pyodide/zeichenlabor-{version}-py3-none-any.whl">the wheel</a> is all that it needs,
beside NumPy and Pillow.</p>
<dl class="api-names">{"".join(names)}</dl>
{"".join(sections)}
</main>
</body>
</html>
"""


def public(sources: Path, package: str) -> list[Entry]:
    """The classes and functions in the package's ``__all__``, in its order."""
    path = sources / package.replace(".", "/") / "__init__.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    origins: dict[str, Path] = {}
    exported: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            origin = _module(sources, package, node)
            origins |= {alias.asname or alias.name: origin for alias in node.names}
        elif isinstance(node, ast.Assign) and node.targets[0].id == "__all__":
            exported = ast.literal_eval(node.value)
    found = [_find(sources, origins[name], name) for name in exported if name in origins]
    return [entry for entry in found if entry]


def _module(sources: Path, package: str, node: ast.ImportFrom) -> Path:
    """The file, or the folder of a package, that an import names."""
    parts = package.split(".")
    base = parts[: len(parts) - node.level + 1] if node.level else []
    return sources.joinpath(*base, *(node.module or "").split("."))


def _find(sources: Path, module: Path, name: str) -> Entry | None:
    if module.is_dir():
        package = ".".join(module.relative_to(sources).parts)
        return next((entry for entry in public(sources, package) if entry.name == name), None)
    for node in ast.parse(module.with_suffix(".py").read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
            return _class(node) if isinstance(node, ast.ClassDef) else _function(node, name)
    return None


def _class(node: ast.ClassDef) -> Entry:
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    start = next((part for part in methods if part.name == "__init__"), None)
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
    settings = [f for f in fields if not ast.unparse(f.annotation).startswith("ClassVar")]
    names = [f.target.id for f in settings if not f.target.id.startswith("_")]
    signature = (
        _function(start, node.name).signature if start else f"{node.name}({', '.join(names)})"
    )
    public_methods = [m for m in methods if m.name[0] != "_" and ast.get_docstring(m)]
    members = [_function(method, method.name) for method in public_methods]
    return Entry(node.name, signature, ast.get_docstring(node) or "", members)


def _function(node: ast.FunctionDef, name: str) -> Entry:
    docstring = ast.get_docstring(node) or ""
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    if decorators & {"property", "cached_property"}:
        return Entry(name, name, docstring)
    arguments = node.args
    plain = ast.arguments(
        posonlyargs=[_bare(a) for a in arguments.posonlyargs],
        args=[_bare(a) for a in arguments.args if a.arg not in ("self", "cls")],
        vararg=arguments.vararg and _bare(arguments.vararg),
        kwonlyargs=[_bare(a) for a in arguments.kwonlyargs],
        kw_defaults=arguments.kw_defaults,
        kwarg=arguments.kwarg and _bare(arguments.kwarg),
        defaults=arguments.defaults,
    )
    return Entry(name, f"{name}({ast.unparse(plain)})", docstring)


def _bare(argument: ast.arg) -> ast.arg:
    return ast.arg(argument.arg)


def _entry(entry: Entry) -> str:
    members = "".join(
        f"<dt><code>{html.escape(member.signature)}</code></dt><dd>{_prose(member.docstring)}</dd>"
        for member in entry.members
    )
    return (
        f'<article id="{entry.name}"><h3><code>{html.escape(entry.signature)}</code></h3>'
        f"{_prose(entry.docstring)}{f'<dl>{members}</dl>' if members else ''}</article>"
    )


def _prose(docstring: str) -> str:
    """Render a docstring in NumPy style: paragraphs, and sections with underlined titles."""
    parts = re.split(r"^(\w[\w ]*)\n-{3,}\n", docstring, flags=re.MULTILINE)
    out = _paragraphs(parts[0])
    for title, text in zip(parts[1::2], parts[2::2], strict=True):
        shown = _code(text) if title == "Examples" else _fields(text)
        out += f"<h4>{html.escape(title)}</h4>{shown}"
    return out


def _paragraphs(text: str) -> str:
    blocks = [block for block in re.split(r"\n\s*\n", text.strip("\n")) if block.strip()]
    return "".join(
        _code(block) if block.startswith("    ") else f"<p>{_inline(block)}</p>" for block in blocks
    )


def _fields(text: str) -> str:
    """Render ``name : type`` with indented descriptions; names without any become a list."""
    out, rest = [], []
    for line in text.strip("\n").splitlines():
        if line and not line.startswith(" "):
            name, _, kind = line.partition(" : ")
            out.append(f"<dt><code>{html.escape(name)}</code> {_inline(kind)}</dt>")
            rest = []
        elif line.strip():
            rest.append(line.strip())
            if len(rest) > 1:
                out.pop()
            out.append(f"<dd>{_inline(' '.join(rest))}</dd>")
    if any(line.startswith("<dd>") for line in out):
        return f'<dl class="api-fields">{"".join(out)}</dl>'
    items = "".join(f"<li>{line[len('<dt>') : -len('</dt>')]}</li>" for line in out)
    return f'<ul class="api-fields">{items}</ul>'  # there are no descriptions


def _code(text: str) -> str:
    return f"<pre>{html.escape(text.strip(chr(10)))}</pre>"


def _inline(text: str) -> str:
    escaped = html.escape(" ".join(text.split()), quote=False)
    return re.sub(r"``(.+?)``|`(.+?)`", lambda m: f"<code>{m[1] or m[2]}</code>", escaped)
