"""The pictures of a Word file: listed in the order in which they are met, shown, replaced by black ones."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from gongkai.documents.checking.privacy.masking.container import TYPES, parsed, written
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.images.wrapping import kind_of, wrapped
from gongkai.documents.redaction.marks import Drawing
from gongkai.documents.redaction.sheets import seeing
from gongkai.documents.redaction.sheets.bitmaps import Bitmap, png
from gongkai.documents.redaction.word.cleaning import clean, story_parts, target_of

NO_PICTURE = "文件里没有这张图片，或者这种图片不能显示。请在 Word 中查看。"
_PIECE, _PIECES = 48, 64
"""Bytes of a picture that are looked for in the new file, and in how many places of it they are taken."""


def pictures(data: bytes) -> list[Drawing]:
    """The pictures that are in the file after it is cleaned. Raises Unreadable."""
    parts = clean(data)
    return [Drawing(part, bool(kind_of(parts[part]))) for part in listed(parts)]


def shown(data: bytes, number: int, scale: float) -> bytes:
    """One of them, counted from 0, as PNG. Raises Unreadable for one that cannot be drawn here."""
    parts = clean(data)
    names = listed(parts)
    if not 0 <= number < len(names) or not kind_of(parts[names[number]]):
        raise Unreadable(NO_PICTURE)
    return seeing.picture(wrapped(parts[names[number]]), 0, scale)


def listed(parts: Mapping[str, bytes]) -> list[str]:
    """The parts that are pictures: as the stories name them, then what charts and diagrams have."""
    found = dict.fromkeys(part for story in story_parts(parts) for part in _named(parts, story))
    rest = sorted(part for part in parts if "/media/" in part)
    return list(dict.fromkeys([*found, *rest]))


def _named(parts: Mapping[str, bytes], story: str) -> Iterator[str]:
    relations = f"{posixpath.dirname(story)}/_rels/{posixpath.basename(story)}.rels"
    if relations not in parts:
        return
    targets = {str(each.get("Id")): target_of(relations, each) for each in parsed(parts[relations])}
    for element in parsed(parts[story]).iter():
        for value in element.attrib.values():
            part = targets.get(str(value), "")
            if "/media/" in part and part in parts:
                yield part


def withheld(parts: dict[str, bytes], part: str) -> None:
    """Black pictures in place of a part and of all that are the same, which the file may hold more than once."""
    content = parts[part]
    for same in [each for each in parts if "/media/" in each and parts[each] == content]:
        _blackened(parts, same)


def _blackened(parts: dict[str, bytes], part: str) -> None:
    black = f"word/media/withheld{sum('/media/withheld' in each for each in parts)}.png"
    parts[black] = png(Bitmap(16, 16, 1, bytearray(256)))
    del parts[part]
    for relations in [each for each in parts if each.endswith(".rels")]:
        root = parsed(parts[relations])
        for relation in root:
            if target_of(relations, relation) == part:
                relation.set("Target", f"/{black}")
        parts[relations] = written(root)
    types = parsed(parts[TYPES])
    if not any(each.get("Extension", "").lower() == "png" for each in types):
        space = str(types.tag).rpartition("}")[0]
        types.insert(0, etree.Element(f"{space}}}Default", {"Extension": "png", "ContentType": "image/png"}))
    for each in [each for each in types if str(each.get("PartName", "")).lstrip("/") == part]:
        types.remove(each)
    parts[TYPES] = written(types)


def is_left(gone: Iterable[bytes], parts: Iterable[bytes], others: Iterable[bytes]) -> bool:
    """Whether a piece of a withheld picture stands in any part. What other pictures have in common with it tells nothing."""
    known = b"\0".join(others)
    pieces = {piece for picture in gone for piece in _pieces(picture) if piece not in known}
    return any(piece in part for part in parts for piece in pieces)


def _pieces(picture: bytes) -> Iterator[bytes]:
    apart = max(1, (len(picture) - _PIECE) // _PIECES)
    yield from (
        piece
        for at in range(0, max(1, len(picture) - _PIECE), apart)
        if len(set(piece := picture[at : at + _PIECE])) > 8  # rows of one colour are in every picture
    )
