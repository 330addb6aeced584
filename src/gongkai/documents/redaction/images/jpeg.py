"""JPEG files: the picture of a PDF as they are, turned as the camera was held."""

import struct
from collections.abc import Iterator

from pypdf.generic import ArrayObject, NameObject, NumberObject

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.images import leaves, tiff
from gongkai.documents.redaction.images.leaves import BROKEN, MOST

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_COLOURS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_ORIENTATION = 274


def wrapped(data: bytes) -> bytes:
    """The PDF. Raises Unreadable for a file without a picture."""
    turn, size, many, inverse = 1, (0, 0), 0, False
    for kind, segment in _segments(data):
        if kind == 0xE1 and segment.startswith(b"Exif\0\0"):
            turn = _turn(segment[6:])
        elif kind == 0xEE and segment.startswith(b"Adobe"):
            inverse = True
        elif kind in _FRAMES and len(segment) >= 6:
            size, many = (
                (int.from_bytes(segment[3:5], "big"), int.from_bytes(segment[1:3], "big")),
                segment[5],
            )
    if many not in _COLOURS or not 0 < size[0] * size[1] <= MOST:
        raise Unreadable(BROKEN)
    said = {
        "/ColorSpace": NameObject(_COLOURS[many]),
        "/BitsPerComponent": NumberObject(8),
        "/Filter": NameObject("/DCTDecode"),
    }
    if many == 4 and inverse:  # as that program writes them
        said["/Decode"] = ArrayObject([NumberObject(1), NumberObject(0)] * 4)
    return leaves.file([leaves.page(size, turn, [(leaves.picture(size, data, said), size[1])])])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """What stands before the coded pixels."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:  # a filling byte
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def _turn(said: bytes) -> int:
    try:
        return next((leaf.one(_ORIENTATION, 1) for leaf in tiff.leaves_of(said)), 1)
    except (struct.error, Unreadable):
        return 1
