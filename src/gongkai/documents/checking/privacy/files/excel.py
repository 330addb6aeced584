"""Workbooks: every sheet, hidden ones too, hidden rows and columns, comments, names, what cells do not show any more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.checking.privacy.files.office import Inside, paragraphs, properties, remaining
from gongkai.documents.checking.privacy.files.passages import Note, Passage, Piece, Reading, line
from gongkai.documents.checking.privacy.files.tables import column_name, rows
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.sources.archive import main_part, read_xml, related_parts, related_xml, tag
from gongkai.documents.reading.sources.docx.wordml import child, children, related_id

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_MOST_COLUMNS = 16_384
_IN_ROW, _IN_COLUMN = "（隐藏行）", "（隐藏列）"
_SECRET = {"hidden": "隐藏的", "veryHidden": "深度隐藏的"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its title as people see it, where it is stored."""

    title: str
    state: str
    part: str


def excel(archive: ZipFile, name: str, inside: Inside) -> Reading:
    """Everything that a workbook says, shown or not."""
    book = main_part(archive, name)
    root = read_xml(archive, book, name)
    strings = shared_strings(archive, book, name)
    used: set[int] = set()
    done = {book, *related_parts(archive, book, "sharedStrings", name).values()}
    for sheet in sheets(archive, book, name):
        done.add(sheet.part)
        yield from _sheet(archive, sheet, strings, used, name)
        for kind, label in (("comments", "批注"), ("threadedComment", "批注"), ("drawing", "图形")):
            for part in related_parts(archive, sheet.part, kind, name).values():
                done.add(_resolved(part))
                yield from _beside(archive, _resolved(part), f"工作表“{sheet.title}”{label}", name)
    for at, text in enumerate(strings):
        if at not in used and text.strip():
            yield line("不再显示的文字", text)
    for defined in children(child(root, "definedNames"), "definedName"):
        yield line(f"名称“{defined.get('name', '')}”", f"{defined.get('name', '')}\n{defined.text or ''}")
    yield from properties(archive, name)
    yield from remaining(archive, name, done, inside)


def sheets(archive: ZipFile, book: str, name: str) -> Iterator[Sheet]:
    """The sheets in their order."""
    parts = related_parts(archive, book, "worksheet", name)
    for element in children(child(read_xml(archive, book, name), "sheets"), "sheet"):
        part = parts.get(related_id(element))
        if part is not None:
            yield Sheet(str(element.get("name", "")), str(element.get("state", "")), _resolved(part))


def shared_strings(archive: ZipFile, book: str, name: str) -> list[str]:
    """The texts that cells point to; readings of characters (rPh) are none."""
    root = related_xml(archive, book, "sharedStrings", name)
    return [string_text(each) for each in children(root, "si")]


def string_text(element: etree._Element) -> str:
    """The text of a string item with its formats."""
    return "".join(
        str(each.text or "")
        for each in element.iter()
        if tag(each) == "t" and not any(tag(above) == "rPh" for above in each.iterancestors())
    )


def _sheet(archive: ZipFile, sheet: Sheet, strings: list[str], used: set[int], name: str) -> Reading:
    root = read_xml(archive, sheet.part, name)
    if root is None:
        return
    place = f"{_SECRET.get(sheet.state, '')}工作表“{sheet.title}”"
    hidden = hidden_columns(root)
    read = [_by_column(list(_cells(row, at, place, hidden, strings, used))) for at, row in numbered(root)]
    labels = [piece.label for row in read for piece in row if piece is not None]
    if sheet.state in _SECRET and labels:
        message = f"这是{_SECRET[sheet.state]}工作表，打开文件的人可以让它显示出来。不需要的请删去。"
        yield Note(place, message, HIDDEN_PART)
    if any(label.endswith((_IN_ROW, _IN_COLUMN)) for label in labels):
        message = "这张表有隐藏的行或者列，打开文件的人可以让它们显示出来。不需要的请删去。"
        yield Note(place, message, HIDDEN_PART)
    yield from rows(read, place)
    for kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        text = child(root, "headerFooter", kind)
        if text is not None and text.text:
            yield line(f"{place}页眉页脚", text.text)
    for rule in children(child(root, "dataValidations"), "dataValidation"):
        yield line(
            f"{place}数据有效性", "\n".join([*map(str, rule.itertext()), *map(str, rule.attrib.values())])
        )


