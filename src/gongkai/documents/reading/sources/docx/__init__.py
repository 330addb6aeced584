"""DOCX as Word shows it: paragraphs with their automatic numbers, tables with merged cells, changes accepted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.reading.blocks import Block
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import (
    main_part,
    read_part,
    read_xml,
    related_parts,
    related_xml,
    tag,
)
from gongkai.documents.reading.sources.cleaning import clean
from gongkai.documents.reading.sources.docx.numbering import Numbering, read_numbering
from gongkai.documents.reading.sources.docx.rows import Row, Written, placed
from gongkai.documents.reading.sources.docx.styles import Styles, counted
from gongkai.documents.reading.sources.docx.wordml import child, is_on, number, related_id, value
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.html import html_items
from gongkai.documents.reading.sources.mhtml import page_of
from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.reading.sources.sniff import is_html
from gongkai.documents.reading.sources.tables import Item, blocks, resolve

# Elements that only wrap what they hold: content controls, tags, insertions, links, fields, alternatives, formulas.
_WRAPPERS_NAMES = """
sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo AlternateContent ruby rubyBase
oMath oMathPara
"""
_WRAPPERS = frozenset(_WRAPPERS_NAMES.split())
_FLOATING = frozenset(["drawing", "pict", "object"])
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ENDS_IN_WORD = re.compile(r"[0-9A-Za-z]$")


@dataclass(slots=True)
class _Reading:
    """A document while it is read: its lists count on, and a paragraph whose mark was deleted runs into the next."""

    numbering: Numbering
    styles: Styles
    chunks: Mapping[str, list[Item]]
    carried: str = ""
    tables: int = 0


def docx_blocks(archive: ZipFile, name: str) -> tuple[Iterable[Block], dict[str, str]]:
    """The blocks of a Word document and its hints: "title" if the file's properties call it a report.

    Lines are "paragraph N", grids "table N", counted from 1 in reading order; lines of one paragraph share its number.
    Raises Unreadable for a broken or monstrous file.
    """
    part = main_part(archive, name)
    body = child(read_xml(archive, part, name), "body")
    if body is None:
        raise refusal(name, "不是完整的 Word 文档，里面没有正文", GET_AGAIN)
    numbering = read_numbering(related_xml(archive, part, "numbering", name))
    styles = Styles.of(related_xml(archive, part, "styles", name))
    found = blocks(_items(body, _Reading(numbering, styles, _chunks(archive, part, name))))
    title = child(read_xml(archive, "docProps/core.xml", name), "title")
    stated = clean(title.text or "").strip() if title is not None else ""
    return found, {"title": stated} if "报告" in stated or "報告" in stated else {}


def _chunks(archive: ZipFile, part: str, name: str) -> dict[str, list[Item]]:
    """Web pages that a document holds in place of text of its own, as exports from web sites do, by their ids."""
    chunks = {}
    for key, target in related_parts(archive, part, "aFChunk", name).items():
        text = decode(page_of(read_part(archive, target, name)))
        chunks[key] = html_items(text) if text is not None and is_html(text) else []
    return chunks


def _items(container: etree._Element, reading: _Reading) -> list[Item]:
    """What stands in the body, a cell or a text box, in reading order."""
    items: list[Item] = []
    for element in container:
        name = tag(element)
        if name == "p":
            items += _paragraph(element, reading)
        elif name == "tbl":
            items += _table(element, reading)
        elif name == "altChunk":
            items += reading.chunks.get(related_id(element), [])
        elif name in _WRAPPERS and not _is_contents(element):
            items += _items(_chosen(element), reading)
    return items


def _paragraph(element: etree._Element, reading: _Reading) -> list[Item]:
    """A paragraph with its number, and after it the text boxes anchored in it."""
    properties = child(element, "pPr")
    style = reading.styles.style(value(child(properties, "pStyle")))
    if style.contents:
        return []
    anchored: list[etree._Element] = []
    text = reading.carried + clean("".join(_pieces(element, anchored)))
    boxes = [item for holder in anchored for box in _boxes(holder) for item in _items(box, reading)]
    if child(properties, "rPr", "del") is not None:
        reading.carried = text
        return boxes
    reading.carried = ""
    number_shown = counted(properties, style, reading.numbering)
    if number_shown:
        text = f"{number_shown}{' ' if _ENDS_IN_WORD.search(number_shown) else ''}{text.lstrip()}"
    return [text.rstrip(), *boxes] if text.strip() else boxes


def _pieces(element: etree._Element, anchored: list[etree._Element]) -> Iterator[str]:
    """The visible text of a paragraph or run; what floats beside it is added to `anchored`."""
    for item in element:
        name = tag(item)
        if name == "t":
            yield item.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in _FLOATING:
            anchored.append(item)
        elif name in _WRAPPERS or (name == "r" and not is_on(child(item, "rPr", "vanish"))):
            yield from _pieces(_chosen(item), anchored)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes inside a drawing."""
    for item in element:
        if tag(item) == "txbxContent":
            yield item
        else:
            yield from _boxes(_chosen(item))


def _chosen(element: etree._Element) -> etree._Element:
    """The first of the alternatives that a file offers for one thing; any other element is itself."""
    if tag(element) != "AlternateContent":
        return element
    choice = child(element, "Choice")
    return next(iter(element), element) if choice is None else choice


def _is_contents(element: etree._Element) -> bool:
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery).lower() == "table of contents"


def _table(element: etree._Element, reading: _Reading) -> list[Item]:
    """A table; one that is nested deeper than any layout goes is read as plain text."""
    if reading.tables >= limits.NESTED_TABLES:
        return ["\n".join(str(text) for text in element.itertext() if text.strip())]
    reading.tables += 1
    rows = [_row(row, reading) for row in _inner(element, "tr") if child(row, "trPr", "del") is None]
    reading.tables -= 1
    return resolve(placed(rows))


def _row(element: etree._Element, reading: _Reading) -> Row:
    cells = []
    for cell in _inner(element, "tc"):
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is None:
            down, across = child(properties, "vMerge"), child(properties, "hMerge")
            cells.append(
                Written(
                    items=tuple(_items(cell, reading)),
                    span=max(1, number(value(child(properties, "gridSpan")), 1)),
                    continues_above=down is not None and value(down) != "restart",
                    continues_left=across is not None and value(across) != "restart",
                )
            )
    return Row(number(value(child(element, "trPr", "gridBefore")), 0), tuple(cells))


def _inner(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row: also those inside content controls and insertions."""
    for item in element:
        name = tag(item)
        if name == wanted:
            yield item
        elif name in _WRAPPERS:
            yield from _inner(_chosen(item), wanted)
