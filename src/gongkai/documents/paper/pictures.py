"""Pictures of a text that a program can put on paper: of a known kind, and of a size that its head states."""

import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO

from gongkai.documents.media.kinds import KINDS
from gongkai.documents.media.sniff import Unwanted, sniff

MOST = 30 * 1024 * 1024
"""Bytes of all pictures of a paper; those beyond are left to their descriptions."""
MOST_PIXELS = 40_000_000

# The frame header of a JPEG: any but the ones that define tables; then length, precision, height, width.
_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]...(....)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printable:
    """A picture with its kind and its size in pixels."""

    data: bytes
    kind: str
    width: int
    height: int

    @property
    def svg(self) -> str:
        """The picture inside a drawing, which is text and can be handed on as such."""
        size = f'width="{self.width}" height="{self.height}"'
        address = f"data:{KINDS[self.kind].media_type};base64,{b64encode(self.data).decode()}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'


def printable(pictures: Mapping[str, bytes], kinds: Collection[str]) -> dict[str, Printable]:
    """Those of these kinds, by the names that the text has for them."""
    room, found = MOST, {}
    for name, data in pictures.items():
        room -= len(data)
        kind = kind_of(data) if room >= 0 else ""
        width, height = _size(data, kind) if kind in kinds else (0, 0)
        if 0 < width * height <= MOST_PIXELS:
            found[name] = Printable(data, kind, width, height)
    return found


def kind_of(data: bytes) -> str:
    """What the content is, whatever it is called; "" for what is no file that is taken in."""
    try:
        found = sniff(BytesIO(data))
    except Unwanted:
        return ""
    return found.name if found else ""


def _size(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height as the head of the picture states them; nothing where it states none."""
    if len(data) < 32:
        return 0, 0
    if kind == "png":
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if kind == "gif":
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if kind == "webp":
        return _webp_size(data[12:16], data[20:32])
    found = _FRAME.search(data)
    return (int.from_bytes(found[1][2:], "big"), int.from_bytes(found[1][:2], "big")) if found else (0, 0)


def _webp_size(form: bytes, head: bytes) -> tuple[int, int]:
    """Each of the three forms has it in another place."""
    if form == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
