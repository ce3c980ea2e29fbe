"""One page in the many ways in which scanners and apps embed it in a PDF.

All of them look the same in a viewer, but are stored differently.
"""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import struct
import zlib
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageOps

PAPER = (420, 594)
"""A5, in points."""

WHOLE = f"{PAPER[0]} 0 0 {PAPER[1]} 0 0 cm"


class Pdf:
    """A PDF, written object by object (ISO 32000-1, 7.5)."""

    def __init__(self) -> None:
        self.objects: list[tuple[str, bytes | None]] = [("<< /Type /Catalog /Pages 2 0 R >>", None)]
        self.objects.append(("", None))  # the page tree, which comes last
        self.pages: list[int] = []

    def add(self, entries: str, data: bytes | None = None) -> int:
        """Add an object, a stream where there is data; return its number."""
        self.objects.append((entries, data))
        return len(self.objects)

    def picture(self, size: tuple[int, int], entries: str, data: bytes) -> int:
        head = f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]}"
        return self.add(f"{head} {entries}", data)

    def page(self, content: str, pictures: list[int], entries: str = "") -> None:
        names = " ".join(f"/I{at} {number} 0 R" for at, number in enumerate(pictures))
        drawn = self.add("", content.encode())
        box = f"/MediaBox [0 0 {PAPER[0]} {PAPER[1]}]"
        if "/Rotate" in entries:
            box = f"/MediaBox [0 0 {PAPER[1]} {PAPER[0]}]"
        self.pages.append(
            self.add(
                f"<< /Type /Page /Parent 2 0 R {box} /Contents {drawn} 0 R {entries}"
                f" /Resources << /XObject << {names} >> >> >>"
            )
        )

    def attach(self, files: dict[str, bytes], is_portfolio: bool = False) -> None:
        """Attach files to the PDF; the page of a portfolio is only its cover."""
        specs = []
        for name, data in files.items():
            stream = self.add("/Type /EmbeddedFile", data)
            specs.append(self.add(f"<< /Type /Filespec /F ({name}) /EF << /F {stream} 0 R >> >>"))
        names = " ".join(f"({name}) {at} 0 R" for name, at in zip(files, specs, strict=True))
        entries = f"/Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{names}] >> >>"
        collection = "/Collection << /Type /Collection >>" if is_portfolio else ""
        self.objects[0] = (f"<< {entries} {collection} >>", None)

    def written(self, password: str | None = None) -> bytes:
        """The file; with a password, even an empty one, its streams are encrypted."""
        lock = None if password is None else Lock(password)
        file = bytearray(b"%PDF-1.5\n")
        self.objects[1] = (self._tree(), None)
        places = []
        for number, (entries, data) in enumerate(self.objects, 1):
            places.append(len(file))
            file += _object(number, entries, lock.locked(number, data) if lock and data else data)
        if lock:
            places.append(len(file))
            file += _object(len(places), lock.entries, None)
        trailer = f"/Encrypt {len(places)} 0 R /ID [<{ID.hex()}> <{ID.hex()}>]" if lock else ""
        return bytes(file) + _table(len(file), places, trailer)

    def without_page(self, index: int) -> bytes:
        """The file as viewers save it after a page was deleted: all is in it, and a new tree."""
        file = self.written()
        del self.pages[index]
        tree = _object(2, self._tree(), None)
        last = file.rindex(b"startxref\n") + 10
        before = int(file[last:].split()[0])
        table = f"xref\n2 1\n{len(file):010} 00000 n \ntrailer\n"
        table += f"<< /Size {len(self.objects) + 1} /Root 1 0 R /Prev {before} >>\n"
        return file + tree + f"{table}startxref\n{len(file) + len(tree)}\n%%EOF\n".encode()

    def _tree(self) -> str:
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        return f"<< /Type /Pages /Count {len(self.pages)} /Kids [{kids}] >>"


def _object(number: int, entries: str, data: bytes | None) -> bytes:
    if data is None:
        return f"{number} 0 obj\n{entries}\nendobj\n".encode()
    head = f"{number} 0 obj\n<< {entries} /Length {len(data)} >>\nstream\n".encode()
    return head + data + b"\nendstream\nendobj\n"


