"""CSV of any length: comma, tab or semicolon, in UTF-8, UTF-16 or GB18030."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO

from gongkai.documents.items.text_files import opened
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.register_sheets.headings import HeadingRow, Headings
from gongkai.documents.register_sheets.rows import CELL, Line
from gongkai.documents.register_sheets.top import TOP, find_top

_NOT_CLOSED = "从这一行起无法读下去：引号没有配对，或者一格过长。请检查这一行。"
_SAMPLE = 4096
_DELIMITERS = (",", "\t", ";", "，")

Records = Iterator[tuple[int, list[str]]]


@contextmanager
def csv_table(
    stream: IO[bytes], name: str, headings: Headings
) -> Iterator[tuple[HeadingRow, Iterator[Line]]]:
    """The headings and the rows below them, as they come. Unreadable for headings that do not fit, and where it breaks off."""
    with opened(stream, name, newline="") as text:
        sample = text.read(_SAMPLE)
        text.seek(0)
        records = _records(csv.reader(text, delimiter=_delimiter(sample)), name)
        above = list(islice(records, TOP))
        place = find_top([row for _, row in above], headings, name)
        found = headings.row(above[place][1], name)
        yield found, _lines(found, chain(above[place + 1 :], records))


def _lines(found: HeadingRow, records: Iterable[tuple[int, list[str]]]) -> Iterator[Line]:
    return (line for number, row in records if (line := found.line(number, row)) is not None)


def _delimiter(sample: str) -> str:
    """What stands most often in the first lines; a comma if nothing does."""
    lines = sample.splitlines()[:TOP]
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))


def _records(lines: Iterator[list[str]], name: str) -> Records:
    # The limit is one of the whole process; whoever needs more may have asked for more.
    csv.field_size_limit(max(csv.field_size_limit(), CELL))
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            yield number, line
    except csv.Error as error:
        raise refusal(name, f"第{number + 1}行有错", _NOT_CLOSED) from error
