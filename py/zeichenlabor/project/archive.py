"""Zip archives: deterministic writing, and reading of untrusted files.

Reading trusts nothing: names are only looked up, never used as paths; sizes are limited while
decompressing, whatever the headers claim; if the directory at the end is damaged, the files before
it are still read.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Generator, Mapping
from typing import NamedTuple

from ..errors import NotAProject, ProjectTooLarge
from ..zips import write_entry

MOST_FILES = 4000
MOST_BYTES = 1 << 28
"""Size limit for one file, decompressed."""
MOST_BYTES_IN_ALL = 1 << 29

_SIGNATURE = b"PK\3\4"
_LOCAL = struct.Struct("<4s5H3I2H")
"""A file's header by PKWARE's APPNOTE, 4.3.7: signature, version, flags, method, time, date,
crc, packed size, size, length of name, length of extra field."""


class Place(NamedTuple):
    """Position and properties of a file in the archive."""

    header: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int


class Damaged(Exception):
    """A file of the archive is damaged."""


def zipping(files: Mapping[str, bytes]) -> Generator[None, None, bytes]:
    """Like `zip_bytes`, with a pause after each file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            write_entry(archive, name, content)
            yield
    return target.getvalue()


class Archive:
    """The files of a zip, by name.

    Raises
    ------
    NotAProject
        if these bytes are not a zip
    ProjectTooLarge
        if there are more files than any project has
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.left = MOST_BYTES_IN_ALL
        self.places = _directory(content) or _found(content)
        if not self.places:
            raise NotAProject("not a zip")
        if len(self.places) > MOST_FILES:
            raise ProjectTooLarge(f"{len(self.places)} files", limit=MOST_FILES)

    def __contains__(self, name: str) -> bool:
        return name in self.places

    def read(self, name: str) -> bytes:
        """Decompress one file.

        Raises
        ------
        Damaged
            if it is missing or damaged
        ProjectTooLarge
            if it, or the total read so far, is too large
        """
        if name not in self.places:
            raise Damaged(f"{name} is missing")
        content = self._unpacked(self.places[name])
        if zlib.crc32(content) != self.places[name].crc:
            raise Damaged(f"{name}: wrong checksum")
        return content

    def _unpacked(self, place: Place) -> bytes:
        if place.flags & 1 or place.method not in (0, 8):
            raise Damaged(f"flags {place.flags:b}, method {place.method}")
        limit = min(MOST_BYTES, self.left)
        if place.size > limit:
            raise ProjectTooLarge(f"{place.size} bytes", limit=limit)
        start = place.header + _LOCAL.size
        if start > len(self.content) or self.content[place.header : place.header + 4] != _SIGNATURE:
            raise Damaged("no header")
        start += sum(struct.unpack_from("<2H", self.content, start - 4))
        data = self.content[start : start + place.packed]
        if place.method == 8:
            try:
                data = zlib.decompressobj(-15).decompress(data, place.size + 1)
            except zlib.error as error:
                raise Damaged(str(error)) from error
        if len(data) != place.size:
            raise Damaged(f"{len(data)} bytes instead of {place.size}")
        self.left -= place.size
        return data


def _directory(content: bytes) -> dict[str, Place]:
    """The positions of the files, from the directory at the end."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {
                info.filename: Place(
                    info.header_offset,
                    info.flag_bits,
                    info.compress_type,
                    info.CRC,
                    info.compress_size,
                    info.file_size,
                )
                for info in archive.infolist()
            }
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
        return {}


def _found(content: bytes) -> dict[str, Place]:
    """The positions of the files in a truncated archive, from their own headers."""
    places: dict[str, Place] = {}
    at = content.find(_SIGNATURE)
    while 0 <= at <= len(content) - _LOCAL.size and len(places) <= MOST_FILES:
        _, _, flags, method, _, _, crc, packed, size, length, _ = _LOCAL.unpack_from(content, at)
        name = content[at + _LOCAL.size : at + _LOCAL.size + length].decode("utf-8", "replace")
        places.setdefault(name, Place(at, flags, method, crc, packed, size))
        at = content.find(_SIGNATURE, at + 4)
    return places