def _table(place: int, places: list[int], trailer: str) -> bytes:
    rows = "".join(f"{at:010} 00000 n \n" for at in places)
    size = len(places) + 1
    text = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n"
    text += f"<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{place}\n%%EOF\n"
    return text.encode()


# ---------------------------------------------------------------- passwords

ID = b"sixteen bytes id"
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


class Lock:
    """RC4 with 40 bits (ISO 32000-1, 7.6); with an empty password everybody may open the file."""

    def __init__(self, password: str) -> None:
        user = (password.encode() + PAD)[:32]
        owner = rc4(hashlib.md5((b"the school" + PAD)[:32]).digest()[:5], user)
        permissions = -44  # no copying, no changes
        told = user + owner + struct.pack("<i", permissions) + ID
        self.key = hashlib.md5(told).digest()[:5]
        self.entries = (
            f"<< /Filter /Standard /V 1 /R 2 /P {permissions} /O <{owner.hex()}>"
            f" /U <{rc4(self.key, PAD).hex()}> >>"
        )

    def locked(self, number: int, data: bytes) -> bytes:
        salt = number.to_bytes(3, "little") + b"\0\0"
        return rc4(hashlib.md5(self.key + salt).digest()[:10], data)


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    output = bytearray(len(data))
    for at, value in enumerate(data):
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        output[at] = value ^ state[(state[i] + state[j]) % 256]
    return bytes(output)


# ---------------------------------------------------------------- one page, in many ways

INK = 190
GREY = "/ColorSpace /DeviceGray /BitsPerComponent 8"


def jpeg(page: Image.Image, form: str = "JPEG", **options) -> bytes:
    file = io.BytesIO()
    page.save(file, form, **options)
    return file.getvalue()


def in_bits(page: Image.Image) -> Image.Image:
    """What is darker than faint is ink, and one."""
    return page.point(lambda value: 255 * (value < INK)).convert("1", dither=Image.Dither.NONE)


def group4(page: Image.Image) -> bytes:
    """The page as a fax: Pillow codes its zeros, which are black, as the fax's white runs."""
    file = io.BytesIO()
    in_bits(page).save(file, "TIFF", compression="group4", tiffinfo={278: page.height})
    image = Image.open(file)
    file.seek(image.tag_v2[273][0])
    return file.read(image.tag_v2[279][0])


def plain(pdf: Pdf, page: Image.Image) -> None:
    pdf.page(f"{WHOLE} /I0 Do", [pdf.picture(page.size, f"{GREY} /Filter /DCTDecode", jpeg(page))])


def strips(pdf: Pdf, page: Image.Image) -> None:
    edges = np.linspace(0, page.height, 9).astype(int)
    pictures, content = [], ""
    for top, bottom in itertools.pairwise(edges):
        strip = page.crop((0, int(top), page.width, int(bottom)))
        data = jpeg(strip)
        height = PAPER[1] * (bottom - top) / page.height
        low = PAPER[1] * (1 - bottom / page.height)
        content += f"q {PAPER[0]} 0 0 {height:.4f} 0 {low:.4f} cm /I{len(pictures)} Do Q\n"
        pictures.append(pdf.picture(strip.size, f"{GREY} /Filter /DCTDecode", data))
    pdf.page(content, pictures)


def flipped(pdf: Pdf, page: Image.Image) -> None:
    """Stored from bottom to top, and turned by the page's matrix."""
    data = jpeg(ImageOps.flip(page))
    picture = pdf.picture(page.size, f"{GREY} /Filter /DCTDecode", data)
    pdf.page(f"{PAPER[0]} 0 0 -{PAPER[1]} 0 {PAPER[1]} cm /I0 Do", [picture])


def rotated(pdf: Pdf, page: Image.Image) -> None:
    lying = page.transpose(Image.Transpose.ROTATE_90)
    picture = pdf.picture(lying.size, f"{GREY} /Filter /DCTDecode", jpeg(lying))
    pdf.page(f"{PAPER[1]} 0 0 {PAPER[0]} 0 0 cm /I0 Do", [picture], "/Rotate 90")


