"""A picture file as a PDF whose pages it fills: the longer side of each page is as long as that of an A4 sheet."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import typst

from gongkai.documents.paper.typecase import compiler
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.images import jpeg, leaves, tiff
from gongkai.documents.redaction.images.leaves import BROKEN, MOST
from gongkai.documents.redaction.sheets.bitmaps import as_picture

_FILE = '#set page(width: {wide}pt, height: {high}pt, margin: 0pt)\n#image("picture.svg", width: 100%, height: 100%)\n'
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
    '<image width="{wide}" height="{high}" preserveAspectRatio="none" href="data:image/{kind};base64,{data}"/></svg>'
)
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"II*\0": "tif",
    b"MM\0*": "tif",
}


def kind_of(data: bytes) -> str:
    """Which of the pictures that can be wrapped it is, "" for none of them."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _STARTS.items() if data.startswith(start)), "")


def wrapped(data: bytes) -> bytes:
    """The PDF. Raises Unreadable for a picture that cannot be read."""
    return _WRAPS.get(kind_of(data), _printed)(data)


def _printed(data: bytes) -> bytes:
    """By the typesetter, on white paper: what lies under clear parts is seen by nobody, and is not taken over."""
    kind = kind_of(data)
    wide, high = _SIZES[kind](data)
    if not 0 < wide * high <= MOST:
        raise Unreadable(BROKEN)
    drawing = _SVG.format(wide=wide, high=high, kind=kind, data=b64encode(data).decode())
    page = _FILE.format(wide=wide, high=high)
    given: Any = {"main.typ": page.encode(), "picture.svg": drawing.encode()}  # it takes texts only
    try:
        made: Any = compiler().compile(input=given, format="pdf")
    except typst.TypstError as error:
        raise Unreadable(BROKEN) from error
    seen = leaves.drawn(made, (wide, high))
    return leaves.file([leaves.page((seen.width, seen.height), 1, [(as_picture(seen), seen.height)])])


def _of_png(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _of_gif(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _of_webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    wide, high = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return wide, high


_SIZES = {"png": _of_png, "gif": _of_gif, "webp": _of_webp}
_WRAPS: dict[str, Callable[[bytes], bytes]] = {"tif": tiff.wrapped, "jpg": jpeg.wrapped}
