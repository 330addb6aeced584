"""How paragraphs look, told by a style of ours each: headings, titles, alignment, bullets; numbers become text."""

import re

from lxml import etree

from gongkai.documents.reading.sources.docx.numbering import Numbering
from gongkai.documents.reading.sources.docx.styles import Style, Styles, counted, list_and_level
from gongkai.documents.reading.sources.docx.wordml import child, children, number, value
from gongkai.documents.word.preparing.elements import named, remove, run_of, space_of, text_of

TITLE, CENTERED, RIGHT, BULLET = "Title", "Centered", "Right", "Bullet"
HEADINGS = ("Heading1", "Heading2", "Heading3")

_TITLE_NAME = re.compile(r"^(?:title|标题|文件标题|公文标题|大标题)$", re.IGNORECASE)
_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_ENDS_IN_WORD = re.compile(r"[0-9A-Za-z]$")
# The title of an official document is set in 22 points, its text in 16 (GB/T 9704—2012, 5.2.2).
_LARGE = 36  # half points
_LONGEST_TITLE = 120


def tell(body: etree._Element, styles: Styles, numbering: Numbering) -> None:
    """Give every paragraph its number as text and one style of ours in place of its own."""
    for paragraph in named(body, "p"):
        properties = child(paragraph, "pPr")
        deleted = any(child(properties, "rPr", mark) is not None for mark in ("del", "moveFrom"))
        style = styles.style(value(child(properties, "pStyle")) or styles.standard)
        look = ""
        shown = "" if deleted else counted(properties, style, numbering)
        if not deleted and _says_something(paragraph):
            look = _look(paragraph, properties, style, styles)
            if shown:
                _write_number(paragraph, properties, shown)
            elif look == "" and _has_bullet(properties, style, numbering):
                look = BULLET
        _restyle(paragraph, properties, look, deleted=deleted)


def _says_something(paragraph: etree._Element) -> bool:
    return bool(text_of(paragraph).strip()) or bool(named(paragraph, "blip", "imagedata", "sym"))


def _look(paragraph: etree._Element, properties: etree._Element | None, style: Style, styles: Styles) -> str:
    align = value(child(properties, "jc")) or style.align
    if _TITLE_NAME.match(style.name):
        return TITLE
    if (
        align == "center"
        and _size(paragraph, style, styles) >= _LARGE
        and len(text_of(paragraph)) <= _LONGEST_TITLE
    ):
        return TITLE
    level = _level(properties, style)
    if level is not None:
        return TITLE if align == "center" and level == 0 else HEADINGS[min(level, 2)]
    if align == "center":
        return CENTERED
    return RIGHT if align in ("right", "end") else ""


def _level(properties: etree._Element | None, style: Style) -> int | None:
    """The level of a heading from 0, by its style or as it is set for this paragraph."""
    named_level = _HEADING_NAME.match(style.name)
    if named_level:
        return int(named_level[1]) - 1
    stated = number(value(child(properties, "outlineLvl")), -1)
    if 0 <= stated < 9:
        return stated
    return style.outline if style.outline is not None and style.outline < 9 else None


def _size(paragraph: etree._Element, style: Style, styles: Styles) -> int:
    """Half points of the first characters."""
    for run in named(paragraph, "r"):
        if text_of(run).strip():
            properties = child(run, "rPr")
            direct = number(value(child(properties, "sz")), 0)
            return direct or styles.style(value(child(properties, "rStyle"))).size or style.size
    return 0


def _has_bullet(properties: etree._Element | None, style: Style, numbering: Numbering) -> bool:
    list_id, place = list_and_level(properties, style)
    level = numbering.lists.get(list_id, ("", {}))[1].get(place)
    return level is not None and level.format == "bullet"


def _write_number(paragraph: etree._Element, properties: etree._Element | None, shown: str) -> None:
    run = run_of(f"{shown} " if _ENDS_IN_WORD.search(shown) else shown, space_of(paragraph))
    if properties is None:
        paragraph.insert(0, run)
    else:
        properties.addnext(run)


def _restyle(
    paragraph: etree._Element, properties: etree._Element | None, look: str, *, deleted: bool
) -> None:
    space = space_of(paragraph)
    if properties is None:
        properties = etree.Element(f"{space}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "numPr", "jc"):
        for old in list(children(properties, name)):
            remove(old)
    if look:
        etree.SubElement(properties, f"{space}pStyle").set(f"{space}val", look)
    if not deleted:
        for old in list(children(properties, "rPr")):
            remove(old)
