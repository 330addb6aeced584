"""Tables of items: CSV of any length as it comes, and workbooks, each row below a line of headings."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO

from gongkai.documents.items.fields import BY_HEADING, FIELDS, Shape
from gongkai.documents.items.objects import shown
from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.items.text_files import opened
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.spreadsheets import RUNS, plain_cell, read_tables, runs

_USE_TEMPLATE = "请下载模板，把内容粘贴进去（只粘贴数值）后再试。"
_SPLIT = "请分成几个文件，或者改用 CSV 或 JSONL 格式，那里不限条数。"
_NOT_CLOSED = "从这一行起无法读下去：引号没有配对，或者一格过长。"
_NEEDED = (frozenset({"title"}), frozenset({"file"}))

Records = Iterable[tuple[int, Sequence[str]]]


def csv_rows(stream: IO[bytes], name: str, start: int = 0, folder: str = "") -> Iterator[Raw]:
    """The rows below the headings from this one on (the first is 0). Unreadable for headings that are not known."""
    with opened(stream, name, newline="") as text:
        yield from _rows(_records(csv.reader(text), name), name, start, folder)


def workbook_rows(data: bytes, name: str, start: int = 0, folder: str = "") -> Iterator[Raw]:
    """The rows of the first sheet, as `csv_rows`; the others are left aside. At most `spreadsheets.BYTES`."""
    tables = read_tables(data, name, advice=_SPLIT, lines=True)
    if not tables:
        raise refusal(name, "没有工作表", _USE_TEMPLATE)
    yield from _rows(enumerate(tables[0].rows, 1), name, start, folder)


def _records(lines: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    # The limit is one of the whole process; the default, 128 KB, is less than a long text has.
    csv.field_size_limit(min(max(csv.field_size_limit(), 2 * FIELDS["body"].most), sys.maxsize))
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            yield number, line
    except csv.Error as error:
        raise refusal(name, f"第{number + 1}行有错", _NOT_CLOSED) from error


def _rows(records: Records, name: str, start: int, folder: str) -> Iterator[Raw]:
    given = iter(records)
    top = next(((number, row) for number, row in given if any(map(str.strip, row))), None)
    heads = _heads(top[1] if top else (), name)
    for index, (number, row) in enumerate(given):
        if index >= start:
            yield _raw(index, number, heads, row, folder)


def _heads(row: Sequence[str], name: str) -> list[str]:
    """The field of each column, "" for one without heading."""
    texts = [plain_cell(text) for text in row]
    if unknown := [shown(text) for text in texts if text and text not in BY_HEADING]:
        raise refusal(name, f"有不认识的列：{'、'.join(unknown)}", _USE_TEMPLATE)
    heads = [BY_HEADING[text].name if text else "" for text in texts]
    named = [head for head in heads if head]
    if not any(needed <= set(named) for needed in _NEEDED):
        raise refusal(name, "没有“标题”这一列", _USE_TEMPLATE)
    if len(set(named)) < len(named):
        raise refusal(name, "有重复的列", _USE_TEMPLATE)
    return heads


def _raw(index: int, number: int, heads: Sequence[str], row: Sequence[str], folder: str) -> Raw:
    values = {head: text.strip() for head, text in zip(heads, row, strict=False) if head and text.strip()}
    if not any(text.strip() for text in row):
        return Raw(index, number, None)
    faults = [Fault(number, FIELDS[head].label, RUNS) for head, text in values.items() if _runs(head, text)]
    if any(text.strip() for text in chain(row[len(heads) :], _headless(heads, row))):
        faults.append(Fault(number, "", "有内容在没有标题的列里，请核对是否多了逗号或者错了列。"))
    return Raw(index, number, values, tuple(faults), folder)


def _headless(heads: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    return (text for head, text in zip(heads, row, strict=False) if not head)


def _runs(head: str, text: str) -> bool:
    """A body begins as it likes: it is never put into a cell again."""
    return FIELDS[head].shape is not Shape.BODY and runs(text)
