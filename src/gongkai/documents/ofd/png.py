"""Pixels as PNG, without a library for pictures."""

import struct
import zlib
from collections.abc import Sequence

_COLOURS = {1: 0, 3: 2, 4: 6}


def png(width: int, height: int, channels: int, rows: Sequence[bytes]) -> bytes:
    """A PNG of 8 bits: grey (1 channel), RGB (3) or RGBA (4), one row of bytes after the other."""
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOURS[channels], 0, 0, 0)
    data = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def from_bitmap(width: int, height: int, stride: int, channels: int, pixels: bytes) -> bytes:
    """A PNG of what PDFium drew: rows of `stride` bytes, blue before red; a fourth byte is how opaque it is."""
    rows = [_turned(pixels[row * stride :][: width * channels], channels) for row in range(height)]
    return png(width, height, channels, rows)


def _turned(row: bytes, channels: int) -> bytes:
    """Red before blue."""
    if channels == 1:
        return row
    turned = bytearray(row)
    turned[0::channels], turned[2::channels] = row[2::channels], row[0::channels]
    return bytes(turned)
