"""Writes the whole site as one HTML file that runs from a USB stick.

Each file is compressed and written as text into a script element that no browser
runs; single.js, the only script of the document, reads it from there. The files that the
page needs in order to appear come first, Python after them.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from pathlib import Path

from sitebuild.bundle import STYLE
from sitebuild.wheel import source_files

HERE = Path(__file__).parent
LEFT_OUT = {
    ".css",
    ".html",
    ".png",
    ".webmanifest",
}  # inlined in the document, or useless in it
LATER = "vendor/pdfjs/"  # not needed for the page to appear


def single_file(site: Path) -> str:
    """The document that contains the whole built site in the folder `site`.

    Returns
    -------
    str
        HTML, to be encoded as UTF-8.
    """
    page = (site / "index.html").read_text(encoding="utf-8")
    loader = (HERE / "single.js").read_text(encoding="utf-8")
    link = STYLE.search(page)  # the only one: the build has bundled them
    style = (site / link[1]).read_text(encoding="utf-8")
    page = page.replace(link[0], "")
    page = re.sub(r' *<link rel="(?:manifest|apple-touch-icon)".*?>\n', "", page)
    page = re.sub(
        r'(<link rel="icon" href=")(.+?)"', lambda m: f'{m[1]}{data_url(site / m[2])}"', page
    )
    old = (site / "old.js").read_text(encoding="utf-8")
    page = page.replace('<script src="old.js"></script>', f"<script>{old}</script>")
    page = re.sub(r' *<script [^>]*src="[^"]+"></script>\n', "", page)
    page = re.sub(
        r'(http-equiv="Content-Security-Policy" content=")(.+?)"',
        lambda m: f'{m[1]}{strict_policy(m[2], [old, loader], style)}"',
        page,
    )
    first, rest = ordered_files(site)
    parts = [part(site, path) for path in first]
    parts += [f"<script>{loader}</script>\n"]
    parts += [part(site, path) for path in rest]
    head, body = page.split("</head>")
    body, end = body.split("</body>")
    return f"{head}<style>{style}</style>\n</head>{body}{''.join(parts)}</body>{end}"


def ordered_files(site: Path) -> tuple[list[str], list[str]]:
    """The page's own files, and Python's files, beginning with those that a start needs."""
    names = [path.relative_to(site).as_posix() for path in source_files(site)]
    elsewhere = {"sw.js", "old.js"}
    names = [name for name in names if Path(name).suffix not in LEFT_OUT and name not in elsewhere]
    boot = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["boot"]
    start = boot["runtime"] + boot["packages"]
    own = [name for name in names if name.endswith(".js") or name == "manifest.json"]
    own = [name for name in own if not name.startswith(LATER)]
    return own, start + [name for name in names if name not in {*own, *start}]


def part(site: Path, name: str) -> str:
    packed = zlib.compress((site / name).read_bytes(), 9)
    return (
        f'<script type="text/plain" data-file="{html.escape(name)}" data-bytes="{len(packed)}">'
        f"{text_of(packed)}</script>\n"
    )


def text_of(data: bytes) -> str:
    """Encode bytes as text with seven bits per character, which HTML's parser leaves unchanged.

    Seven bytes become seven characters with their lower bits and an eighth with the
    highest ones. NUL, CR and "<" would not survive and are shifted up by 128, where
    UTF-8 needs two bytes: 1.17 bytes of file per byte of data (base64: 1.33).
    """
    data += bytes(-len(data) % 7)
    length = len(data) // 7
    text, high = bytearray(8 * length), 0
    for k in range(7):
        column = data[k::7]
        text[k::8] = column.translate(bytes(byte & 127 for byte in range(256)))
        bits = column.translate(bytes((byte >> 7) << k for byte in range(256)))
        high |= int.from_bytes(bits, "big")
    text[7::8] = high.to_bytes(length, "big")
    return text.decode("ascii").translate({ord(c): ord(c) + 128 for c in "\0\r<"})


def strict_policy(policy: str, scripts: list[str], style: str) -> str:
    """The site's policy for a document without a server: scripts and style by hash.

    Modules are loaded from Blobs. No connection is allowed: `connect-src` becomes 'none'.
    """
    own = {
        "script-src": " ".join([*map(digest, scripts), "blob:"]),
        "style-src": digest(style),
    }
    directives = []
    for directive in policy.split("; "):
        name, *sources = directive.split()
        sources = [own.get(name, "") if source == "'self'" else source for source in sources]
        directives.append(
            " ".join([name, *(filter(None, sources) if any(sources) else ["'none'"])])
        )
    return "; ".join(directives)


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_url(icon: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(icon.read_bytes()).decode()}"
