"""The pages of a PDF as pictures, if pypdfium2 is installed (`pip install "zeichenlabor[pdf]"`). In
the browser, the page renders PDFs instead.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from zeichenlabor.errors import DamagedImage, LockedFile, MissingReader

DPI = 240
MOST_PIXELS, LEAST_SIDE = 16_000_000, 2400
"""As in site/unpack/pdf.js, which has to respect Safari's limit for a canvas."""

_ASKS_FOR_PASSWORD = 4  # FPDF_ERR_PASSWORD


def is_pdf(head: bytes) -> bool:
    """Whether a file that starts like this is a PDF; some have a few bytes before the header."""
    return b"%PDF-" in head[:1024]


def rendered_pages(source: io.BytesIO | Path) -> Iterator[Image.Image]:
    """Yield the rendered pages: grey, at about 240 dpi.

    Raises
    ------
    MissingReader
        if pypdfium2 is not installed
    LockedFile
        if the PDF needs a password
    DamagedImage
        if it cannot be opened or rendered
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise MissingReader(
            "PDFs are read by the package pypdfium2: pip install 'zeichenlabor[pdf]'",
            package="pypdfium2",
        ) from error
    try:
        with PdfDocument(source) as document:
            document.init_forms()
            for number in range(len(document)):
                page = document[number]
                bitmap = page.render(scale=_scale(*page.get_size()), grayscale=True)
                yield bitmap.to_pil().convert("L")
                page.close()
            if len(document) == 0:
                raise DamagedImage("no page in this PDF")
    except PdfiumError as error:
        if error.err_code == _ASKS_FOR_PASSWORD:
            raise LockedFile("the PDF asks for a password") from error
        raise DamagedImage(f"the PDF cannot be opened: {error}") from error


def _scale(width: float, height: float) -> float:
    """Return pixels per point, limited since some scanned pages claim to be a metre wide, or an
    inch.
    """
    most = (MOST_PIXELS / (width * height)) ** 0.5
    return min(max(DPI / 72, LEAST_SIDE / max(width, height)), most)
