"""XLSX with very many rows: unpacked and read block by block, its shared texts in a file of their own."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO
from zipfile import ZipFile

from gongkai.documents.reading.sources.archive import BROKEN, main_part, read_xml, related_parts, tag
from gongkai.documents.reading.sources.limits import ARCHIVE_MEMBERS, SHEETS
from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.register_sheets.cells import SheetRow, sheet_rows
from gongkai.documents.register_sheets.headings import HeadingRow, Headings
from gongkai.documents.register_sheets.numbers import Formats, read_formats
from gongkai.documents.register_sheets.parsing import blocks_of
from gongkai.documents.register_sheets.rows import Line
from gongkai.documents.register_sheets.strings import SharedStrings
from gongkai.documents.register_sheets.top import TOP, find_top

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MERGES = 10_000
_OVERLAP = 200
_ONE_HEADING = "请取消合并，一列写一个标题，再试一次。"
MERGED_ROW = "有合并单元格（{place}）。请取消合并，每一行都填上内容。"


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range: its rows from 1, both counted, and how it is called."""

    first: int
    last: int
    place: str


@dataclass(frozen=True, slots=True)
class _Book:
    """An open workbook: its visible sheets by title, in their order."""

    archive: ZipFile
    sheets: dict[str, str]
    strings: SharedStrings
    formats: Formats
    name: str

    def rows(self, part: str) -> Iterator[SheetRow]:
        return sheet_rows(blocks_of(self.archive, part, self.name), self.strings, self.formats, self.name)


@contextmanager
def workbook_table(
    stream: IO[bytes], name: str, headings: Headings
) -> Iterator[tuple[HeadingRow, tuple[str, ...], Iterator[Line]]]:
    """The headings, the sheets that are left aside, and the rows below the headings, as they come.

    Unreadable for a workbook that is broken or locked, has hidden sheets, has rows of the register on two sheets, or
    headings that are merged or do not fit.
    """
    try:
        archive = ZipFile(stream)
    except BROKEN as error:
        raise refusal(name, "已损坏或不完整", GET_AGAIN) from error
    with archive, closing(SharedStrings()) as strings:
        book = _book(archive, strings, name)
        title = _sheet(book, headings)
        part = book.sheets[title]
        rows = book.rows(part)
        above = list(islice(rows, TOP))
        place = find_top([row.texts for row in above], headings, name)
        merged = _merged(book, part)
        _refuse_headings(above[place], merged, name)
        found = headings.row(above[place].texts, name)
        others = tuple(other for other in book.sheets if other != title)
        yield found, others, _lines(found, chain(above[place + 1 :], rows), merged)


def _book(archive: ZipFile, strings: SharedStrings, name: str) -> _Book:
    if len(archive.infolist()) > ARCHIVE_MEMBERS:
        raise refusal(name, "里面的部分异常多", GET_AGAIN)
    main = main_part(archive, name)
    root = read_xml(archive, main, name) if main else None
    if root is None:
        raise refusal(name, "不是工作簿", "请另存为 .xlsx 后再试。")
    parts = related_parts(archive, main, "worksheet", name)
    members = set(archive.namelist())
    visible: dict[str, str] = {}
    hidden: list[str] = []
    for sheet in (each for each in root.iter() if tag(each) == "sheet"):
        title = str(sheet.get("name", ""))
        own = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if parts.get(own) not in members:
            continue
        if sheet.get("state", "visible") != "visible":
            hidden.append(title)
        visible[title] = parts[own]
    if hidden:
        raise refusal(
            name, f"有隐藏的工作表：{'、'.join(hidden[:10])}", "请取消隐藏并核对内容，或者删除后再试。"
        )
    if not 0 < len(visible) <= SHEETS:
        raise refusal(
            name, "没有工作表" if not visible else f"有{SHEETS}张以上的工作表", "请只留要导入的一张。"
        )
    settings = next((each for each in root.iter() if tag(each) == "workbookPr"), None)
    since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    for shared in related_parts(archive, main, "sharedStrings", name).values():
        if shared in members:
            strings.read(blocks_of(archive, shared, name), name)
    styles = next(iter(related_parts(archive, main, "styles", name).values()), "")
    formats = read_formats(archive, styles, name, since_1904=since_1904)
    return _Book(archive, visible, strings, formats, name)


def _sheet(book: _Book, headings: Headings) -> str:
    """The one sheet that has headings of the register."""
    liked = {
        title: max((headings.likeness(row.texts) for row in islice(book.rows(part), TOP)), default=0)
        for title, part in book.sheets.items()
    }
    enough = min(2, sum(field.required for field in headings.definition.fields))
    several = [title for title, known in liked.items() if known >= enough]
    if len(several) > 1:
        raise refusal(
            book.name, f"有几张工作表都是数据：{'、'.join(several[:10])}", "请合并成一张，或者分成几个文件。"
        )
    return several[0] if several else max(liked, key=lambda title: liked[title])


def _merged(book: _Book, part: str) -> tuple[Merged, ...]:
    """The merged ranges of a sheet: they are told behind its rows, so they are looked for first."""
    found: dict[bytes, Merged] = {}
    kept = b""
    for block in blocks_of(book.archive, part, book.name):
        window = kept + block
        for each in _MERGED.finditer(window):
            first, last = int(each[2]), int(each[4])
            place = f"{each[1].decode()}{first}:{each[3].decode()}{last}"
            found[each[0]] = Merged(first, last, place)
        if len(found) > _MERGES:
            raise refusal(book.name, "的合并单元格太多", "请取消全部合并，每一行都填上内容。")
        kept = window[-_OVERLAP:]
    return tuple(sorted(found.values(), key=lambda each: each.first))


def _refuse_headings(row: SheetRow, merged: tuple[Merged, ...], name: str) -> None:
    places = [each.place for each in merged if each.first <= row.number <= each.last]
    if places:
        raise refusal(name, f"的标题行有合并单元格（{'、'.join(places[:10])}）", _ONE_HEADING)
    for column, message in row.faults:
        head = f"“{row.texts[column]}”" if 0 <= column < len(row.texts) else ""
        raise refusal(name, f"的标题行（第{row.number}行）{head}有错", message)


def _lines(found: HeadingRow, rows: Iterator[SheetRow], merged: tuple[Merged, ...]) -> Iterator[Line]:
    waiting = list(reversed(merged))
    running: list[Merged] = []
    for row in rows:
        while waiting and waiting[-1].first <= row.number:
            running.append(waiting.pop())
        running = [each for each in running if each.last >= row.number]
        faults = [(_heading(found, column), message) for column, message in row.faults]
        faults += [("", MERGED_ROW.format(place=each.place)) for each in running]
        if (line := found.line(row.number, row.texts, faults)) is not None:
            yield line


def _heading(found: HeadingRow, column: int) -> str:
    return found.heads[column] if 0 <= column < len(found.heads) else ""
