"""Zips whose bytes depend on their files only: no dates, no owner, the files in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

PACKED_ALREADY = (".png", ".jpg", ".npz", ".gz")
"""Files with these extensions are stored uncompressed."""


def zip_bytes(
    files: Mapping[str, bytes | str], *, level: int | None = None, comment: bytes = b""
) -> bytes:
    """Write files, in their order.

    Parameters
    ----------
    level : compression level, 1 to 9; None means zlib's default
    comment : of the archive
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compresslevel=level) as archive:
        for name, content in files.items():
            write_entry(archive, name, content)
        archive.comment = comment
    return target.getvalue()


def write_entry(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    """Write one file; for callers that pause between files."""
    entry = zipfile.ZipInfo(name)  # dated 1980-01-01
    entry.create_system = 3  # Unix, regardless of the platform
    entry.external_attr = 0o100644 << 16
    packed = name.endswith(PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, compresslevel=archive.compresslevel)
