"""Workbooks for masking: what is hidden emptied, comments taken out, formulas turned into values, cells covered."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from gongkai.documents.checking.privacy.files.excel import (
    cell_text,
    hidden_columns,
    is_hidden,
    numbered,
    string_text,
)
from gongkai.documents.checking.privacy.files.passages import Passage, Piece
from gongkai.documents.checking.privacy.files.tables import column_name, rows
from gongkai.documents.checking.privacy.files.telling import Spot
from gongkai.documents.checking.privacy.kinds import Hit
from gongkai.documents.checking.privacy.masking import replaced
from gongkai.documents.checking.privacy.masking.container import drop, parsed, without, written
from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.reading.sources.docx.wordml import child, children, related_id

_STRINGS = "xl/sharedStrings.xml"
_BOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DROPPED = re.compile(
    r"xl/(?:comments[^/]*\.xml|comments/.*|threadedComments/.*|persons/.*|calcChain\.xml|drawings/(?:comments|vml)[^/]*\.vml"
    r"|printerSettings/.*|customProperty.*|revisions/.*)|customXml/.*"
)
_LETTERS = re.compile(r"[A-Za-z]+")

Find = Callable[[Passage], list[Spot]]


def strip_workbook(parts: dict[str, bytes]) -> None:
    """Take out comments and leftovers; empty hidden sheets, rows and columns; keep values in place of formulas."""
    drop(parts, [part for part in parts if _DROPPED.fullmatch(part)])
    secret = _hidden_sheets(parts)
    for part in _sheets(parts):
        root = parsed(parts[part])
        without(root, frozenset({"legacyDrawing", "legacyDrawingHF", "f", "customProperties"}))
        columns = hidden_columns(root)
        for _, row in list(numbered(root)):
            for cell in list(children(row, "c")):
                if part in secret or is_hidden(row) or _column(cell) in columns:
                    row.remove(cell)
        parts[part] = written(root)
    book = parsed(parts[_BOOK]) if _BOOK in parts else None
    for defined in list(children(child(book, "definedNames"), "definedName")):
        above = defined.getparent()
        if above is not None and defined.get("hidden") in ("1", "true"):
            above.remove(defined)
    if book is not None:
        parts[_BOOK] = written(book)
    _forget_strings(parts)


def cover_sheets(parts: dict[str, bytes], find: Find) -> list[Hit]:
    """Cover what is found in every row; what was covered. A cell that is covered holds its own text from then on."""
    covered: list[Hit] = []
    strings = _strings(parts)
    for part in _sheets(parts):
        root = parsed(parts[part])
        hits = [hit for passage in _rows(root, strings) for hit in _cover(find(passage))]
        if hits:
            parts[part] = written(root)
            covered += hits
    if covered:
        _forget_strings(parts)
    return covered


def _rows(root: etree._Element, strings: list[str]) -> Iterator[Passage]:
    def cells() -> Iterator[list[Piece | None]]:
        for at, row in numbered(root):
            by_column: dict[int, Piece] = {}
            for cell in children(row, "c"):
                column = _column(cell, len(by_column))
                if (text := cell_text(cell, strings)) and column < 500:
                    by_column[column] = Piece(f"{column_name(column)}{at}", text, origin=cell)
            yield [by_column.get(column) for column in range(max(by_column, default=-1) + 1)]

    yield from rows(cells(), "表")


def _cover(found: list[Spot]) -> list[Hit]:
    """Write each cell once, all that was found in it covered."""
    by_cell: dict[int, list[Spot]] = {}
    for spot in found:
        by_cell.setdefault(id(spot.piece.origin), []).append(spot)
    for spots in by_cell.values():
        piece = spots[0].piece
        local = [
            Hit(spot.hit.kind, spot.start, spot.end, spot.hit.value, spot.hit.masked, spot.hit.certain)
            for spot in spots
        ]
        _write(piece.origin, replaced(piece.text, local))
    return [spot.hit for spot in found]


def _write(cell: etree._Element, text: str) -> None:
    space = str(cell.tag).rpartition("}")[0]
    for inner in list(cell):
        cell.remove(inner)
    cell.set("t", "inlineStr")
    held = etree.SubElement(etree.SubElement(cell, f"{space}}}is"), f"{space}}}t")
    held.text = text


def _forget_strings(parts: dict[str, bytes]) -> None:
    """Empty the texts that no cell points to any more, and the readings of characters beside the others."""
    if _STRINGS not in parts:
        return
    used = {
        str(held.text)
        for part in _sheets(parts)
        for cell in parsed(parts[part]).iter()
        if tag(cell) == "c" and cell.get("t") == "s" and (held := child(cell, "v")) is not None
    }
    root = parsed(parts[_STRINGS])
    without(root, frozenset({"rPh"}))
    for at, item in enumerate(children(root, "si")):
        if str(at) not in used:
            for inner in list(item):
                item.remove(inner)
            etree.SubElement(item, f"{str(item.tag).rpartition('}')[0]}}}t")
    parts[_STRINGS] = written(root)


def _strings(parts: dict[str, bytes]) -> list[str]:
    return (
        [string_text(each) for each in children(parsed(parts[_STRINGS]), "si")] if _STRINGS in parts else []
    )


def _sheets(parts: dict[str, bytes]) -> list[str]:
    return [part for part in parts if _SHEET.fullmatch(part)]


def _hidden_sheets(parts: dict[str, bytes]) -> set[str]:
    """The parts of sheets that are hidden."""
    if _BOOK not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return set()
    targets = {
        str(relation.get("Id", "")): str(relation.get("Target", "")).removeprefix("/xl/")
        for relation in parsed(parts["xl/_rels/workbook.xml.rels"])
    }
    sheets = children(child(parsed(parts[_BOOK]), "sheets"), "sheet")
    return {
        f"xl/{targets.get(related_id(each), '')}"
        for each in sheets
        if each.get("state", "visible") != "visible"
    }


def _column(cell: etree._Element, otherwise: int = 0) -> int:
    letters = _LETTERS.match(str(cell.get("r", "")))
    if letters is None:
        return otherwise
    column = 0
    for letter in letters.group().upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
