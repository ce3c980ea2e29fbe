"""Writes pages as PDF 1.4: vectors, Helvetica, and pictures for other symbols.

The format is ISO 32000-1: numbered objects, then a table of their offsets. There are no dates and
no random ids, so the same pages give the same bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from PIL import Image

from zeichenlabor.errors import BadSymbols
from zeichenlabor.sheets.helvetica import has_glyphs, text_width
from zeichenlabor.sheets.template import Box, Picture, TemplatePage, Text

_POINTS = 72 / 25.4


def pages_pdf(pages: Sequence[TemplatePage]) -> bytes:
    """Return the PDF of some pages.

    Raises
    ------
    BadSymbols
        For a text that Helvetica cannot show and that has no picture (``reason="picture"``).
    """
    return _Writer().write(pages)


class _Writer:
    def __init__(self) -> None:
        self._objects: list[bytes] = []
        self._images: dict[bytes, int] = {}

    def write(self, pages: Sequence[TemplatePage]) -> bytes:
        catalog, tree, font = (self._reserve() for _ in range(3))
        kids = [self._page(page, tree, font) for page in pages]
        self._put(catalog, f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
        kids_text = " ".join(f"{kid} 0 R" for kid in kids)
        self._put(tree, f"<< /Type /Pages /Kids [{kids_text}] /Count {len(kids)} >>".encode())
        self._put(
            font,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        )
        return self._file(catalog)

    def _page(self, page: TemplatePage, tree: int, font: int) -> int:
        used = [self._image(item.png) for item in page.items if isinstance(item, Picture)]
        content = "\n".join(self._draw(item, page) for item in page.items).encode("latin-1")
        contents = self._stream("", content)
        images = " ".join(f"/I{number} {number} 0 R" for number in sorted(set(used)))
        return self._put(
            self._reserve(),
            (
                f"<< /Type /Page /Parent {tree} 0 R /Contents {contents} 0 R"
                f" /MediaBox [0 0 {page.width * _POINTS:.3f} {page.height * _POINTS:.3f}]"
                f" /Resources << /Font << /F {font} 0 R >> /XObject << {images} >> >> >>"
            ).encode(),
        )

    def _draw(self, item: Box | Text | Picture, page: TemplatePage) -> str:
        if isinstance(item, Text):
            return _text(item, page)
        width, height = item.width * _POINTS, item.height * _POINTS
        x, y = item.x * _POINTS, (page.height - item.y) * _POINTS - height
        if isinstance(item, Box):
            return f"{1 - item.darkness:.2f} g {x:.3f} {y:.3f} {width:.3f} {height:.3f} re f"
        image = self._image(item.png)
        return f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /I{image} Do Q"

    def _image(self, png: bytes) -> int:
        if png not in self._images:
            picture = Image.open(io.BytesIO(png)).convert("RGBA")
            head = (
                "/Type /XObject /Subtype /Image /BitsPerComponent 8"
                f" /Width {picture.width} /Height {picture.height}"
            )
            alpha = self._stream(f"{head} /ColorSpace /DeviceGray", picture.getchannel(3).tobytes())
            self._images[png] = self._stream(
                f"{head} /ColorSpace /DeviceRGB /SMask {alpha} 0 R",
                picture.convert("RGB").tobytes(),
            )
        return self._images[png]

    def _stream(self, head: str, data: bytes) -> int:
        packed = zlib.compress(data, 9)
        head = f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>"
        return self._put(self._reserve(), head.encode() + b"\nstream\n" + packed + b"\nendstream")

    def _reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def _put(self, number: int, body: bytes) -> int:
        self._objects[number - 1] = body
        return number

    def _file(self, catalog: int) -> bytes:
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(places) + 1, catalog)
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)


def _text(text: Text, page: TemplatePage) -> str:
    if not has_glyphs(text.text):
        raise BadSymbols(reason="picture", name=text.text)
    left = text.x - (text_width(text.text, text.size) / 2 if text.centred else 0)
    content = text.text.encode("cp1252").hex()
    x, y = left * _POINTS, (page.height - text.y) * _POINTS
    return f"0 g BT /F {text.size * _POINTS:.3f} Tf {x:.3f} {y:.3f} Td <{content}> Tj ET"
