"""What a camera or a program wrote into a picture: where it was taken, by whom. The picture itself is not looked at."""

import re
import struct
from collections.abc import Iterator

from gongkai.documents.checking.privacy.files.office import author
from gongkai.documents.checking.privacy.files.passages import Note, Reading
from gongkai.documents.checking.privacy.kinds import PICTURE

# Exif 2.32: tags of the first directory.
_AUTHORS = {0x013B: "作者", 0x8298: "版权", 0x9C9D: "作者"}
_GPS = 0x8825
_MOST_ENTRIES = 200
_EXIF = b"Exif\0\0"
_XMP_GPS = re.compile(rb"exif:GPS(?:Latitude|Longitude)")
_XMP_AUTHOR = re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,40}>([^<]{1,100})", re.DOTALL)
_LOOK = 4_000_000


def picture(data: bytes) -> Reading:
    """The place and the authors that a picture holds."""
    told = dict(_told(data))
    if "gps" in told or _XMP_GPS.search(data[:_LOOK]):
        message = "图片里记有拍摄地点的经纬度，公开前请清除：右键 → 属性 → 详细信息 → 删除属性和个人信息。"
        yield Note("拍摄地点", message, PICTURE)
    written = _XMP_AUTHOR.search(data[:_LOOK])
    if written and "作者" not in told:
        told["作者"] = written[1].decode(errors="replace")
    for label in ("作者", "版权"):
        if told.get(label):
            note = author(f"图片属性“{label}”", told[label])
            yield Note(note.label, note.message, PICTURE, note.severity, note.found)


def has_traces(data: bytes) -> bool:
    """Whether a picture holds a place or an author."""
    return next(iter(picture(data)), None) is not None


def _told(data: bytes) -> Iterator[tuple[str, str]]:
    tiff = _tiff(data)
    if len(tiff) < 8 or tiff[:2] not in (b"II", b"MM"):
        return
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        count = min(struct.unpack_from(f"{order}H", tiff, start)[0], _MOST_ENTRIES)
        for at in range(count):
            tag, kind, length, held = struct.unpack_from(f"{order}HHII", tiff, start + 2 + 12 * at)
            if tag == _GPS:
                yield "gps", ""
            elif tag in _AUTHORS and kind in (1, 2) and length < 1_000:
                where = start + 2 + 12 * at + 8 if length <= 4 else held
                raw = tiff[where : where + length]
                text = raw.decode("utf-16-le" if tag == 0x9C9D else "utf-8", errors="replace").strip("\0 ")
                yield _AUTHORS[tag], text
    except struct.error:
        return


def _tiff(data: bytes) -> bytes:
    """The block of a picture that holds its Exif data."""
    if data[:2] in (b"II", b"MM"):
        return data
    if data.startswith(b"\x89PNG"):
        at = data.find(b"eXIf", 0, _LOOK)
        return data[at + 4 : at + 100_000] if at > 0 else b""
    at = data.find(_EXIF, 0, _LOOK)
    return data[at + len(_EXIF) : at + 100_000] if at > 0 else _riff(data)


def _riff(data: bytes) -> bytes:
    at = data.find(b"EXIF", 0, len(data)) if data.startswith(b"RIFF") else -1
    return data[at + 8 : at + 100_000] if at > 0 else b""
