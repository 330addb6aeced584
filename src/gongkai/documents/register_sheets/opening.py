"""A file of a register, told by its content, with its headings and its rows."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.sniff import is_ole, is_zip
from gongkai.documents.register_sheets.headings import Headings
from gongkai.documents.register_sheets.json_rows import json_table
from gongkai.documents.register_sheets.rows import Line, counted
from gongkai.documents.register_sheets.text_tables import csv_table
from gongkai.documents.register_sheets.workbook import workbook_table
from gongkai.law.registers import Definition

_FORMATS = "请用 .csv、.xlsx 或者 .jsonl 文件。"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open file: heading → what it was read as, the headings and the sheets that were left aside, the rows.

    JSON lines have no headings of their own: `columns` is empty there.
    """

    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    sheets: tuple[str, ...]
    _lines: Iterator[Line]

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The rows behind a row, in their order; to be asked once. Unreadable where the file breaks off, and at the row that
        is too many.
        """
        return (line for line in self._lines if line.row > after)


@contextmanager
def open_sheet(
    place: Path, name: str, definition: Definition, mapping: Mapping[str, str] | None = None
) -> Iterator[Sheet]:
    """The file of a register that lies there; `name` is only shown in messages.

    `mapping`: heading → key of a field, a sign that begins with "@", or "" for what is to be left aside; it goes before the
    usual names. Unreadable for a file that is no table, or whose headings do not fit.
    """
    headings = Headings(definition, mapping)
    try:
        with place.open("rb") as stream, told_by_content(stream, name, headings) as sheet:
            yield sheet
    except OSError as error:
        raise refusal(name, f"无法读取（{error.strerror}）", "请检查文件和磁盘。") from error


@contextmanager
def told_by_content(stream: IO[bytes], name: str, headings: Headings) -> Iterator[Sheet]:
    """The table of a stream, whatever its format; its content tells. Raises Unreadable for what is none of the three."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if is_ole(head):
        raise refusal(name, "是旧版 Excel 文件，或者设有密码", "请另存为没有密码的 .xlsx 后再试。")
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare:
        raise refusal(name, "是空文件", _FORMATS)
    if is_zip(head):
        with workbook_table(stream, name, headings) as (found, others, lines):
            yield Sheet(found.read, found.ignored, others, counted(lines, name))
    elif bare.startswith(b"[") and name.lower().endswith((".json", ".jsonl")):
        raise refusal(name, "是一整个 JSON 数组", "请改成一行一个对象（JSON Lines）。")
    elif bare.startswith(b"{"):
        with closing(json_table(stream, name, headings)) as lines:
            yield Sheet({}, (), (), counted(lines, name))
    else:
        with csv_table(stream, name, headings) as (found, lines):
            yield Sheet(found.read, found.ignored, (), counted(lines, name))
