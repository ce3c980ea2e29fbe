"""A minimal encoder for Protocol Buffers.

A message is a sequence of fields, each preceded by a key ``number << 3 | type``. Type 0 is a varint
(seven bits per byte, the lowest first, the highest bit says that more follow), 2 is a length and
that many bytes (texts, messages, packed numbers), 5 is four bytes
(https://protobuf.dev/programming-guides/encoding/).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

_VARINT, _BYTES, _FOUR = 0, 2, 5


def varint(value: int) -> bytes:
    """Encode an integer; a negative one as its 64-bit two's complement."""
    value &= (1 << 64) - 1
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def integer(field: int, value: int) -> bytes:
    """Encode a field of an integer."""
    return varint(field << 3 | _VARINT) + varint(value)


def number(field: int, value: float) -> bytes:
    """Encode a field of a float32."""
    return varint(field << 3 | _FOUR) + struct.pack("<f", value)


def block(field: int, content: bytes | str) -> bytes:
    """Encode a field of bytes: a text, a message, or raw numbers."""
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | _BYTES) + varint(len(content)) + content


def integers(field: int, values: Iterable[int]) -> bytes:
    """Encode a field of several integers, packed."""
    return block(field, b"".join(map(varint, values)))
