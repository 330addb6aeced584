"""A set of data as a file: CSV that Excel opens as intended, JSON; written while it is read, so that memory does not grow."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from datetime import date
from io import StringIO
from itertools import chain, islice
from typing import Any

from gongkai.portal.open_data.flattening import Column
from gongkai.portal.open_data.rows import Record

_CHUNK = 200
"""Rows that are sent together."""


def as_csv(columns: Sequence[Column], rows: Iterable[Record]) -> Iterator[bytes]:
    """UTF-8 with a mark; the first line has the titles."""
    yield BOM_UTF8
    lines = chain(
        [[column.title for column in columns]], ([column.text(row) for column in columns] for row in rows)
    )
    while some := list(islice(lines, _CHUNK)):
        out = StringIO(newline="")
        writer(out).writerows(some)
        yield out.getvalue().encode("utf-8", "replace")


def as_json(head: Record, rows: Iterable[Record]) -> Iterator[bytes]:
    """One object: what is told of the set, and its rows, one a line."""
    yield json.dumps(head, ensure_ascii=False, default=_plain)[:-1].encode() + b', "rows": ['
    comma = chain([b"\n"], iter(lambda: b",\n", None))
    for row in rows:
        yield next(comma) + json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    yield b"\n]}\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
