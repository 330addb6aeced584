"""What floats or is drawn: text boxes become paragraphs, pictures stay if a page can show them, the rest is counted."""

from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.documents.reading.sources.archive import Relation, read_part, tag
from gongkai.documents.reading.sources.docx.wordml import child, value
from gongkai.documents.word import notes
from gongkai.documents.word.preparing.elements import (
    around,
    named,
    remove,
    replace,
    run_of,
    space_of,
    text_of,
    unwrap,
)

SHOWN = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
"""Kinds of pictures that every browser shows, with their media types."""
_DRAWN = ("chart", "diagram", "wordprocessingGroup", "wordprocessingCanvas")


def choose(body: etree._Element) -> None:
    """Where a file offers alternatives for one thing, keep the first."""
    while found := named(body, "AlternateContent"):
        for element in found:
            choice = child(element, "Choice")
            kept = next(iter(element), None) if choice is None else choice
            replace(element, list(kept) if kept is not None else [])


def free_text_boxes(body: etree._Element) -> int:
    """Put the paragraphs of text boxes after the paragraph that they hang on; how many boxes had text."""
    count = 0
    for box in named(body, "txbxContent"):
        if around(box, "txbxContent") is not None:
            continue
        host = around(box, "p")
        if host is None:
            continue
        count += bool(text_of(box).strip())
        inner = list(box)
        remove(box)
        for element in reversed(inner):
            host.addnext(element)
    return count


def spell_formulas(body: etree._Element) -> int:
    """Formulas as the text in them, phonetic guides as what they explain; how many formulas there were."""
    formulas = [element for element in named(body, "oMath") if around(element, "oMath") is None]
    for element in formulas:
        paragraph = around(element, "p")
        said = text_of(element)
        replace(element, [run_of(said, space_of(paragraph))] if paragraph is not None and said else [])
    for element in named(body, "oMathPara"):
        unwrap(element)
    for ruby in named(body, "ruby"):
        base = child(ruby, "rubyBase")
        run = ruby.getparent()
        if base is not None and run is not None:
            replace(run, list(base))
    return len(formulas)


def keep_pictures(
    body: etree._Element, related: Mapping[str, Relation], archive: ZipFile, name: str
) -> tuple[Counter[str], dict[str, bytes]]:
    """Drop what no page can show; what was dropped, and the bytes of the pictures that stay, by their ids."""
    lost: Counter[str] = Counter()
    kept: dict[str, bytes] = {}
    for drawing in named(body, "drawing", "pict", "object"):
        if tag(drawing) == "object" and named(drawing, "OLEObject"):
            lost[notes.EMBEDDED] += 1
        if any(value(data, "uri").endswith(_DRAWN) for data in named(drawing, "graphicData")) or any(
            value(path, "string") for path in named(drawing, "textpath")
        ):
            lost[notes.GRAPHICS] += 1
    for picture in named(body, "blip", "imagedata"):
        key = _key(picture)
        why = _unfit(key, related, archive, name, kept) if key else ""
        lost[why] += bool(why)
        if why or not key:
            remove(picture)
    return lost, kept


def _key(picture: etree._Element) -> str:
    """The id of the picture in the file; that of a link only if there is no other."""
    found = {
        str(key).rpartition("}")[2]: str(text)
        for key, text in picture.attrib.items()
        if str(key).startswith("{")
    }
    return next((found[key] for key in ("embed", "id", "link") if found.get(key)), "")


def _unfit(
    key: str, related: Mapping[str, Relation], archive: ZipFile, name: str, kept: dict[str, bytes]
) -> str:
    """Why a picture cannot stay; "" if it can, and then its bytes are in `kept`."""
    relation = related.get(key)
    if key in kept:
        return ""
    if relation is None or relation.external:
        return notes.LINKED_PICTURES
    data = read_part(archive, relation.target, name)
    if not data or picture_kind(data) not in SHOWN:
        return notes.PICTURE_FORMATS
    kept[key] = data
    return ""


def picture_kind(data: bytes) -> str:
    """The kind of a picture by its content; "" if it is none."""
    try:
        kind = sniff(BytesIO(data))
    except Unwanted:
        return ""
    return kind.name if kind else ""