def layered(pdf: Pdf, page: Image.Image) -> None:
    """A compact PDF: faint paper below, and the ink as a mask of one bit."""
    paper = Image.new("L", (page.width // 4, page.height // 4), 245)
    below = pdf.picture(paper.size, f"{GREY} /Filter /DCTDecode", jpeg(paper))
    columns = f"/DecodeParms << /K -1 /Columns {page.width} /BlackIs1 true >>"
    entries = f"/ImageMask true /Decode [1 0] /Filter /CCITTFaxDecode {columns}"
    ink = pdf.picture(page.size, entries, group4(page))
    pdf.page(f"{WHOLE} /I0 Do 0 g /I1 Do", [below, ink])


def jbig2(pdf: Pdf, page: Image.Image) -> None:
    """A fax in JBIG2's coat (ITU-T T.88): one page, one region coded by MMR."""

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    width, height = page.size
    info = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x01" + group4(page)
    data = segment(0, 48, info) + segment(1, 38, region)
    entries = "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode"
    pdf.page(f"{WHOLE} /I0 Do", [pdf.picture(page.size, entries, data)])


def jpeg2000(pdf: Pdf, page: Image.Image) -> None:
    data = jpeg(page, "JPEG2000", quality_mode="dB", quality_layers=[40])
    pdf.page(f"{WHOLE} /I0 Do", [pdf.picture(page.size, "/Filter /JPXDecode", data)])


def cmyk(pdf: Pdf, page: Image.Image) -> None:
    black = np.zeros((page.height, page.width, 4), np.uint8)
    black[..., 3] = 255 - np.asarray(page)
    entries = "/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode"
    picture = pdf.picture(page.size, entries, zlib.compress(black.tobytes(), 1))
    pdf.page(f"{WHOLE} /I0 Do", [picture])


def indexed(pdf: Pdf, page: Image.Image) -> None:
    """One bit, whose zeros are white; and as text, as very old programs write."""
    bits = in_bits(page).tobytes()
    entries = "/ColorSpace [/Indexed /DeviceGray 1 <FF00>] /BitsPerComponent 1"
    entries += " /Filter [/ASCII85Decode /FlateDecode]"
    data = base64.a85encode(zlib.compress(bits)) + b"~>"
    pdf.page(f"{WHOLE} /I0 Do", [pdf.picture(page.size, entries, data)])


def soft_mask(pdf: Pdf, page: Image.Image) -> None:
    """Ink of one colour that is as opaque as it is dark."""
    ink = ImageOps.invert(page)
    mask = pdf.picture(page.size, f"{GREY} /Filter /DCTDecode", jpeg(ink))
    black = zlib.compress(bytes(4 * 4))
    entries = f"{GREY} /Filter /FlateDecode /SMask {mask} 0 R"
    pdf.page(f"{WHOLE} /I0 Do", [pdf.picture((4, 4), entries, black)])


def stamped(pdf: Pdf, page: Image.Image) -> None:
    """What was added by a tablet: an annotation over an empty page."""
    picture = pdf.picture(page.size, f"{GREY} /Filter /DCTDecode", jpeg(page))
    box = f"[0 0 {PAPER[0]} {PAPER[1]}]"
    form = pdf.add(
        f"/Type /XObject /Subtype /Form /BBox {box}"
        f" /Resources << /XObject << /I0 {picture} 0 R >> >>",
        f"{WHOLE} /I0 Do".encode(),
    )
    stamp = pdf.add(f"<< /Type /Annot /Subtype /Stamp /F 4 /Rect {box} /AP << /N {form} 0 R >> >>")
    pdf.page("", [], f"/Annots [{stamp} 0 R]")


WAYS: dict[str, Callable[[Pdf, Image.Image], None]] = {
    way.__name__: way
    for way in (
        plain,
        strips,
        flipped,
        rotated,
        layered,
        jbig2,
        jpeg2000,
        cmyk,
        indexed,
        soft_mask,
        stamped,
    )
}


def pdf_of(page: Image.Image, *ways: str) -> Pdf:
    """A PDF of this page, grey, once in each of these ways; by default in all of them."""
    pdf = Pdf()
    for way in ways or WAYS:
        WAYS[way](pdf, page)
    return pdf