def numbered(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Rows with their numbers; a row need not say which it is."""
    at = 0
    for row in _rows(root):
        at = _whole(row.get("r"), at + 1)
        yield at, row


def _rows(root: etree._Element) -> Iterator[etree._Element]:
    return children(child(root, "sheetData"), "row")


def hidden_columns(root: etree._Element) -> set[int]:
    """Columns, from 0, that are hidden."""
    found: set[int] = set()
    for each in children(child(root, "cols"), "col"):
        if each.get("hidden") in ("1", "true"):
            first = _whole(each.get("min"), 1)
            last = min(_whole(each.get("max"), first), _MOST_COLUMNS)
            found.update(range(first - 1, last))
    return found


def is_hidden(row: etree._Element) -> bool:
    """Whether a row is hidden."""
    return row.get("hidden") in ("1", "true")


def _cells(
    row: etree._Element, at: int, place: str, hidden: set[int], strings: list[str], used: set[int]
) -> Iterator[tuple[int, Piece]]:
    column = -1
    for cell in children(row, "c"):
        found = _REFERENCE.fullmatch(str(cell.get("r", "")))
        column = _column(found[1]) if found else column + 1
        text = cell_text(cell, strings, used)
        secret = _IN_ROW if is_hidden(row) else _IN_COLUMN if column in hidden else ""
        if text:
            yield column, Piece(f"{place}{column_name(column)}{at}{secret}", text, origin=cell)


def _by_column(pieces: list[tuple[int, Piece]]) -> list[Piece | None]:
    """The cells with the gaps between them, as far as people put headings."""
    row: list[Piece | None] = []
    for column, piece in pieces:
        row += [None] * (column - len(row)) if 0 <= column - len(row) < 500 else []
        row.append(piece)
    return row


def cell_text(cell: etree._Element, strings: list[str], used: set[int] | None = None) -> str:
    """What a cell says, and the texts in its formula."""
    kind, held = str(cell.get("t", "n")), child(cell, "v")
    written = (held.text or "") if held is not None else ""
    formula = child(cell, "f")
    tail = f"\n{formula.text}" if formula is not None and formula.text and '"' in formula.text else ""
    if kind == "inlineStr":
        inline = child(cell, "is")
        return (string_text(inline) if inline is not None else "") + tail
    if kind == "s":
        at = _whole(written, -1)
        if used is not None:
            used.add(at)
        return (strings[at] if 0 <= at < len(strings) else "") + tail
    return (_figure(written) if kind == "n" else written) + tail


def _figure(written: str) -> str:
    """A number as digits: 1.3800001234E10 is 13800001234."""
    if "e" not in written.lower() and "." not in written:
        return written
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    whole = value == value.to_integral_value() and value.adjusted() < 30 if value.is_finite() else False
    return f"{value:f}".split(".")[0] if whole else written


def _whole(text: object, otherwise: int) -> int:
    return int(text) if isinstance(text, str) and re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _beside(archive: ZipFile, part: str, label: str, name: str) -> Iterator[Passage]:
    root = read_xml(archive, part, name)
    if root is None:
        return
    if "图形" in label:
        yield from paragraphs(root, label)
        return
    for each in root.iter():
        if tag(each) in ("comment", "threadedComment"):
            yield line(f"{label}{each.get('ref', '')}", "".join(map(str, each.itertext())), origin=each)
        elif tag(each) == "author" and each.text:
            yield line(f"{label}的作者", each.text, origin=each)


def _resolved(part: str) -> str:
    """A path without steps back: xl/worksheets/../comments1.xml is xl/comments1.xml."""
    done: list[str] = []
    for step in part.split("/"):
        if step == "..":
            done = done[:-1]
        elif step not in ("", "."):
            done.append(step)
    return "/".join(done)
